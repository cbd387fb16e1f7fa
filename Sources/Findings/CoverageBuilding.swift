import Entities
import Formats
package import Intake
package import Relations
import Tables
import Values

extension Coverage {
  /// What was read, how it hung together, and what could not be read.
  package init(_ cases: Cases) {
    self.init(
      cases.dataset, relations: cases.links.map { $0?.counts },
      rowCounts: cases.dataset.tables.map { $0?.rowCount ?? 0 })
  }

  /// - Parameters:
  ///   - relations: for each relation of the model how records found each other, or nil where a side is not there.
  ///   - rowCounts: for each entity how many records there are.
  package init(_ dataset: Dataset, relations: [LinkCounts?], rowCounts: [Int]) {
    let model = dataset.model
    self.init(
      exports: dataset.exportGroups.map { ExportCoverage($0, in: dataset) },
      unrecognisedFiles: dataset.unrecognisedFiles,
      missingSources: dataset.missingSources.filter { !$0.isOptional }.map { source in
        MissingSource(
          id: source.id, entityLabel: model.entities[source.streams[0].entity].label,
          patterns: source.patterns.map(\.description))
      },
      // Of numbers that follow each other the first has no partner, and nothing is wrong with it.
      relations: relations.indices.filter { model.relations[$0].kind != .previous }
        .compactMap { number in
          relations[number].map {
            RelationCoverage(model.relations[number], $0, of: model, rowCounts)
          }
        },
      rejects: dataset.unreadables.map { Reject($0, in: dataset) })
  }
}

extension Dataset {
  /// The exports by number, those together that are many documents of one kind in a folder.
  fileprivate var exportGroups: [[Int]] {
    var groups: [[Int]] = []
    var groupOf: [String: Int] = [:]
    for (number, export) in exports.enumerated() {
      guard let key = export.groupKey else {
        groups.append([number])
        continue
      }
      if let group = groupOf[key] {
        groups[group].append(number)
      } else {
        groupOf[key] = groups.count
        groups.append([number])
      }
    }
    return groups
  }

  /// For each export how many records, and values, of it could not be read.
  fileprivate func rejectCounts(of numbers: [Int]) -> (records: Int, values: Int) {
    let numbers = Set(numbers)
    let faults = unreadables.filter { numbers.contains($0.position.export) }
    return (faults.count { $0.extent == .record }, faults.count { $0.extent == .value })
  }
}

extension Export {
  /// What the exports have in common that are shown as one; nil for an export that stands alone.
  fileprivate var groupKey: String? {
    guard !source.isRecognised else { return nil }
    guard source.patterns.isEmpty || source.patterns.contains(where: \.hasFolder) else {
      return nil
    }
    return "\(source.id)\n\(folder)"
  }

  /// The folder within that of the exports in which it lies; empty when it lies in that directly.
  fileprivate var folder: Substring {
    file.lastIndex(of: "/").map { file[..<$0] } ?? ""
  }
}

extension ExportCoverage {
  fileprivate init(_ group: [Int], in dataset: Dataset) {
    let exports = group.map { dataset.exports[$0] }
    let first = exports[0]
    let model = dataset.model
    let mainEntity = model.entities[first.source.streams[0].entity]
    let rejected = dataset.rejectCounts(of: group)
    let isOne = exports.count == 1
    let place = first.folder.isEmpty ? first.source.id : "\(first.folder)/"
    self.init(
      file: isOne ? first.file : "\(place) (\(exports.count))",
      files: exports.map {
        InputFile(
          name: $0.file, byteCount: $0.byteCount, sha256: $0.sha256, encoding: $0.encoding,
          encodingReason: $0.encodingReason.map { LocalizedText($0) },
          copyOf: $0.copyOf.map { dataset.exports[$0].file })
      }, source: first.source.id, format: first.source.format.rawValue,
      encoding: Set(exports.map(\.encoding)).sorted().joined(separator: ", "),
      encodingReason: isOne ? first.encodingReason.map { LocalizedText($0) } : nil,
      byteCount: exports.reduce(0) { $0 + $1.byteCount }, sha256: isOne ? first.sha256 : "",
      copyOf: isOne ? first.copyOf.map { dataset.exports[$0].file } : nil,
      records: first.source.streams.indices.map { stream in
        let entity = model.entities[first.source.streams[stream].entity]
        return (
          entity.name, entity.label, exports.reduce(0) { $0 + $1.recordCounts[stream] }
        )
      }, rejectedRecords: rejected.records, rejectedValues: rejected.values,
      controlTotals: exports.flatMap(\.controlTotals).map { total in
        let field = mainEntity.fields[total.field]
        return ControlTotal(
          file: total.file, field: field.name, label: field.label, stated: total.stated,
          computed: total.computed, line: total.line)
      }, unusedFields: Set(exports.flatMap(\.unusedFields)).sorted(),
      setAside: exports.reduce(into: RowsSetAside()) { sum, export in
        sum.repeatedHeaders += export.setAside.repeatedHeaders
        sum.blankRows += export.setAside.blankRows
        sum.notes += export.setAside.notes
      })
  }
}

extension LocalizedText {
  /// Why an export is taken to be in its encoding.
  fileprivate init(_ reason: DetectedEncoding.Reason) {
    let chinese: (hans: String, hant: String) =
      switch reason {
      case .byteOrderMark: ("文件以字节顺序标记开头", "檔案以位元組順序記號開頭")
      case .declared: ("按声明", "依宣告")
      case .zeroBytes: ("每隔一个字节为零", "每隔一個位元組為零")
      case .validThroughout: ("全文符合 UTF-8", "全文符合 UTF-8")
      case .mostlyValid: ("几乎全文符合 UTF-8", "幾乎全文符合 UTF-8")
      case .notUTF8: ("不符合 UTF-8，内容过少，无法进一步判断", "不符合 UTF-8，內容過少，無法進一步判斷")
      case .likelyGB18030: ("不符合 UTF-8，按 GB18030 读为中文", "不符合 UTF-8，依 GB18030 讀為中文")
      case .likelyBig5: ("不符合 UTF-8，按 Big5 读为中文", "不符合 UTF-8，依 Big5 讀為中文")
      case .likelyWindows1252:
        ("不符合 UTF-8，ASCII 之外多为单个字母", "不符合 UTF-8，ASCII 之外多為單個字母")
      case .ambiguous:
        ("ASCII 之外字符很少，更像中文而非 UTF-8", "ASCII 之外字元很少，較像中文而非 UTF-8")
      }
    self.init([.zhHans: chinese.hans, .zhHant: chinese.hant, .en: reason.rawValue])
  }
}

extension RelationCoverage {
  fileprivate init(
    _ relation: Relation, _ counts: LinkCounts, of model: Model, _ rowCounts: [Int]
  ) {
    let from = model.entities[relation.from]
    self.init(
      name: "\(from.name).\(relation.name)", label: .path([from.label, relation.label]),
      fromCount: rowCounts[relation.from], toCount: rowCounts[relation.to],
      matched: counts.matched, withoutKey: counts.withoutKey, unmatched: counts.unmatched,
      ambiguous: counts.ambiguous, orphans: counts.orphans, duplicateKeys: counts.duplicateKeys)
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
      case "scientific-notation":
        ("“\(column)”的值“\(value)”是科学计数法，其余位数已丢失", "「\(column)」的值「\(value)」是科學記號，其餘位數已遺失")
      case "lost-digits":
        (
          "“\(column)”的值“\(value)”第 15 位之后全为零，该列长号码均如此：已被电子表格截断",
          "「\(column)」的值「\(value)」第 15 位之後全為零，該欄長號碼均如此：已被試算表截斷"
        )
      case "too-many-digits":
        ("“\(column)”的值“\(value)”超过可精确保存的 34 位", "「\(column)」的值「\(value)」超過可精確保存的 34 位")
      case "zero-byte": ("“\(column)”的文本中含有零字节", "「\(column)」的文字中含有零位元組")
      case "unclosed-quote": ("该行的引号没有闭合", "該列的引號沒有閉合")
      case "record-too-long": ("该记录超出长度上限", "該記錄超出長度上限")
      case "field-too-long": ("“\(column)”的值超出长度上限", "「\(column)」的值超出長度上限")
      case "duplicate-key": ("同一对象中有重复的键", "同一物件中有重複的鍵")
      case "duplicate-element": ("同一记录中“\(column)”有两个不同的值", "同一記錄中「\(column)」有兩個不同的值")
      case "truncated": ("导出文件不完整，到此为止", "匯出檔不完整，到此為止")
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
