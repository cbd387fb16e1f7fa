/// Texts on which the numbers of documents stand hold hardly anything but ASCII: then bytes are looked at, and no
/// character has to be made of them.
extension UnsafeBufferPointer<UInt8> {
  var isASCII: Bool {
    var all: UInt8 = 0
    for byte in self { all |= byte }
    return all < 0x80
  }

  /// The bytes without white space around them.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var bounds = indices
    while let first = bounds.first, self[first].isBlank { bounds.removeFirst() }
    while let last = bounds.last, self[last].isBlank { bounds.removeLast() }
    return UnsafeBufferPointer(rebasing: self[bounds])
  }

  func hasPrefix(_ prefix: StaticString) -> Bool {
    count >= prefix.utf8CodeUnitCount
      && prefix.withUTF8Buffer { $0.elementsEqual(self.prefix($0.count)) }
  }
}

extension UInt8 {
  /// White space among ASCII.
  var isBlank: Bool { self == 0x20 || 0x09...0x0D ~= self }

  var isDigit: Bool { 0x30...0x39 ~= self }
}
