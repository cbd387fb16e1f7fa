import Entities
import FEEL
import Intake
import Relations
package import Rules
import Tables
package import Values

/// Whether what rules found earlier was looked at again, so that their silence says that it is gone.
///
/// Of two shipments with one waybill number, one alone has nothing wrong with it, and an order has no invoice too
/// many when that invoice was not exported this time.
package struct Reexamination {
  private let source: CaseSource
  /// The first row of each document that is in the exports.
  private var rows: [DocumentName: Int] = [:]

  /// - Parameter documents: all that will be asked for.
  package init(of documents: Set<DocumentName>, in source: CaseSource) {
    self.source = source
    for (name, documents) in Dictionary(grouping: documents, by: \.entity) {
      guard let entity = source.cases.model.entity(named: name),
        let table = source.cases.dataset.tables[entity]
      else { continue }
      let wanted = Set(documents.map(\.key))
      for row in 0..<table.rowCount {
        let document = DocumentName(entity: name, key: source.key(of: row, entity: entity))
        if wanted.contains(document.key), rows[document] == nil { rows[document] = row }
      }
    }
  }

  /// - Parameters:
  ///   - subject: what the rule found.
  ///   - documents: what it looked at then, the subject among them unless it is a group. Where the rule applies
  ///     to the subject today, those that its check looks at have to be there; else all of them.
  ///   - period: that of the documents: a rule on documents of the month would pass those of an earlier one by.
  package func covers(
    _ subject: DocumentName, _ documents: [DocumentName], by rule: Rule, for period: Period
  ) -> Bool {
    let isAllThere = documents.allSatisfy { rows[$0] != nil }
    guard case .each(let entity) = rule.subject, let row = rows[subject] else {
      return isAllThere
    }
    let source = source.judged(for: period)
    if let when = rule.when, !when.program.isTrue(of: row, in: source) { return isAllThere }
    guard rule.check.program.isTrue(of: row, in: source) else { return false }
    let checked = Set(entities(of: rule.check.program) + [entity])
    let names = Set(checked.map { source.cases.model.entities[$0].name })
    return documents.allSatisfy { rows[$0] != nil || !names.contains($0.entity) }
  }

  /// The entities that an expression's paths lead to.
  private func entities(of program: Program) -> [Int] {
    program.paths.flatMap(\.steps).compactMap { step in
      guard case .relation(let from, let relation) = step else { return nil }
      return source.cases.model.relations[source.number(ofRelation: relation, of: from)].to
    }
  }
}

extension Program {
  fileprivate func isTrue(of row: Int, in source: CaseSource) -> Bool {
    if case .boolean(true) = evaluate(row: row, in: source) { return true }
    return false
  }
}
