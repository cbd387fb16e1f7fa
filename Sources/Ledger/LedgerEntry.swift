package import Values

/// One line of the ledger: something that was found out about an issue, or a run.
package struct LedgerEntry: Hashable, Sendable {
  package enum Event: Hashable, Sendable {
    /// A run inspected the period and found so many issues, whose ids in order have that digest.
    case run(issueCount: Int, digest: String)
    /// The issue was found in the period.
    case seen(issueID: String, ruleID: String, key: String)
    /// The issue, found in an earlier period, was looked for in this one and is gone.
    case gone(issueID: String)
  }

  package var period: Period
  package var event: Event

  package init(period: Period, event: Event) {
    self.period = period
    self.event = event
  }
}

/// What the ledger knows of one issue.
package struct IssueHistory: Hashable, Sendable {
  package var ruleID: String
  package var key: String
  /// The periods in which it was found.
  package var periods: Set<Period> = []
  /// The periods in which it was looked for and gone.
  package var gone: Set<Period> = []

  /// Whether it was gone when it was last looked for in the periods before `period`.
  func wasGone(before period: Period) -> Bool {
    guard let lastGone = gone.filter({ $0 < period }).max() else { return false }
    return periods.filter { $0 < period }.allSatisfy { $0 <= lastGone }
  }
}
