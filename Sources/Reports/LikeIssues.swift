import Findings
import Ledger
import Values

/// Issues that follow each other and differ in nothing but what was found: they have one rule and one outcome, and stand
/// alike in the ledger. Half of a row is the same for all of them, and most issues of a rule are alike.
struct LikeIssues: Sendable {
  /// The first of them, which stands for all but in what was found.
  let first: Issue
  let findings: [WholeFinding]

  /// The issues at some places of a list, the alike ones together.
  static func all(
    of issues: [Issue], at places: Range<Int>, in stretches: IssueStretches
  ) -> [LikeIssues] {
    var all: [LikeIssues] = []
    var start = places.lowerBound
    while start < places.upperBound {
      let outcome = issues[start].finding.facts.outcome
      let limit = min(stretches.end(ofStretchAt: start), places.upperBound)
      let end =
        (start + 1..<max(start + 1, limit)).first {
          issues[$0].finding.facts.outcome != outcome
        } ?? limit
      all.append(
        LikeIssues(
          first: issues[start],
          findings: (start..<end).map { WholeFinding(issues[$0].finding) }))
      start = end
    }
    return all
  }
}

/// A finding with all details at hand, in one place: each row is written by many hands.
final class WholeFinding: Sendable {
  let facts: FindingFacts
  let details: FindingDetails
  /// The documents that the rule looked at besides the subject.
  let otherDocuments: ArraySlice<Document>

  init(_ finding: Finding) {
    facts = finding.facts
    details = finding.details
    otherDocuments = details.documents.without(subjectOf: finding.facts)
  }
}

extension [Document] {
  /// Those that are not the subject, which is mostly the first, and often the only one.
  fileprivate func without(subjectOf facts: FindingFacts) -> ArraySlice<Document> {
    if count == 1, self[0].line == facts.subject.line, self[0] == facts.subject { return [] }
    guard first == facts.subject, !dropFirst().contains(facts.subject) else {
      return filter { $0 != facts.subject }[...]
    }
    return dropFirst()
  }
}
