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
  /// Leave that persons gave for issues, with what became of it.
  package var waivers: [WaiverVerdict] = []
  /// The latest run of each of the twelve periods before, the oldest first.
  package var history: [LedgerRun] = []

  package init() {}
}

/// What the ledger has to know of a run.
package struct PostedRun: Sendable {
  package var period: Period
  package var asOf: CivilDate
  /// The facts of every rule.
  package var rules: [RuleFacts]
  /// The working day by which an issue with so many working days to remedy is due.
  package var due: @Sendable (Int) -> CivilDate
  package var figures: RunFigures

  package init(
    period: Period, asOf: CivilDate, rules: [RuleFacts], figures: RunFigures = RunFigures(),
    due: @escaping @Sendable (Int) -> CivilDate
  ) {
    self.period = period
    self.asOf = asOf
    self.rules = rules
    self.figures = figures
    self.due = due
  }
}

extension IssueLedger {
  /// Enters a run's findings.
  ///
  /// - Parameter judged: of issues that were open and are not found, the ids of those whose rule ran on their
  ///   document again.
  package func posting(
    _ findings: [Finding], of run: PostedRun, judged: ([PastIssue]) -> Set<String>
  ) -> Posting {
    let facts = Dictionary(run.rules.map { ($0.id, $0) }) { first, _ in first }
    let waived = waivers(on: findings, run)
    let issues = findings.map { finding in
      guard let rule = facts[finding.ruleID] else {
        preconditionFailure("every finding's rule is among those of the run")
      }
      return issue(of: finding, rule, run, waived)
    }
    let found = Set(findings.map(\.id))
    let missing = open(before: run.period, on: run.asOf).filter { !found.contains($0.id) }
    let settled = missing.isEmpty ? [] : judged(missing)
    let verified = missing.filter { settled.contains($0.id) }
    var followUp = FollowUp()
    followUp.verified = verified
    followUp.unexamined = missing.filter { !settled.contains($0.id) }
    followUp.history = runs.filter { $0.key < run.period }.sorted { $0.key < $1.key }.suffix(12)
      .map(\.value)
    followUp.waivers = waiverVerdicts(found: found, settled: settled, facts, run)
    return Posting(
      issues: issues, followUp: followUp, entries: entries(for: issues, verified: verified, run))
  }

  private func issue(
    of finding: Finding, _ rule: RuleFacts, _ run: PostedRun, _ waived: [String: Waiver]
  ) -> Issue {
    var finding = finding
    finding.waiver =
      finding.waiver ?? waived[finding.id] ?? finding.cause.flatMap { waived[$0.findingID] }
    let record = records[finding.id]
    guard let standing = record?.standing(before: run.period, on: run.asOf) else {
      let due = record?.sightings.first { $0.period == run.period }?.due ?? run.due(rule.dueDays)
      return Issue(
        finding: finding, rule: rule, status: finding.waiver == nil ? .new : .waived,
        firstSeen: run.period, lastSeen: run.period, timesSeen: 1, due: due)
    }
    let isBack = !standing.isOpen || standing.isSaidToBeDone
    let due = isBack ? run.due(rule.dueDays) : standing.due
    let isOverdue = due < run.asOf
    let level = standing.reopenings + (isBack ? 1 : 0) + (isOverdue ? 1 : 0)
    return Issue(
      finding: finding, rule: rule,
      status: finding.waiver != nil
        ? .waived : isBack ? .reopened : isOverdue ? .overdue : .carried,
      firstSeen: standing.firstSeen, lastSeen: run.period, timesSeen: standing.timesSeen + 1,
      due: due, handling: standing.handling,
      escalatedTo: finding.waiver != nil || level == 0
        ? nil
        : rule.escalation.isEmpty ? nil : rule.escalation[min(level, rule.escalation.count) - 1])
  }

  // MARK: - Waivers

  /// The leave in force for findings, by issue.
  private func waivers(on findings: [Finding], _ run: PostedRun) -> [String: Waiver] {
    var result: [String: Waiver] = [:]
    for finding in findings {
      guard let waiver = records[finding.id]?.waiver(on: run.asOf), waiver.isInForce(on: run.asOf)
      else { continue }
      result[finding.id] = waiver
    }
    return result
  }

  private func waiverVerdicts(
    found: Set<String>, settled: Set<String>, _ facts: [String: RuleFacts], _ run: PostedRun
  ) -> [WaiverVerdict] {
    records.values.sorted { $0.id < $1.id }.compactMap { record in
      guard let waiver = record.waiver(on: run.asOf) else { return nil }
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

  // MARK: - Entries

  /// The same period run again with the same findings adds the run and nothing else.
  private func entries(
    for issues: [Issue], verified: [PastIssue], _ run: PostedRun
  ) -> [LedgerEntry] {
    let ids = Set(issues.map(\.finding.id)).sorted()
    let digest = SHA256.hex(of: Array(ids.joined(separator: "\n").utf8))
    let own = LedgerEntry.run(
      LedgerRun(
        period: run.period, asOf: run.asOf, issueCount: ids.count, digest: digest,
        figures: run.figures))
    if isHistory(run.period) { return [own] }
    return [own] + sightings(of: issues, run)
      + settlements(found: Set(ids), verified: Set(verified.map(\.id)), run)
  }

  private func sightings(of issues: [Issue], _ run: PostedRun) -> [LedgerEntry] {
    var told: Set<String> = []
    return issues.compactMap { issue in
      guard told.insert(issue.finding.id).inserted else { return nil }
      let facts = IssueFacts(issue.finding, rule: issue.rule)
      let record = records[issue.finding.id]
      let isKnown = record?.facts == facts
      if isKnown, record!.isSeen(in: run.period) { return nil }
      return .seen(
        Sighting(
          issueID: issue.finding.id, period: run.period,
          status: issue.statusOverTime, due: issue.due, facts: isKnown ? nil : facts))
    }
  }

  private func settlements(
    found: Set<String>, verified: Set<String>, _ run: PostedRun
  ) -> [LedgerEntry] {
    records.values.sorted { $0.id < $1.id }.compactMap { record in
      if found.contains(record.id) { return nil }
      if verified.contains(record.id) {
        return record.gone.contains(run.period)
          ? nil : .gone(issueID: record.id, period: run.period)
      }
      return record.isSeen(in: run.period) || record.gone.contains(run.period)
        ? .retracted(issueID: record.id, period: run.period) : nil
    }
  }
}

extension IssueRecord {
  /// The leave that stands on a day, in force or not.
  fileprivate func waiver(on day: CivilDate) -> Waiver? {
    var handling = Handling()
    for acted in actions where acted.action.day <= day { handling.add(acted.action.kind) }
    return handling.waiver
  }
}

extension Issue {
  /// What the ledger remembers: whether it came back, whatever leave or due date there was.
  fileprivate var statusOverTime: Status {
    switch status {
    case .overdue: .carried
    case .waived: timesSeen == 1 ? .new : .carried
    case .new, .carried, .reopened: status
    }
  }
}
