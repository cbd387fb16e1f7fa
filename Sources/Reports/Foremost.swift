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
  let amounts = sorting.amounts
  var selection = Selection<LargestFinding>(limit: limit) { a, b in
    let (x, y) = (amounts[a.issue]!, amounts[b.issue]!)
    return x == y ? a.issue < b.issue : x > y
  }
  sorting.bySubject.forEach { _, run in
    var failed = 0
    var best: (issue: Int, amount: Decimal128)?
    for index in run.lazy.map({ Int($0) }) where sorting.standings[index] == .failed {
      failed += 1
      guard let amount = amounts[index], !amount.isZero else { continue }
      if best.map({ $0.amount < amount }) ?? true { best = (index, amount) }
    }
    if let best {
      selection.add(LargestFinding(issue: best.issue, furtherFindings: failed - 1))
    }
  }
  return selection.sorted()
}

/// The indices of the issues that matter most, each followed by its consequences.
func foremostIssues(in sorting: IssueSorting, limit: Int) -> [Int] {
  foremost(sorting.standings.indices, in: sorting, limit, causes: sorting.causes)
}

/// Those that matter most of some issues, each followed by its consequences. One whose cause is not among them
/// stands by itself.
func foremostIssues(among indices: [Int], in sorting: IssueSorting, limit: Int) -> [Int] {
  guard limit > 0 else { return [] }
  guard sorting.hasCauses else {
    return foremost(indices, in: sorting, limit, causes: sorting.causes)
  }
  var isPresent = [Bool](repeating: false, count: sorting.causes.count)
  for index in indices { isPresent[index] = true }
  let causes = sorting.causes.enumerated().map { isPresent[$1] ? $1 : $0 }
  return foremost(indices, in: sorting, limit, causes: causes)
}

/// - Parameter causes: for each issue that which it stands behind, or itself.
private func foremost(
  _ indices: some Sequence<Int>, in sorting: IssueSorting, _ limit: Int, causes: [Int]
) -> [Int] {
  let order = OrderOfIssues(sorting)
  let isBeyondFold = sorting.isBeyondFold
  var selection = Selection<Int>(limit: limit) { a, b in
    if isBeyondFold[a] != isBeyondFold[b] { return isBeyondFold[b] }
    let (x, y) = (causes[a], causes[b])
    if x != y { return order.comesFirst(x, y) }
    if x == a || y == b { return a == x && a != b }
    return order.comesFirst(a, b)
  }
  for index in indices { selection.add(index) }
  return selection.sorted()
}

/// Failed before undetermined, then the worst severity, then the largest amount, then as they stand.
private struct OrderOfIssues {
  private let standings: [IssueSorting.Standing]
  private let severities: [Int]
  private let amounts: [Decimal128?]

  init(_ sorting: IssueSorting) {
    (standings, severities, amounts) = (sorting.standings, sorting.severities, sorting.amounts)
  }

  func comesFirst(_ a: Int, _ b: Int) -> Bool {
    let (s, t) = (standings[a], standings[b])
    if s != t { return s.rawValue < t.rawValue }
    let (p, q) = (severities[a], severities[b])
    if p != q { return p > q }
    switch (amounts[a], amounts[b]) {
    case (let x?, let y?) where x != y: return x > y
    case (_?, nil): return true
    case (nil, _?): return false
    default: return a < b
    }
  }
}

/// Keeps the first `limit` of any number of elements, in memory for twice that.
struct Selection<Element> {
  private let limit: Int
  private let comesFirst: (Element, Element) -> Bool
  private var kept: [Element] = []
  /// The last of the first `limit` so far: what does not come before it is none of them.
  private var last: Element?

  /// - Parameter comesFirst: A strict order in which no two elements are equal.
  init(limit: Int, by comesFirst: @escaping (Element, Element) -> Bool) {
    self.limit = limit
    self.comesFirst = comesFirst
  }

  mutating func add(_ element: Element) {
    if let last, !comesFirst(element, last) { return }
    kept.append(element)
    guard kept.count >= 2 * limit, limit > 0 else { return }
    kept = sorted()
    last = kept.last
  }

  func sorted() -> [Element] { Array(kept.sorted(by: comesFirst).prefix(limit)) }
}
