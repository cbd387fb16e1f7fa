package import Findings
package import Values

/// The issues of earlier runs: a fold over the ledger's entries.
package struct IssueLedger: Sendable {
  package private(set) var histories: [String: IssueHistory] = [:]
  /// For each period, what its latest run found.
  package private(set) var runs: [Period: LedgerEntry.Event] = [:]

  package init(_ entries: [LedgerEntry] = []) {
    for entry in entries { add(entry) }
  }

  private mutating func add(_ entry: LedgerEntry) {
    switch entry.event {
    case .run: runs[entry.period] = entry.event
    case .seen(let id, let ruleID, let key):
      var history = histories[id] ?? IssueHistory(ruleID: ruleID, key: key)
      history.periods.insert(entry.period)
      history.gone.remove(entry.period)
      histories[id] = history
    case .gone(let id):
      histories[id]?.gone.insert(entry.period)
      histories[id]?.periods.remove(entry.period)
    }
  }

  /// The findings of a run as issues: each with what earlier runs know of it.
  ///
  /// - Parameters:
  ///   - rules: the facts of every rule that has findings.
  ///   - due: the working day by which an issue with so many working days to remedy is due.
  /// - Returns: one issue for each finding, in their order.
  package func issues(
    of findings: [Finding], rules: [RuleFacts], period: Period, due: (Int) -> CivilDate
  ) -> [Issue] {
    let facts = Dictionary(rules.map { ($0.id, $0) }) { first, _ in first }
    return findings.map { finding in
      guard let rule = facts[finding.ruleID] else {
        preconditionFailure("every finding's rule is among those of the run")
      }
      let history = histories[finding.id]
      let earlier = (history?.periods ?? []).filter { $0 < period }
      let status: Issue.Status =
        finding.waiver != nil
        ? .waived
        : earlier.isEmpty ? .new : history!.wasGone(before: period) ? .reopened : .carried
      return Issue(
        finding: finding, rule: rule, status: status, firstSeen: earlier.min() ?? period,
        lastSeen: period, timesSeen: earlier.count + 1, due: due(rule.dueDays))
    }
  }

  /// What a run adds to the ledger: the run itself, and what it changes in what was known.
  ///
  /// The same period run again with the same findings adds the run and nothing else. An issue counts
  /// as gone only when its rule ran: what was not looked for is not gone.
  package func entries(
    for findings: [Finding], rulesRun: Set<String>, period: Period
  ) -> [LedgerEntry] {
    let found = Set(findings.map(\.id))
    let ids = found.sorted()
    let digest = SHA256.hex(of: Array(ids.joined(separator: "\n").utf8))
    var entries = [
      LedgerEntry(period: period, event: .run(issueCount: ids.count, digest: digest))
    ]
    var told: Set<String> = []
    for finding in findings where told.insert(finding.id).inserted {
      if histories[finding.id]?.periods.contains(period) == true { continue }
      entries.append(
        LedgerEntry(
          period: period,
          event: .seen(issueID: finding.id, ruleID: finding.ruleID, key: finding.subject.key)))
    }
    for (id, history) in histories.sorted(by: { $0.key < $1.key }) {
      guard !found.contains(id), !history.gone.contains(period), rulesRun.contains(history.ruleID),
        !history.wasGone(before: period), let first = history.periods.min(), first <= period
      else { continue }
      entries.append(LedgerEntry(period: period, event: .gone(issueID: id)))
    }
    return entries
  }
}
