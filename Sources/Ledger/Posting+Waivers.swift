import Findings
import Values

extension IssueLedger {
  /// The leave in force for findings, by issue.
  ///
  /// - Parameter ids: those of the findings.
  func waivers(on ids: [String], _ run: PostedRun) -> [String: Waiver] {
    var result: [String: Waiver] = [:]
    if isEmpty { return result }
    for id in ids {
      guard let waiver = recordWithLeave(id)?.waiver(on: run.asOf), waiver.isInForce(on: run.asOf)
      else { continue }
      result[id] = waiver
    }
    return result
  }

  func waiverVerdicts(
    found: Set<String>, missing: Set<String>, settled: Set<String>, _ facts: [String: RuleFacts],
    _ run: PostedRun
  ) -> [WaiverVerdict] {
    records(.withLeave).compactMap { record in
      // Of an issue that ended before there is nothing more to say.
      guard found.contains(record.id) || missing.contains(record.id),
        let waiver = record.waiver(on: run.asOf)
      else { return nil }
      let state: WaiverVerdict.State =
        waiver.until < run.asOf
        ? .expired
        : !waiver.isInForce(on: run.asOf)
          ? .notBegun
          : found.contains(record.id)
            ? .inForce : settled.contains(record.id) ? .withoutFindings : .notJudged
      let title =
        facts[record.facts.ruleID]?.title
        ?? LocalizedText(
          Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, record.facts.ruleID) }))
      return WaiverVerdict(
        ruleID: record.facts.ruleID, ruleTitle: title, scope: record.facts.key, waiver: waiver,
        state: state, findingCount: found.contains(record.id) ? 1 : 0)
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
