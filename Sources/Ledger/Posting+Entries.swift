import Findings
import Values

extension IssueLedger {
  /// The same period run again with the same findings adds the run and nothing else.
  func entries(
    for issues: [Issue], _ sightings: [CourseSighting], verified: [PastIssue], _ run: PostedRun
  ) -> [LedgerEntry] {
    let ids = Set(issues.map(\.finding.id)).sorted()
    let digest = SHA256.hex(of: Array(ids.joined(separator: "\n").utf8))
    let own = LedgerEntry.run(
      LedgerRun(
        period: run.period, asOf: run.asOf, issueCount: ids.count, digest: digest,
        figures: run.figures))
    if isHistory(run.period) { return [own] }
    return [own] + entries(of: issues, sightings, run)
      + settlements(found: Set(ids), verified: Set(verified.map(\.id)), run)
  }

  private func entries(
    of issues: [Issue], _ sightings: [CourseSighting], _ run: PostedRun
  ) -> [LedgerEntry] {
    var told: Set<String> = []
    return zip(issues, sightings).compactMap { issue, course in
      let record = self.record(issue.finding.id)
      let waivedUntil =
        issue.finding.waiver == record?.waiver(on: run.asOf) ? nil : issue.finding.waiver?.until
      let isEntered =
        course.isEntered
        && record?.sightings.first { $0.period == run.period }?.waivedUntil == waivedUntil
      guard told.insert(issue.finding.id).inserted, !isEntered else { return nil }
      let facts = IssueFacts(issue.finding, rule: issue.rule)
      return .seen(
        Sighting(
          issueID: issue.finding.id, period: run.period, status: course.status, due: course.due,
          waivedUntil: waivedUntil, facts: record?.facts == facts ? nil : facts))
    }
  }

  /// What the run says of issues that it did not find. What it did not look for stays as an earlier run of the
  /// period left it.
  private func settlements(
    found: Set<String>, verified: Set<String>, _ run: PostedRun
  ) -> [LedgerEntry] {
    // Only a run of the same period can have said what this one takes back.
    let known = runs[run.period] == nil ? verified.compactMap(record) : records(.all)
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
