extension UInt64 {
  /// The checksum of a block. Four parts of it are gone through side by side, since each multiplication waits for the one
  /// before in its own part alone: blocks are read far more often than they are written.
  init(checksumOf bytes: UnsafeRawBufferPointer) {
    let start = UInt64.hashStart ^ UInt64(truncatingIfNeeded: bytes.count)
    var (a, b, c, d) = (start, start &+ 1, start &+ 2, start &+ 3)
    var offset = 0
    while bytes.count &- offset >= 64 {
      a = a.taking(bytes.word(at: offset), bytes.word(at: offset &+ 8))
      b = b.taking(bytes.word(at: offset &+ 16), bytes.word(at: offset &+ 24))
      c = c.taking(bytes.word(at: offset &+ 32), bytes.word(at: offset &+ 40))
      d = d.taking(bytes.word(at: offset &+ 48), bytes.word(at: offset &+ 56))
      offset &+= 64
    }
    var rest: UInt64 = 0
    if offset < bytes.count {
      rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
        .withMemoryRebound(to: UInt8.self) { UInt64(hashOf: $0) }
    }
    self = a.taking(b, c).taking(d, rest)
  }
}
