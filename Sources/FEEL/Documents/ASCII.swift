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

  /// The character whose bytes begin at `place`, and how many they are; U+FFFD for bytes that make none.
  func scalar(at place: Int) -> (scalar: Unicode.Scalar, length: Int) {
    let lead = self[place]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard place &+ length <= count else { return ("\u{FFFD}", 1) }
    var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F &>> UInt32(length))
    for byte in self[place &+ 1..<place &+ length] { value = value &<< 6 | UInt32(byte & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
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
