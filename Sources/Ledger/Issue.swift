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
  /// How it stands: that of most issues of a rule is one and the same.
  package private(set) var situation: IssueSituation

  package var rule: RuleFacts { situation.rule }
  package var status: Status {
    get { situation.status }
    set { situation = IssueSituation(situation, status: newValue) }
  }
  /// The periods in which it was first and last seen.
  package var firstSeen: Period { situation.firstSeen }
  package var lastSeen: Period { situation.lastSeen }
  /// In how many periods it was seen.
  package var timesSeen: Int { situation.timesSeen }
  /// The working day by which it is to be remedied.
  package var due: CivilDate {
    get { situation.due }
    set { situation = IssueSituation(situation, due: newValue) }
  }
  /// Who was given it, and what was said of it. Most have no handling yet, and hold none.
  package var handling: Handling {
    get { situation.handled?.handling ?? Handling() }
    set { situation = IssueSituation(situation, handling: newValue) }
  }
  /// Whether it was given to anybody, or anything was said of it.
  package var isHandled: Bool { situation.handled != nil }
  /// The department that has to be told besides: the next level for each time that it came back, and one
  /// more when it is overdue.
  package var escalatedTo: DepartmentFacts? {
    get { situation.escalatedTo }
    set { situation = IssueSituation(situation, escalatedTo: newValue) }
  }

  package init(
    finding: Finding, rule: RuleFacts, status: Status, firstSeen: Period, lastSeen: Period,
    timesSeen: Int, due: CivilDate, handling: Handling = Handling(),
    escalatedTo: DepartmentFacts? = nil
  ) {
    self.finding = finding
    situation = IssueSituation(
      rule: rule, status: status, firstSeen: firstSeen, lastSeen: lastSeen, timesSeen: timesSeen,
      due: due, handled: Handled(handling), escalatedTo: escalatedTo)
  }

  /// Shares how another issue of the same rule stands, if it stands as that one does: rows of issues that share it are
  /// made together.
  ///
  /// - Returns: whether it does.
  mutating func shareStanding(of other: Issue) -> Bool {
    guard situation.isLike(other.situation) else { return false }
    situation = other.situation
    return true
  }

  /// The issue with the details of its finding at hand.
  package var whole: Issue {
    var issue = self
    issue.finding = finding.whole
    return issue
  }
}

/// How an issue stands in the ledger. Nothing of it changes: an issue that comes to stand otherwise gets another one.
package final class IssueSituation: Hashable, Sendable {
  package let rule: RuleFacts
  package let status: Issue.Status
  package let firstSeen: Period
  package let lastSeen: Period
  package let timesSeen: Int
  package let due: CivilDate
  fileprivate let handled: Handled?
  package let escalatedTo: DepartmentFacts?

  fileprivate init(
    rule: RuleFacts, status: Issue.Status, firstSeen: Period, lastSeen: Period, timesSeen: Int,
    due: CivilDate, handled: Handled?, escalatedTo: DepartmentFacts?
  ) {
    self.rule = rule
    self.status = status
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.timesSeen = timesSeen
    self.due = due
    self.handled = handled
    self.escalatedTo = escalatedTo
  }

  /// The same but for what is given; of the department, nil is a thing to be given.
  fileprivate convenience init(
    _ situation: IssueSituation, status: Issue.Status? = nil, due: CivilDate? = nil,
    handling: Handling? = nil, escalatedTo: DepartmentFacts?? = .none
  ) {
    self.init(
      rule: situation.rule, status: status ?? situation.status, firstSeen: situation.firstSeen,
      lastSeen: situation.lastSeen, timesSeen: situation.timesSeen, due: due ?? situation.due,
      handled: handling.map(Handled.init) ?? situation.handled,
      escalatedTo: escalatedTo ?? situation.escalatedTo)
  }

  package static func == (a: IssueSituation, b: IssueSituation) -> Bool {
    a === b || a.rule == b.rule && a.isLike(b)
  }

  /// Whether it is the same but for the rule.
  fileprivate func isLike(_ other: IssueSituation) -> Bool {
    status == other.status && timesSeen == other.timesSeen && due == other.due
      && firstSeen == other.firstSeen && lastSeen == other.lastSeen
      && handled == other.handled && escalatedTo == other.escalatedTo
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(status)
    hasher.combine(due)
  }
}

/// What persons did about an issue, if anything.
private final class Handled: Hashable, Sendable {
  let handling: Handling

  init?(_ handling: Handling) {
    if handling == Handling() { return nil }
    self.handling = handling
  }

  static func == (a: Handled, b: Handled) -> Bool { a.handling == b.handling }

  func hash(into hasher: inout Hasher) { hasher.combine(handling) }
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
