import Findings
import Ledger
import Values

/// Issues that follow each other and differ in nothing but what was found: they have one rule, one outcome and
/// one kind of subject, and stand alike in the ledger. Half of a row is the same for all of them, and most issues of a rule are alike.
struct LikeIssues: Sendable {
  let issues: ArraySlice<Issue>
  /// What each of them has of its own.
  let texts: FindingTexts

  /// The first of them, which stands for all but in what was found.
  var first: Issue { issues[issues.startIndex] }

  /// What few of them have.
  func grounds(of number: Int) -> FindingGrounds? {
    issues[issues.startIndex + number].finding.facts.grounds
  }

  /// The issues at some places of a list, the alike ones together.
  static func all(
    of issues: [Issue], at places: Range<Int>, in stretches: IssueStretches, lane: Int
  ) -> [LikeIssues] {
    var all: [LikeIssues] = []
    var start = places.lowerBound
    while start < places.upperBound {
      let first = issues[start].finding.facts
      let limit = min(stretches.end(ofStretchAt: start), places.upperBound)
      let end =
        (start + 1..<max(start + 1, limit)).first {
          issues[$0].finding.facts.outcome != first.outcome
            || issues[$0].finding.facts.subject.entity != first.subject.entity
        } ?? limit
      let facts = issues[start..<end].map { Unmanaged.passUnretained($0.finding.facts) }
      for texts in FindingTexts.all(of: facts, lane: lane) {
        all.append(LikeIssues(issues: issues[start..<start + texts.count], texts: texts))
        start += texts.count
      }
    }
    return all
  }
}

/// A text of an issue where it lies in memory.
struct OwnText {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Whether it is known that no format writes any of it otherwise.
  let isPlain: Bool
}

extension FindingTexts.View {
  /// The text at a place of an issue; nil where there is none.
  @inline(__always)
  func text(_ slot: Int, of issue: Int) -> OwnText? {
    let place = places[issue &* stride &+ slot]
    if place.code < 0 { return nil }
    return OwnText(
      bytes: UnsafeBufferPointer(
        rebasing: bytes[place.start..<place.start &+ place.code &>> 1]),
      isPlain: place.code & 1 != 0)
  }
}
