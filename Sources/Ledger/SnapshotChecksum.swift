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
