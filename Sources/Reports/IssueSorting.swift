import Findings
import Ledger
import Values

/// Issues with their rule, subject and order as small numbers, and the orders in which to walk them so
/// that all issues of one subject, or of one order, come one after the other.
///
/// A million issues are counted this way in a few sweeps over small arrays, without a set for each
/// group and without touching an issue, which is a large value, more than once.
final class IssueSorting: Sendable {
  /// How an issue counts, that which matters most first.
  enum Standing: Int, CaseIterable {
    case failed, undetermined
    /// There is leave to let it stand.
    case waived

    init(_ finding: Finding) {
      if finding.waiver != nil {
        self = .waived
      } else {
        self = finding.outcome == .fail ? .failed : .undetermined
      }
    }
  }

  let standings: [Standing]
  /// For each issue, the money it puts in doubt; none for a consequence, whose money stands under its cause.
  let amounts: [Decimal128?]
  /// For each issue, that which explains it: itself when none does.
  let causes: [Int]
  /// For each issue, whether its cause has so many consequences that it is not listed with it.
  let isBeyondFold: [Bool]
  /// For each issue, how bad it is: a greater number is worse.
  let severities: [Int]
  /// The rules of the verdict in its order, then rules that only issues name.
  let rules: [RuleFacts]
  /// For each issue, the index of its rule.
  let ruleOfIssue: [Int]
  /// Indices of issues: for each subject document a run, by the first finding of each.
  let bySubject: [[Int].SubSequence]
  /// Indices of issues: for each order a run. Issues without an order are in none.
  let byOrder: [[Int].SubSequence]

  init(issues: [Issue], rules: [RuleFacts]) {
    standings = issues.map { Standing($0.finding) }
    let folding = folding(of: issues)
    (causes, isBeyondFold) = folding
    amounts = issues.enumerated().map { index, issue in
      folding.causes[index] == index ? issue.finding.amount : nil
    }
    var numbering = Numbering<String>()
    var known = rules
    for rule in rules { _ = numbering.number(of: rule.id) }
    ruleOfIssue = issues.map { issue in
      let number = numbering.number(of: issue.rule.id)
      if number == known.count { known.append(issue.rule) }
      return number
    }
    self.rules = known
    let ranks = known.map { Severity.allCases.firstIndex(of: $0.severity)! }
    severities = ruleOfIssue.map { ranks[$0] }
    bySubject = runs(of: issues.map { SubjectIdentity($0.finding.subject) })
    byOrder = runs(of: issues.map(\.finding.caseKey))
  }
}

/// How many consequences are listed with their cause. One number that thousands of records bear by mistake
/// would otherwise fill the list.
private let foldLimit = 20

/// For each issue that which explains it, and whether it is one too many to be listed with that.
private func folding(of issues: [Issue]) -> (causes: [Int], isBeyondFold: [Bool]) {
  var causes = Array(issues.indices)
  var isBeyondFold = [Bool](repeating: false, count: issues.count)
  let explaining = Set(issues.lazy.compactMap(\.finding.cause?.findingID))
  guard !explaining.isEmpty else { return (causes, isBeyondFold) }
  var indices: [String: Int] = [:]
  for (index, issue) in issues.enumerated() where explaining.contains(issue.finding.id) {
    indices[issue.finding.id] = index
  }
  var counts: [Int: Int] = [:]
  for (index, issue) in issues.enumerated() {
    guard let cause = issue.finding.cause.flatMap({ indices[$0.findingID] }) else { continue }
    causes[index] = cause
    counts[cause, default: 0] += 1
    isBeyondFold[index] = counts[cause]! > foldLimit
  }
  return (causes, isBeyondFold)
}

/// What makes two findings speak of the same document: its key, and the place it stands at, for two
/// records may bear one key, and many records may stand on one line.
private struct SubjectIdentity: Hashable {
  var entity: String
  var key: String
  var file: String
  var line: Int

  init(_ document: Document) {
    entity = document.entity
    key = document.key
    file = document.file
    line = document.line
  }
}

/// Numbers keys from 0 in the order in which they are first met.
private struct Numbering<Key: Hashable> {
  private var numbers: [Key: Int] = [:]
  var count: Int { numbers.count }

  mutating func number(of key: Key) -> Int {
    if let number = numbers[key] { return number }
    let number = numbers.count
    numbers[key] = number
    return number
  }
}

/// The indices of `keys`, those of equal keys one after the other; nil keys are left out.
private func runs<Key: Hashable>(of keys: [Key?]) -> [[Int].SubSequence] {
  var numbering = Numbering<Key>()
  let numbers = keys.map { key in key.map { numbering.number(of: $0) } }
  var ends = [Int](repeating: 0, count: numbering.count)
  for case let number? in numbers { ends[number] += 1 }
  for number in ends.indices.dropFirst() { ends[number] += ends[number - 1] }
  var starts = [0] + ends.dropLast()
  var sorted = [Int](repeating: 0, count: ends.last ?? 0)
  for (index, number) in numbers.enumerated() {
    guard let number else { continue }
    sorted[starts[number]] = index
    starts[number] += 1
  }
  var start = 0
  return ends.map { end in
    defer { start = end }
    return sorted[start..<end]
  }
}
