/// A day of the calendar, without time or place: the proleptic Gregorian calendar with a year 0.
public struct CivilDate: Hashable, Sendable {
  /// Days since 1970-01-01.
  public let dayNumber: Int64

  /// The days that can be named: those of the years -999,999,999 ... 999,999,999.
  @inlinable public static var dayNumbers: ClosedRange<Int64> {
    -365_243_219_162...365_241_780_471
  }

  public static let first = CivilDate(dayNumber: dayNumbers.lowerBound)
  public static let last = CivilDate(dayNumber: dayNumbers.upperBound)

  /// The day that many days after 1970-01-01.
  ///
  /// - Precondition: `dayNumber` is one of ``dayNumbers``.
  public init(dayNumber: Int64) {
    precondition(
      CivilDate.dayNumbers.contains(dayNumber), "a date has at most nine digits of year")
    self.dayNumber = dayNumber
  }

  /// The day that many days after 1970-01-01, or nil when it is not one of ``dayNumbers``.
  public init?(checkedDayNumber dayNumber: Int64) {
    guard CivilDate.dayNumbers.contains(dayNumber) else { return nil }
    self.dayNumber = dayNumber
  }

  /// The day of that name, or nil when there is none: no 30 February, no year of ten digits.
  public init?(year: Int, month: Int, day: Int) {
    guard
      year.magnitude <= 999_999_999, 1...12 ~= month, day >= 1,
      day <= CivilDate.dayCount(ofMonth: month, year: year)
    else { return nil }
    dayNumber =
      firstDay(ofYear: Int64(year))
      + Int64(CivilDate.daysBefore(month: month, year: year) + day - 1)
  }
}

extension CivilDate: Comparable {
  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.dayNumber < b.dayNumber }
}

// MARK: - Parts

extension CivilDate {
  public var year: Int { parts.year }
  /// 1 ... 12.
  public var month: Int { parts.month }
  /// 1 ... 31.
  public var day: Int { parts.day }

  /// 1 for Monday ... 7 for Sunday.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let offset = (dayNumber + 3) % 7
    return Int(offset < 0 ? offset + 7 : offset) + 1
  }

  /// 1 ... 366.
  public var dayOfYear: Int { Int(dayNumber - firstDay(ofYear: Int64(year))) + 1 }

  /// The week of ISO 8601, 1 ... 53: weeks begin on Monday and belong to their Thursday's year.
  public var weekOfYear: Int {
    // The Thursday of the first and last week may lie beyond the days that have a name.
    let thursday = dayNumber + 4 - Int64(weekday)
    let (year, _, _) = civilParts(ofDay: thursday)
    return Int(thursday - firstDay(ofYear: Int64(year))) / 7 + 1
  }

  /// Year, month and day at once, which costs no more than one of them.
  public var parts: (year: Int, month: Int, day: Int) { civilParts(ofDay: dayNumber) }

  public static func isLeap(year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// 28 ... 31, for a month of 1 ... 12.
  public static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year: year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func daysBefore(month: Int, year: Int) -> Int {
    let days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
    return month > 2 && isLeap(year: year) ? days + 1 : days
  }
}

/// The day number of 1 January.
private func firstDay(ofYear year: Int64) -> Int64 {
  // Leap days in the years up to the one before; divisions round down, so that years before 0 work.
  let before = year - 1
  let leapDays = before.floored(by: 4) - before.floored(by: 100) + before.floored(by: 400)
  return before * 365 + leapDays - 719_162
}

/// Counts in years that begin in March, so that the leap day comes last.
private func civilParts(ofDay dayNumber: Int64) -> (year: Int, month: Int, day: Int) {
  // 719,468 days lie between 0000-03-01 and 1970-01-01; 400 years have 146,097.
  let days = dayNumber + 719_468
  let era = days.floored(by: 146_097)
  let dayOfEra = Int(days - era * 146_097)
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  // From March on, months of 31 30 31 30 31 days repeat: 153 days for 5 months.
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  let year = Int(era) * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  return (year, month, day)
}

extension Int64 {
  /// The quotient rounded towards minus infinity.
  func floored(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
