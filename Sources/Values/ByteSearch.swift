import Glibc

extension [UInt8] {
  /// Whether some bytes stand in these, one behind the other. Of UTF-8 that is: whether a text holds another.
  ///
  /// `contains` of String compares characters however they are composed, which takes fifty times as long.
  package func holds(_ part: [UInt8]) -> Bool {
    guard let first = part.first else { return true }
    return withUnsafeBytes { text in
      part.withUnsafeBytes { part in
        var start = 0
        while start + part.count <= text.count,
          let found = memchr(
            text.baseAddress! + start, Int32(first), text.count - part.count - start + 1)
        {
          if memcmp(found, part.baseAddress!, part.count) == 0 { return true }
          start = text.baseAddress!.distance(to: UnsafeRawPointer(found)) + 1
        }
        return false
      }
    }
  }
}
