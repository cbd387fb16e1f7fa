import Entities
import FEEL
import Intake
import Relations
import Rules
import Tables
import Values

extension CaseSource {
  /// A record's business key: the texts of its key fields, joined with ` / `.
  ///
  /// A record without one is called by its place, so that two of them stay apart.
  func key(of row: Int, entity: Int, fields: [Int]? = nil) -> String {
    let fields = fields ?? cases.model.entities[entity].key
    if fields.count == 1 {
      let text = text(fields[0], of: entity, row: row)
      if !text.isEmpty { return text }
    }
    let parts = fields.map { text($0, of: entity, row: row) }
    if parts.contains(where: { !$0.isEmpty }) { return parts.joined(separator: " / ") }
    let position = cases.dataset.tables[entity]!.positions[row]
    return "\(cases.dataset.fileName(of: position)):\(position.line)"
  }

  /// The key of the case that a record belongs to, or nil when it belongs to none.
  func caseKey(of row: Int, entity: Int) -> String? {
    cases.caseRow(of: row, entity: entity).map { key(of: $0.row, entity: $0.entity) }
  }

  func document(_ row: Int, of entity: Int) -> Document {
    document(row, of: entity, key: key(of: row, entity: entity))
  }

  func document(_ row: Int, of entity: Int, key: String) -> Document {
    let position = cases.dataset.tables[entity]!.positions[row]
    let kind = cases.model.entities[entity]
    return Document(
      entity: kind.name, entityLabel: kind.label, key: key,
      file: cases.dataset.fileName(of: position), line: position.line)
  }

  /// A field's value as text; empty when it has none.
  func text(_ field: Int, of entity: Int, row: Int) -> String {
    guard var column = column(field, of: entity) else { return "" }
    var row = row
    if !column.isKept {
      guard let found = recalled.column(field, of: entity, row: row) else {
        return ""
      }
      (column, row) = found
    }
    guard column.state(at: row) == .present else { return "" }
    return switch column.storage {
    case .text, .dictionary, .numbered: column.text(at: row)
    case .small, .scaled, .decimals: column.decimal(at: row).description
    case .booleans: column.boolean(at: row) ? "true" : "false"
    case .dates: column.date(at: row).description
    case .dateTimes: column.dateTime(at: row).description
    }
  }

  /// A path in all languages: 合同.金额.
  func label(of path: Program.Path) -> LocalizedText {
    LocalizedText.path(path.steps.compactMap(label))
  }

  private func label(of step: Program.Step) -> LocalizedText? {
    switch step {
    case .rows: nil
    case .relation(let entity, let relation):
      cases.model.relations[number(ofRelation: relation, of: entity)].label
    case .field(let entity, let field): cases.model.entities[entity].fields[field].label
    }
  }

  /// Why an outcome could not be decided, in one sentence.
  func explanation(of reason: NullReason) -> LocalizedText {
    switch reason {
    case .missing(let entity, let field, let row):
      sentence(
        entity, field, row, hans: { "\($0) 的“\($1)”为空" }, hant: { "\($0) 的「\($1)」為空" },
        en: { "'\($1)' of \($0) is empty" })
    case .unreadable(let entity, let field, let row):
      sentence(
        entity, field, row, hans: { "\($0) 的“\($1)”无法读取" },
        hant: { "\($0) 的「\($1)」無法讀取" }, en: { "'\($1)' of \($0) cannot be read" })
    case .noDocument(let entity, let relation, let row):
      relationSentence(
        entity, relation, row, hans: { "\($0) 没有对应的“\($1)”" },
        hant: { "\($0) 沒有對應的「\($1)」" }, en: { "\($0) has no '\($1)'" })
    case .unknownKey(let entity, let relation, let row):
      relationSentence(
        entity, relation, row, hans: { "\($0) 指向“\($1)”的编号无法读取" },
        hant: { "\($0) 指向「\($1)」的編號無法讀取" },
        en: { "the key by which \($0) names its '\($1)' cannot be read" })
    case .ambiguous(let entity, let relation, let row):
      relationSentence(
        entity, relation, row, hans: { "\($0) 对应多个“\($1)”，无法确定是哪一个" },
        hant: { "\($0) 對應多個「\($1)」，無法確定是哪一個" },
        en: { "several records could be the '\($1)' of \($0)" })
    default: noResult(masking == nil ? reason.detail : reason.maskedDetail)
    }
  }

  private func noResult(_ detail: String) -> LocalizedText {
    LocalizedText([
      .zhHans: "表达式没有结果：\(detail)", .zhHant: "運算式沒有結果：\(detail)",
      .en: "the expression has no result: \(detail)",
    ])
  }

  /// The document that left an outcome undetermined; of several that could not be told apart the key that
  /// they share.
  func undecidedBy(_ reason: NullReason) -> DocumentName? {
    switch reason {
    case .missing(let entity, _, let row), .unreadable(let entity, _, let row),
      .noDocument(let entity, _, let row), .unknownKey(let entity, _, let row):
      return DocumentName(
        entity: cases.model.entities[entity].name, key: key(of: row, entity: entity))
    case .ambiguous(let entity, let relation, let row):
      let declared = cases.model.relations[number(ofRelation: relation, of: entity)]
      return DocumentName(
        entity: cases.model.entities[declared.to].name,
        key: key(of: row, entity: entity, fields: declared.on.map(\.near)))
    default: return nil
    }
  }

  private func sentence(
    _ entity: Int, _ field: Int, _ row: Int, hans: (String, String) -> String,
    hant: (String, String) -> String, en: (String, String) -> String
  ) -> LocalizedText {
    let kind = cases.model.entities[entity]
    return .sentence(
      kind.label, shownKey(of: row, entity: entity).quoted, kind.fields[field].label, hans, hant, en
    )
  }

  private func relationSentence(
    _ entity: Int, _ relation: Int, _ row: Int, hans: (String, String) -> String,
    hant: (String, String) -> String, en: (String, String) -> String
  ) -> LocalizedText {
    .sentence(
      cases.model.entities[entity].label, shownKey(of: row, entity: entity).quoted,
      cases.model.relations[number(ofRelation: relation, of: entity)].label, hans, hant, en)
  }
}

extension LocalizedText {
  fileprivate static func sentence(
    _ kind: LocalizedText, _ key: String, _ name: LocalizedText, _ hans: (String, String) -> String,
    _ hant: (String, String) -> String, _ en: (String, String) -> String
  ) -> LocalizedText {
    LocalizedText([
      .zhHans: hans("\(kind[.zhHans]) \(key)", name[.zhHans]),
      .zhHant: hant("\(kind[.zhHant]) \(key)", name[.zhHant]),
      .en: en("\(kind[.en]) \(key)", name[.en]),
    ])
  }
}

extension NullReason {
  /// The same without the text that could not be converted.
  fileprivate var maskedDetail: String {
    if case .conversion = self { Pseudonyms.withheld } else { detail }
  }

  /// What an operation without a result says of itself.
  fileprivate var detail: String {
    switch self {
    case .arithmetic(let text), .conversion(let text): text
    case .emptyList(let function): "\(function) of nothing"
    case .index(let index): "there is no element \(index)"
    case .incomparable: "the values have no order"
    case .input(let name): name
    case .literal: "null"
    default: "a value is missing"
    }
  }
}
