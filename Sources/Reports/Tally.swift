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
    return counter.counted()
  }

  /// The same for groups that follow from the rule: most documents and orders have one finding, which is counted with its
  /// rule and then, together with all others of that, in the groups.
  ///
  /// - Parameter groupsOfRule: the numbers of the groups that issues of each rule are counted in.
  func tallies(groupCount: Int, groupsOfRule: [[Int]]) -> [Tally] {
    let behindRules = groupsOfRule.map { groups in groups.map { rules.count + $0 } }
    var counter = TallyCounter(
      sorting: self, groupCount: rules.count + groupCount,
      groups: { [ruleOfIssue] in behindRules[ruleOfIssue[$0]] })
    counter.groupOfLoneIssue = ruleOfIssue
    let tallies = counter.counted()
    var result = Array(tallies[rules.count...])
    for (rule, groups) in groupsOfRule.enumerated() {
      for group in groups { result[group].add(tallies[rule]) }
    }
    return result
  }
}

extension Tally {
  /// Adds what was counted of other documents and orders.
  fileprivate mutating func add(_ other: Tally) {
    failed += other.failed
    undetermined += other.undetermined
    for place in failedBySeverity.indices {
      failedBySeverity[place] += other.failedBySeverity[place]
    }
    orders += other.orders
    waived += other.waived
    amountAtRisk = Tally.sum(amountAtRisk, other.amountAtRisk)
    undeterminedAmount = Tally.sum(undeterminedAmount, other.undeterminedAmount)
    waivedAmount = Tally.sum(waivedAmount, other.waivedAmount)
  }

  private static func sum(_ a: Decimal128?, _ b: Decimal128?) -> Decimal128? {
    guard let a, let b else { return nil }
    return a.adding(b)
  }
}

private struct TallyCounter {
  private let sorting: IssueSorting
  private let groups: (Int) -> [Int]
  private var tallies: [Tally]
  /// Of each issue the one group in which it is counted where it is alone; none where it is counted as others are.
  var groupOfLoneIssue: [Int] = []

  init(sorting: IssueSorting, groupCount: Int, groups: @escaping (Int) -> [Int]) {
    self.sorting = sorting
    self.groups = groups
    tallies = [Tally](repeating: Tally(), count: groupCount)
  }

  mutating func counted() -> [Tally] {
    if tallies.isEmpty { return [] }
    countFindings()
    countOrders()
    addAmounts(.failed, to: \.amountAtRisk)
    addAmounts(.undetermined, to: \.undeterminedAmount)
    addAmounts(.waived, to: \.waivedAmount)
    return tallies
  }

  private mutating func countFindings() {
    let placeOfSeverity = sorting.rules.map { severitiesWorstFirst.firstIndex(of: $0.severity)! }
    for (index, standing) in sorting.standings.enumerated() {
      let severity = placeOfSeverity[sorting.ruleOfIssue[index]]
      if !groupOfLoneIssue.isEmpty {
        tallies[groupOfLoneIssue[index]].count(standing, severity)
      } else {
        for group in groups(index) { tallies[group].count(standing, severity) }
      }
    }
  }

  private mutating func countOrders() {
    // The last order counted in each group: the issues of an order come one after the other.
    var last = [Int](repeating: -1, count: tallies.count)
    sorting.byOrder.forEach { order, run in
      if run.count == 1, !groupOfLoneIssue.isEmpty {
        let index = Int(run[0])
        if sorting.standings[index] == .failed { tallies[groupOfLoneIssue[index]].orders += 1 }
        return
      }
      for index in run where sorting.standings[Int(index)] == .failed {
        for group in groups(Int(index)) where last[group] != order {
          last[group] = order
          tallies[group].orders += 1
        }
      }
    }
  }

  private mutating func addAmounts(
    _ standing: IssueSorting.Standing, to sum: WritableKeyPath<Tally, Decimal128?>
  ) {
    guard sorting.standings.contains(standing) else { return }
    var sums = [Decimal128?](repeating: .zero, count: tallies.count)
    var largest = [Decimal128?](repeating: nil, count: tallies.count)
    var touched: [Int] = []
    sorting.bySubject.forEach { _, run in
      if run.count == 1, !groupOfLoneIssue.isEmpty {
        let index = Int(run[0])
        guard sorting.standings[index] == standing, let amount = sorting.amounts[index] else {
          return
        }
        let group = groupOfLoneIssue[index]
        sums[group] = sums[group].flatMap { $0.adding(amount) }
        return
      }
      for index in run.lazy.map({ Int($0) }) where sorting.standings[index] == standing {
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
        sums[group] = sums[group].flatMap { $0.adding(amount) }
        largest[group] = nil
      }
      touched.removeAll(keepingCapacity: true)
    }
    for group in tallies.indices {
      tallies[group][keyPath: sum] = sums[group]
    }
  }
}

extension Tally {
  fileprivate mutating func count(_ standing: IssueSorting.Standing, _ severity: Int) {
    switch standing {
    case .failed:
      failed += 1
      failedBySeverity[severity] += 1
    case .undetermined: undetermined += 1
    case .waived: waived += 1
    }
  }
}
