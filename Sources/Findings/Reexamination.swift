import Entities
import FEEL
import Intake
import Relations
package import Rules
package import Tables
package import Values

/// What a rule found earlier and does not find now.
package struct PastFinding: Sendable {
  package var id: String
  /// The number of its rule among those given with it.
  package var rule: Int
  package var subject: DocumentName
  /// What the rule looked at then, the subject among them unless it is a group.
  package var documents: [DocumentName]
  /// That of the documents: a rule on documents of the month would pass those of an earlier one by.
  package var period: Period

  package init(
    id: String, rule: Int, subject: DocumentName, documents: [DocumentName], period: Period
  ) {
    self.id = id
    self.rule = rule
    self.subject = subject
    self.documents = documents
    self.period = period
  }
}

/// Whether what rules found earlier was looked at again, so that their silence says that it is gone.
///
/// Of two shipments with one waybill number, one alone has nothing wrong with it, and an order has no invoice too
/// many when that invoice was not exported this time.
package struct Reexamination {
  private let model: Model
  private let rules: [Rule]
  /// The first row of each document that is in the exports.
  private var rows: [DocumentName: Int] = [:]

  /// Which of some earlier findings were looked at again, by id.
  ///
  /// Where the rule applies to the subject today, the documents that its check looks at have to be there; else all
  /// of them.
  package static func settled(
    _ past: [PastFinding], of rules: [Rule], in cases: PartedCases
  ) throws(SpillFault) -> Set<String> {
    if past.isEmpty { return [] }
    let reexamination = try Reexamination(
      of: Set(past.lazy.flatMap(\.documents)), rules, in: cases)
    return try reexamination.settled(past, in: cases)
  }

  /// - Parameter documents: all that will be asked for.
  private init(
    of documents: Set<DocumentName>, _ rules: [Rule], in cases: PartedCases
  ) throws(SpillFault) {
    let model = cases.outline.cases.model
    self.model = model
    self.rules = rules
    var wanted: [(entity: Int, keys: Set<String>)] = []
    for (name, documents) in Dictionary(grouping: documents, by: \.entity) {
      guard let entity = model.entity(named: name),
        cases.outline.cases.dataset.tables[entity] != nil
      else { continue }
      wanted.append((entity, Set(documents.map(\.key))))
    }
    var rows: [DocumentName: Int] = [:]
    try cases.forEachPart(of: wanted.map { CaseView(of: $0.entity, .records) }) { part, views in
      for (entity, keys) in views.map({ wanted[$0] }) {
        for row in part.subjects(of: entity) {
          let key = part.source.key(of: row, entity: entity)
          guard keys.contains(key) else { continue }
          let document = DocumentName(entity: model.entities[entity].name, key: key)
          let place = part.wholeRow(row, of: entity)
          if rows[document].map({ place < $0 }) ?? true { rows[document] = place }
        }
      }
    }
    self.rows = rows
  }

  private func settled(
    _ past: [PastFinding], in cases: PartedCases
  ) throws(SpillFault) -> Set<String> {
    var settled: Set<String> = []
    var judged: [Int: [(row: Int, number: Int)]] = [:]
    var areJudged = [Bool](repeating: false, count: rules.count)
    for (number, past) in past.enumerated() {
      if case .each(let entity) = rules[past.rule].subject, let row = rows[past.subject] {
        judged[entity, default: []].append((row, number))
        areJudged[past.rule] = true
      } else if areAllThere(past.documents) {
        settled.insert(past.id)
      }
    }
    let views = judged.sorted { $0.key < $1.key }.map { entity, judged in
      (
        judged: judged,
        view: CaseView(
          of: entity, .only(Set(judged.map { Int32($0.row) }).sorted()),
          programs: rules.indices.filter { areJudged[$0] && rules[$0].subject.entity == entity }
            .flatMap { [rules[$0].when, rules[$0].check] }.compactMap { $0?.program })
      )
    }
    try cases.forEachPart(of: views.map(\.view)) { part, numbers in
      let names = rules.indices.map { number in
        areJudged[number] ? self.names(checkedBy: rules[number], in: part.source) : []
      }
      for (row, number) in numbers.flatMap({ views[$0].judged }) {
        let past = past[number]
        // In another part the record may be without what the rule looks at for it.
        guard let row = part.row(ofWhole: row, of: rules[past.rule].subject.entity),
          part.isOwn(row)
        else { continue }
        if covers(past, at: row, names[past.rule], in: part.source) { settled.insert(past.id) }
      }
    }
    return settled
  }

  private func areAllThere(_ documents: [DocumentName]) -> Bool {
    documents.allSatisfy { rows[$0] != nil }
  }

  /// Whether a rule on a record, which stands at `row`, looks again at what it found it by.
  ///
  /// - Parameter names: those of the entities whose documents its check looks at.
  private func covers(
    _ past: PastFinding, at row: Int, _ names: Set<String>, in source: CaseSource
  ) -> Bool {
    let source = source.judged(for: past.period)
    let rule = rules[past.rule]
    if let when = rule.when, !when.program.isTrue(of: row, in: source) {
      return areAllThere(past.documents)
    }
    guard rule.check.program.isTrue(of: row, in: source) else { return false }
    return past.documents.allSatisfy { rows[$0] != nil || !names.contains($0.entity) }
  }

  private func names(checkedBy rule: Rule, in source: CaseSource) -> Set<String> {
    Set(
      (entities(of: rule.check.program, in: source) + [rule.subject.entity]).map {
        model.entities[$0].name
      })
  }

  /// The entities that an expression's paths lead to.
  private func entities(of program: Program, in source: CaseSource) -> [Int] {
    program.paths.flatMap(\.steps).compactMap { step in
      guard case .relation(let from, let relation) = step else { return nil }
      return model.relations[source.number(ofRelation: relation, of: from)].to
    }
  }
}

extension Program {
  fileprivate func isTrue(of row: Int, in source: CaseSource) -> Bool {
    if case .boolean(true) = evaluate(row: row, in: source) { return true }
    return false
  }
}
