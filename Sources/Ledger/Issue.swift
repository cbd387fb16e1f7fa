package import Findings
package import Values

/// A finding followed over time.
package struct Issue: Sendable, Hashable {
  /// A snapshot keeps them by their place here: who changes the order gives snapshots another magic number.
  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// Seen in this run for the first time.
    case new
    /// Seen before and still there.
    case carried
    /// Still there, and the day by which it was to be remedied has passed.
    case overdue
    /// Back again after it was gone, or found though somebody had said that it was remedied.
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
  /// Who was given it, and what was said of it. Most have no handling yet, and hold none.
  package var handling: Handling {
    get { handled?.handling ?? Handling() }
    set { handled = newValue == Handling() ? nil : Handled(newValue) }
  }
  private var handled: Handled?
  /// Whether it was given to anybody, or anything was said of it.
  package var isHandled: Bool { handled != nil }
  /// The department that has to be told besides: the next level for each time that it came back, and one
  /// more when it is overdue.
  package var escalatedTo: DepartmentFacts?

  package init(
    finding: Finding, rule: RuleFacts, status: Status, firstSeen: Period, lastSeen: Period,
    timesSeen: Int, due: CivilDate, handling: Handling = Handling(),
    escalatedTo: DepartmentFacts? = nil
  ) {
    self.finding = finding
    self.rule = rule
    self.status = status
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.timesSeen = timesSeen
    self.due = due
    self.escalatedTo = escalatedTo
    self.handling = handling
  }

  /// The issue with the details of its finding at hand.
  package var whole: Issue {
    var issue = self
    issue.finding = finding.whole
    return issue
  }

  private final class Handled: Hashable, Sendable {
    let handling: Handling

    init(_ handling: Handling) {
      self.handling = handling
    }

    static func == (a: Handled, b: Handled) -> Bool { a.handling == b.handling }

    func hash(into hasher: inout Hasher) { hasher.combine(handling) }
  }
}

/// An issue that a run did not find: gone, or not looked at.
package struct PastIssue: Sendable, Hashable {
  package var id: String
  package var facts: IssueFacts
  package var firstSeen: Period
  package var lastSeen: Period
  package var timesSeen: Int
  package var due: CivilDate
  /// The last day of the declared leave by which it stood when it was seen last.
  package var waivedUntil: CivilDate?
  package var handling: Handling

  package init(
    id: String, facts: IssueFacts, firstSeen: Period, lastSeen: Period, timesSeen: Int,
    due: CivilDate, waivedUntil: CivilDate? = nil, handling: Handling
  ) {
    self.id = id
    self.facts = facts
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.timesSeen = timesSeen
    self.due = due
    self.waivedUntil = waivedUntil
    self.handling = handling
  }

  /// Whether there is leave to let it stand, declared or given in the ledger.
  package func isWaived(on day: CivilDate) -> Bool {
    handling.waiver?.isInForce(on: day) ?? false || waivedUntil.map { day <= $0 } ?? false
  }
}

/// What persons did about an issue, all together.
package struct Handling: Sendable, Hashable {
  package var assignment = Assignment()
  package var remedy = Remedy()
  package var waiver: Waiver?

  package init() {}

  mutating func add(_ kind: IssueAction.Kind) {
    switch kind {
    case .assigned(let assignment):
      self.assignment.department = assignment.department ?? self.assignment.department
      self.assignment.person = assignment.person ?? self.assignment.person
      self.assignment.due = assignment.due ?? self.assignment.due
    case .remedied(let remedy):
      self.remedy.causeClass = remedy.causeClass ?? self.remedy.causeClass
      self.remedy.effect = remedy.effect ?? self.remedy.effect
      self.remedy.measure = remedy.measure ?? self.remedy.measure
      self.remedy.completedOn = remedy.completedOn ?? self.remedy.completedOn
    case .waived(let waiver): self.waiver = waiver
    case .waiverWithdrawn: waiver = nil
    case .closed: break
    }
  }
}
