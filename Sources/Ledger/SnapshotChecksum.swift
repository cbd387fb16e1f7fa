/// A checksum against damage, eight bytes at a time. Who changes a snapshot on purpose is found out where it is held
/// against the lines of the ledger.
struct SnapshotChecksum {
  private var sum: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var count = 0
  /// Bytes that do not make a word yet, the first lowest.
  private var pending: UInt64 = 0

  /// That of the bytes of a snapshot behind its own place, of which those before the records come last: they are
  /// known last.
  static func of(_ bytes: UnsafeRawBufferPointer, headerLength: Int) -> UInt64 {
    var checksum = SnapshotChecksum()
    checksum.add(UnsafeRawBufferPointer(rebasing: bytes[headerLength...]))
    checksum.add(UnsafeRawBufferPointer(rebasing: bytes[..<headerLength]))
    return checksum.value
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count, count & 7 != 0 { add(bytes[index], &index) }
    var sum = sum
    let first = index
    while index &+ 8 <= bytes.count {
      sum = Self.mixed(
        sum, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index &+= 8
    }
    self.sum = sum
    count += index - first
    while index < bytes.count { add(bytes[index], &index) }
  }

  private mutating func add(_ byte: UInt8, _ index: inout Int) {
    pending |= UInt64(byte) << UInt64((count & 7) * 8)
    index += 1
    count += 1
    if count & 7 == 0 {
      sum = Self.mixed(sum, pending)
      pending = 0
    }
  }

  /// Zeros behind the last byte and none are told apart by the count.
  var value: UInt64 { Self.mixed(Self.mixed(sum, pending), UInt64(count)) }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word) &* 0xFF51_AFD7_ED55_8CCD
    return product ^ product >> 32
  }
}
