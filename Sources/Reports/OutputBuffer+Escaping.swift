extension OutputBuffer {
  /// Appends text with some characters written otherwise. Runs of harmless bytes are copied at once.
  ///
  /// - Parameter replacement: what is written at a place of the bytes, and how many bytes it stands for; nil for the
  ///   byte itself. It is not asked of ordinary bytes.
  mutating func append(
    _ text: String,
    replacing replacement: (Int, UnsafeBufferPointer<UInt8>) -> (text: String, length: Int)?
  ) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        guard !VisibleText.isOrdinary(bytes[index]),
          let (escaped, length) = replacement(index, bytes)
        else {
          index += 1
          continue
        }
        append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
        append(escaped)
        index += length
        start = index
      }
      append(UnsafeBufferPointer(rebasing: bytes[start..<bytes.count]))
    }
  }
}

/// What stands in markup, in texts and in attributes, for a character that would be taken for it or is hidden.
func markupReplacement(
  at index: Int, in bytes: UnsafeBufferPointer<UInt8>
) -> (text: String, length: Int)? {
  switch bytes[index] {
  case UInt8(ascii: "<"): return ("&lt;", 1)
  case UInt8(ascii: ">"): return ("&gt;", 1)
  case UInt8(ascii: "&"): return ("&amp;", 1)
  case UInt8(ascii: "\""): return ("&quot;", 1)
  case UInt8(ascii: "'"): return ("&#39;", 1)
  default:
    guard let hidden = VisibleText.hidden(at: index, in: bytes) else { return nil }
    return (VisibleText.name(of: hidden.scalar), hidden.length)
  }
}
