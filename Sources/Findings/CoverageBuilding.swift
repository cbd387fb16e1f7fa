import Entities
import Intake
package import Relations
import Tables
import Values

extension Coverage {
  /// What was read, how it hung together, and what could not be read.
  package init(_ cases: Cases) {
    let dataset = cases.dataset
    let model = dataset.model
    self.init(
      exports: dataset.exports.indices.map { ExportCoverage(number: $0, in: dataset) },
      unrecognisedFiles: dataset.unrecognisedFiles,
      missingSources: dataset.missingSources.filter { !$0.isOptional }.map { source in
        MissingSource(
          id: source.id, entityLabel: model.entities[source.streams[0].entity].label,
          patterns: source.patterns.map(\.description))
      },
      relations: cases.links.indices.compactMap { number in
        cases.links[number].map { RelationCoverage(model.relations[number], $0, in: dataset) }
      },
      rejects: dataset.unreadables.map { Reject($0, in: dataset) })
  }
}

extension ExportCoverage {
  fileprivate init(number: Int, in dataset: Dataset) {
    let export = dataset.exports[number]
    let model = dataset.model
    let mainEntity = model.entities[export.source.streams[0].entity]
    let faults = dataset.unreadables.filter { $0.position.export == number }
    self.init(
      file: export.file, source: export.source.id, format: export.source.format.rawValue,
      encoding: export.encoding, byteCount: export.byteCount, sha256: export.sha256,
      records: zip(export.source.streams, export.recordCounts).map { stream, count in
        let entity = model.entities[stream.entity]
        return (entity.name, entity.label, count)
      },
      rejectedRecords: faults.filter { $0.extent == .record }.count,
      rejectedValues: faults.filter { $0.extent == .value }.count,
      controlTotals: export.controlTotals.map { total in
        let field = mainEntity.fields[total.field]
        return ControlTotal(
          field: field.name, label: field.label, stated: total.stated, computed: total.computed,
          line: total.line)
      },
      unusedFields: export.unusedFields)
  }
}

extension RelationCoverage {
  fileprivate init(_ relation: Relation, _ link: Link, in dataset: Dataset) {
    let from = dataset.model.entities[relation.from]
    self.init(
      name: "\(from.name).\(relation.name)", label: .path([from.label, relation.label]),
      fromCount: dataset.tables[relation.from]?.rowCount ?? 0,
      toCount: dataset.tables[relation.to]?.rowCount ?? 0,
      matched: link.counts.matched, withoutKey: link.counts.withoutKey,
      unmatched: link.counts.unmatched, ambiguous: link.counts.ambiguous,
      orphans: link.counts.orphans, duplicateKeys: link.counts.duplicateKeys)
  }
}

extension Reject {
  fileprivate init(_ unreadable: Unreadable, in dataset: Dataset) {
    let extent: Extent =
      switch unreadable.extent {
      case .value: .value
      case .record: .record
      case .file: .file
      }
    let place = unreadable.position
    self.init(
      extent: extent, code: unreadable.code, file: dataset.fileName(of: place),
      record: place.record, line: place.line, byte: place.byte, column: unreadable.column,
      entity: unreadable.entity.map { dataset.model.entities[$0].name },
      message: unreadable.localizedMessage, originalText: unreadable.originalText)
  }
}

extension Unreadable {
  /// The message in all languages; a kind of fault without a translation keeps its English sentence.
  fileprivate var localizedMessage: LocalizedText {
    let column = column ?? ""
    let value = originalText
    let chinese: (hans: String, hant: String)? =
      switch code {
      case "not-a-number": ("“\(column)”的值“\(value)”不是数字", "「\(column)」的值「\(value)」不是數字")
      case "not-a-date": ("“\(column)”的值“\(value)”不是日期", "「\(column)」的值「\(value)」不是日期")
      case "date-out-of-range":
        (
          "“\(column)”的值“\(value)”超出可保存的年份（1678 至 2261）",
          "「\(column)」的值「\(value)」超出可保存的年份（1678 至 2261）"
        )
      case "not-a-boolean": ("“\(column)”的值“\(value)”不是是或否", "「\(column)」的值「\(value)」不是是或否")
      case "unknown-word":
        ("“\(column)”的值“\(value)”不在允许的取值之内", "「\(column)」的值「\(value)」不在允許的取值之內")
      case "too-many-fields": ("该行的列数多于表头", "該列的欄數多於表頭")
      case "too-few-fields": ("该行的列数少于表头", "該列的欄數少於表頭")
      case "stray-quote": ("该行的引号不成对", "該列的引號不成對")
      case "bad-encoding": ("该行有无法按所用编码解读的字节", "該列有無法按所用編碼解讀的位元組")
      case "unknown-column": ("导出文件没有“\(column)”列", "匯出檔沒有「\(column)」欄")
      default: nil
      }
    guard let chinese else { return LocalizedText([.en: message]) }
    return LocalizedText([.zhHans: chinese.hans, .zhHant: chinese.hant, .en: message])
  }
}

extension LocalizedText {
  /// Labels one behind the other, as a path: 合同.金额.
  static func path(_ labels: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in
          (language, labels.map { $0[language] }.joined(separator: "."))
        }))
  }
}
