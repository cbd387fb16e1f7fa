import Values

/// A column of a key as it lies in memory.
struct KeyView {
  /// What is known of each row; empty when every row has a value.
  let states: UnsafeBufferPointer<CellState>
  let values: Values

  enum Values {
    /// The hashes of a dictionary's entries are made once; of other texts there are none.
    case text(TextView, hashes: UnsafeBufferPointer<UInt64>)
    case small(UnsafeBufferPointer<Int32>, scale: Int)
    case scaled(UnsafeBufferPointer<Int64>, scale: Int)
    case decimals(UnsafeBufferPointer<Decimal128>)
    case booleans(UnsafeBufferPointer<Bool>)
    case days(UnsafeBufferPointer<Int32>)
    case moments(UnsafeBufferPointer<Int64>, offsets: UnsafeBufferPointer<Int32>)
  }

  @inline(__always)
  func hasValue(at row: Int) -> Bool { states.isEmpty || states[row] == .present }

  /// The hash of a value, the same for values that are equal.
  @inline(__always)
  func hash(at row: Int) -> UInt64 {
    switch values {
    case .text(let view, let hashes):
      hashes.isEmpty ? UInt64(hashOf: view.text(at: row)) : hashes[view.entry(at: row)]
    case .booleans(let values): values[row] ? 1 : 0
    case .days(let values): UInt64.hashStart.mixed(with: UInt64(bitPattern: Int64(values[row])))
    default: hashOfLargeValue(at: row)
    }
  }

  @inline(never)
  private func hashOfLargeValue(at row: Int) -> UInt64 {
    switch values {
    case .moments(let values, let offsets):
      let moment = DateTime(values, offsets, at: row)
      let seconds = moment.localSeconds - Int64(moment.offset ?? 0)
      return UInt64.hashStart.mixed(with: UInt64(bitPattern: seconds))
        .mixed(with: UInt64(moment.nanosecond))
    default:
      // Equal numbers have one reduced form, whatever the scale they are kept at.
      let number = number(at: row).reduced
      if number.isZero { return 0 }
      return UInt64.hashStart.mixed(with: UInt64(truncatingIfNeeded: number.coefficient))
        .mixed(with: UInt64(truncatingIfNeeded: number.coefficient >> 64))
        .mixed(with: UInt64(bitPattern: Int64(number.exponent)))
        .mixed(with: number.isNegative ? 1 : 0)
    }
  }

  /// Whether a value equals one of another column of the same type.
  @inline(__always)
  func isSame(at row: Int, as other: KeyView, at otherRow: Int) -> Bool {
    switch (values, other.values) {
    case (.text(let own, _), .text(let others, _)):
      own.isText(at: row, as: others, otherRow)
    case (.booleans(let own), .booleans(let others)): own[row] == others[otherRow]
    case (.days(let own), .days(let others)): own[row] == others[otherRow]
    default: isSameLargeValue(at: row, as: other, at: otherRow)
    }
  }

  @inline(never)
  private func isSameLargeValue(at row: Int, as other: KeyView, at otherRow: Int) -> Bool {
    switch (values, other.values) {
    case (.small(let own, let scale), .small(let others, let otherScale))
    where scale == otherScale:
      own[row] == others[otherRow]
    case (.scaled(let own, let scale), .scaled(let others, let otherScale))
    where scale == otherScale:
      own[row] == others[otherRow]
    case (.moments(let own, let offsets), .moments(let others, let otherOffsets)):
      DateTime(own, offsets, at: row) == DateTime(others, otherOffsets, at: otherRow)
    default: number(at: row) == other.number(at: otherRow)
    }
  }

  private func number(at row: Int) -> Decimal128 {
    switch values {
    case .small(let values, let scale): Decimal128(scaled: Int64(values[row]), scale: scale)
    case .scaled(let values, let scale): Decimal128(scaled: values[row], scale: scale)
    case .decimals(let values): values[row]
    default: preconditionFailure("the fields of a relation have the same type")
    }
  }
}

extension DateTime {
  fileprivate init(
    _ nanoseconds: UnsafeBufferPointer<Int64>, _ offsets: UnsafeBufferPointer<Int32>, at row: Int
  ) {
    let offset = offsets.isEmpty || offsets[row] == Column.noOffset ? nil : offsets[row]
    let perSecond: Int64 = 1_000_000_000
    var (seconds, rest) = nanoseconds[row].quotientAndRemainder(dividingBy: perSecond)
    if rest < 0 { (seconds, rest) = (seconds - 1, rest + perSecond) }
    self.init(localSeconds: seconds, nanosecond: Int32(rest), offset: offset)
  }
}

extension Column {
  func withKeyView<R>(_ body: (KeyView) -> R) -> R {
    states.withUnsafeBufferPointer { states in
      switch storage {
      case .text, .dictionary, .numbered:
        return hashesOfEntries.withUnsafeBufferPointer { hashes in
          withTextView { body(KeyView(states: states, values: .text($0, hashes: hashes))) }!
        }
      case .small(let values, let scale):
        return values.withUnsafeBufferPointer {
          body(KeyView(states: states, values: .small($0, scale: scale)))
        }
      case .scaled(let values, let scale):
        return values.withUnsafeBufferPointer {
          body(KeyView(states: states, values: .scaled($0, scale: scale)))
        }
      case .decimals(let values):
        return values.withUnsafeBufferPointer {
          body(KeyView(states: states, values: .decimals($0)))
        }
      case .booleans(let values):
        return values.withUnsafeBufferPointer {
          body(KeyView(states: states, values: .booleans($0)))
        }
      case .dates(let values):
        return values.withUnsafeBufferPointer { body(KeyView(states: states, values: .days($0))) }
      case .dateTimes(let values, let offsets):
        return values.withUnsafeBufferPointer { values in
          offsets.withUnsafeBufferPointer {
            body(KeyView(states: states, values: .moments(values, offsets: $0)))
          }
        }
      }
    }
  }

  /// Empty for a column that is no dictionary.
  private var hashesOfEntries: [UInt64] {
    guard case .dictionary(_, let entries) = storage else { return [] }
    return (0..<entries.count).map { entry in
      entries.withUTF8(at: entry) { UInt64(hashOf: $0) }
    }
  }
}
