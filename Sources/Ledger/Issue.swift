package import Findings
package import Values

/// A finding followed over time.
package struct Issue: Sendable, Hashable {
  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// Seen in this run for the first time.
    case new
    /// Seen before and still there.
    case carried
    /// Gone in an earlier run and back again.
    case reopened
    /// There is leave to let it stand.
    case waived
  }

  package var finding: Finding
  package var rule: RuleFacts
  package var status: Status
  /// The periods in which it was first and last seen.
  package var firstSeen: Period
  package var lastSeen: Period
  /// In how many periods it was seen.
  package var timesSeen: Int
  /// The working day by which it is to be remedied.
  package var due: CivilDate

  package init(
    finding: Finding, rule: RuleFacts, status: Status, firstSeen: Period, lastSeen: Period,
    timesSeen: Int, due: CivilDate
  ) {
    self.finding = finding
    self.rule = rule
    self.status = status
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.timesSeen = timesSeen
    self.due = due
  }
}
