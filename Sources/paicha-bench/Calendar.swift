import Values

/// A day, counted from the first of the month.
struct Day {
  var number: Int

  static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

/// A second, counted from the beginning of the month.
struct Moment {
  var second: Int

  var day: Day { Day(number: second >= 0 ? second / 86_400 : (second + 1) / 86_400 - 1) }
  var secondOfDay: Int { second - day.number * 86_400 }

  static func + (moment: Moment, seconds: Int) -> Moment { Moment(second: moment.second + seconds) }

  func adding(hours: Int) -> Moment { self + hours * 3_600 }
  func adding(days: Int) -> Moment { self + days * 86_400 }

  static func < (a: Moment, b: Moment) -> Bool { a.second < b.second }
}

/// The texts of the days that a month's documents can bear.
enum Calendar {
  /// September has holidays behind it and make-up days within: working days differ from weekdays.
  static let firstDay = CivilDate(year: 2025, month: 9, day: 1)!
  static let dayCount = 30

  static func text(of day: Day, isDirty: Bool) -> String {
    (isDirty ? dirtyTexts : texts)[day.number - range.lowerBound]
  }

  private static let range = -120...180
  private static let texts = range.map { "\(date($0))" }
  private static let dirtyTexts = range.map { number in
    let parts = date(number).parts
    return "\(parts.year)/\(parts.month)/\(parts.day)"
  }

  private static func date(_ number: Int) -> CivilDate {
    CivilDate(dayNumber: firstDay.dayNumber + Int64(number))
  }
}
