/// A number as nearly all cells write it: digits, with a point among them and a minus before them at most.
enum PlainNumber {
  /// The number as `value × 10^-places`.
  ///
  /// - Parameters:
  ///   - text: what the number stands in; the eight bytes before its end are read at once where they are there.
  ///   - start: where its first byte stands, of `count`.
  /// - Returns: nil when it is written otherwise, or has more than eighteen digits.
  @inline(__always)
  static func read(
    _ text: UnsafePointer<UInt8>, from start: Int, count: Int
  ) -> (value: Int64, places: UInt8)? {
    let end = start + count
    guard count <= 20, start >= 8 else { return readDigits(text, start, end) }
    if count >= 4, count <= 11, text[end - 3] == UInt8(ascii: ".") {
      let (tens, units) = (text[end - 2] &- 0x30, text[end - 1] &- 0x30)
      if tens < 10, units < 10, let whole = eightDigits(text, from: start, to: end - 3) {
        return (whole &* 100 &+ Int64(tens) &* 10 &+ Int64(units), 2)
      }
    } else if count > 0, count <= 8, let whole = eightDigits(text, from: start, to: end) {
      return (whole, 0)
    }
    return readDigits(text, start, end)
  }

  /// Up to eight digits, read as one word that ends with them; nil when one is none.
  @inline(__always)
  private static func eightDigits(
    _ text: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int64? {
    let unwanted = UInt64(truncatingIfNeeded: 64 &- (end &- start) &<< 3)
    let word = UnsafeRawPointer(text).loadUnaligned(fromByteOffset: end - 8, as: UInt64.self)
    // The digits stand in the upper bytes, the last one uppermost.
    var digits = ((word ^ 0x3030_3030_3030_3030) >> unwanted) << unwanted
    guard (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080 == 0 else {
      return nil
    }
    digits = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
    digits = (digits &* 100 &+ digits >> 16) & 0x0000_FFFF_0000_FFFF
    digits = (digits &* 10_000 &+ digits >> 32) & 0xFFFF_FFFF
    return Int64(truncatingIfNeeded: digits)
  }

  @inline(never)
  private static func readDigits(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (value: Int64, places: UInt8)? {
    var index = start
    let isNegative = index < end && text[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var value: Int64 = 0
    var (digits, point) = (0, -1)
    while index < end {
      let digit = text[index] &- 0x30
      if digit < 10 {
        digits += 1
        // Nineteen digits could be more than 64 bits hold.
        if digits > 18 { return nil }
        value = value &* 10 &+ Int64(digit)
      } else if text[index] == UInt8(ascii: "."), point < 0 {
        point = index
      } else {
        return nil
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    return (isNegative ? -value : value, point < 0 ? 0 : UInt8(end - 1 - point))
  }
}
