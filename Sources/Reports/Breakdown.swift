import Findings
import Ledger
package import Values

/// How many findings, how many orders and how much money: for all findings and for each class,
/// department, severity, stage and rule, and for values of the orders.
package struct Breakdown: Sendable {
  package let total: Tally
  /// Every class of the rule set, in its order, those without findings too.
  package let packs: [Group]
  /// The most failed first, then by id.
  package let departments: [Group]
  /// All four, the worst first.
  package let severities: [Group]
  /// In the order of the process.
  package let stages: [Group]
  /// By the rule's id.
  package let rules: [String: Tally]
  /// By customer, carrier and the like: one for each property of orders that is declared.
  package let properties: [PropertyBreakdown]

  /// Findings that have something in common.
  package struct Group: Sendable {
    package var id: String
    /// Nil for severities and stages, whose words are the renderer's.
    package var title: LocalizedText?
    package var tally: Tally
    /// Whether it is what the listed groups leave over.
    package var isRest = false
  }
}

/// The severities as reports list them.
let severitiesWorstFirst = Severity.allCases.sorted(by: >)

/// The stages of the process in its order.
let stagesInOrder = [
  "generation", "contract", "execution", "delivery", "settlement", "after-sales",
]

extension Breakdown {
  init(of sorting: IssueSorting, by findingValues: [FindingValues]) {
    var numbering = GroupNumbering()
    _ = numbering.number(of: .total, "", nil)
    for severity in severitiesWorstFirst {
      _ = numbering.number(of: .severity, severity.rawValue, nil)
    }
    let groupsOfRule = sorting.rules.map { rule in
      [
        0,
        numbering.number(of: .severity, rule.severity.rawValue, nil),
        numbering.number(of: .pack, rule.pack, rule.packTitle),
        numbering.number(of: .department, rule.department, rule.departmentLabel),
        numbering.number(of: .stage, rule.stage, nil),
        numbering.number(of: .rule, rule.id, rule.title),
      ]
    }
    let tallies = sorting.tallies(
      groupCount: numbering.groups.count, groupsOfRule: groupsOfRule)
    func made(_ dimension: Dimension) -> [Group] {
      zip(numbering.groups, tallies).filter { $0.0.dimension == dimension }
        .map { Group(id: $0.0.id, title: $0.0.title, tally: $0.1) }
    }

    total = tallies[0]
    packs = made(.pack)
    departments = made(.department).sorted { a, b in
      (b.tally.failed, b.tally.undetermined, a.id) < (a.tally.failed, a.tally.undetermined, b.id)
    }
    severities = made(.severity)
    stages = made(.stage).sorted { a, b in
      (stageRank(a.id), a.id) < (stageRank(b.id), b.id)
    }
    rules = Dictionary(uniqueKeysWithValues: made(.rule).map { ($0.id, $0.tally) })
    properties = findingValues.map { PropertyBreakdown(of: sorting, by: $0) }
  }
}

private func stageRank(_ stage: String) -> Int {
  stagesInOrder.firstIndex(of: stage) ?? stagesInOrder.count
}

private enum Dimension { case total, pack, department, severity, stage, rule }

/// Numbers groups in the order in which they are first named.
private struct GroupNumbering {
  private(set) var groups: [(dimension: Dimension, id: String, title: LocalizedText?)] = []

  mutating func number(of dimension: Dimension, _ id: String, _ title: LocalizedText?) -> Int {
    if let number = groups.firstIndex(where: { $0.dimension == dimension && $0.id == id }) {
      return number
    }
    groups.append((dimension, id, title))
    return groups.count - 1
  }
}
