import Glibc

/// The lines of a text that comes in pieces: in which line a byte is.
struct LineCounter {
  /// Where the lines start that follow, counted from the start of the text.
  private var starts: [Int] = []
  /// How many of `starts` lie at or before the place asked for last.
  private var passed = 0
  /// The line in which the first of `starts` would be the second.
  private var firstLine = 1
  private var endsWithReturn = false

  /// Adds a piece of the text.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    drop()
    guard let base = bytes.baseAddress, bytes.count > 0 else { return }
    var start = 0
    // Nearly all line ends are a line feed, or have one behind a CR: it is looked for alone.
    while !endsWithReturn, let found = memchr(base + start, 0x0A, bytes.count - start) {
      let lineFeed = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if hasLoneReturn(base, start..<lineFeed) { break }
      start = lineFeed + 1
      starts.append(offset + start)
    }
    addEach(UnsafeBufferPointer(rebasing: bytes[start...]), at: offset + start)
  }

  /// Whether a CR stands in a line but as its last byte.
  private func hasLoneReturn(_ base: UnsafePointer<UInt8>, _ line: Range<Int>) -> Bool {
    guard let found = memchr(base + line.lowerBound, 0x0D, line.count) else { return false }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base) != line.upperBound - 1
  }

  private mutating func addEach(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    for i in bytes.indices {
      let byte = bytes[i]
      if byte == UInt8(ascii: "\n") {
        starts.append(offset + i + 1)
      } else if endsWithReturn {
        // The CR before was alone.
        starts.append(offset + i)
      }
      endsWithReturn = byte == UInt8(ascii: "\r")
    }
  }

  /// The line of a byte, from 1. Asking backwards is possible within the last pieces.
  mutating func line(at offset: Int) -> Int {
    while passed < starts.count, starts[passed] <= offset { passed += 1 }
    while passed > 0, starts[passed - 1] > offset { passed -= 1 }
    return firstLine + passed
  }

  /// Forgets lines that were asked for long ago.
  private mutating func drop() {
    guard passed > 4096 else { return }
    starts.removeFirst(passed)
    firstLine += passed
    passed = 0
  }
}
