import Testing

@testable import Values

@Suite struct CivilDateTests {
  /// Python's calendar is the oracle for every day of eight centuries.
  @Test func everyDayFrom1600To2400AgreesWithPython() throws {
    let script = """
      import datetime
      day = datetime.date(1600, 1, 1)
      epoch = datetime.date(1970, 1, 1).toordinal()
      for number in range(day.toordinal(), datetime.date(2400, 12, 31).toordinal() + 1):
          day = datetime.date.fromordinal(number)
          year, week, weekday = day.isocalendar()
          print(number - epoch, day, weekday, day.timetuple().tm_yday, week)
      """
    guard let text = Python.output(of: script) else {
      Python.reportNotRun("every day from 1600 to 2400 against Python's datetime")
      return
    }
    var own = ""
    let days = CivilDate("1600-01-01")!.dayNumber...CivilDate("2400-12-31")!.dayNumber
    for number in days {
      let date = CivilDate(dayNumber: number)
      own += "\(number) \(date) \(date.weekday) \(date.dayOfYear) \(date.weekOfYear)\n"
    }
    // One comparison; the lines are looked at only to name the first that differs.
    if own != text {
      let pair = zip(own.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
      Issue.record("first difference: \(pair.map { "\($0)" } ?? "one is longer")")
    }
    print("Python's datetime: \(days.count) days")
  }

  @Test func fourHundredYearsHave146097DaysAnywhere() {
    var seen = 0
    for year in stride(from: -999_999_999, through: 999_999_599, by: 4_999_987) {
      for (month, day) in [(1, 1), (2, 28), (2, 29), (3, 1), (12, 31)] {
        guard let date = CivilDate(year: year, month: month, day: day) else { continue }
        let later = date.adding(days: 146_097)
        #expect(later.parts == (year + 400, month, day))
        #expect(later.weekday == date.weekday)
        #expect(date.parts == (year, month, day))
        seen += 1
      }
    }
    #expect(seen > 1600)
  }

  @Test func daysFollowEachOtherAroundTheYearZero() {
    var (year, month, day) = (-8, 12, 31)
    for number in CivilDate("-0008-12-31")!.dayNumber...CivilDate("0009-01-01")!.dayNumber {
      let parts = CivilDate(dayNumber: number).parts
      #expect(parts == (year, month, day))
      #expect(CivilDate(year: year, month: month, day: day)?.dayNumber == number)
      day += 1
      if CivilDate(year: year, month: month, day: day) == nil { (month, day) = (month + 1, 1) }
      if month == 13 { (year, month) = (year + 1, 1) }
    }
  }

  @Test func theFirstAndLastDayAreTheEndsOfNineDigits() {
    #expect(CivilDate.first.description == "-999999999-01-01")
    #expect(CivilDate.last.description == "999999999-12-31")
    #expect(CivilDate("-999999999-01-01") == .first)
    #expect(CivilDate("999999999-12-31") == .last)
    #expect(CivilDate(checkedDayNumber: CivilDate.last.dayNumber + 1) == nil)
    #expect(1...53 ~= CivilDate.first.weekOfYear && 1...53 ~= CivilDate.last.weekOfYear)
    #expect(CivilDate.last.adding(DaysTimeDuration(days: 1)) == nil)
    #expect(CivilDate.last.adding(DaysTimeDuration(nanoseconds: .max)) == nil)
    #expect(CivilDate.first.adding(YearsMonthsDuration(months: -1)) == nil)
    #expect(CivilDate.last.adding(YearsMonthsDuration(months: .max)) == nil)
  }

  @Test func aDayBeyondTheLastIsRefusedLoudly() async {
    await #expect(processExitsWith: .failure) {
      _ = CivilDate.last.adding(days: 1)
    }
  }

  @Test(arguments: ["2025-09-30", "0000-01-01", "-0001-12-31", "2024-02-29", "12345-01-01"])
  func aDateIsWrittenAsItWasRead(text: String) {
    #expect(CivilDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "2025-9-30", "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "2025-04-31",
    "02025-01-01", "225-01-01", "2025/09/30", "20250930", "2025-09-30 ", "2025-09-30T",
    "+2025-01-01",
    "-0000-01-01", "1234567890-01-01", "２０２５-09-30", "2025-09-3", "1900-02-29", "--2025-01-01",
  ])
  func whatIsNoDateIsNotRead(text: String) {
    #expect(CivilDate(text) == nil)
  }

  @Test(arguments: [
    ("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2024-02-29", 48, "2028-02-29"), ("2025-03-31", -1, "2025-02-28"),
    ("2025-01-15", -1, "2024-12-15"),
    ("2025-12-31", 2, "2026-02-28"), ("0000-01-31", -1, "-0001-12-31"),
    ("2025-05-31", 0, "2025-05-31"),
  ])
  func monthsAreAddedAndHeldToTheirEnd(from: String, months: Int64, to: String) {
    #expect(CivilDate(from)!.adding(months: months) == CivilDate(to)!)
  }

  @Test(arguments: [
    ("2025-01-31", "2025-02-28", 0), ("2025-01-31", "2025-03-31", 2),
    ("2025-01-15", "2026-01-14", 11),
    ("2025-03-31", "2025-02-28", -1), ("2025-03-31", "2025-03-01", 0),
    ("2025-01-01", "2025-01-01", 0),
    ("2026-01-14", "2025-01-15", -11), ("2026-01-15", "2025-01-15", -12),
  ])
  func onlyWholeMonthsAreCounted(from: String, to: String, months: Int64) {
    #expect(CivilDate(to)!.wholeMonths(since: CivilDate(from)!).months == months)
  }

  @Test func durationsMoveADateByTheDaysTheyReach() {
    let date = CivilDate("2025-01-01")!
    #expect(date.adding(DaysTimeDuration("PT25H")!) == CivilDate("2025-01-02"))
    #expect(date.adding(DaysTimeDuration("-PT1H")!) == CivilDate("2024-12-31"))
    #expect(date.adding(DaysTimeDuration("-P1D")!) == CivilDate("2024-12-31"))
    #expect(date.duration(since: CivilDate("2024-01-01")!).description == "P366D")
  }
}
