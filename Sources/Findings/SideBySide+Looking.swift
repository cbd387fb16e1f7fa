import Entities
import FEEL
import Intake
import Relations
package import Rules
package import Tables
import Values

extension SideBySide {
  /// Looks up the documents of some findings again, in one sweep over each kind.
  ///
  /// - Returns: one for each finding.
  package static func all(
    of findings: [Finding], _ set: RuleSet, in source: CaseSource
  ) -> [SideBySide] {
    inMemory { () throws(SpillFault) in try all(of: findings, set, in: PartedCases(source)) }
  }

  /// The same of cases in parts.
  package static func all(
    of findings: [Finding], _ set: RuleSet, in cases: PartedCases
  ) throws(SpillFault) -> [SideBySide] {
    let shown = findings.map { documentsShown(of: $0) }
    let records = try ShownRecord.all(of: Set(shown.joined()), in: cases)
    let model = cases.outline.cases.model
    return zip(findings, shown).map { finding, documents in
      let looking = Looking(
        finding, set.rules.first { $0.id == finding.ruleID },
        columns: documents.map { document in
          (model.entity(named: document.entity)!, records[document])
        }, model)
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
  let columns: [(entity: Int, record: ShownRecord?)]
  let model: Model
  /// The fields that the rule's outcome depends on, and that which its findings name, by entity and number.
  private var fieldsLookedAt: Set<[Int]> = []

  init(
    _ finding: Finding, _ rule: Rule?, columns: [(entity: Int, record: ShownRecord?)],
    _ model: Model
  ) {
    self.finding = finding
    self.columns = columns
    self.model = model
    guard let rule else { return }
    for expression in [rule.check, rule.when, rule.expected, rule.actual].compactMap({ $0 }) {
      for field in expression.program.dependencies.fields {
        fieldsLookedAt.insert([field.entity, field.field])
      }
    }
    if let field = rule.field { fieldsLookedAt.insert([rule.subject.entity, field]) }
  }

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
      field.flatMap { column.record?.texts[$0] }
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
      guard let field = fields[place], let record = columns[place].record else { return nil }
      return SideBySide.Cell(
        text: record.values[field],
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
