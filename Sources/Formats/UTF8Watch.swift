import CPlatform

/// Looked up once: the processor stays the same.
private let hasAVX2 = paicha_has_avx2() != 0

/// Watches a text pass by, piece by piece, and says whether all of it is UTF-8.
///
/// Where the processor can, 32 bytes at once, each with the three before it by tables of what may follow what. Else
/// sixty-four bytes at once: each first byte of a sequence says where continuation bytes have to stand, and they
/// stand nowhere else. Bytes after which not every continuation will do are looked at one by one (Unicode §3.9,
/// table 3-7).
struct UTF8Watch {
  /// Whether everything so far can be the beginning of a text in UTF-8.
  private(set) var isValid = true
  /// Whether there were sequences of three bytes or more, and of two.
  private(set) var hasLongSequences = false
  private(set) var hasPairs = false
  /// Which of the next bytes have to be continuations.
  private var expected: UInt64 = 0
  /// A first byte at the end of a piece after which not every continuation will do.
  private var lastDoubtful: UInt8?

  /// Whether the text may end here.
  var isComplete: Bool { isValid && expected == 0 }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isValid, let base = bytes.baseAddress, bytes.count > 0 else { return }
    if let first = lastDoubtful {
      lastDoubtful = nil
      if !Self.mayFollow(first, base[0]) { isValid = false }
    }
    var offset = 0
    while offset + 64 <= bytes.count {
      if expected == 0, hasAVX2, bytes.count - offset >= 256 {
        offset = addAtOnce(bytes, from: offset)
        if !isValid { return }
        continue
      }
      if expected != 0 || paicha_is_ascii(base + offset) == 0 {
        add(base + offset, live: 64, end: base + bytes.count)
        if !isValid { return }
      }
      offset += 64
    }
    let rest = bytes.count - offset
    guard rest > 0 else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { block in
      block.initialize(repeating: 0)
      block.baseAddress!.update(from: base + offset, count: rest)
      add(block.baseAddress!, live: rest, end: block.baseAddress! + rest)
    }
  }

  /// Looks at as many blocks of 32 bytes as there are.
  ///
  /// - Parameter start: where a character begins.
  /// - Returns: the place behind them.
  private mutating func addAtOnce(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let blocks = (bytes.count - start) / 32
    let end = start + blocks * 32
    let kinds = paicha_check_utf8(bytes.baseAddress! + start, blocks)
    isValid = kinds.is_valid != 0
    hasLongSequences = hasLongSequences || kinds.has_longs != 0
    hasPairs = hasPairs || kinds.has_pairs != 0
    // The last of its three bytes that begins a sequence may ask for more than there is.
    let last = (bytes[end - 1], bytes[end - 2], bytes[end - 3])
    var missing = last.0 >= 0xF0 ? 3 : last.0 >= 0xE0 ? 2 : last.0 >= 0xC0 ? 1 : 0
    missing = max(missing, last.1 >= 0xF0 ? 2 : last.1 >= 0xE0 ? 1 : 0)
    missing = max(missing, last.2 >= 0xF0 ? 1 : 0)
    expected = 1 << UInt64(missing) &- 1
    if last.0 >= 0xC0 { noteLast(last.0, end, bytes) }
    return end
  }

  /// Looks at what follows the first byte of a sequence that is the last of a block, now or with the next piece.
  private mutating func noteLast(
    _ byte: UInt8, _ end: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    if byte < 0xC2 || byte > 0xF4 {
      isValid = false
    } else if end == bytes.count {
      lastDoubtful = byte
    } else if !Self.mayFollow(byte, bytes[end]) {
      isValid = false
    }
  }

  /// - Parameters:
  ///   - live: how many bytes of the block count.
  ///   - end: where the piece ends; the byte behind the block may be looked at if it lies before that.
  private mutating func add(
    _ block: UnsafePointer<UInt8>, live: Int, end: UnsafePointer<UInt8>
  ) {
    let marks = paicha_find_utf8_marks(block)
    var fourths: UInt64 = 0
    var doubtful = marks.doubtful
    while doubtful != 0 {
      let place = doubtful.trailingZeroBitCount
      doubtful &= doubtful &- 1
      let byte = block[place]
      if byte >= 0xF0 { fourths |= 1 << UInt64(place) }
      if byte > 0xF4 || byte < 0xC2 {
        isValid = false
      } else if block + place + 1 < end {
        if !Self.mayFollow(byte, block[place + 1]) { isValid = false }
      } else {
        lastDoubtful = byte
      }
    }
    // What is expected of the bytes behind the block has its place in the upper half.
    let wanted =
      UInt128(expected) | UInt128(marks.firsts) << 1 | UInt128(marks.long_firsts) << 2
      | UInt128(fourths) << 3
    let counted: UInt64 = live == 64 ? .max : 1 << UInt64(live) &- 1
    if UInt64(truncatingIfNeeded: wanted) & counted != marks.continuations & counted {
      isValid = false
    }
    expected = UInt64(truncatingIfNeeded: wanted >> UInt128(live))
    hasLongSequences = hasLongSequences || marks.long_firsts != 0
    hasPairs = hasPairs || marks.firsts & ~marks.long_firsts != 0
  }

  /// Whether a continuation may follow a first byte that does not go with all of them.
  private static func mayFollow(_ first: UInt8, _ second: UInt8) -> Bool {
    switch first {
    case 0xE0: second >= 0xA0
    case 0xED: second < 0xA0
    case 0xF0: second >= 0x90
    case 0xF4: second < 0x90
    default: true
    }
  }

  /// Whether a text is UTF-8.
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var watch = UTF8Watch()
    watch.add(bytes)
    return watch.isComplete
  }
}
