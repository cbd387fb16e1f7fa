import Testing
import Values

@testable import FEEL

/// Calendar arithmetic of expressions against a calendar that counts day by day.
@Suite struct TemporalTests {
  /// One day of a calendar that knows nothing but how long each month is.
  private struct Day {
    var year = 1_800
    var month = 1
    var day = 1
    /// 1800-01-01 was a Wednesday.
    var weekday = 3
    var dayOfYear = 1

    var isLeapYear: Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    func length(ofMonth month: Int) -> Int {
      month == 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    mutating func advance() {
      weekday = weekday % 7 + 1
      day += 1
      dayOfYear += 1
      guard day > length(ofMonth: month) else { return }
      (day, month) = (1, month + 1)
      guard month > 12 else { return }
      (month, year, dayOfYear) = (1, year + 1, 1)
    }

    var text: String {
      "\(year)-" + (month < 10 ? "0" : "") + "\(month)-" + (day < 10 ? "0" : "") + "\(day)"
    }

    /// The same day so many months later, the last of the month where the month is too short.
    func adding(months: Int) -> String {
      var other = self
      let index = year * 12 + month - 1 + months
      (other.year, other.month) = (index / 12, index % 12 + 1)
      other.day = min(day, other.length(ofMonth: other.month))
      return other.text
    }
  }

  @Test func fourHundredYearsAgreeDayByDay() throws {
    let input = FEELScope(inputs: [.init(name: "d", type: .date), .init(name: "n", type: .number)])
    func program(_ text: String) throws -> Program { try Program.compile(text, in: input) }
    let parts = try program("[d.year, d.month, d.day, d.weekday, day of year(d)]")
    let next = try program("d + @\"P1D\"")
    let since = try program("(d - @\"1800-01-01\").days")
    let monthLater = try program("d + @\"P1M\"")
    let yearBefore = try program("d - @\"P1Y\"")
    var day = Day()
    var number = 0
    while day.year < 2_200 {
      let date = CivilDate(day.text)!
      let inputs: [Value] = [.date(date), .number(number)]
      #expect(
        parts.evaluate(inputs: inputs).text
          == "[\(day.year), \(day.month), \(day.day), \(day.weekday), \(day.dayOfYear)]")
      #expect(since.evaluate(inputs: inputs).text == "\(number)")
      if day.day >= 28 {
        #expect(monthLater.evaluate(inputs: inputs).text == day.adding(months: 1))
        #expect(yearBefore.evaluate(inputs: inputs).text == day.adding(months: -12))
      }
      day.advance()
      if day.day == 1 { #expect(next.evaluate(inputs: inputs).text == day.text) }
      number += 1
    }
    #expect(number == 146_097)
  }

  @Test(arguments: [
    Trial("@\"2025-01-31\" + @\"P1M\"", "2025-02-28"),
    Trial("@\"2024-01-31\" + @\"P1M\"", "2024-02-29"),
    Trial("@\"2024-02-29\" + @\"P1Y\"", "2025-02-28"),
    Trial("@\"2024-02-29\" + @\"P4Y\"", "2028-02-29"),
    Trial("@\"1900-02-28\" + @\"P1D\"", "1900-03-01"),
    Trial("@\"2000-02-28\" + @\"P1D\"", "2000-02-29"),
    Trial("@\"2025-03-31\" - @\"P1M\"", "2025-02-28"),
    Trial("@\"2025-12-31T23:30:00\" + @\"PT45M\"", "2026-01-01T00:15:00"),
    Trial("@\"2025-01-31T08:00:00+08:00\" + @\"P1M\"", "2025-02-28T08:00:00+08:00"),
    Trial("years and months duration(@\"2024-02-29\", @\"2025-02-28\")", "P11M"),
    Trial("years and months duration(@\"2024-02-28\", @\"2025-02-28\")", "P1Y"),
    Trial("years and months duration(@\"2025-03-31\", @\"2025-02-28\")", "-P1M"),
    Trial("week of year(@\"2021-01-03\")", "53"),
    Trial("week of year(@\"2024-12-30\")", "1"),
    Trial("week of year(@\"2025-12-28\")", "52"),
    Trial("@\"2025-09-01T10:00:00+08:00\" < @\"2025-09-01T03:00:00+00:00\"", "true"),
    Trial("@\"2025-09-01T10:00:00+08:00\" = @\"2025-09-01T02:00:00Z\"", "true"),
    Trial(
      "@\"2025-09-01T10:00:00+08:00\" < @\"2025-09-01T10:00:00\"",
      "null: the two cannot be compared"),
    Trial("@\"10:00:00+08:00\" > @\"03:00:00Z\"", "false"),
    Trial("@\"2025-09-01T10:00:00.5\" = @\"2025-09-01T10:00:00\"", "false"),
    Trial("@\"P1Y\" = @\"P12M\"", "true"),
    Trial("@\"P1D\" = @\"PT24H\"", "true"),
    Trial(
      "@\"P1Y\" = @\"P365D\"",
      "mixed-types: years and months duration cannot be compared with days and time duration"),
    Trial("@\"P1Y11M\" * -2.5", "-P4Y9M"),
  ])
  func monthEndsLeapYearsAndOffsets(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }
}
