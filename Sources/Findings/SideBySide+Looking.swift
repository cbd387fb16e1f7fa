import Entities
import FEEL
import Intake
import Relations
package import Rules
import Tables
import Values

extension SideBySide {
  /// Looks up the documents of some findings again, in one sweep over each kind.
  ///
  /// - Returns: one for each finding.
  package static func all(
    of findings: [Finding], _ set: RuleSet, in source: CaseSource
  ) -> [SideBySide] {
    let shown = findings.map { documentsShown(of: $0) }
    let rows = source.rows(of: Set(shown.joined()))
    let entities = rows.keys.map { (source.cases.model.entity(named: $0.entity)!, [rows[$0]!]) }
    let source = source.recalling(
      Dictionary(entities.map { ($0, Set($1)) }) { $0.union($1) })
    return zip(findings, shown).map { finding, documents in
      let looking = Looking(
        finding, set.rules.first { $0.id == finding.ruleID },
        columns: documents.map { document in
          (source.cases.model.entity(named: document.entity)!, rows[document])
        }, source)
      return SideBySide(
        documents: documents,
        furtherDocuments: finding.documents.count + finding.furtherDocuments - documents.count,
        rows: looking.rows)
    }
  }

  /// The first of each kind, then the rest in their order. The subject is the first, unless it is a group.
  private static func documentsShown(of finding: Finding) -> [Document] {
    var kinds: Set<String> = []
    let firsts = finding.documents.filter { kinds.insert($0.entity).inserted }
    let rest = finding.documents.filter { !firsts.contains($0) }
    return Array((firsts + rest).prefix(documentLimit))
  }
}

/// Lays out the fields of one finding's documents.
private struct Looking {
  let finding: Finding
  let columns: [(entity: Int, row: Int?)]
  let source: CaseSource
  /// The fields that the rule's outcome depends on, and that which its findings name, by entity and number.
  private var fieldsLookedAt: Set<[Int]> = []

  init(
    _ finding: Finding, _ rule: Rule?, columns: [(entity: Int, row: Int?)], _ source: CaseSource
  ) {
    self.finding = finding
    self.columns = columns
    self.source = source
    guard let rule else { return }
    for expression in [rule.check, rule.when, rule.expected, rule.actual].compactMap({ $0 }) {
      for field in expression.program.dependencies.fields {
        fieldsLookedAt.insert([field.entity, field.field])
      }
    }
    if let field = rule.field { fieldsLookedAt.insert([rule.subject.entity, field]) }
  }

  private var model: Model { source.cases.model }

  /// What the rule looks at; then what several kinds of document say, in one of these at least.
  var rows: [SideBySide.Row] {
    var names: [String] = []
    for column in columns {
      names += model.entities[column.entity].fields.map(\.name).filter { !names.contains($0) }
    }
    let rows = names.map { row(of: $0) }
    return rows.filter(\.isLookedAt).map(\.row)
      + rows.filter { !$0.isLookedAt && $0.isShared }.map(\.row)
  }

  private func row(
    of name: String
  ) -> (row: SideBySide.Row, isLookedAt: Bool, isShared: Bool) {
    let fields = columns.map { column in
      model.entities[column.entity].fields.firstIndex { $0.name == name }
    }
    let values = zip(columns, fields).map { column, field -> String? in
      guard let field, let row = column.row else { return nil }
      return source.shownText(field, of: column.entity, row: row)
    }
    let lookedAt = columns.indices.filter { place in
      fields[place].map { fieldsLookedAt.contains([columns[place].entity, $0]) } ?? false
    }
    let areNumbers = zip(columns, fields).map { column, field in
      field.map { model.entities[column.entity].fields[$0].type == .number } ?? false
    }
    let differ = differ(
      lookedAt.map { (columns[$0].entity, values[$0]) },
      areNumbers: lookedAt.allSatisfy { areNumbers[$0] })
    let cells = columns.indices.map { place -> SideBySide.Cell? in
      guard let field = fields[place], let row = columns[place].row else { return nil }
      return SideBySide.Cell(
        text: source.shownValue(field, of: columns[place].entity, row: row),
        isDiffering: lookedAt.contains(place)
          && (differ || isOneOfTheValues(values[place]!, isNumber: areNumbers[place])))
    }
    let saying = columns.indices.filter { place in
      // The key stands at the head of the column.
      values[place]?.isEmpty == false
        && model.entities[columns[place].entity].key != [fields[place]!]
    }
    return (
      SideBySide.Row(label: label(of: fields), cells: cells), !lookedAt.isEmpty,
      Set(saying.map { columns[$0].entity }).count > 1
    )
  }

  /// What the kinds of documents call a field that they name alike: 订单金额 / 合同金额.
  private func label(of fields: [Int?]) -> LocalizedText {
    let labels = zip(columns, fields).compactMap { column, field in
      field.map { model.entities[column.entity].fields[$0].label }
    }
    return LocalizedText(
      Dictionary(
        uniqueKeysWithValues: Language.allCases.map { language in
          var names: [String] = []
          for label in labels where !names.contains(label[language]) {
            names.append(label[language])
          }
          return (language, names.joined(separator: " / "))
        }))
  }

  /// Whether documents say different things where the rule looks. The lines of one order may: only documents
  /// of different kinds are there to agree.
  private func differ(
    _ said: [(entity: Int, value: String?)], areNumbers: Bool
  ) -> Bool {
    guard Set(said.map(\.entity)).count > 1 else { return false }
    let values = said.compactMap(\.value)
    return values.contains { !saysSame($0, values[0], areNumbers: areNumbers) }
  }

  private func isOneOfTheValues(_ value: String, isNumber: Bool) -> Bool {
    finding.outcome == .fail && !value.isEmpty
      && [finding.expected, finding.actual].contains {
        $0.map { saysSame($0, value, areNumbers: isNumber) } ?? false
      }
  }
}

/// Whether two texts are equal, or two numbers of one value: 100 and 100.00. Waybills 00123 and 123 are two.
private func saysSame(_ a: String, _ b: String, areNumbers: Bool) -> Bool {
  if a == b { return true }
  guard areNumbers, let a = Decimal128(a), let b = Decimal128(b) else { return false }
  return a == b
}

extension CaseSource {
  /// The rows at which documents stand. A document that two rows could be is the first of them.
  fileprivate func rows(of documents: Set<Document>) -> [Document: Int] {
    var rows: [Document: Int] = [:]
    for (name, wanted) in Dictionary(grouping: documents, by: \.entity) {
      guard let entity = cases.model.entity(named: name), let table = cases.dataset.tables[entity]
      else { continue }
      let lines = Set(wanted.map(\.line))
      for row in 0..<table.rowCount where lines.contains(Int(table.positions[row].line)) {
        let document = document(row, of: entity, key: shownKey(of: row, entity: entity))
        if wanted.contains(document), rows[document] == nil { rows[document] = row }
      }
    }
    return rows
  }
}
