import CPlatform

/// Looked up once: the processor stays the same.
private let hasAVX512 = paicha_has_avx512() != 0

/// Where the rows and fields of a stretch of plain CSV text end, found 64 bytes at a time.
///
/// It knows what nearly all rows look like: fields between delimiters, some of them quoted with quotes in them
/// doubled, and a line feed or CR LF at the end. It stops before the first row that could be anything else (a
/// stray quote, a line end within a field, a lone CR), which is then read with care by ``CSVRows``. So it never
/// has to be right about such a row, only to notice it.
struct CSVIndex: ~Copyable {
  /// Where delimiters and line feeds stand, counted from the stretch's first byte.
  private(set) var marks = GrowingBuffer<UInt32>(capacity: 1 << 16)
  /// For each row how many marks there are up to its line feed, that included.
  private(set) var rowEnds = GrowingBuffer<UInt32>(capacity: 1 << 12)
  private let delimiter: UInt8
  private let quote: UInt8
  private let hasQuote: Bool

  /// Whether the marks have no meanings but those that it knows.
  let isUsable: Bool
  /// Whether blocks without quotes are read by instructions that not every processor has.
  private let isWide: Bool

  init(_ marks: CSVMarks, isWide: Bool = hasAVX512) {
    self.isWide = isWide
    isUsable = marks.escape == 0
    delimiter = marks.delimiter
    hasQuote = marks.quote != nil
    quote = marks.quote ?? 0
  }

  /// What is carried from one block of 64 bytes to the next.
  private struct Carry {
    /// All ones within quotes.
    var inQuotes: UInt64 = 0
    /// Whether an opening quote may stand at the next byte.
    var mayOpen: UInt64 = 1
  }

  /// Finds the rows that end in a text which starts with a row.
  ///
  /// - Parameter limit: the rows after which it is enough.
  mutating func read(_ bytes: UnsafePointer<UInt8>, count: Int, limit: Int) {
    marks.truncate(to: 0)
    rowEnds.truncate(to: 0)
    var carry = Carry()
    var offset = 0
    while offset + 64 < count, rowEnds.count < limit {
      if isWide, carry.inQuotes == 0 {
        let byteCount = readPlainBlocks(bytes, count: count, at: offset, limit: limit, &carry)
        offset += byteCount
        if byteCount > 0 { continue }
      }
      let isRegular = readBlock(
        bytes + offset, at: offset, live: .max, next: bytes[offset + 64], &carry)
      if !isRegular { return }
      offset += 64
    }
    if offset + 64 < count || offset == count { return }
    // The last bytes are read with others behind them, which do not count.
    let rest = count - offset
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { block in
      block.initialize(repeating: 0)
      block.baseAddress!.update(from: bytes + offset, count: rest)
      let live: UInt64 = rest == 64 ? .max : (1 << UInt64(rest)) - 1
      _ = readBlock(block.baseAddress!, at: offset, live: live, next: nil, &carry)
    }
  }

  /// How many blocks are read before room is made for the marks of others.
  private static let blocksAtOnce = 64

  /// Reads blocks that have no quotes.
  ///
  /// - Returns: how many bytes it read; 0 when the next block has some, or something else to be looked at.
  private mutating func readPlainBlocks(
    _ bytes: UnsafePointer<UInt8>, count: Int, at offset: Int, limit: Int, _ carry: inout Carry
  ) -> Int {
    let blockCount = min((count - offset - 1) / 64, Self.blocksAtOnce)
    marks.reserve(blockCount * 64 + 64)
    rowEnds.reserve(blockCount * 64)
    let run = paicha_index_plain_csv(
      bytes + offset, blockCount, delimiter, quote, UInt32(truncatingIfNeeded: offset),
      UInt32(truncatingIfNeeded: marks.count), limit - rowEnds.count, marks.base + marks.count,
      rowEnds.base + rowEnds.count)
    if run.block_count == 0 { return 0 }
    marks.commit(run.mark_count)
    rowEnds.commit(run.row_count)
    let last = bytes[offset + run.block_count * 64 - 1]
    carry.mayOpen = last == delimiter || last == UInt8(ascii: "\n") ? 1 : 0
    return run.block_count * 64
  }

  /// - Parameter next: the byte behind the block, where there is one.
  /// - Returns: false when a row in the block is not for it to read; what stands before that was taken in.
  @inline(__always)
  private mutating func readBlock(
    _ block: UnsafePointer<UInt8>, at offset: Int, live: UInt64, next: UInt8?, _ carry: inout Carry
  ) -> Bool {
    let found = paicha_find_csv_marks(block, delimiter, quote)
    var ends = found.line_feeds & live
    var all = found.delimiters & live | ends
    let returns = found.returns & live
    let quotes = hasQuote ? found.quotes & live : 0
    var bad: UInt64 = 0
    if quotes | carry.inQuotes != 0 {
      let inside = quotes.prefixXor ^ carry.inQuotes
      let mayOpen = (all | quotes) << 1 | carry.mayOpen
      var behind: UInt64 = 0
      if let next, mayFollowQuote(next) { behind = 1 << 63 }
      let mayClose = (all | returns | quotes) >> 1 | behind
      bad = quotes & inside & ~mayOpen | quotes & ~inside & ~mayClose | (ends | returns) & inside
      carry.inQuotes = UInt64(bitPattern: Int64(bitPattern: inside) >> 63)
      carry.mayOpen = (all | quotes) >> 63
      all &= ~inside
      ends &= ~inside
    } else {
      carry.mayOpen = all >> 63
    }
    if returns != 0 {
      let behind: UInt64 = next == UInt8(ascii: "\n") ? 1 << 63 : 0
      bad |= returns & ~(ends >> 1 | behind)
    }
    if bad != 0 {
      let before: UInt64 = (1 << UInt64(bad.trailingZeroBitCount)) &- 1
      all &= before
      ends &= before
    }
    append(all, ends: ends, at: offset)
    return bad == 0
  }

  private func mayFollowQuote(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == quote || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Notes the marks of a block.
  @inline(__always)
  private mutating func append(_ all: UInt64, ends: UInt64, at offset: Int) {
    marks.reserve(64)
    let count = marks.count
    let free = marks.base + count
    var left = all
    let found = all.nonzeroBitCount
    // Most blocks have up to eight: stores without a question are quicker than asking at each.
    for place in 0..<8 {
      free[place] = UInt32(truncatingIfNeeded: offset &+ left.trailingZeroBitCount)
      left &= left &- 1
    }
    var place = 8
    while left != 0 {
      free[place] = UInt32(truncatingIfNeeded: offset &+ left.trailingZeroBitCount)
      left &= left &- 1
      place &+= 1
    }
    var rows = ends
    while rows != 0 {
      let before = all & (rows ^ (rows &- 1))
      rowEnds.append(UInt32(truncatingIfNeeded: count &+ before.nonzeroBitCount))
      rows &= rows &- 1
    }
    marks.commit(found)
  }
}

extension UInt64 {
  /// For each bit whether the bits up to it, itself included, are odd in number.
  @inline(__always)
  fileprivate var prefixXor: UInt64 {
    var bits = self
    bits ^= bits << 1
    bits ^= bits << 2
    bits ^= bits << 4
    bits ^= bits << 8
    bits ^= bits << 16
    bits ^= bits << 32
    return bits
  }
}
