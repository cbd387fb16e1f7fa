import Findings
import Ledger
import Values

extension MajorNotice {
  /// - Returns: nil when nothing is major.
  init?(of issues: [Issue], _ sorting: IssueSorting, limit: Decimal128?) {
    let found = MajorIssues(of: issues, sorting, limit: limit)
    guard !found.listed.isEmpty else { return nil }
    let indices = found.listed.sorted()
    let worst = foremostIssues(among: indices, in: sorting, limit: Notices.listedLimit)
    self.limit = limit
    entries = worst.map { index in
      Entry(issue: index, consequenceCount: found.consequences[index] ?? 0)
    }
    count = indices.count
    newCount = indices.count { issues[$0].status == .new }
    consequenceCount = found.consequences.values.reduce(0, +)
    waivedCount = found.waivedCount
    orders = Set(indices.compactMap { issues[$0].finding.caseKey }).count
    amountAtRisk = sorting.amountAtRisk(of: found.listed)
    let departments = indices.lazy.flatMap {
      [issues[$0].actingDepartment, issues[$0].rule.department]
    }
    let superiors = distinct(indices.lazy.flatMap { issues[$0].rule.escalation.map(\.id) })
    self.superiors = superiors
    self.departments = distinct(departments).filter { !superiors.contains($0) }
  }
}

/// Which issues are major, and which of these stand for others.
private struct MajorIssues {
  var listed: Set<Int> = []
  /// For each that explains major issues, how many.
  var consequences: [Int: Int] = [:]
  var waivedCount = 0

  init(of issues: [Issue], _ sorting: IssueSorting, limit: Decimal128?) {
    let critical = Severity.allCases.firstIndex(of: .critical)!
    for index in issues.indices where sorting.standings[index] != .undetermined {
      let reachesLimit =
        limit.flatMap { limit in issues[index].finding.facts.amount.map { $0 >= limit } } ?? false
      guard sorting.severities[index] == critical || reachesLimit else { continue }
      if sorting.standings[index] == .waived {
        if issues[index].finding.outcome == .fail { waivedCount += 1 }
        continue
      }
      let cause = sorting.causes[index]
      if cause != index, sorting.standings[cause] == .failed {
        consequences[cause, default: 0] += 1
        listed.insert(cause)
      } else {
        listed.insert(index)
      }
    }
  }
}

extension IssueSorting {
  /// The money that some issues put in doubt: of each subject document the largest amount once.
  fileprivate func amountAtRisk(of indices: Set<Int>) -> Decimal128? {
    var isMeant = [Bool](repeating: false, count: amounts.count)
    for index in indices { isMeant[index] = true }
    var sum: Decimal128? = .zero
    bySubject.forEach { _, run in
      var largest: Decimal128?
      for index in run.lazy.map({ Int($0) }) where isMeant[index] {
        guard let amount = amounts[index] else { continue }
        largest = largest.map { max($0, amount) } ?? amount
      }
      if let largest { sum = sum.flatMap { $0.adding(largest) } }
    }
    return sum
  }
}

private func distinct(_ names: some Sequence<String>) -> [String] {
  var seen: Set<String> = []
  return names.filter { seen.insert($0).inserted }
}
