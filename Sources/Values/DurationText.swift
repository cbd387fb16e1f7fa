extension DaysTimeDuration: CustomStringConvertible {
  /// Reads `P1DT2H3M4.5S` and its parts, with a sign in front if negative.
  ///
  /// - Returns: nil for years, months and weeks, for more than nine decimals of a second, and where
  ///   a part has more than 18 digits.
  public init?(_ isoText: String) {
    var scanner = TextScanner(isoText)
    let isNegative = scanner.take("-")
    guard scanner.take("P"), !scanner.isAtEnd, let nanoseconds = scanner.daysAndTime() else {
      return nil
    }
    self.init(nanoseconds: isNegative ? -nanoseconds : nanoseconds)
  }

  /// The duration as ISO 8601 writes it, each part as small as can be: `P1DT2H3M4.5S`, `-PT1M`;
  /// `PT0S` for none.
  public var description: String {
    guard nanoseconds != 0 else { return "PT0S" }
    var text = nanoseconds < 0 ? "-P" : "P"
    if days != 0 { text += "\(days.magnitude)D" }
    var time = ""
    if hours != 0 { time += "\(hours.magnitude)H" }
    if minutes != 0 { time += "\(minutes.magnitude)M" }
    if seconds != 0 || subsecondNanoseconds != 0 {
      time += "\(seconds.magnitude)"
      time += fractionText(nanosecond: Int(subsecondNanoseconds.magnitude)) + "S"
    }
    return time.isEmpty ? text : text + "T" + time
  }
}

extension YearsMonthsDuration: CustomStringConvertible {
  /// Reads `P1Y2M`, `P1Y` or `P14M`, with a sign in front if negative.
  ///
  /// - Returns: nil for anything else, and where a part has more than 16 digits.
  public init?(_ isoText: String) {
    var scanner = TextScanner(isoText)
    let isNegative = scanner.take("-")
    guard scanner.take("P"), !scanner.isAtEnd, let months = scanner.yearsAndMonths() else {
      return nil
    }
    self.init(months: isNegative ? -months : months)
  }

  /// The duration as ISO 8601 writes it, with fewer than twelve months: `P1Y2M`; `P0M` for none.
  public var description: String {
    guard months != 0 else { return "P0M" }
    var text = months < 0 ? "-P" : "P"
    if years != 0 { text += "\(years.magnitude)Y" }
    if monthsOfYear != 0 { text += "\(monthsOfYear.magnitude)M" }
    return text
  }
}

extension TextScanner {
  /// What follows the `P` of a duration in days and time, up to the end.
  fileprivate mutating func daysAndTime() -> Int128? {
    var total: Int128 = 0
    if !take("T") {
      guard let (days, _) = number(), take("D") else { return nil }
      total = Int128(days) * Int128(CivilTime.nanosecondsPerDay)
      if isAtEnd { return total }
      guard take("T") else { return nil }
    }
    guard let time = hoursMinutesSeconds() else { return nil }
    return total + time
  }

  /// What follows the `T`: at least one part, each at most once and in its order.
  private mutating func hoursMinutesSeconds() -> Int128? {
    let units: [(letter: Unicode.Scalar, seconds: Int128)] = [("H", 3600), ("M", 60), ("S", 1)]
    var next = 0
    var seconds: Int128 = 0
    repeat {
      guard let (value, _) = number() else { return nil }
      if take(".") {
        guard let fraction = nanoseconds(), take("S"), isAtEnd else { return nil }
        let whole = seconds + Int128(value)
        return whole * Int128(CivilTime.nanosecondsPerSecond) + Int128(fraction)
      }
      var unit: Int?
      for index in next..<units.count where unit == nil && take(units[index].letter) {
        unit = index
      }
      guard let unit else { return nil }
      seconds += Int128(value) * units[unit].seconds
      next = unit + 1
    } while !isAtEnd
    return seconds * Int128(CivilTime.nanosecondsPerSecond)
  }

  /// What follows the `P` of a duration in years and months, up to the end.
  fileprivate mutating func yearsAndMonths() -> Int64? {
    guard let (first, digitCount) = number(), digitCount <= 16 else { return nil }
    if take("M") { return isAtEnd ? Int64(first) : nil }
    guard take("Y") else { return nil }
    if isAtEnd { return Int64(first) * 12 }
    guard let (months, digitCount) = number(), digitCount <= 16, take("M"), isAtEnd else {
      return nil
    }
    return Int64(first) * 12 + Int64(months)
  }
}
