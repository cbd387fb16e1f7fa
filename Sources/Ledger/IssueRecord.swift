import Findings
package import Values

/// All that the ledger knows of one issue.
package struct IssueRecord: Hashable, Sendable {
  let key: FindingID
  package var id: String { key.text }
  /// What it is about.
  private(set) var written: WrittenFacts
  package var facts: IssueFacts { written.facts }
  /// When it was found, by period.
  package private(set) var sightings: [Seen] = []
  /// When it was looked for and gone, by period.
  package private(set) var gone: [Gone] = []
  /// What persons did, in the order of the ledger.
  package private(set) var actions: [Acted] = []

  package struct Seen: Hashable, Sendable {
    package var period: Period
    package var status: Issue.Status
    package var due: CivilDate
    /// The last day of declared leave; nil when there was none.
    package var waivedUntil: CivilDate?
    /// The day that the run took for today.
    package var asOf: CivilDate
    /// The number of its entry in the ledger.
    package var entry: Int
  }

  package struct Gone: Hashable, Sendable {
    package var period: Period
    package var entry: Int
  }

  package struct Acted: Hashable, Sendable {
    package var action: IssueAction
    package var entry: Int

    /// Whether a run that saw the issue did not know of it yet.
    func isAfter(_ sighting: Seen) -> Bool {
      entry > sighting.entry || action.day > sighting.asOf
    }
  }

  /// - Parameters:
  ///   - sightings: in the order of their periods, as those of ``gone``.
  ///   - actions: in that of the ledger.
  init(
    _ key: FindingID, _ facts: WrittenFacts, sightings: [Seen] = [], gone: [Gone] = [],
    actions: [Acted] = []
  ) {
    self.key = key
    written = facts
    (self.sightings, self.gone, self.actions) = (sightings, gone, actions)
  }

  func isSeen(in period: Period) -> Bool { sightings.contains { $0.period == period } }

  func isGone(in period: Period) -> Bool { gone.contains { $0.period == period } }

  mutating func add(_ sighting: Sighting, asOf: CivilDate, entry: Int) {
    if let facts = sighting.written { written = facts }
    remove(sighting.period)
    let seen = Seen(
      period: sighting.period, status: sighting.status, due: sighting.due,
      waivedUntil: sighting.waivedUntil, asOf: asOf, entry: entry)
    sightings.insert(seen, at: sightings.firstIndex { $0.period > seen.period } ?? sightings.count)
  }

  mutating func add(_ action: IssueAction, entry: Int) {
    actions.append(Acted(action: action, entry: entry))
  }

  mutating func addGone(_ period: Period, entry: Int) {
    remove(period)
    gone.insert(
      Gone(period: period, entry: entry),
      at: gone.firstIndex { $0.period > period } ?? gone.count)
  }

  /// Takes back what a run of the period said.
  mutating func remove(_ period: Period) {
    sightings.removeAll { $0.period == period }
    gone.removeAll { $0.period == period }
  }
}

/// How an issue stood when a period was inspected: what periods before and days until then made of it.
package struct IssueStanding: Hashable, Sendable {
  package var firstSeen: Period
  package var lastSeen: Period
  package var timesSeen: Int
  /// How it ended; nil while it is open.
  package var ending: Ending?
  package var isOpen: Bool { ending == nil }
  /// Whether it comes back when it is found.
  var isOver: Bool { !isOpen || isSaidToBeDone }
  /// Whether somebody said after the last sighting that it was done.
  package var isSaidToBeDone: Bool
  /// The day by which it was to be remedied.
  package var due: CivilDate
  /// The last day of the declared leave by which it stood when it was seen last.
  package var waivedUntil: CivilDate?
  /// How often it had come back.
  package var reopenings: Int
  package var handling: Handling

  package enum Ending: Hashable, Sendable {
    /// A run of the period looked for it and did not find it.
    case verified(Period)
    /// Somebody answers for it.
    case closed(IssueAction)
  }
}

extension IssueRecord {
  /// - Parameter day: what persons did later does not count.
  /// - Returns: nil when no period before had it.
  package func standing(before period: Period, on day: CivilDate) -> IssueStanding? {
    standing(on: day) { $0 < period }
  }

  /// How it stands after the runs of a period and of those before.
  package func standing(throughRunsOf period: Period, on day: CivilDate) -> IssueStanding? {
    standing(on: day) { $0 <= period }
  }

  private func standing(
    on day: CivilDate, _ counts: (Period) -> Bool
  ) -> IssueStanding? {
    let before = sightings.prefix { counts($0.period) }
    guard let first = before.first, let last = before.last else { return nil }
    var handling = Handling()
    var isSaidToBeDone = false
    var ending: IssueStanding.Ending?
    var due = last.due
    for acted in actions where acted.action.day <= day {
      handling.add(acted.action.kind)
      guard acted.isAfter(last) else { continue }
      switch acted.action.kind {
      case .closed: ending = .closed(acted.action)
      case .remedied(let remedy): isSaidToBeDone = isSaidToBeDone || remedy.completedOn != nil
      case .assigned(let assignment): due = assignment.due ?? due
      case .waived, .waiverWithdrawn: break
      }
    }
    // What was found again is not done.
    if !isSaidToBeDone { handling.remedy.completedOn = nil }
    if let verified = gone.first(where: { $0.period > last.period && counts($0.period) }) {
      ending = .verified(verified.period)
    }
    return IssueStanding(
      firstSeen: first.period, lastSeen: last.period, timesSeen: before.count,
      ending: ending, isSaidToBeDone: isSaidToBeDone, due: due,
      waivedUntil: last.waivedUntil,
      reopenings: before.count { $0.status == .reopened }, handling: handling)
  }
}
