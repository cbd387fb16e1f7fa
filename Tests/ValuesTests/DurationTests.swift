import Testing

@testable import Values

@Suite struct DurationTests {
  @Test(arguments: [
    ("P1DT2H3M4.5S", "P1DT2H3M4.5S"), ("PT0S", "PT0S"), ("P0D", "PT0S"), ("-PT0S", "PT0S"),
    ("PT36H", "P1DT12H"), ("PT90M", "PT1H30M"), ("-PT3600S", "-PT1H"),
    ("PT0.000000001S", "PT0.000000001S"),
    ("P1DT0H", "P1D"), ("-P1DT0.5S", "-P1DT0.5S"), ("PT1H0.500S", "PT1H0.5S"), ("PT60S", "PT1M"),
    ("P999999999999999999D", "P999999999999999999D"),
  ])
  func daysAndTimeAreNormalised(text: String, normal: String) {
    #expect(DaysTimeDuration(text)?.description == normal)
  }

  @Test(arguments: [
    "", "P", "PT", "P1DT", "1D", "P1Y", "P1M", "P1W", "PT1M1H", "PT1H1H", "P1H", "PT1D", "P-1D",
    "+P1D",
    "PT1.5H", "PT.5S", "PT1.S", "PT1.1234567890S", "P1D ", "P1234567890123456789D", "P1DT1", "p1d",
    "PT1.5S1S", "--P1D",
  ])
  func whatIsNoDurationInDaysAndTimeIsNotRead(text: String) {
    #expect(DaysTimeDuration(text) == nil)
  }

  @Test(arguments: [
    ("P1Y2M", "P1Y2M"), ("P14M", "P1Y2M"), ("P12M", "P1Y"), ("P0M", "P0M"), ("-P0Y", "P0M"),
    ("-P13M", "-P1Y1M"), ("P2Y", "P2Y"),
  ])
  func yearsAndMonthsAreNormalised(text: String, normal: String) {
    #expect(YearsMonthsDuration(text)?.description == normal)
  }

  @Test(arguments: [
    "", "P", "P1D", "P1M1Y", "P1Y1Y", "PT1M", "P1Y2", "P1.5Y", "P-1Y", "Y1", "P12345678901234567Y",
  ])
  func whatIsNoDurationInYearsAndMonthsIsNotRead(text: String) {
    #expect(YearsMonthsDuration(text) == nil)
  }

  @Test func partsHaveTheSignOfTheWhole() {
    let duration = DaysTimeDuration("-P1DT2H3M4.5S")!
    #expect(duration.days == -1)
    #expect((duration.hours, duration.minutes, duration.seconds) == (-2, -3, -4))
    #expect(duration.subsecondNanoseconds == -500_000_000)
    #expect(duration.totalSeconds.description == "-93784.500000000")
    let months = YearsMonthsDuration(months: -14)
    #expect((months.years, months.monthsOfYear) == (-1, -2))
  }

  @Test func durationsAreScaled() {
    let hour = DaysTimeDuration("PT1H")!
    #expect(hour.multiplied(by: Decimal128("1.5")!)?.description == "PT1H30M")
    #expect(hour.divided(by: Decimal128(-7))?.description == "-PT8M34.285714286S")
    #expect(hour.divided(by: Decimal128.zero) == nil)
    #expect(hour.multiplied(by: Decimal128("1E+40")!) == nil)
    #expect(DaysTimeDuration(days: 1).divided(by: hour) == Decimal128(24))
    #expect(hour.divided(by: DaysTimeDuration.zero) == nil)
    let year = YearsMonthsDuration(months: 12)
    #expect(year.multiplied(by: Decimal128("0.5")!)?.months == 6)
    #expect(year.divided(by: Decimal128(8))?.months == 2)
    #expect(year.divided(by: YearsMonthsDuration(months: 8)) == Decimal128("1.5"))
    #expect(year.multiplied(by: Decimal128("1E+30")!) == nil)
  }

  @Test func sumsThatDoNotFitAreNil() {
    #expect(DaysTimeDuration(nanoseconds: .max).adding(DaysTimeDuration(nanoseconds: 1)) == nil)
    #expect(
      DaysTimeDuration(nanoseconds: .min).subtracting(DaysTimeDuration(nanoseconds: 1)) == nil)
    #expect(YearsMonthsDuration(months: .max).adding(YearsMonthsDuration(months: 1)) == nil)
    #expect(
      DaysTimeDuration(days: 1).adding(DaysTimeDuration(seconds: -1))?.description == "PT23H59M59S")
    #expect(
      YearsMonthsDuration(months: 1).subtracting(YearsMonthsDuration(months: 2))?.months == -1)
  }
}
