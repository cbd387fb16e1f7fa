public import Values

/// Collects the values of one column, row by row of a batch, and gives the finished column.
public struct ColumnBuilder: Sendable {
  /// What kind of values the column holds.
  public enum Kind: Sendable, Hashable {
    case text
    /// Text of few distinct values.
    case words
    case number
    case boolean
    case date
    case dateTime
  }

  public let kind: Kind
  public internal(set) var count = 0
  /// What is known of each row, from the first one without a value on; empty before.
  var states: [CellState] = []
  var text: TextGathering
  var ids: [UInt32] = []
  var dictionary = ByteDictionary()
  var scaled = GatheredIntegers()
  var scale = 0
  /// The largest number that was cut off, at ``scale``.
  var largestBefore: UInt64 = 0
  /// The values as decimals, from the first one that no longer fits ``scaled`` on.
  var decimals: [Decimal128]?
  var booleans: [Bool] = []
  var dates: [Int32] = []
  var nanoseconds: [Int64] = []
  var offsets: [Int32] = []

  public init(kind: Kind) {
    self.init(kind: kind, mayHaveNumbers: true)
  }

  /// - Parameter mayHaveNumbers: whether texts may be kept as numbers, which they are not on disk.
  init(kind: Kind, mayHaveNumbers: Bool) {
    self.kind = kind
    text = TextGathering(mayBeNumbered: mayHaveNumbers)
  }

  /// Adds a row without a value.
  public mutating func appendMissing(_ state: CellState) {
    precondition(state != .present, "a value is added with append")
    note(state)
    switch kind {
    case .text: text.append(UnsafeBufferPointer(start: nil, count: 0))
    case .words: ids.append(id(ofWord: [][...]))
    case .number: appendNumber(.zero)
    case .boolean: booleans.append(false)
    case .date: dates.append(0)
    case .dateTime:
      nanoseconds.append(0)
      if !offsets.isEmpty { offsets.append(Column.noOffset) }
    }
  }

  private mutating func note(_ state: CellState) {
    if state != .present, states.isEmpty {
      states = [CellState](repeating: .present, count: count)
    }
    count += 1
    if !states.isEmpty || state != .present { states.append(state) }
  }

  /// Notes what is known of a run of rows; nil when all of them have a value.
  mutating func note(_ run: UnsafeBufferPointer<CellState>?, count added: Int) {
    if let run {
      if states.isEmpty { states = [CellState](repeating: .present, count: count) }
      states.append(contentsOf: run)
    } else if !states.isEmpty {
      states.append(contentsOf: repeatElement(.present, count: added))
    }
    count += added
  }

  /// Adds text. Only for columns of text and words.
  public mutating func append(utf8: ArraySlice<UInt8>) {
    note(.present)
    if kind == .text {
      utf8.withUnsafeBufferPointer { text.append($0) }
    } else {
      ids.append(id(ofWord: utf8))
    }
  }

  /// Adds text from where it lies in memory. Only for columns of text and words.
  public mutating func append(utf8: UnsafeBufferPointer<UInt8>) {
    note(.present)
    if kind == .text {
      text.append(utf8)
    } else {
      ids.append(id(ofWord: utf8))
    }
  }

  /// The number of a word, by which it can be added again. Only for columns of words.
  public mutating func id(ofWord utf8: ArraySlice<UInt8>) -> UInt32 {
    utf8.withUnsafeBufferPointer { id(ofWord: $0) }
  }

  private mutating func id(ofWord utf8: UnsafeBufferPointer<UInt8>) -> UInt32 {
    UInt32(dictionary.number(of: utf8))
  }

  /// Adds the word of a number. Only for columns of words.
  public mutating func append(word id: UInt32) {
    note(.present)
    ids.append(id)
  }

  /// Takes the value of a row back: what stands there turned out not to be one.
  public mutating func markUnreadable(row: Int) {
    if states.isEmpty { states = [CellState](repeating: .present, count: count) }
    states[row] = .unreadable
  }

  public mutating func append(_ value: Decimal128) {
    note(.present)
    appendNumber(value)
  }

  public mutating func append(_ value: Bool) {
    note(.present)
    booleans.append(value)
  }

  /// Adds a date.
  ///
  /// - Returns: false, with nothing added, when the date is too far away to be kept in 32 bits.
  public mutating func append(_ value: CivilDate) -> Bool {
    guard let day = Int32(exactly: value.dayNumber) else { return false }
    note(.present)
    dates.append(day)
    return true
  }

  /// Adds a date-time.
  ///
  /// - Returns: false, with nothing added, when it lies outside the years 1678 to 2261.
  public mutating func append(_ value: DateTime) -> Bool {
    let (shifted, overflow) = value.localSeconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflowOfSum) = shifted.addingReportingOverflow(Int64(value.nanosecond))
    guard !overflow, !overflowOfSum else { return false }
    note(.present)
    if value.offset != nil, offsets.isEmpty {
      offsets = [Int32](repeating: Column.noOffset, count: nanoseconds.count)
    }
    nanoseconds.append(sum)
    if let offset = value.offset {
      offsets.append(offset)
    } else if !offsets.isEmpty {
      offsets.append(Column.noOffset)
    }
    return true
  }

  /// The text of a row. Only for columns of text and rows that have a value.
  public func withText<R>(at row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    text.withText(at: row, body)
  }

  /// Whether a row has a value.
  public func isPresent(at row: Int) -> Bool { states.isEmpty || states[row] == .present }

  /// The column of everything added.
  public func finished() -> Column {
    let storage: Column.Storage =
      switch kind {
      case .text: text.storage
      case .words: .dictionary(ids: ids, entries: dictionary.texts)
      case .number: decimals.map { .decimals($0) } ?? scaled.storage(scale: scale)
      case .boolean: .booleans(booleans)
      case .date: .dates(dates)
      case .dateTime: .dateTimes(nanoseconds: nanoseconds, offsets: offsets)
      }
    return Column(storage: storage, states: states)
  }

  /// Keeps all values at one scale: that of the value with the most decimal places.
  mutating func appendNumber(_ value: Decimal128) {
    if decimals != nil {
      decimals!.append(value)
      return
    }
    let places = value.isZero ? 0 : Swift.max(0, -value.exponent)
    if places > scale, !rescale(to: places) {
      widen()
      decimals!.append(value)
      return
    }
    if let small = value.scaled(to: scale) {
      scaled.append(small)
    } else {
      widen()
      decimals!.append(value)
    }
  }

  mutating func rescale(to newScale: Int) -> Bool {
    guard newScale - scale <= 18 else { return false }
    var factor: Int64 = 1
    for _ in scale..<newScale { factor *= 10 }
    let (largest, tooLarge) = largestBefore.multipliedReportingOverflow(by: UInt64(factor))
    if tooLarge || largest > UInt64(Int64.max) { return false }
    guard scaled.multiply(by: factor) else { return false }
    scale = newScale
    largestBefore = largest
    return true
  }

  private mutating func widen() {
    decimals = (0..<scaled.count).map { Decimal128(scaled: scaled[$0], scale: scale) }
    scaled = GatheredIntegers()
  }
}
