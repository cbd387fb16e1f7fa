package import Values

/// Leave to let a finding stand for a time.
///
/// A waived finding is listed, and is in no count of failures, no sum of money and no exit status. KPIs
/// count it as ever: they say what happened.
package struct Waiver: Hashable, Sendable {
  package var reason: LocalizedText
  /// Who answers for it.
  package var approver: String
  package var from: CivilDate?
  /// The last day on which it counts.
  package var until: CivilDate

  package init(reason: LocalizedText, approver: String, from: CivilDate?, until: CivilDate) {
    self.reason = reason
    self.approver = approver
    self.from = from
    self.until = until
  }

  /// From its first to its last day, both included.
  package func isInForce(on day: CivilDate) -> Bool {
    (from.map { $0 <= day } ?? true) && day <= until
  }
}

/// What became of a declared waiver in a run.
package struct WaiverVerdict: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// It counts, and lets findings stand.
    case inForce = "in force"
    /// Its last day has passed.
    case expired
    /// Its first day is still to come.
    case notBegun = "not begun"
    /// Its rule ran and found nothing that it is for: it no longer applies, or never did.
    case withoutFindings = "without findings"
    /// Its rule did not run, so nobody can say.
    case notJudged = "not judged"
  }

  package var ruleID: String
  package var ruleTitle: LocalizedText
  /// The key or the condition, as declared.
  package var scope: String
  package var waiver: Waiver
  package var state: State
  /// How many findings it is for, consequences not counted.
  package var findingCount: Int

  package init(
    ruleID: String, ruleTitle: LocalizedText, scope: String, waiver: Waiver, state: State,
    findingCount: Int
  ) {
    self.ruleID = ruleID
    self.ruleTitle = ruleTitle
    self.scope = scope
    self.waiver = waiver
    self.state = state
    self.findingCount = findingCount
  }
}
