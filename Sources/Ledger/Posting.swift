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
  ///   - threads: how many threads look at what the ledger knows of findings.
  ///   - judged: of issues that were open and are not found, the ids of those whose rule ran on their document again.
  package func posting(
    _ findings: [Finding], of run: PostedRun, isRemembered: Bool = true, threads: Int = 1,
    judged: ([PastIssue]) -> Set<String>
  ) -> Posting {
    let facts = Dictionary(run.rules.map { ($0.id, $0) }) { first, _ in first }
    // Where nothing is known and nothing remembered, nothing is looked for.
    let found =
      isEmpty && !isRemembered
      ? nil : SoughtIssues(findings.map(\.facts.id), in: snapshot, marksRows: true)
    let waived = found.map { waivers(on: findings, $0, run) } ?? [:]
    let isTold = isRemembered && !isHistory(run.period)
    let stretches = PostedStretch.all(of: findings.count, threads: threads) { number, places in
      PostedStretch(
        findings[places], found, of: run, facts, waived, in: self, isTold: isTold, lane: number)
    }
    let entries = stretches.flatMap(\.entries)
    let missing = open(before: run.period, on: run.asOf, besides: found) + passedBy(run, found)
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
    if let found {
      followUp.waivers = waiverVerdicts(
        found: found, missing: Set(missing.map(\.id)), settled: settled, facts, run)
    }
    return Posting(
      issues: stretches.flatMap(\.issues), followUp: followUp,
      entries: found.map {
        isRemembered ? self.entries($0, entries, verified: followUp.verified, run) : []
      } ?? [])
  }

  /// The issues that an earlier run of the period was the first to see and that this one did not look for:
  /// rules were left out, or exports are not there.
  private func passedBy(_ run: PostedRun, _ found: SoughtIssues?) -> [PastIssue] {
    guard runs[run.period] != nil else { return [] }
    return records(.begun(in: run.period, besidesRules: run.rulesThatSawAll), besides: found)
      .compactMap { record in
        guard let standing = record.standing(throughRunsOf: run.period, on: run.asOf),
          standing.isOpen
        else { return nil }
        return PastIssue(record, standing)
      }
  }
}
