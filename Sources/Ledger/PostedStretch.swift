import Findings
import Tables
import Values

/// Findings that follow each other, entered in the ledger: what becomes of one depends on no other, so that stretches
/// are entered by several threads.
struct PostedStretch: Sendable {
  private(set) var issues: [Issue] = []
  /// What the run has to say of them.
  private(set) var entries: [LedgerEntry] = []

  /// The findings of a stretch: enough for what its rules have in common to count for little.
  private static let size = 8192

  /// - Parameter stretch: enters some of the findings; is given the number of the stretch and theirs.
  static func all(
    of count: Int, threads: Int, _ stretch: @Sendable (Int, Range<Int>) -> PostedStretch
  ) -> [PostedStretch] {
    Workers.map(count: (count + size - 1) / size, threads: threads) { number in
      stretch(number, number * size..<min(count, (number + 1) * size))
    }
  }

  /// - Parameters:
  ///   - found: what the ledger has of all findings; nil where it has nothing and nothing is remembered.
  ///   - rules: the facts of each rule.
  ///   - isTold: whether the run remembers what it found.
  ///   - lane: a number that no other stretch has.
  init(
    _ findings: ArraySlice<Finding>, _ found: SoughtIssues?, of run: PostedRun,
    _ rules: [String: RuleFacts], _ waived: [FindingID: Waiver], in ledger: IssueLedger,
    isTold: Bool, lane: Int
  ) {
    issues.reserveCapacity(findings.count)
    var writer = LineWriter()
    // Findings stand in the order of their rules.
    var last: RuleOfRun?
    for (number, finding) in zip(findings.indices, findings) {
      if last?.rule.id != finding.facts.ruleID {
        guard let rule = rules[finding.facts.ruleID] else {
          preconditionFailure("every finding's rule is among those of the run")
        }
        last = RuleOfRun(rule, finding, run)
      }
      guard let found else {
        issues.append(ledger.entered(finding, nil, nil, &last!, run, waived).issue)
        continue
      }
      let known = ledger.record(finding.facts.id, number, of: found)
      let facts =
        isTold
        ? WrittenFacts(IssueFacts(finding, rule: last!.rule, lane: lane), by: &writer) : nil
      let (issue, sighting) = ledger.entered(finding, facts, known, &last!, run, waived)
      issues.append(issue)
      if let facts, !found.repeated.contains(number) { tell(issue, facts, sighting, known, run) }
    }
  }

  /// Says what became of an issue, unless an earlier run of the period said the same.
  ///
  /// - Parameter record: what is known of it.
  private mutating func tell(
    _ issue: Issue, _ facts: WrittenFacts, _ course: CourseSighting, _ record: IssueRecord?,
    _ run: PostedRun
  ) {
    let waivedUntil =
      issue.finding.waiver == record?.waiver(on: run.asOf) ? nil : issue.finding.waiver?.until
    let isEntered =
      course.isEntered
      && record?.sightings.first { $0.period == run.period }?.waivedUntil == waivedUntil
    if isEntered { return }
    entries.append(
      .seen(
        Sighting(
          issueID: issue.finding.id, period: run.period, status: course.status, due: course.due,
          waivedUntil: waivedUntil, written: record?.written == facts ? nil : facts)))
  }
}

extension IssueLedger {
  /// - Parameters:
  ///   - facts: what the finding is about; nil where nothing is remembered.
  ///   - record: what is known of it.
  fileprivate func entered(
    _ finding: Finding, _ facts: WrittenFacts?, _ record: IssueRecord?, _ rule: inout RuleOfRun,
    _ run: PostedRun, _ waived: [FindingID: Waiver]
  ) -> (issue: Issue, sighting: CourseSighting) {
    guard let record else {
      if waived.isEmpty, finding.facts.grounds == nil {
        return (rule.new.with(finding), rule.sighting)
      }
      return (issue(of: finding, rule.course, run, waived), rule.sighting)
    }
    let course = course(of: facts, known: record, rule.rule, due: rule.course.due, run)
    var issue = issue(of: finding, course, run, waived)
    rule.shareStanding(with: &issue)
    return (issue, CourseSighting(course))
  }

  private func issue(
    of finding: consuming Finding, _ course: Course, _ run: PostedRun,
    _ waived: [FindingID: Waiver]
  ) -> Issue {
    if !waived.isEmpty {
      finding.waiver =
        finding.waiver ?? waived[finding.facts.id]
        ?? finding.cause.flatMap { waived[FindingID($0.findingID)] }
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
