extension CivilDate {
  /// The day that many days later.
  ///
  /// - Precondition: it is one of ``dayNumbers``. For a count that comes out of data, see
  ///   ``adding(_:)-(DaysTimeDuration)``.
  public func adding(days: Int64) -> CivilDate {
    CivilDate(dayNumber: dayNumber + days)
  }

  /// The same day that many months later; the last of the month where the month is too short.
  ///
  /// - Precondition: it is one of ``dayNumbers``. For a count that comes out of data, see
  ///   ``adding(_:)-(YearsMonthsDuration)``.
  public func adding(months: Int64) -> CivilDate {
    guard let result = adding(YearsMonthsDuration(months: months)) else {
      preconditionFailure("a date has at most nine digits of year")
    }
    return result
  }

  /// The same day that much later, the last of the month where the month is too short; nil when the
  /// year would have more than nine digits.
  public func adding(_ duration: YearsMonthsDuration) -> CivilDate? {
    let (year, month, day) = parts
    let (sum, overflow) = duration.months.addingReportingOverflow(Int64(year * 12 + month - 1))
    guard !overflow else { return nil }
    let newYear = Int(sum.floored(by: 12))
    let newMonth = Int(sum) - newYear * 12 + 1
    let length = CivilDate.dayCount(ofMonth: newMonth, year: newYear)
    return CivilDate(year: newYear, month: newMonth, day: Swift.min(day, length))
  }

  /// The day it is that much after the day's first moment; nil when the year would have more than
  /// nine digits. An hour before 2025-01-01 it is 2024-12-31.
  public func adding(_ duration: DaysTimeDuration) -> CivilDate? {
    let days = duration.nanoseconds.floored(by: Int128(CivilTime.nanosecondsPerDay))
    guard let days = Int64(exactly: days) else { return nil }
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return overflow ? nil : CivilDate(checkedDayNumber: sum)
  }

  /// How long after `other` the day is, in whole days.
  public func duration(since other: CivilDate) -> DaysTimeDuration {
    DaysTimeDuration(
      nanoseconds: Int128(dayNumber - other.dayNumber) * Int128(CivilTime.nanosecondsPerDay))
  }

  /// How many whole months after `other` the day is; negative when it is before. From 31 January to
  /// 28 February no whole month has passed.
  public func wholeMonths(since other: CivilDate) -> YearsMonthsDuration {
    let (year, month, day) = parts
    let from = other.parts
    var months = (year - from.year) * 12 + month - from.month
    if months > 0, day < from.day { months -= 1 }
    if months < 0, day > from.day { months += 1 }
    return YearsMonthsDuration(months: Int64(months))
  }
}

extension Int128 {
  /// The quotient rounded towards minus infinity.
  func floored(by divisor: Int128) -> Int128 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
