import Entities
import FEEL
import Relations
import Rules
import Tables

/// The relations along which a rule's paths go, each once: `contract.total` and `contract.signed` take the same step.
struct RelationTree: Sendable {
  /// A record of an entity.
  struct Record: Hashable, Comparable {
    var entity: Int
    var row: Int

    static func < (a: Record, b: Record) -> Bool { (a.entity, a.row) < (b.entity, b.row) }
  }

  private struct Step: Sendable {
    /// The step that leads to where this one begins; -1 where that is the subject.
    var before: Int
    var adjacency: Adjacency
    var entity: Int
  }

  /// Each after the one that it goes on from.
  private var steps: [Step] = []
  private let leadsToOne: Bool

  init(_ paths: [Program.Path], in source: CaseSource) {
    var numbers: [[Program.Step]: Int] = [:]
    for path in paths {
      var before = -1
      var way: [Program.Step] = []
      for step in path.steps {
        guard case .relation(let from, let relation) = step,
          let adjacency = source.adjacency(relation, of: from)
        else { continue }
        way.append(step)
        if let known = numbers[way] {
          before = known
          continue
        }
        let declared = source.cases.model.relations[source.number(ofRelation: relation, of: from)]
        steps.append(Step(before: before, adjacency: adjacency, entity: declared.to))
        before = steps.count - 1
        numbers[way] = before
      }
    }
    leadsToOne = steps.allSatisfy { if case .one = $0.adjacency { true } else { false } }
  }

  /// Whether the paths lead nowhere.
  var isEmpty: Bool { steps.isEmpty }

  /// The records that the paths lead to, each once and those of the subject left out, in their order.
  ///
  /// - Parameter entity: that of the subject.
  func records(from subject: Subject, of entity: Int) -> [Record] {
    if steps.isEmpty { return [] }
    if leadsToOne, case .row(let row) = subject { return partners(of: row, entity) }
    let own = subject.rows
    var rows: [[Int]] = []
    rows.reserveCapacity(steps.count)
    var found: Set<Record> = []
    for step in steps {
      var reached = Set((step.before < 0 ? own : rows[step.before]).flatMap(step.adjacency.rows))
      rows.append(Array(reached))
      if step.entity == entity { reached.subtract(own) }
      for row in reached { found.insert(Record(entity: step.entity, row: row)) }
    }
    return found.sorted()
  }

  /// The same where each step leads to one record at most.
  private func partners(of row: Int, _ entity: Int) -> [Record] {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: steps.count) { rows in
      var found: [Record] = []
      for (number, step) in steps.enumerated() {
        let start = step.before < 0 ? row : rows[step.before]
        // Nowhere leads on to nowhere.
        let reached = start < 0 ? nil : step.adjacency.firstRow(of: start)
        rows[number] = reached ?? -1
        guard let reached, step.entity != entity || reached != row else { continue }
        let record = Record(entity: step.entity, row: reached)
        if !found.contains(record) { found.append(record) }
      }
      if found.count > 1 { found.sort() }
      return found
    }
  }
}
