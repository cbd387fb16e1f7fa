/// Line and column of a byte that moves forward through a text.
///
/// A line ends with LF, CR LF or a lone CR; columns count Unicode scalars.
struct PlaceCursor {
  private(set) var line = 1
  private(set) var column = 1
  private var offset = 0

  /// Moves to a byte; going backwards starts again at the beginning of the text.
  mutating func move(to target: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    if target < offset { self = PlaceCursor() }
    while offset < target {
      if offset + 8 <= target, isPlain(offset, in: bytes) {
        offset += 8
        column += 8
        continue
      }
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
          && (offset == bytes.count || bytes[offset] != UInt8(ascii: "\n"))
      {
        line += 1
        column = 1
      } else if offset == bytes.count || bytes[offset] & 0xC0 != 0x80 {
        // The byte was the last of its scalar.
        column += 1
      }
    }
  }

  /// Whether eight characters of ASCII stand from `start` on, none of which ends a line.
  private func isPlain(_ start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard start + 8 < bytes.count, bytes[start + 8] & 0xC0 != 0x80 else { return false }
    let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: start, as: UInt64.self)
    // A byte below 0x20 or above 0x7F leaves its highest bit set.
    return (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0
  }
}

/// The line of text around a byte, without its line break, at most 200 bytes of it.
func lineText(around offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
  func endsLine(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
  var start = min(offset, bytes.count)
  while start > 0, !endsLine(bytes[start - 1]) { start -= 1 }
  var end = start
  while end < bytes.count, !endsLine(bytes[end]), end - start < 200 || bytes[end] & 0xC0 == 0x80 {
    end += 1
  }
  return String(decoding: bytes[start..<end], as: UTF8.self)
}
