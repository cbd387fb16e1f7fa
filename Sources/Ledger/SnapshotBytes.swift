import Values

/// Writes numbers and texts one behind the other, little end first.
struct SnapshotWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      add(UInt32(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func add(_ day: CivilDate) { add(Int32(day.dayNumber)) }
  mutating func add(_ period: Period) { add(Int32(period.year * 12 + period.month - 1)) }
}

/// Reads what a ``SnapshotWriter`` wrote. The bytes were checked as a whole, so that nothing can be missing.
struct SnapshotReader {
  private var rest: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

  mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
    let size = MemoryLayout<Number>.size
    precondition(rest.count >= size, "a snapshot holds what its index promises")
    let value = rest.loadUnaligned(as: Number.self)
    rest = UnsafeRawBufferPointer(rebasing: rest[size...])
    return Number(littleEndian: value)
  }

  /// - Returns: nil when fewer bytes are left.
  mutating func numberIfWhole<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
    rest.count < MemoryLayout<Number>.size ? nil : number(type)
  }

  /// - Returns: nil when fewer bytes are left than it says of itself.
  mutating func textIfWhole() -> String? {
    var ahead = self
    guard let count = ahead.numberIfWhole(UInt32.self), ahead.rest.count >= count else {
      return nil
    }
    return text()
  }

  mutating func text() -> String {
    let count = Int(number(UInt32.self))
    precondition(rest.count >= count, "a snapshot holds what its index promises")
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return String(decoding: rest[..<count], as: UTF8.self)
  }

  mutating func day() -> CivilDate { CivilDate(dayNumber: Int64(number(Int32.self))) }

  mutating func period() -> Period {
    let index = Int(number(Int32.self))
    let year = index >= 0 ? index / 12 : (index - 11) / 12
    guard let period = Period(year: year, month: index - year * 12 + 1) else {
      preconditionFailure("a snapshot holds periods that can be named")
    }
    return period
  }
}

extension UnsafeRawBufferPointer {
  /// A checksum against damage, eight bytes at a time. Who changes a snapshot on purpose is found out where it is
  /// held against the lines of the ledger.
  func checksum(seed: UInt64 = 0x9E37_79B9_7F4A_7C15) -> UInt64 {
    var sum = seed ^ UInt64(count)
    var index = 0
    while index + 8 <= count {
      let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
      sum = (sum ^ word) &* 0xFF51_AFD7_ED55_8CCD
      sum ^= sum >> 32
      index += 8
    }
    while index < count {
      sum = (sum ^ UInt64(self[index])) &* 0xC4CE_B9FE_1A85_EC53
      sum ^= sum >> 29
      index += 1
    }
    return sum
  }
}
