import Values

extension [Column] {
  /// The hash of a row's values, or nil when it lacks one of them.
  func keyHash(at row: Int) -> UInt64? {
    var hash = UInt64.hashStart
    for column in self {
      guard column.state(at: row) == .present else { return nil }
      column.mixKey(at: row, into: &hash)
    }
    return hash
  }

  /// Whether a row's values are those of another row in other columns.
  ///
  /// - Precondition: neither row lacks a value, and the columns are of the same types.
  public func isKey(at row: Int, equalTo others: [Column], at otherRow: Int) -> Bool {
    indices.allSatisfy { self[$0].isKey(at: row, equalTo: others[$0], at: otherRow) }
  }
}

extension Column {
  fileprivate func mixKey(at row: Int, into hash: inout UInt64) {
    switch storage {
    case .text, .dictionary: withUTF8(at: row) { hash.mix($0) }
    case .scaled, .decimals:
      // Equal numbers have one reduced form, whatever the scale they are kept at.
      let number = decimal(at: row).reduced
      hash.mix(UInt64(truncatingIfNeeded: number.coefficient))
      hash.mix(UInt64(truncatingIfNeeded: number.coefficient >> 64))
      hash.mix(UInt64(bitPattern: Int64(number.isZero ? 0 : number.exponent)))
      hash.mix(number.isNegative && !number.isZero ? 1 : 0)
    case .booleans(let values): hash.mix(values[row] ? 1 : 0)
    case .dates(let values): hash.mix(UInt64(bitPattern: Int64(values[row])))
    case .dateTimes: hash.mix(UInt64(bitPattern: Int64(dateTime(at: row).hashValueOfInstant)))
    }
  }

  fileprivate func isKey(at row: Int, equalTo other: Column, at otherRow: Int) -> Bool {
    switch storage {
    case .text, .dictionary:
      withUTF8(at: row) { text in
        other.withUTF8(at: otherRow) { text.elementsEqual($0) }
      }
    case .scaled, .decimals: decimal(at: row) == other.decimal(at: otherRow)
    case .booleans: boolean(at: row) == other.boolean(at: otherRow)
    case .dates: date(at: row) == other.date(at: otherRow)
    case .dateTimes: dateTime(at: row) == other.dateTime(at: otherRow)
    }
  }
}

extension DateTime {
  /// The same for date-times that are equal: those of one instant, if they have offsets.
  fileprivate var hashValueOfInstant: Int64 {
    (localSeconds - Int64(offset ?? 0)) &* 1_000_003 &+ Int64(nanosecond)
  }
}

extension UInt64 {
  /// Takes a word into the hash: multiplied to twice the width, the halves folded together.
  fileprivate mutating func mix(_ word: UInt64) {
    let product = (self ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    self = product.high ^ product.low ^ 0xE703_7ED1_A0B4_28DB
  }

  /// Where the hash of a key or a text starts from.
  static let hashStart: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Takes a text into the hash, eight bytes at a time, its length first so that parts of a key do not
  /// run together.
  mutating func mix(_ text: UnsafeBufferPointer<UInt8>) {
    mix(UInt64(text.count))
    var offset = 0
    let raw = UnsafeRawBufferPointer(text)
    while offset + 8 <= text.count {
      mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < text.count {
      rest = rest << 8 | UInt64(text[offset])
      offset += 1
    }
    mix(rest)
  }
}
