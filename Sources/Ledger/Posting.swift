package import Findings
package import Values

/// A run's findings entered in the ledger: what became of each, and of what was open before.
package struct Posting: Sendable {
  /// One for each finding, in their order.
  package var issues: [Issue]
  package var followUp: FollowUp
  /// What the run adds to the ledger.
  package var entries: [LedgerEntry]
}

/// What became of issues that a run did not find, and of leave that persons gave.
package struct FollowUp: Sendable {
  /// Open before, judged again and no longer found.
  package var verified: [PastIssue] = []
  /// Open before, and nobody looked: the document is not in the exports, or the rule did not run.
  package var unexamined: [PastIssue] = []
  /// Open before, with leave to stand, and nobody looked.
  package var waived: [PastIssue] = []
  /// Leave that persons gave for issues, with what became of it.
  package var waivers: [WaiverVerdict] = []
  /// The latest run of each of the twelve periods before, the oldest first.
  package var history: [LedgerRun] = []
  /// Whether the ledger has later periods already, so that it remembers nothing of what was found.
  package var isHistory = false

  package init() {}
}

/// What the ledger has to know of a run.
package struct PostedRun: Sendable {
  package var period: Period
  package var asOf: CivilDate
  /// The facts of every rule.
  package var rules: [RuleFacts]
  /// The ids of the rules that ran, and of whose documents every record was read.
  package var rulesThatSawAll: Set<String>
  /// The working day by which an issue with so many working days to remedy is due.
  package var due: @Sendable (Int) -> CivilDate
  package var figures: RunFigures

  package init(
    period: Period, asOf: CivilDate, rules: [RuleFacts], rulesThatSawAll: Set<String>,
    figures: RunFigures = RunFigures(),
    due: @escaping @Sendable (Int) -> CivilDate
  ) {
    self.period = period
    self.asOf = asOf
    self.rules = rules
    self.figures = figures
    self.rulesThatSawAll = rulesThatSawAll
    self.due = due
  }
}

extension IssueLedger {
  /// Enters a run's findings.
  ///
  /// - Parameters:
  ///   - isRemembered: whether the ledger is kept; where it is not, there are no entries.
  ///   - judged: of issues that were open and are not found, the ids of those whose rule ran on their document again.
  package func posting(
    _ findings: [Finding], of run: PostedRun, isRemembered: Bool = true,
    judged: ([PastIssue]) -> Set<String>
  ) -> Posting {
    let facts = Dictionary(run.rules.map { ($0.id, $0) }) { first, _ in first }
    let isFirst = isEmpty && !isRemembered
    // An id is made out of numbers each time that it is asked for.
    let ids = isFirst ? [] : findings.map(\.id)
    let found = Set(ids)
    let waived = waivers(on: ids, run)
    var issues: [Issue] = []
    issues.reserveCapacity(findings.count)
    var posted = PostedEntries(isHistory: isHistory(run.period))
    // Findings stand in the order of their rules.
    var last: RuleOfRun?
    for (number, finding) in findings.enumerated() {
      if last?.rule.id != finding.facts.ruleID {
        guard let rule = facts[finding.ruleID] else {
          preconditionFailure("every finding's rule is among those of the run")
        }
        last = RuleOfRun(rule, finding, run)
      }
      if isFirst, finding.facts.grounds == nil {
        issues.append(last!.new.with(finding))
        continue
      }
      let id = isFirst ? finding.id : ids[number]
      let known = record(id)
      let (issue, sighting) = entered(finding, known, &last!, run, waived)
      issues.append(issue)
      if isRemembered { posted.add(issue, id, sighting, known, run) }
    }
    let missing =
      open(before: run.period, on: run.asOf, besides: found) + passedBy(run, besides: found)
    let settled = missing.isEmpty ? [] : judged(missing)
    var followUp = FollowUp()
    followUp.isHistory = isHistory(run.period)
    followUp.verified = missing.filter { settled.contains($0.id) }
    for issue in missing where !settled.contains(issue.id) {
      if issue.isWaived(on: run.asOf) {
        followUp.waived.append(issue)
      } else {
        followUp.unexamined.append(issue)
      }
    }
    followUp.history = runs.filter { $0.key < run.period }.sorted { $0.key < $1.key }.suffix(12)
      .map(\.value)
    followUp.waivers = waiverVerdicts(
      found: found, missing: Set(missing.map(\.id)), settled: settled, facts, run)
    return Posting(
      issues: issues, followUp: followUp,
      entries: isRemembered ? entries(found: found, posted, verified: followUp.verified, run) : [])
  }

  /// The issues that an earlier run of the period was the first to see and that this one did not look for:
  /// rules were left out, or exports are not there.
  private func passedBy(_ run: PostedRun, besides found: Set<String>) -> [PastIssue] {
    guard runs[run.period] != nil else { return [] }
    return records(.all, besides: found).compactMap { record in
      guard record.sightings.first?.period == run.period,
        !run.rulesThatSawAll.contains(record.facts.ruleID),
        let standing = record.standing(throughRunsOf: run.period, on: run.asOf), standing.isOpen
      else { return nil }
      return PastIssue(record, standing)
    }
  }

  /// - Parameter record: what is known of it.
  private func entered(
    _ finding: Finding, _ record: IssueRecord?, _ rule: inout RuleOfRun, _ run: PostedRun,
    _ waived: [String: Waiver]
  ) -> (Issue, CourseSighting) {
    guard let record else {
      if waived.isEmpty, finding.facts.grounds == nil {
        return (rule.new.with(finding), rule.sighting)
      }
      return (issue(of: finding, rule.course, run, waived), rule.sighting)
    }
    let course = course(of: finding, known: record, rule.rule, due: rule.course.due, run)
    var issue = issue(of: finding, course, run, waived)
    rule.shareStanding(with: &issue)
    return (issue, CourseSighting(course))
  }

  private func issue(
    of finding: consuming Finding, _ course: Course, _ run: PostedRun, _ waived: [String: Waiver]
  ) -> Issue {
    if !waived.isEmpty {
      finding.waiver =
        finding.waiver ?? waived[finding.id] ?? finding.cause.flatMap { waived[$0.findingID] }
    }
    return Issue(finding, course, run)
  }
}

/// A rule of a run, with what becomes of a finding of it that the ledger does not know: of a million in a first month all
/// is the same but the finding.
private struct RuleOfRun {
  let rule: RuleFacts
  let course: Course
  let sighting: CourseSighting
  /// An issue without cause and leave.
  let new: Issue
  /// Issues that stand in different ways: most issues that are known stand as one of few does.
  private var different: [Issue] = []
  private static let mostDifferent = 16

  init(_ rule: RuleFacts, _ finding: Finding, _ run: PostedRun) {
    self.rule = rule
    course = Course(newOf: rule, due: run.due(rule.dueDays), in: run.period)
    sighting = CourseSighting(course)
    var bare = finding
    bare.cause = nil
    bare.waiver = nil
    new = Issue(bare, course, run)
  }

  mutating func shareStanding(with issue: inout Issue) {
    for other in different where issue.shareStanding(of: other) { return }
    if different.count < Self.mostDifferent { different.append(issue) }
  }
}

extension Issue {
  /// One that stands as this one does.
  fileprivate func with(_ finding: Finding) -> Issue {
    var issue = self
    issue.finding = finding
    return issue
  }

  fileprivate init(_ finding: Finding, _ course: Course, _ run: PostedRun) {
    let isOverdue = course.due < run.asOf
    let status: Issue.Status =
      finding.waiver != nil
      ? .waived : isOverdue && course.status != .reopened ? .overdue : course.status
    let level = finding.waiver != nil ? 0 : course.reopenings + (isOverdue ? 1 : 0)
    let levels = course.rule.escalation.prefix(level)
    self.init(
      finding: finding, rule: course.rule, status: status, firstSeen: course.firstSeen,
      lastSeen: run.period, timesSeen: course.timesSeen, due: course.due,
      handling: course.handling, escalatedTo: levels.last)
  }
}
