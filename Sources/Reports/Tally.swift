import Findings
package import Values

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

extension IssueSorting {
  /// Counts groups of issues, all in the same sweeps.
  ///
  /// - Parameter groups: the numbers of the groups that an issue is counted in, by its index.
  func tallies(groupCount: Int, groups: @escaping (Int) -> [Int]) -> [Tally] {
    var counter = TallyCounter(sorting: self, groupCount: groupCount, groups: groups)
    counter.countFindings()
    counter.countOrders()
    counter.addAmounts(.failed, to: \.amountAtRisk)
    counter.addAmounts(.undetermined, to: \.undeterminedAmount)
    counter.addAmounts(.waived, to: \.waivedAmount)
    return counter.tallies
  }
}

private struct TallyCounter {
  private let sorting: IssueSorting
  private let groups: (Int) -> [Int]
  private(set) var tallies: [Tally]

  init(sorting: IssueSorting, groupCount: Int, groups: @escaping (Int) -> [Int]) {
    self.sorting = sorting
    self.groups = groups
    tallies = [Tally](repeating: Tally(), count: groupCount)
  }

  mutating func countFindings() {
    let placeOfSeverity = sorting.rules.map { severitiesWorstFirst.firstIndex(of: $0.severity)! }
    for (index, standing) in sorting.standings.enumerated() {
      let severity = placeOfSeverity[sorting.ruleOfIssue[index]]
      for group in groups(index) {
        switch standing {
        case .failed:
          tallies[group].failed += 1
          tallies[group].failedBySeverity[severity] += 1
        case .undetermined: tallies[group].undetermined += 1
        case .waived: tallies[group].waived += 1
        }
      }
    }
  }

  mutating func countOrders() {
    // The last order counted in each group: the issues of an order come one after the other.
    var last = [Int](repeating: -1, count: tallies.count)
    for (order, run) in sorting.byOrder.enumerated() {
      for index in run where sorting.standings[index] == .failed {
        for group in groups(index) where last[group] != order {
          last[group] = order
          tallies[group].orders += 1
        }
      }
    }
  }

  mutating func addAmounts(
    _ standing: IssueSorting.Standing, to sum: WritableKeyPath<Tally, Decimal128?>
  ) {
    var largest = [Decimal128?](repeating: nil, count: tallies.count)
    var touched: [Int] = []
    for run in sorting.bySubject {
      for index in run where sorting.standings[index] == standing {
        guard let amount = sorting.amounts[index] else { continue }
        for group in groups(index) {
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
        tallies[group][keyPath: sum] = tallies[group][keyPath: sum].flatMap { $0.adding(amount) }
        largest[group] = nil
      }
      touched.removeAll(keepingCapacity: true)
    }
  }
}
