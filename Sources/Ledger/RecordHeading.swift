import Values

/// What is said of a record without reading it: by this a run decides which of a million it has to read.
struct RecordHeading: Hashable, Sendable {
  struct Flags: OptionSet, Hashable, Sendable {
    var rawValue: UInt32
    /// It is gone, and was not found since.
    static let isGone = Flags(rawValue: 1)
    /// There was leave at some time.
    static let hasLeave = Flags(rawValue: 2)
  }

  var flags: Flags
  /// The first and the last period in which it was found, and the last in which it was gone, by the numbers of their
  /// months; ``never`` where there is none.
  var firstSeen: Int32
  var lastSeen: Int32
  var lastGone: Int32

  static let never = Int32.min
}

extension RecordHeading {
  init(_ record: IssueRecord) {
    flags = []
    firstSeen = Self.number(record.sightings.first?.period)
    lastSeen = Self.number(record.sightings.last?.period)
    lastGone = Self.number(record.gone.last?.period)
    if lastSeen != Self.never, lastGone > lastSeen { flags.insert(.isGone) }
    if record.actions.contains(where: { if case .waived = $0.action.kind { true } else { false } })
    {
      flags.insert(.hasLeave)
    }
  }

  static func number(_ period: Period?) -> Int32 { period.map { Int32($0.monthNumber) } ?? never }
}

/// Which records of a ledger are wanted.
enum RecordSelection {
  case all
  /// Those that are not gone, whatever people said.
  case notGone
  /// Those for which there was leave at some time.
  case withLeave
  /// Those that were found before a period and were not gone then.
  case mayBeOpen(before: Period)
  /// Those of certain rules of which a run of a period, or of a later one, said something.
  case told(since: Period, ofRules: Set<String>)
  /// Those that were found in a period for the first time, unless they are of certain rules.
  case begun(in: Period, besidesRules: Set<String>)

  func wants(_ heading: RecordHeading) -> Bool {
    switch self {
    case .all: true
    case .notGone: !heading.flags.contains(.isGone)
    case .withLeave: heading.flags.contains(.hasLeave)
    case .mayBeOpen(let period):
      heading.firstSeen != RecordHeading.never && heading.firstSeen < RecordHeading.number(period)
        && !(heading.flags.contains(.isGone) && heading.lastGone < RecordHeading.number(period))
    case .told(let period, _):
      max(heading.lastSeen, heading.lastGone) >= RecordHeading.number(period)
    case .begun(let period, _): heading.firstSeen == RecordHeading.number(period)
    }
  }

  func wants(rule: String) -> Bool {
    switch self {
    case .all, .notGone, .withLeave, .mayBeOpen: true
    case .told(_, let rules): rules.contains(rule)
    case .begun(_, let rules): !rules.contains(rule)
    }
  }
}
