import Testing

@testable import Values

@Suite struct CivilTimeTests {
  @Test(arguments: [
    "00:00:00", "23:59:59", "10:30:00.5", "10:30:00.000000001", "10:30:00Z", "10:30:00+08:00",
    "10:30:00-05:30", "10:30:00.25+08:00:30", "10:30:00+18:00",
  ])
  func aTimeIsWrittenAsItWasRead(text: String) {
    #expect(CivilTime(text)?.description == text)
  }

  @Test(arguments: [
    "", "24:00:00", "10:30", "10:60:00", "10:30:60", "1:30:00", "10:30:00.", "10:30:00.1234567890",
    "10:30:00+8:00", "10:30:00+08", "10:30:00+18:01", "10:30:00+08:60", "10:30:00 Z", "10:30:00z",
    "10:30:00Z0", "25:00:00", "-10:30:00", "10-30-00",
  ])
  func whatIsNoTimeIsNotRead(text: String) {
    #expect(CivilTime(text) == nil)
  }

  @Test func partsAreThoseOfTheClock() {
    let time = CivilTime("23:58:57.123456789+08:00")!
    #expect((time.hour, time.minute, time.second, time.nanosecond) == (23, 58, 57, 123_456_789))
    #expect(time.offset == 28_800)
    #expect(
      CivilTime(hour: 23, minute: 58, second: 57, nanosecond: 123_456_789, offset: 28_800) == time)
    #expect(CivilTime(hour: 24, minute: 0, second: 0) == nil)
  }

  @Test func timesWithOffsetsAreComparedInUTC() {
    #expect(CivilTime("10:00:00+08:00") == CivilTime("02:00:00Z"))
    #expect(CivilTime("10:00:00+08:00")!.hashValue == CivilTime("02:00:00Z")!.hashValue)
    #expect(CivilTime("10:00:00+08:00")!.compare(CivilTime("10:00:00Z")!) == -1)
    #expect(CivilTime("10:00:00")!.compare(CivilTime("10:00:00Z")!) == nil)
    #expect(CivilTime("10:00:00") != CivilTime("10:00:00Z"))
  }

  @Test func theClockGoesRound() {
    let time = CivilTime("23:30:00+08:00")!
    #expect(time.adding(DaysTimeDuration("PT1H")!).description == "00:30:00+08:00")
    #expect(time.adding(DaysTimeDuration("-P2DT23H31M")!).description == "23:59:00+08:00")
    #expect(time.adding(DaysTimeDuration(nanoseconds: .min)).offset == 28_800)
    #expect(
      CivilTime("10:00:00")!.duration(since: CivilTime("11:30:00")!)?.description == "-PT1H30M")
    #expect(time.duration(since: CivilTime("10:00:00")!) == nil)
  }
}
