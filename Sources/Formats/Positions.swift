/// The number of line ends in some bytes: LF, CR LF or a lone CR.
///
/// - Parameter next: the byte behind them, which tells whether a CR at their end is alone.
func lineEnds(in bytes: UnsafeBufferPointer<UInt8>, followedBy next: UInt8?) -> Int {
  var lines = 0
  for i in bytes.indices {
    if bytes[i] == UInt8(ascii: "\n") {
      lines += 1
    } else if bytes[i] == UInt8(ascii: "\r") {
      let follower = i + 1 < bytes.count ? bytes[i + 1] : next
      if follower != UInt8(ascii: "\n") { lines += 1 }
    }
  }
  return lines
}

/// The index behind the first line end at or after `start`, or nil when there is none before the
/// end of the bytes.
///
/// - Parameter isLast: whether the text ends with the bytes; else a CR as the last byte is no line
///   end yet.
func lineEnd(
  in bytes: UnsafePointer<UInt8>, from start: Int, count: Int, isLast: Bool
) -> Int? {
  var i = start
  while i < count {
    if bytes[i] == UInt8(ascii: "\n") { return i + 1 }
    if bytes[i] == UInt8(ascii: "\r") {
      guard i + 1 < count else { return isLast ? count : nil }
      return bytes[i + 1] == UInt8(ascii: "\n") ? i + 2 : i + 1
    }
    i += 1
  }
  return isLast ? count : nil
}
