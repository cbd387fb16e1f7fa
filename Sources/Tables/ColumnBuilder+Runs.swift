import Values

/// Runs of rows: a reader that has typed some hundred values of a column adds them at once.
///
/// `states` says what is known of each row of a run, nil when all have a value; a row without one has a filler.
extension ColumnBuilder {
  /// Makes room for a whole column, so that it is not moved while it grows.
  public mutating func reserve(rows: Int, textBytes: Int) {
    switch kind {
    case .text: text.reserve(count: rows, byteCount: textBytes)
    case .words: ids.reserveCapacity(rows)
    case .number: scaled.reserve(rows)
    case .boolean: booleans.reserveCapacity(rows)
    case .date: dates.reserveCapacity(rows)
    case .dateTime: nanoseconds.reserveCapacity(rows)
    }
  }

  /// The bytes of all texts so far, where each is kept. Only for columns of text.
  public var textByteCount: Int { text.byteCount }

  /// Adds texts from where they lie. Only for columns of text.
  public mutating func append(
    texts: TextRun, states: UnsafeBufferPointer<CellState>?
  ) {
    text.append(texts)
    note(states, count: texts.count)
  }

  /// Adds words by their numbers. Only for columns of words.
  public mutating func append(
    words: UnsafeBufferPointer<UInt32>, states: UnsafeBufferPointer<CellState>?
  ) {
    ids.append(contentsOf: words)
    note(states, count: words.count)
  }

  /// Adds truth values. Only for columns of booleans.
  public mutating func append(
    booleans run: UnsafeBufferPointer<Bool>, states: UnsafeBufferPointer<CellState>?
  ) {
    booleans.append(contentsOf: run)
    note(states, count: run.count)
  }

  /// Adds days since 1970-01-01. Only for columns of dates.
  public mutating func append(
    days: UnsafeBufferPointer<Int32>, states: UnsafeBufferPointer<CellState>?
  ) {
    dates.append(contentsOf: days)
    note(states, count: days.count)
  }

  /// Adds date-times without an offset, in nanoseconds since 1970-01-01T00:00:00. Only for columns of date-times.
  public mutating func append(
    nanoseconds run: UnsafeBufferPointer<Int64>, states: UnsafeBufferPointer<CellState>?
  ) {
    nanoseconds.append(contentsOf: run)
    if !offsets.isEmpty {
      offsets.append(contentsOf: repeatElement(Column.noOffset, count: run.count))
    }
    note(states, count: run.count)
  }

  /// Adds numbers `values[row] × 10^-places[row]`. Only for columns of numbers.
  public mutating func append(
    scaled values: UnsafeBufferPointer<Int64>, places: UnsafeBufferPointer<UInt8>,
    states: UnsafeBufferPointer<CellState>?
  ) {
    if !appendAtOneScale(values, places) {
      for row in values.indices {
        appendNumber(Decimal128(scaled: values[row], scale: Int(places[row])))
      }
    }
    note(states, count: values.count)
  }

  /// - Returns: false, with nothing added, when some value does not fit the scale of the others.
  private mutating func appendAtOneScale(
    _ values: UnsafeBufferPointer<Int64>, _ places: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard decimals == nil else { return false }
    // Zero has no decimal places, however it is written, and fits every scale.
    var (most, least) = (0, Int.max)
    for row in values.indices where values[row] != 0 {
      most = max(most, Int(places[row]))
      least = min(least, Int(places[row]))
    }
    if most > scale, !rescale(to: most) { return false }
    if least >= scale {
      scaled.append(contentsOf: values)
      return true
    }
    return withUnsafeTemporaryAllocation(of: Int64.self, capacity: values.count) { products in
      for row in values.indices {
        let missing = values[row] == 0 ? 0 : scale - Int(places[row])
        let (product, overflow) = values[row].multipliedReportingOverflow(by: powers[missing])
        if overflow { return false }
        products[row] = product
      }
      scaled.append(contentsOf: UnsafeBufferPointer(products))
      return true
    }
  }
}

/// The powers of ten that fit 64 bits.
private let powers: [Int64] = (0...18).map { exponent in
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}
