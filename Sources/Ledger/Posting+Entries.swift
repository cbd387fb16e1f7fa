import Findings
import Values

extension IssueLedger {
  /// The same period run again with the same findings adds the run and nothing else.
  ///
  /// - Parameter told: what is said of findings.
  func entries(
    _ found: FoundIssues, _ told: [LedgerEntry], verified: [PastIssue], _ run: PostedRun
  ) -> [LedgerEntry] {
    let own = LedgerEntry.run(
      LedgerRun(
        period: run.period, asOf: run.asOf, issueCount: found.ids.count, digest: found.digest,
        figures: run.figures))
    if isHistory(run.period) { return [own] }
    return [own] + told + settlements(found, verified: Set(verified.map { FindingID($0.id) }), run)
  }

  /// What the run says of issues that it did not find. What it did not look for stays as an earlier run of the
  /// period left it.
  private func settlements(
    _ found: FoundIssues, verified: Set<FindingID>, _ run: PostedRun
  ) -> [LedgerEntry] {
    // Only a run of the same period can have said what this one takes back.
    let told =
      runs[run.period] == nil
      ? [] : records(.told(since: run.period, ofRules: run.rulesThatSawAll), besides: found)
    let known = verified.compactMap { record($0) } + told.filter { !verified.contains($0.key) }
    return known.sorted { $0.key < $1.key }.compactMap { record in
      if verified.contains(record.key) {
        return record.isGone(in: run.period)
          ? nil : .gone(issueID: record.id, period: run.period)
      }
      return record.isSeen(in: run.period) || record.isGone(in: run.period)
        ? .retracted(issueID: record.id, period: run.period) : nil
    }
  }
}
