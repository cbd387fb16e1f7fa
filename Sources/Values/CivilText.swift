extension CivilDate: CustomStringConvertible {
  /// Reads `2025-09-30`; years below 0 have a sign, years above 9999 five to nine digits.
  public init?(_ isoText: String) {
    var scanner = TextScanner(isoText)
    guard let date = scanner.date(), scanner.isAtEnd else { return nil }
    self = date
  }

  /// The day as ISO 8601 writes it: `2025-09-30`.
  public var description: String {
    let (year, month, day) = parts
    if (0...9999).contains(year) {
      return String(unsafeUninitializedCapacity: 10) { text in
        text.write(Int(year), digits: 4, at: 0)
        text[4] = UInt8(ascii: "-")
        text.write(Int(month), digits: 2, at: 5)
        text[7] = UInt8(ascii: "-")
        text.write(Int(day), digits: 2, at: 8)
        return 10
      }
    }
    return (year < 0 ? "-" : "")
      + "\(padded(year.magnitude, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }
}

extension CivilTime: CustomStringConvertible {
  /// Reads `10:30:00`, with up to nine decimals, and an offset `Z`, `+08:00` or `+08:00:30` if any.
  public init?(_ isoText: String) {
    var scanner = TextScanner(isoText)
    guard
      let (nanosecond, offset) = scanner.time(), scanner.isAtEnd,
      nanosecond < CivilTime.nanosecondsPerDay
    else { return nil }
    self.init(nanosecondOfDay: nanosecond, offset: offset)
  }

  /// The time as ISO 8601 writes it, with as many decimals as it needs: `10:30:00.25+08:00`.
  public var description: String {
    "\(padded(hour, to: 2)):\(padded(minute, to: 2)):\(padded(second, to: 2))"
      + fractionText(nanosecond: nanosecond) + offsetText
  }

  private var offsetText: String {
    guard let offset else { return "" }
    if offset == 0 { return "Z" }
    let size = offset.magnitude
    var text = offset < 0 ? "-" : "+"
    text += "\(padded(size / 3600, to: 2)):\(padded(size / 60 % 60, to: 2))"
    if size % 60 != 0 { text += ":\(padded(size % 60, to: 2))" }
    return text
  }
}

extension DateTime: CustomStringConvertible {
  /// Reads a date, `T` and a time: `2025-09-30T10:30:00+08:00`. 24:00:00 is the next midnight.
  public init?(_ isoText: String) {
    var scanner = TextScanner(isoText)
    guard
      let date = scanner.date(), scanner.take("T"), let (nanosecond, offset) = scanner.time(),
      scanner.isAtEnd
    else { return nil }
    if nanosecond < CivilTime.nanosecondsPerDay {
      self.init(date: date, nanosecondOfDay: nanosecond, offset: offset)
    } else if let next = CivilDate(checkedDayNumber: date.dayNumber + 1) {
      self.init(date: next, nanosecondOfDay: 0, offset: offset)
    } else {
      return nil
    }
  }

  /// The moment as ISO 8601 writes it: `2025-09-30T10:30:00+08:00`.
  public var description: String { "\(date)T\(time)" }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes that many digits of a number that has no more.
  func write(_ number: Int, digits: Int, at start: Int) {
    var rest = number
    for place in (start..<(start + digits)).reversed() {
      self[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}

/// The integer with zeros in front until it has `width` digits.
func padded(_ value: some BinaryInteger, to width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
}

/// A point and the decimals of a second without zeros at their end; nothing for no nanoseconds.
func fractionText(nanosecond: Int) -> String {
  guard nanosecond != 0 else { return "" }
  let (digits, exponent) = UInt128(nanosecond).strippingZeros(exponent: -9, upTo: 0)
  return "." + padded(digits, to: -exponent)
}
