import Values

/// What a finding is called: 32 hexadecimal digits, which are kept as the two numbers that they write, or any other text.
///
/// Of a million findings each text would be a piece of memory of its own.
package enum FindingID: Hashable, Sendable {
  case digits(UInt64, UInt64)
  case other(String)

  /// - Parameter text: texts that are the same are one id.
  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { FindingID(utf8: $0) }
  }

  /// The same of a text in UTF-8.
  package init(utf8 text: UnsafeBufferPointer<UInt8>) {
    if text.count == 32, let high = number(text, at: 0), let low = number(text, at: 16) {
      self = .digits(high, low)
    } else {
      self = .other(String(decoding: text, as: UTF8.self))
    }
  }

  package var text: String {
    switch self {
    case .digits(let high, let low):
      String(unsafeUninitializedCapacity: 32) { text in
        let text = UnsafeMutableRawBufferPointer(text)
        text.storeDigits(of: high, at: 0)
        text.storeDigits(of: low, at: 16)
        return 32
      }
    case .other(let text): text
    }
  }

  /// Calls `body` with the UTF-8 of the text.
  @inline(__always)
  package func withUTF8<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    switch self {
    case .digits(let high, let low):
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { text in
        let bytes = UnsafeMutableRawBufferPointer(text)
        bytes.storeDigits(of: high, at: 0)
        bytes.storeDigits(of: low, at: 16)
        return body(UnsafeBufferPointer(text))
      }
    case .other(var text): return text.withUTF8(body)
    }
  }
}

/// Texts are the same, and stand in an order, by their bytes, as they do in files: not all that look the same.
extension FindingID: Comparable {
  package static func == (a: FindingID, b: FindingID) -> Bool {
    switch (a, b) {
    case (.digits(let high, let low), .digits(let otherHigh, let otherLow)):
      high == otherHigh && low == otherLow
    case (.other(let text), .other(let other)): text.utf8.elementsEqual(other.utf8)
    case (.digits, .other), (.other, .digits): false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .digits(let high, let low):
      hasher.combine(high)
      hasher.combine(low)
    case .other(var text): text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  package static func < (a: FindingID, b: FindingID) -> Bool {
    if case .digits(let high, let low) = a, case .digits(let otherHigh, let otherLow) = b {
      return (high, low) < (otherHigh, otherLow)
    }
    return a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
  }
}

/// The number that 16 digits of lower case write; nil when one of them is none.
@inline(__always)
private func number(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64? {
  let raw = UnsafeRawBufferPointer(text)
  let high = raw.loadUnaligned(fromByteOffset: start, as: UInt64.self).bigEndian
  let low = raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self).bigEndian
  let (first, last) = (word(of: high), word(of: low))
  // Other characters are taken for digits as well, which then write something else.
  guard first.hexDigits == high, last.hexDigits == low else { return nil }
  return UInt64(first) &<< 32 | UInt64(last)
}

/// The word that eight digits write, the first in the highest byte.
@inline(__always)
private func word(of digits: UInt64) -> UInt32 {
  let areLetters = digits &>> 6 & 0x0101_0101_0101_0101
  var nibbles = digits & 0x0F0F_0F0F_0F0F_0F0F &+ areLetters &* 9
  // One byte to a nibble, in three steps.
  nibbles = (nibbles | nibbles &>> 4) & 0x00FF_00FF_00FF_00FF
  nibbles = (nibbles | nibbles &>> 8) & 0x0000_FFFF_0000_FFFF
  return UInt32(truncatingIfNeeded: nibbles | nibbles &>> 16)
}

extension UnsafeMutableRawBufferPointer {
  /// Writes the 16 digits of a number.
  @inline(__always)
  fileprivate func storeDigits(of number: UInt64, at place: Int) {
    storeBytes(
      of: UInt32(truncatingIfNeeded: number &>> 32).hexDigits.bigEndian, toByteOffset: place,
      as: UInt64.self)
    storeBytes(
      of: UInt32(truncatingIfNeeded: number).hexDigits.bigEndian, toByteOffset: place + 8,
      as: UInt64.self)
  }
}
