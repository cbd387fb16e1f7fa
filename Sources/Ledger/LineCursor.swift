import Values

/// Where the next byte of a line goes.
///
/// Whoever makes one has room for all that is put there: an array that is asked for room at every byte takes longer
/// than what is written.
struct LineCursor {
  private(set) var place: UnsafeMutableRawPointer

  @inline(__always)
  mutating func put(_ byte: UInt8) {
    place.storeBytes(of: byte, as: UInt8.self)
    place += 1
  }

  @inline(__always)
  mutating func put(_ text: UnsafeBufferPointer<UInt8>) {
    guard let first = text.baseAddress else { return }
    place.copyText(from: first, byteCount: text.count)
    place += text.count
  }

  @inline(__always)
  mutating func put(_ text: StaticString) {
    put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// A month of a year of four digits.
  @inline(__always)
  mutating func put(year: Int, month: Int) {
    put(twoDigits: year / 100)
    put(twoDigits: year % 100)
    put(UInt8(ascii: "-"))
    put(twoDigits: month)
  }

  /// The two digits of a number below a hundred.
  @inline(__always)
  mutating func put(twoDigits number: Int) {
    let (ten, one) = number.quotientAndRemainder(dividingBy: 10)
    put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: ten))
    put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: one))
  }

  /// A text as it stands between the quotes of a JSON string; at most ``escapeSize`` bytes for each of its own.
  @inline(__always)
  mutating func put(escaped text: UnsafeBufferPointer<UInt8>) {
    if text.arePlain { return put(text) }
    for byte in text { put(escaped: byte) }
  }

  @inline(__always)
  mutating func put(escaped byte: UInt8) {
    switch byte {
    case 0x22: put("\\\"")
    case 0x5C: put("\\\\")
    case 0..<0x20:
      put("\\u00")
      put(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
      let digit = byte & 0xF
      put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
    default: put(byte)
    }
  }

  static let escapeSize = 6
}
