import Findings
import Ledger
import Values

/// Issues that follow each other and differ in nothing but what was found: they have one rule, one outcome and
/// one kind of subject, and stand alike in the ledger. Half of a row is the same for all of them, and most issues of a rule are alike.
struct LikeIssues: Sendable {
  /// The first of them, which stands for all but in what was found.
  let first: Issue
  let findings: [WholeFinding]

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
      all.append(
        LikeIssues(
          first: issues[start],
          findings: (start..<end).map { WholeFinding(issues[$0].finding, lane: lane) }))
      start = end
    }
    return all
  }
}

/// A finding with all details at hand, in one place: each row is written by many hands.
final class WholeFinding: Sendable {
  let facts: FindingFacts
  /// With those documents that are not the subject.
  let details: FindingDetails

  /// - Parameter lane: see ``Finding/detailsBesidesSubject(lane:)``.
  init(_ finding: Finding, lane: Int = 0) {
    facts = finding.facts
    details = finding.detailsBesidesSubject(lane: lane)
  }
}
