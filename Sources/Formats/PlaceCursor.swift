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
