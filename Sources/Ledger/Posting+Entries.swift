import Findings
import Values

/// What a run has to say of the issues that it found, in their order.
struct PostedEntries {
  private(set) var entries: [LedgerEntry] = []
  private var told: Set<String> = []
  /// Whether nothing is remembered but that the run was held.
  private let isHistory: Bool

  init(isHistory: Bool) {
    self.isHistory = isHistory
  }

  /// Adds an issue, unless an earlier run of the period said the same of it.
  ///
  /// - Parameter record: what is known of it.
  mutating func add(
    _ issue: Issue, _ id: String, _ course: CourseSighting, _ record: IssueRecord?,
    _ run: PostedRun
  ) {
    if isHistory { return }
    let waivedUntil =
      issue.finding.waiver == record?.waiver(on: run.asOf) ? nil : issue.finding.waiver?.until
    let isEntered =
      course.isEntered
      && record?.sightings.first { $0.period == run.period }?.waivedUntil == waivedUntil
    guard told.insert(id).inserted, !isEntered else { return }
    let facts = IssueFacts(issue.finding, rule: issue.rule)
    entries.append(
      .seen(
        Sighting(
          issueID: id, period: run.period, status: course.status, due: course.due,
          waivedUntil: waivedUntil, facts: record?.facts == facts ? nil : facts)))
  }
}

extension IssueLedger {
  /// The same period run again with the same findings adds the run and nothing else.
  ///
  /// - Parameters:
  ///   - found: the ids of all findings.
  ///   - posted: what is said of them.
  func entries(
    found: Set<String>, _ posted: PostedEntries, verified: [PastIssue], _ run: PostedRun
  ) -> [LedgerEntry] {
    let digest = SHA256.hex(of: Array(found.sorted().joined(separator: "\n").utf8))
    let own = LedgerEntry.run(
      LedgerRun(
        period: run.period, asOf: run.asOf, issueCount: found.count, digest: digest,
        figures: run.figures))
    if isHistory(run.period) { return [own] }
    return [own] + posted.entries
      + settlements(found: found, verified: Set(verified.map(\.id)), run)
  }

  /// What the run says of issues that it did not find. What it did not look for stays as an earlier run of the
  /// period left it.
  private func settlements(
    found: Set<String>, verified: Set<String>, _ run: PostedRun
  ) -> [LedgerEntry] {
    // Only a run of the same period can have said what this one takes back.
    let known =
      runs[run.period] == nil ? verified.compactMap { record($0) } : records(.all, besides: found)
    return known.sorted { $0.id < $1.id }.compactMap { record in
      if found.contains(record.id) { return nil }
      if verified.contains(record.id) {
        return record.isGone(in: run.period)
          ? nil : .gone(issueID: record.id, period: run.period)
      }
      guard run.rulesThatSawAll.contains(record.facts.ruleID) else { return nil }
      return record.isSeen(in: run.period) || record.isGone(in: run.period)
        ? .retracted(issueID: record.id, period: run.period) : nil
    }
  }
}
