import Findings
import Values

extension IssueLedger {
  /// The same period run again with the same findings adds the run and nothing else.
  ///
  /// - Parameter told: what is said of findings.
  func entries(
    _ found: SoughtIssues, _ told: [LedgerEntry], verified: [PastIssue], _ run: PostedRun
  ) -> [LedgerEntry] {
    let own = LedgerEntry.run(
      LedgerRun(
        period: run.period, asOf: run.asOf, issueCount: found.ids.count, digest: found.digest,
        figures: run.figures))
    if isHistory(run.period) { return [own] }
    return [own] + told + settlements(found, verified: verified.map { FindingID($0.id) }, run)
  }

  /// What the run says of issues that it did not find, in the order of their ids. What it did not look for stays as an
  /// earlier run of the period left it.
  private func settlements(
    _ found: SoughtIssues, verified: [FindingID], _ run: PostedRun
  ) -> [LedgerEntry] {
    let ids = verified.sorted()
    let settled = SoughtIssues(ids, in: snapshot)
    // Only a run of the same period can have said what this one takes back.
    var retracted =
      runs[run.period] == nil
      ? []
      : records(.told(since: run.period, ofRules: run.rulesThatSawAll), besides: found).filter {
        ($0.isSeen(in: run.period) || $0.isGone(in: run.period)) && !settled.contains($0.key)
      }[...]
    var entries: [LedgerEntry] = []
    func retract(before id: FindingID?) {
      while let next = retracted.first?.key, id.map({ next < $0 }) ?? true {
        entries.append(.retracted(issueID: next.text, period: run.period))
        retracted.removeFirst()
      }
    }
    for (number, id) in ids.enumerated() {
      retract(before: id)
      guard let record = record(id, number, of: settled), !record.isGone(in: run.period) else {
        continue
      }
      entries.append(.gone(issueID: id.text, period: run.period))
    }
    retract(before: nil)
    return entries
  }
}
