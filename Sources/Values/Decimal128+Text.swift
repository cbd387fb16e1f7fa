extension Decimal128 {
  /// Reads a number: an optional sign, digits with at most one point, and an optional exponent,
  /// as in `-12.50` or `1.2E+3`. More than 34 digits are rounded half to even.
  ///
  /// - Returns: nil when the text is anything else, or the number too large.
  public init?(_ text: String) {
    var text = text
    guard let value = text.withUTF8(Decimal128.parse) else { return nil }
    self = value
  }

  /// Reads a number from UTF-8, as ``init(_:)`` does.
  @inlinable
  public init?(utf8: some Collection<UInt8>) {
    let parsed =
      utf8.withContiguousStorageIfAvailable(Decimal128.parse)
      ?? Array(utf8).withUnsafeBufferPointer(Decimal128.parse)
    guard let parsed else { return nil }
    self = parsed
  }

  @usableFromInline
  static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Decimal128? {
    var index = 0
    var isNegative = false
    if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      index = 1
    }
    var digits = ParsedDigits()
    index = digits.read(text, from: index)
    guard digits.hasDigits else { return nil }
    if index < text.count {
      guard let exponent = readExponent(text, from: index) else { return nil }
      digits.exponent += exponent
    }
    return rounding(
      digits.coefficient, exponent: digits.exponent, isNegative: isNegative,
      hasTail: digits.hasTail)
  }

  /// Reads `E`, an optional sign and digits up to the end of the text.
  private static func readExponent(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = start + 1
    var isNegative = false
    if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < text.count else { return nil }
    var value = 0
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      // Held at a size that no text's length can bring back into range.
      value = Swift.min(value * 10 + Int(digit), 1 << 50)
      index += 1
    }
    return isNegative ? -value : value
  }
}

/// The digits of a number while it is read.
private struct ParsedDigits {
  /// Up to the first 38 digits, leading zeros not counted.
  var coefficient: UInt128 = 0
  var exponent = 0
  /// Whether a digit other than zero came after the first 38.
  var hasTail = false
  var hasDigits = false

  /// Reads digits and a point; gives where they end.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    var hasPoint = false
    var small: UInt64 = 0
    // Below this, another digit fits 64 bits.
    let limit: UInt64 = 1_844_674_407_370_955_160
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit <= 9 {
        guard small < limit else { break }
        hasDigits = true
        small = small &* 10 &+ UInt64(digit)
        if hasPoint { exponent &-= 1 }
      } else if text[index] == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    coefficient = UInt128(small)
    return readLong(text, from: index, hasPoint: hasPoint)
  }

  /// Goes on where 64 bits no longer hold the digits.
  private mutating func readLong(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, hasPoint: Bool
  ) -> Int {
    var index = start
    var hasPoint = hasPoint
    let limit = powerOfTen(37)
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit <= 9 {
        if coefficient < limit {
          coefficient = coefficient &* 10 &+ UInt128(digit)
          if hasPoint { exponent -= 1 }
        } else {
          hasTail = hasTail || digit != 0
          if !hasPoint { exponent += 1 }
        }
      } else if text[index] == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else {
        break
      }
      index += 1
    }
    return index
  }
}

// MARK: - Writing

extension Decimal128: CustomStringConvertible {
  /// The number as a person writes it: `1234.50`, `-0.001`, `1200`.
  ///
  /// Only where that would take more than forty digits, an exponent stands in it; zero has no sign.
  public var description: String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.plainTextSize) { text in
      plainStart(in: text).map {
        String(decoding: UnsafeBufferPointer(rebasing: text[$0...]), as: UTF8.self)
      }
    } ?? longDescription
  }

  /// Calls `body` with the UTF-8 of ``description``.
  public func withDescription(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let isPlain = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.plainTextSize) {
      text in
      guard let start = plainStart(in: text) else { return false }
      body(UnsafeBufferPointer(rebasing: text[start...]))
      return true
    }
    if isPlain { return }
    var text = longDescription
    text.withUTF8(body)
  }

  private var longDescription: String {
    let digits = coefficient == 0 ? 1 : digitCount(coefficient)
    let length = exponent > 0 ? digits + exponent : Swift.max(digits, 1 - exponent)
    if isZero, exponent >= 0 { return "0" }
    let unsigned = isZero ? magnitude : self
    guard length <= 40 else { return unsigned.scientificDescription }
    return unsigned.text(sign: unsigned.isNegative, pointAt: digits + exponent, exponent: nil)
  }

  /// The specification's to-scientific-string, which tells all there is to a number: `1.2E+3`.
  public var scientificDescription: String {
    let digits = coefficient == 0 ? 1 : digitCount(coefficient)
    let adjusted = exponent + digits - 1
    if exponent <= 0, adjusted >= -6 {
      return text(sign: isNegative, pointAt: digits + exponent, exponent: nil)
    }
    return text(sign: isNegative, pointAt: 1, exponent: adjusted)
  }

  /// Twenty digits, a point and a sign; at least one digit stands before the point.
  private static let plainTextSize = 24

  /// Writes the description of a number as they mostly are, of digits that fit 64 bits, and few decimals.
  ///
  /// - Returns: where it starts; it ends where the room does. Nil for other numbers.
  private func plainStart(in text: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    guard exponent <= 0, exponent >= -18, coefficient <= UInt128(UInt64.max) else { return nil }
    var rest = UInt64(truncatingIfNeeded: coefficient)
    let decimals = -exponent
    let isSigned = isNegative && rest != 0
    var start = text.count
    var written = 0
    while rest != 0 || written <= decimals {
      if written == decimals, decimals > 0 {
        start &-= 1
        text[start] = UInt8(ascii: ".")
      }
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      start &-= 1
      text[start] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit)
      rest = quotient
      written &+= 1
    }
    if isSigned {
      start &-= 1
      text[start] = UInt8(ascii: "-")
    }
    return start
  }

  /// The digits with a point after the first `pointAt` of them; zeros are put in where that is
  /// before the first digit or after the last.
  private func text(sign: Bool, pointAt: Int, exponent: Int?) -> String {
    let digits = String(coefficient).utf8
    var text = sign ? "-" : ""
    if pointAt <= 0 {
      text += "0." + String(repeating: "0", count: -pointAt) + String(coefficient)
    } else if pointAt >= digits.count {
      text += String(coefficient) + String(repeating: "0", count: pointAt - digits.count)
    } else {
      let point = digits.index(digits.startIndex, offsetBy: pointAt)
      text += "\(Substring(digits[..<point])).\(Substring(digits[point...]))"
    }
    if let exponent { text += exponent < 0 ? "E\(exponent)" : "E+\(exponent)" }
    return text
  }
}
