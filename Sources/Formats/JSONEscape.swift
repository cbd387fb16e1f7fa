/// The escape sequences of JSON strings (RFC 8259 §7).
enum JSONEscape {
  enum Length: Equatable {
    case valid(Int)
    /// The bytes end within the sequence.
    case cut
    case invalid
  }

  /// Returns the length in bytes of the escape sequence at the start of `bytes`, which is a
  /// backslash.
  ///
  /// Two `\u` sequences of a surrogate pair are one sequence; a surrogate without its partner
  /// stands for no character and is invalid.
  static func length(of bytes: UnsafeBufferPointer<UInt8>) -> Length {
    guard bytes.count > 1 else { return .cut }
    guard bytes[1] == UInt8(ascii: "u") else {
      return simple(bytes[1]) == nil ? .invalid : .valid(2)
    }
    switch unit(in: bytes, at: 2) {
    case .cut: return .cut
    case .invalid: return .invalid
    case .valid(let first):
      guard first & 0xF800 == 0xD800 else { return .valid(6) }
      guard first < 0xDC00 else { return .invalid }
      if bytes.count > 6, bytes[6] != UInt8(ascii: "\\") { return .invalid }
      if bytes.count > 7, bytes[7] != UInt8(ascii: "u") { return .invalid }
      switch unit(in: bytes, at: 8) {
      case .cut: return .cut
      case .invalid: return .invalid
      case .valid(let second): return second & 0xFC00 == 0xDC00 ? .valid(12) : .invalid
      }
    }
  }

  /// Appends the text of a string to `text`, without its escapes.
  ///
  /// - Precondition: every escape sequence in `content` is valid.
  static func appendUnescaped(
    _ content: UnsafeBufferPointer<UInt8>, to text: inout GrowingBuffer<UInt8>
  ) {
    var i = 0
    while i < content.count {
      let byte = content[i]
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        i += 1
        continue
      }
      let rest = UnsafeBufferPointer(rebasing: content[i...])
      if let plain = simple(rest[1]) {
        text.append(plain)
        i += 2
      } else {
        let (scalar, length) = scalar(of: rest)
        for byte in Unicode.UTF8.encode(scalar)! { text.append(byte) }
        i += length
      }
    }
  }

  /// The character that a two-byte escape sequence stands for.
  private static func simple(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  private static func scalar(
    of bytes: UnsafeBufferPointer<UInt8>
  ) -> (scalar: Unicode.Scalar, length: Int) {
    guard case .valid(let first) = unit(in: bytes, at: 2) else {
      preconditionFailure("the escape sequences were checked before")
    }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard case .valid(let second) = unit(in: bytes, at: 8) else {
      preconditionFailure("the escape sequences were checked before")
    }
    let value = 0x10000 + (UInt32(first & 0x3FF) << 10) + UInt32(second & 0x3FF)
    return (Unicode.Scalar(value)!, 12)
  }

  /// Returns the text of a string, without its escapes.
  ///
  /// - Precondition: every escape sequence in `content` is valid.
  static func unescaped(_ content: UnsafeBufferPointer<UInt8>) -> String {
    var text = GrowingBuffer<UInt8>(capacity: content.count)
    appendUnescaped(content, to: &text)
    return String(decoding: UnsafeBufferPointer(start: text.base, count: text.count), as: UTF8.self)
  }

  private enum Unit {
    case valid(UInt16), cut, invalid
  }

  /// Reads four hexadecimal digits.
  private static func unit(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Unit {
    var value: UInt16 = 0
    for i in offset..<offset + 4 {
      guard i < bytes.count else { return .cut }
      let digit: UInt8
      switch bytes[i] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[i] - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[i] - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[i] - UInt8(ascii: "A") + 10
      default: return .invalid
      }
      value = value << 4 | UInt16(digit)
    }
    return .valid(value)
  }
}
