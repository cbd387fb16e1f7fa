import Findings
import Ledger
package import Values

/// How many findings, how many orders and how much money: for all findings and for each class,
/// department, severity, stage and rule.
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

  /// Findings that have something in common.
  package struct Group: Sendable {
    package var id: String
    /// Nil for severities and stages, whose words are the renderer's.
    package var title: LocalizedText?
    package var tally: Tally
  }
}

/// Counts of some findings.
package struct Tally: Sendable, Hashable {
  package var failed = 0
  package var undetermined = 0
  /// Failed findings by severity, the worst first.
  package var failedBySeverity = [Int](repeating: 0, count: Severity.allCases.count)
  /// Distinct orders with a failed finding. A finding that belongs to no order isn't in it.
  package var orders = 0
  /// The money that failed findings put in doubt: of each subject document the largest amount once,
  /// however many rules it fails. Nil when the sum is beyond what a decimal can hold.
  package var amountAtRisk: Decimal128? = .zero
  /// The same over undetermined findings, which are in no other sum.
  package var undeterminedAmount: Decimal128? = .zero
  /// Findings that there is leave to let stand, failed or undetermined; they are in no other count or sum.
  package var waived = 0
  package var waivedAmount: Decimal128? = .zero

  package var findings: Int { failed + undetermined }
}

/// The severities as reports list them.
let severitiesWorstFirst = Severity.allCases.sorted(by: >)

/// The stages of the process in its order.
let stagesInOrder = [
  "generation", "contract", "execution", "delivery", "settlement", "after-sales",
]

extension Breakdown {
  init(of sorting: IssueSorting) {
    var counter = TallyCounter(sorting)
    counter.count()
    let groups = counter.groups
    func made(_ dimension: Dimension) -> [Group] {
      groups.filter { $0.dimension == dimension }.map(\.group)
    }

    total = made(.total)[0].tally
    packs = made(.pack)
    departments = made(.department).sorted { a, b in
      (b.tally.failed, b.tally.undetermined, a.id) < (a.tally.failed, a.tally.undetermined, b.id)
    }
    severities = made(.severity)
    stages = made(.stage).sorted { a, b in
      (stageRank(a.id), a.id) < (stageRank(b.id), b.id)
    }
    rules = Dictionary(uniqueKeysWithValues: made(.rule).map { ($0.id, $0.tally) })
  }
}

private func stageRank(_ stage: String) -> Int {
  stagesInOrder.firstIndex(of: stage) ?? stagesInOrder.count
}

private enum Dimension { case total, pack, department, severity, stage, rule }

/// Counts all groups of all dimensions in the same sweeps.
private struct TallyCounter {
  private let sorting: IssueSorting
  private(set) var groups: [(dimension: Dimension, group: Breakdown.Group)] = []
  /// For each rule, the groups that its findings are counted in.
  private var groupsOfRule: [[Int]] = []

  init(_ sorting: IssueSorting) {
    self.sorting = sorting
    _ = group(.total, "", nil)
    for severity in severitiesWorstFirst { _ = group(.severity, severity.rawValue, nil) }
    groupsOfRule = sorting.rules.map { rule in
      [
        0,
        group(.severity, rule.severity.rawValue, nil),
        group(.pack, rule.pack, rule.packTitle),
        group(.department, rule.department, rule.departmentLabel),
        group(.stage, rule.stage, nil),
        group(.rule, rule.id, rule.title),
      ]
    }
  }

  mutating func count() {
    countFindings()
    countOrders()
    addAmounts(.failed, to: \.amountAtRisk)
    addAmounts(.undetermined, to: \.undeterminedAmount)
    addAmounts(.waived, to: \.waivedAmount)
  }

  private mutating func countFindings() {
    let placeOfSeverity = sorting.rules.map { severitiesWorstFirst.firstIndex(of: $0.severity)! }
    for (standing, rule) in zip(sorting.standings, sorting.ruleOfIssue) {
      let severity = placeOfSeverity[rule]
      for group in groupsOfRule[rule] {
        switch standing {
        case .failed:
          groups[group].group.tally.failed += 1
          groups[group].group.tally.failedBySeverity[severity] += 1
        case .undetermined: groups[group].group.tally.undetermined += 1
        case .waived: groups[group].group.tally.waived += 1
        }
      }
    }
  }

  private mutating func countOrders() {
    // The last order counted in each group: the issues of an order come one after the other.
    var last = [Int](repeating: -1, count: groups.count)
    for (order, run) in sorting.byOrder.enumerated() {
      for index in run where sorting.standings[index] == .failed {
        for group in groupsOfRule[sorting.ruleOfIssue[index]] where last[group] != order {
          last[group] = order
          groups[group].group.tally.orders += 1
        }
      }
    }
  }

  private mutating func addAmounts(
    _ standing: IssueSorting.Standing, to sum: WritableKeyPath<Tally, Decimal128?>
  ) {
    var largest = [Decimal128?](repeating: nil, count: groups.count)
    var touched: [Int] = []
    for run in sorting.bySubject {
      for index in run where sorting.standings[index] == standing {
        guard let amount = sorting.amounts[index] else { continue }
        for group in groupsOfRule[sorting.ruleOfIssue[index]] {
          if let known = largest[group] {
            largest[group] = max(known, amount)
          } else {
            largest[group] = amount
            touched.append(group)
          }
        }
      }
      for group in touched {
        let amount = largest[group]!
        groups[group].group.tally[keyPath: sum] =
          groups[group].group.tally[keyPath: sum].flatMap { $0.adding(amount) }
        largest[group] = nil
      }
      touched.removeAll(keepingCapacity: true)
    }
  }

  /// The index of a group, which is made when it is new.
  private mutating func group(_ dimension: Dimension, _ id: String, _ title: LocalizedText?) -> Int
  {
    if let index = groups.firstIndex(where: { $0.dimension == dimension && $0.group.id == id }) {
      return index
    }
    groups.append((dimension, Breakdown.Group(id: id, title: title, tally: Tally())))
    return groups.count - 1
  }
}
