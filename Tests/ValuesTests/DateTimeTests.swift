import Testing

@testable import Values

@Suite struct DateTimeTests {
  @Test(arguments: [
    "2025-09-30T10:30:00", "2025-09-30T10:30:00.5+08:00", "1969-12-31T23:59:59.999999999Z",
    "-0001-12-31T00:00:00", "999999999-12-31T23:59:59.999999999-18:00",
    "-999999999-01-01T00:00:00+18:00",
  ])
  func aDateTimeIsWrittenAsItWasRead(text: String) {
    #expect(DateTime(text)?.description == text)
  }

  @Test(arguments: [
    "", "2025-09-30", "2025-09-30 10:30:00", "2025-09-30t10:30:00", "2025-09-30T10:30",
    "2025-09-30T",
    "2025-02-30T10:30:00", "2025-09-30T24:00:01", "2025-09-30T24:00:00.000000001",
    "999999999-12-31T24:00:00", "2025-09-30T10:30:00+08:00 ",
  ])
  func whatIsNoDateTimeIsNotRead(text: String) {
    #expect(DateTime(text) == nil)
  }

  @Test func twentyFourOClockIsTheNextMidnight() {
    #expect(DateTime("2024-12-31T24:00:00")?.description == "2025-01-01T00:00:00")
    #expect(DateTime("2024-12-31T24:00:00.0+08:00")?.description == "2025-01-01T00:00:00+08:00")
  }

  @Test func theInstantCountsWhereTheOffsetIsKnown() {
    let a = DateTime("2025-01-01T07:00:00+08:00")!
    let b = DateTime("2024-12-31T23:00:00Z")!
    let local = DateTime("2024-12-31T23:00:00")!
    #expect(a == b && a.hashValue == b.hashValue)
    #expect(a.compare(b) == 0)
    #expect(a.compare(local) == nil && a != local)
    #expect(local.compare(DateTime("2024-12-31T23:00:00.000000001")!) == -1)
    #expect(a.date.description == "2025-01-01" && b.date.description == "2024-12-31")
  }

  @Test(arguments: [
    ("2025-01-31T23:30:00", "PT1H", "2025-02-01T00:30:00"),
    ("1970-01-01T00:00:00", "-PT0.000000001S", "1969-12-31T23:59:59.999999999"),
    ("2025-01-31T23:30:00+08:00", "-P31D", "2024-12-31T23:30:00+08:00"),
  ])
  func durationsAreAdded(from: String, duration: String, to: String) {
    let result = DateTime(from)!.adding(DaysTimeDuration(duration)!)
    #expect(result?.description == to)
    #expect(result?.duration(since: DateTime(from)!)?.description == duration)
  }

  @Test func whatLeavesTheCalendarIsNil() {
    let last = DateTime("999999999-12-31T23:59:59.999999999")!
    #expect(last.adding(DaysTimeDuration(nanoseconds: 1)) == nil)
    #expect(last.adding(DaysTimeDuration(nanoseconds: .max)) == nil)
    #expect(last.adding(YearsMonthsDuration(months: 1)) == nil)
  }

  @Test func monthsKeepTheTimeOfDay() {
    #expect(
      DateTime("2025-01-31T08:00:00+08:00")!.adding(YearsMonthsDuration(months: 1))?.description
        == "2025-02-28T08:00:00+08:00")
  }
}
