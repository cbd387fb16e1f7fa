/// Which days are worked: Monday to Friday, but for the holidays and make-up workdays listed.
public struct WorkingCalendar: Sendable {
  /// The days that the lists speak about, or nil when they speak about none.
  public let coverage: ClosedRange<CivilDate>?
  /// The listed days that differ from Monday to Friday, in order.
  private var exceptions: [Exception] = []

  private struct Exception: Sendable {
    var day: Int64
    /// How many more days are worked, up to and including this one, than by weekday alone.
    var surplus: Int
  }

  /// - Parameters:
  ///   - holidays: Days off; those on a Saturday or Sunday change nothing.
  ///   - workdays: Days worked; those from Monday to Friday change nothing. A day in both is
  ///     worked.
  ///   - coverage: The days that the lists speak about; listed days outside are ignored. When nil,
  ///     it reaches from the first day listed to the last.
  public init(
    holidays: Set<CivilDate>, workdays: Set<CivilDate>, coverage: ClosedRange<CivilDate>?
  ) {
    self.coverage = coverage ?? WorkingCalendar.span(of: holidays.union(workdays))
    var surplus = 0
    for date in holidays.union(workdays).sorted() where covers(date) {
      let isWorked = workdays.contains(date)
      guard isWorked != (date.weekday <= 5) else { continue }
      surplus += isWorked ? 1 : -1
      exceptions.append(Exception(day: date.dayNumber, surplus: surplus))
    }
  }

  /// Monday to Friday, covering nothing.
  public static let mondayToFriday = WorkingCalendar(holidays: [], workdays: [], coverage: nil)

  /// Whether the lists speak about that day; if not, it is judged by its weekday alone.
  public func covers(_ date: CivilDate) -> Bool {
    coverage?.contains(date) ?? false
  }

  public func isWorkingDay(_ date: CivilDate) -> Bool {
    workingDays(upTo: date.dayNumber) != workingDays(upTo: date.dayNumber - 1)
  }

  /// How many of the days after `from`, up to and including `to`, are worked. When `to` is before
  /// `from` it is the negative of the count the other way.
  ///
  /// - Complexity: O(log *n*), *n* being the number of listed days.
  public func workingDays(from: CivilDate, to: CivilDate) -> Int {
    workingDays(upTo: to.dayNumber) - workingDays(upTo: from.dayNumber)
  }

  /// The working day that many after `date`, or before it for a negative count; for zero `date`
  /// itself, worked or not.
  ///
  /// - Precondition: it is a day that can be named. For a count that comes out of data, see
  ///   ``date(workingDays:after:)``.
  public func adding(workingDays count: Int, to date: CivilDate) -> CivilDate {
    guard let result = self.date(workingDays: count, after: date) else {
      preconditionFailure("a date has at most nine digits of year")
    }
    return result
  }

  /// The same as ``adding(workingDays:to:)``, but nil when the year would have more than nine
  /// digits.
  ///
  /// - Complexity: O(log² *n*), *n* being the number of listed days.
  public func date(workingDays count: Int, after date: CivilDate) -> CivilDate? {
    guard count != 0 else { return date }
    // More working days than there are days with a name; and no sum below overflows.
    guard count.magnitude <= UInt(CivilDate.dayNumbers.count) else { return nil }
    let done =
      count > 0
      ? workingDays(upTo: date.dayNumber) : workingDays(upTo: date.dayNumber - 1) + 1
    return CivilDate(checkedDayNumber: firstDay(reaching: done + count))
  }
}

// MARK: - Counting

extension WorkingCalendar {
  private static func span(of dates: Set<CivilDate>) -> ClosedRange<CivilDate>? {
    guard let first = dates.min(), let last = dates.max() else { return nil }
    return first...last
  }

  /// How many days are worked from some day on, always the same, up to and including that one. Only
  /// differences mean something.
  private func workingDays(upTo day: Int64) -> Int {
    WorkingCalendar.weekdays(upTo: day) + surplus(upTo: day)
  }

  /// How many days from Monday to Friday there are since 1970-01-05, a Monday.
  private static func weekdays(upTo day: Int64) -> Int {
    let days = day - 3
    let weeks = days.floored(by: 7)
    return Int(weeks) * 5 + Swift.min(Int(days - weeks * 7), 5)
  }

  private func surplus(upTo day: Int64) -> Int {
    var lower = 0
    var upper = exceptions.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if exceptions[middle].day <= day { lower = middle + 1 } else { upper = middle }
    }
    return lower == 0 ? 0 : exceptions[lower - 1].surplus
  }

  /// The first day at which the count of worked days reaches `wanted`, which is a day worked.
  private func firstDay(reaching wanted: Int) -> Int64 {
    // By weekdays alone it would be day `guess`; each exception moves it by less than a week.
    let guess = Int64(wanted).floored(by: 5) * 7 + 3
    let reach = Int64(exceptions.count) * 7 + 14
    var lower = guess - reach
    var upper = guess + reach
    while lower < upper {
      let middle = (lower + upper).floored(by: 2)
      if workingDays(upTo: middle) >= wanted { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }
}
