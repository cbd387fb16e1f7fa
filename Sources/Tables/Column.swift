public import Values

/// The values of one field over all rows of a table, with what is known of each.
public struct Column: Sendable {
  public var storage: Storage
  /// What is known of each row; empty when every row has a value.
  public var states: [CellState]

  public init(storage: Storage, states: [CellState]) {
    precondition(
      states.isEmpty || states.count == storage.count, "a state for each row, or none at all")
    self.storage = storage
    self.states = states
  }

  /// As many values as were read and not kept, of whatever type: none of them can be asked for.
  public init(unkept count: Int) {
    self.init(storage: .text(TextColumn(unkept: count)), states: [])
  }

  public var count: Int { storage.count }

  /// Whether its values can be asked for: those that nobody looks at are not kept.
  public var isKept: Bool {
    if case .text(let texts) = storage { return texts.isKept }
    return true
  }

  /// What is known of the value at `row`.
  @inlinable
  public func state(at row: Int) -> CellState {
    states.isEmpty ? .present : states[row]
  }

  /// The typed values; the value of a row that has none is a filler and must not be read.
  public enum Storage: Sendable {
    case text(TextColumn)
    /// Text of few values, or in which many follow themselves: `entries[ids[row]]`. Several entries may be the same.
    case dictionary(ids: [UInt32], entries: TextColumn)
    /// Text that is a number behind a head.
    case numbered(NumberedTexts)
    /// Exact decimals `values[row] × 10^-scale` that all fit 32 bits.
    case small(values: [Int32], scale: Int)
    /// Exact decimals `values[row] × 10^-scale`.
    case scaled(values: [Int64], scale: Int)
    /// Exact decimals that do not fit ``scaled(values:scale:)``.
    case decimals([Decimal128])
    case booleans([Bool])
    /// Days since 1970-01-01.
    case dates([Int32])
    /// Nanoseconds since 1970-01-01T00:00:00 on the local clock, and the offset of that clock from UTC
    /// in seconds; ``noOffset`` where none was given, and `offsets` empty when none was given anywhere.
    case dateTimes(nanoseconds: [Int64], offsets: [Int32])

    public var count: Int {
      switch self {
      case .text(let column): column.count
      case .dictionary(let ids, _): ids.count
      case .numbered(let texts): texts.count
      case .small(let values, _): values.count
      case .scaled(let values, _): values.count
      case .decimals(let values): values.count
      case .booleans(let values): values.count
      case .dates(let values): values.count
      case .dateTimes(let values, _): values.count
      }
    }
  }

  /// Marks a date-time without an offset.
  public static let noOffset = Int32.min
}

/// What is known of one value.
public enum CellState: UInt8, Sendable, Hashable, BitwiseCopyable {
  case present
  /// The export has the field and leaves it empty.
  case empty
  /// The export has something there that cannot be read as the field's type; it stands among the rejects.
  case unreadable
}

extension Column {
  /// The text at `row`. Only for columns of text, and rows that have a value.
  public func text(at row: Int) -> String {
    switch storage {
    case .text(let column): column.string(at: row)
    case .dictionary(let ids, let entries): entries.string(at: Int(ids[row]))
    case .numbered(let texts): texts.string(at: row)
    default: preconditionFailure("only a column of text has text")
    }
  }

  /// Calls `body` with the UTF-8 of the text at `row`. Only for columns of text.
  @inlinable
  public func withUTF8<R>(at row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    switch storage {
    case .text(let column): column.withUTF8(at: row, body)
    case .dictionary(let ids, let entries): entries.withUTF8(at: Int(ids[row]), body)
    case .numbered(let texts): texts.withUTF8(at: row, body)
    default: preconditionFailure("only a column of text has text")
    }
  }

  /// The number at `row`. Only for number columns, and rows that have a value.
  public func decimal(at row: Int) -> Decimal128 {
    switch storage {
    case .small(let values, let scale): Decimal128(scaled: Int64(values[row]), scale: scale)
    case .scaled(let values, let scale): Decimal128(scaled: values[row], scale: scale)
    case .decimals(let values): values[row]
    default: preconditionFailure("only a column of numbers has a number")
    }
  }

  /// The truth value at `row`. Only for columns of booleans, and rows that have a value.
  public func boolean(at row: Int) -> Bool {
    guard case .booleans(let values) = storage else {
      preconditionFailure("only a column of booleans has a boolean")
    }
    return values[row]
  }

  /// The date at `row`. Only for columns of dates, and rows that have a value.
  public func date(at row: Int) -> CivilDate {
    guard case .dates(let values) = storage else {
      preconditionFailure("only a column of dates has a date")
    }
    return CivilDate(dayNumber: Int64(values[row]))
  }

  /// The date-time at `row`. Only for columns of date-times, and rows that have a value.
  public func dateTime(at row: Int) -> DateTime {
    guard case .dateTimes(let values, let offsets) = storage else {
      preconditionFailure("only a column of date-times has a date-time")
    }
    let (seconds, nanosecond) = values[row].flooredDivision(by: 1_000_000_000)
    let offset = offsets.isEmpty || offsets[row] == Column.noOffset ? nil : offsets[row]
    return DateTime(localSeconds: seconds, nanosecond: Int32(nanosecond), offset: offset)
  }
}

extension Int64 {
  /// The quotient rounded towards minus infinity and the remainder, which is never negative.
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
