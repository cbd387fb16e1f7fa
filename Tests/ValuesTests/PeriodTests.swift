import Testing

@testable import Values

@Suite struct PeriodTests {
  @Test func aPeriodIsAMonthFromItsFirstDayToItsLast() throws {
    let period = try #require(Period("2024-02"))
    #expect(period.description == "2024-02")
    #expect(Period(year: 9, month: 1)?.description == "0009-01")
    #expect(Period(year: -1, month: 12)?.description == "-0001-12")
    #expect(Period(year: 12_345, month: 6)?.description == "12345-06")
    #expect((period.year, period.month) == (2024, 2))
    #expect(period.first.description == "2024-02-01" && period.last.description == "2024-02-29")
    #expect(period.contains(CivilDate("2024-02-29")!) && !period.contains(CivilDate("2024-03-01")!))
    #expect(period.next.description == "2024-03" && period.previous.description == "2024-01")
    #expect(
      Period("2024-12")!.next == Period("2025-01")
        && Period("2025-01")!.previous == Period("2024-12"))
    #expect(Period("-0001-12")!.next == Period("0000-01") && Period("-0001-12")!.year == -1)
    #expect(Period(year: 2024, month: 2) == period && period < period.next)
  }

  @Test(arguments: ["", "2025", "2025-13", "2025-00", "2025-9", "2025-09-01", "2025/09", "202509"])
  func whatIsNoMonthIsNotRead(text: String) {
    #expect(Period(text) == nil)
  }
}
