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
