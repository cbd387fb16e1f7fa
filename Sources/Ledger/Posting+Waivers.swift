import Findings
import Values

extension IssueLedger {
  /// The leave in force for findings, by issue.
  func waivers(
    on findings: [Finding], _ found: SoughtIssues, _ run: PostedRun
  ) -> [FindingID: Waiver] {
    var result: [FindingID: Waiver] = [:]
    if isEmpty { return result }
    for (number, finding) in findings.enumerated() {
      let record = record(finding.facts.id, number, of: found) { $0.flags.contains(.hasLeave) }
      if let waiver = record?.waiver(on: run.asOf), waiver.isInForce(on: run.asOf) {
        result[finding.facts.id] = waiver
      }
    }
    return result
  }

  func waiverVerdicts(
    found: SoughtIssues, missing: Set<String>, settled: Set<String>, _ facts: [String: RuleFacts],
    _ run: PostedRun
  ) -> [WaiverVerdict] {
    records(.withLeave).compactMap { record in
      // Of an issue that ended before there is nothing more to say.
      guard found.contains(record.key) || missing.contains(record.id),
        let waiver = record.waiver(on: run.asOf)
      else { return nil }
      let state: WaiverVerdict.State =
        waiver.until < run.asOf
        ? .expired
        : !waiver.isInForce(on: run.asOf)
          ? .notBegun
          : found.contains(record.key)
            ? .inForce : settled.contains(record.id) ? .withoutFindings : .notJudged
      let known = record.facts
      let title =
        facts[known.ruleID]?.title
        ?? LocalizedText(
          Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, known.ruleID) }))
      return WaiverVerdict(
        ruleID: known.ruleID, ruleTitle: title, scope: known.key, waiver: waiver, state: state,
        findingCount: found.contains(record.key) ? 1 : 0)
    }
  }
}

extension IssueRecord {
  /// The leave that stands on a day, in force or not.
  func waiver(on day: CivilDate) -> Waiver? {
    var handling = Handling()
    for acted in actions where acted.action.day <= day { handling.add(acted.action.kind) }
    return handling.waiver
  }
}
