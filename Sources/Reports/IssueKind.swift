import Findings
import Ledger
import Values

/// What many issues have the same of: the rule, and how they stand in the ledger. Half of a row follows from it, and most
/// issues of a rule are of one kind.
struct IssueKind {
  let rule: RuleFacts
  let status: Issue.Status
  let outcome: Finding.Outcome
  let due: CivilDate
  let firstSeen: Period
  let lastSeen: Period
  let timesSeen: Int

  init(of issue: Issue) {
    rule = issue.rule
    status = issue.status
    outcome = issue.finding.facts.outcome
    due = issue.due
    firstSeen = issue.firstSeen
    lastSeen = issue.lastSeen
    timesSeen = issue.timesSeen
  }

  /// Whether an issue is of the kind. One whose rule is kept apart is not, though it may say the same.
  func includes(_ issue: Issue) -> Bool {
    rule === issue.rule && outcome == issue.finding.facts.outcome && status == issue.status
      && due == issue.due && firstSeen == issue.firstSeen && timesSeen == issue.timesSeen
      && lastSeen == issue.lastSeen
  }
}

/// What was made of the kinds of the last issues: these stand in the order of their rules.
struct MadeOfKinds<Made: AnyObject> {
  private var known: [(kind: IssueKind, made: Made)] = []
  private var last = 0
  /// As many as the issues of a few rules have.
  private static var limit: Int { 16 }

  mutating func made(of issue: Issue, _ make: (IssueKind) -> Made) -> Made {
    if last < known.count, known[last].kind.includes(issue) { return known[last].made }
    if let place = known.firstIndex(where: { $0.kind.includes(issue) }) {
      last = place
      return known[place].made
    }
    if known.count == MadeOfKinds.limit { known.removeAll(keepingCapacity: true) }
    let kind = IssueKind(of: issue)
    let made = make(kind)
    last = known.count
    known.append((kind, made))
    return made
  }
}
