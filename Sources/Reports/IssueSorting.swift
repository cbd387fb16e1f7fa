import Findings
import Ledger
import Tables
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
      self.init(finding.outcome, isWaived: finding.facts.grounds?.waiver != nil)
    }

    init(_ outcome: Finding.Outcome, isWaived: Bool) {
      self = isWaived ? .waived : outcome == .fail ? .failed : .undetermined
    }
  }

  let standings: [Standing]
  /// For each issue, the money it puts in doubt; none for a consequence, whose money stands under its cause.
  let amounts: [Decimal128?]
  /// For each issue, that which explains it: itself when none does.
  let causes: [Int]
  /// Whether any issue is explained by another.
  let hasCauses: Bool
  /// For each issue, whether its cause has so many consequences that it is not listed with it.
  let isBeyondFold: [Bool]
  /// For each issue, how bad it is: a greater number is worse.
  let severities: [Int]
  /// The rules of the verdict in its order, then rules that only issues name.
  let rules: [RuleFacts]
  /// For each issue, the index of its rule.
  let ruleOfIssue: [Int]
  /// For each subject document a run, by the first finding of each.
  let bySubject: IssueRuns
  /// For each order a run. Issues without an order are in none.
  let byOrder: IssueRuns

  /// - Parameter threads: how much is done at once.
  init(issues: [Issue], rules: [RuleFacts], threads: Int = 1) {
    let count = issues.count
    let folding = folding(of: issues)
    (causes, isBeyondFold) = folding
    hasCauses = folding.causes.enumerated().contains { $0 != $1 }
    var standings: [Standing] = []
    var amounts: [Decimal128?] = []
    var ruleOfIssue: [Int] = []
    standings.reserveCapacity(count)
    amounts.reserveCapacity(count)
    ruleOfIssue.reserveCapacity(count)
    var numbering = Numbering<String>()
    var known = rules
    for rule in rules { _ = numbering.number(of: rule.id) }
    // This asks the array for parts of an issue, and for no issue, which would be copied.
    for stretch in IssueStretches(issues).ranges {
      let rule = issues[stretch.lowerBound].rule
      let number = numbering.number(of: rule.id)
      if number == known.count { known.append(rule) }
      for index in stretch {
        ruleOfIssue.append(number)
        standings.append(
          Standing(
            issues[index].finding.facts.outcome,
            isWaived: issues[index].finding.facts.grounds?.waiver != nil))
        amounts.append(
          folding.causes[index] == index ? issues[index].finding.facts.amount : nil)
      }
    }
    (self.standings, self.amounts, self.ruleOfIssue) = (standings, amounts, ruleOfIssue)
    self.rules = known
    let ranks = known.map { Severity.allCases.firstIndex(of: $0.severity)! }
    severities = ruleOfIssue.map { ranks[$0] }
    // Both go through all issues, and know nothing of each other.
    let sorted = Workers.map(count: 2, threads: threads) { number in
      number == 0
        ? IssueRuns(
          of: numbers(
            count: count,
            hash: {
              issues[$0].finding.facts.subject.key
                .hash(with: issues[$0].finding.facts.subject.line)
            },
            isSame: {
              issues[$0].finding.facts.subject.isSameRecord(as: issues[$1].finding.facts.subject)
            }))
        : IssueRuns(
          of: numbers(
            count: count, hash: { issues[$0].finding.facts.caseKey?.hash(with: 0) },
            isSame: { issues[$0].finding.facts.caseKey == issues[$1].finding.facts.caseKey }))
    }
    (bySubject, byOrder) = (sorted[0], sorted[1])
  }
}

/// The indices of issues, those that have something in common one after the other.
struct IssueRuns: Sendable {
  private let indices: [Int32]
  /// Where each run ends.
  private let ends: [Int32]

  var count: Int { ends.count }

  /// Calls `body` with the number of each run and the indices in it.
  @inline(__always)
  func forEach(_ body: (Int, UnsafeBufferPointer<Int32>) -> Void) {
    indices.withUnsafeBufferPointer { indices in
      var start = 0
      for number in ends.indices {
        let end = Int(ends[number])
        body(number, UnsafeBufferPointer(rebasing: indices[start..<end]))
        start = end
      }
    }
  }

  /// - Parameter numbers: of each index that of its run, from 0; what has none is left out.
  fileprivate init(of numbers: (ofIssue: [Int32], count: Int)) {
    var ends = [Int32](repeating: 0, count: numbers.count)
    for number in numbers.ofIssue where number >= 0 { ends[Int(number)] += 1 }
    for number in ends.indices.dropFirst() { ends[number] += ends[number - 1] }
    var starts = [0] + ends.dropLast()
    var sorted = [Int32](repeating: 0, count: Int(ends.last ?? 0))
    for (index, number) in numbers.ofIssue.enumerated() where number >= 0 {
      sorted[Int(starts[Int(number)])] = Int32(index)
      starts[Int(number)] += 1
    }
    (indices, self.ends) = (sorted, ends)
  }
}

extension Document {
  /// Whether both are one, whatever it is called.
  fileprivate func isSameRecord(as other: Document) -> Bool {
    line == other.line && key == other.key && entity == other.entity && file == other.file
  }
}

/// How many consequences are listed with their cause. One number that thousands of records bear by mistake
/// would otherwise fill the list.
private let foldLimit = 20

/// For each issue that which explains it, and whether it is one too many to be listed with that.
private func folding(of issues: [Issue]) -> (causes: [Int], isBeyondFold: [Bool]) {
  var causes = Array(issues.indices)
  var isBeyondFold = [Bool](repeating: false, count: issues.count)
  var explaining: Set<FindingID> = []
  for index in issues.indices {
    if let cause = issues[index].finding.facts.grounds?.cause {
      explaining.insert(FindingID(cause.findingID))
    }
  }
  guard !explaining.isEmpty else { return (causes, isBeyondFold) }
  var indices: [FindingID: Int] = [:]
  for index in issues.indices where explaining.contains(issues[index].finding.facts.id) {
    indices[issues[index].finding.facts.id] = index
  }
  var counts: [Int: Int] = [:]
  for index in issues.indices {
    guard let cause = issues[index].finding.cause.flatMap({ indices[FindingID($0.findingID)] })
    else { continue }
    causes[index] = cause
    counts[cause, default: 0] += 1
    isBeyondFold[index] = counts[cause]! > foldLimit
  }
  return (causes, isBeyondFold)
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

/// For each issue the number of what it has in common with others, from 0 in the order in which they are first met;
/// -1 for one without a hash.
///
/// Two issues speak of the same document when its key and the place it stands at are the same, for two records may bear
/// one key, and many records may stand on one line. Nothing is copied from the issues: of a million, texts would be
/// counted by holder four million times.
///
/// - Parameters:
///   - count: how many issues there are; both others tell of them by their indices.
private func numbers(
  count: Int, hash: (Int) -> UInt64?, isSame: (Int, Int) -> Bool
) -> (ofIssue: [Int32], count: Int) {
  var result = [Int32](repeating: -1, count: count)
  /// Of each number the first issue, and the hash.
  var firsts: [(issue: Int32, hash: UInt64)] = []
  let mask = (2 << (64 - count.leadingZeroBitCount)) - 1
  var slots = [Int32](repeating: -1, count: mask + 1)
  for index in 0..<count {
    guard let hash = hash(index) else { continue }
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] >= 0 {
      let first = firsts[Int(slots[place])]
      if first.hash == hash, isSame(Int(first.issue), index) { break }
      place = (place + 1) & mask
    }
    if slots[place] < 0 {
      slots[place] = Int32(firsts.count)
      firsts.append((Int32(index), hash))
    }
    result[index] = slots[place]
  }
  return (result, firsts.count)
}

/// Another one in each run, so that no export can be made whose keys all have one place.
private let seed = UInt64.random(in: .min ... .max)

extension String {
  fileprivate func hash(with number: Int) -> UInt64 {
    let seed = seed ^ UInt64(bitPattern: Int64(number)) &* 0x9E37_79B9_7F4A_7C15
    let hash = utf8.withContiguousStorageIfAvailable { UnsafeRawBufferPointer($0).hash(seed: seed) }
    if let hash { return hash }
    var text = self
    return text.withUTF8 { UnsafeRawBufferPointer($0).hash(seed: seed) }
  }
}
