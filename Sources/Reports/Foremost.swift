import Findings
import Ledger
import Values

/// One of the findings with the largest amounts.
package struct LargestFinding: Sendable, Hashable {
  /// The index in ``MonthlyReport/issues``.
  package var issue: Int
  /// Further failed findings on the same document.
  package var furtherFindings: Int
}

/// The failed findings with the largest amounts, one for each subject document: the amount at risk
/// counts each document once, and these are the largest of its parts.
func largestFindings(in sorting: IssueSorting, limit: Int) -> [LargestFinding] {
  let issues = sorting.issues
  var selection = Selection<LargestFinding>(limit: limit) { a, b in
    let (x, y) = (issues[a.issue].finding.amount!, issues[b.issue].finding.amount!)
    return x == y ? a.issue < b.issue : x > y
  }
  for run in sorting.bySubject {
    let failed = run.filter { issues[$0].finding.outcome == .fail }
    var best: Int?
    for index in failed {
      guard let amount = issues[index].finding.amount, !amount.isZero else { continue }
      if best.map({ issues[$0].finding.amount! < amount }) ?? true { best = index }
    }
    if let best {
      selection.add(LargestFinding(issue: best, furtherFindings: failed.count - 1))
    }
  }
  return selection.sorted()
}

/// The indices of the issues that matter most.
func foremostIssues(in issues: [Issue], limit: Int) -> [Int] {
  var selection = Selection<Int>(limit: limit) { comesFirst($0, $1, in: issues) }
  for index in issues.indices { selection.add(index) }
  return selection.sorted()
}

private func comesFirst(_ a: Int, _ b: Int, in issues: [Issue]) -> Bool {
  let (x, y) = (issues[a], issues[b])
  if x.finding.outcome != y.finding.outcome { return x.finding.outcome == .fail }
  if x.rule.severity != y.rule.severity { return x.rule.severity > y.rule.severity }
  switch (x.finding.amount, y.finding.amount) {
  case (let p?, let q?) where p != q: return p > q
  case (_?, nil): return true
  case (nil, _?): return false
  default: return a < b
  }
}

/// Keeps the first `limit` of any number of elements, in memory for twice that.
private struct Selection<Element> {
  private let limit: Int
  private let comesFirst: (Element, Element) -> Bool
  private var kept: [Element] = []

  /// - Parameter comesFirst: A strict order in which no two elements are equal.
  init(limit: Int, by comesFirst: @escaping (Element, Element) -> Bool) {
    self.limit = limit
    self.comesFirst = comesFirst
  }

  mutating func add(_ element: Element) {
    kept.append(element)
    if kept.count >= 2 * limit { kept = sorted() }
  }

  func sorted() -> [Element] { Array(kept.sorted(by: comesFirst).prefix(limit)) }
}
