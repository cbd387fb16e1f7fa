import Testing
import Values

@testable import Intake

@Suite struct SpreadsheetDateTests {
  /// Every day that is taken for one, and some around, against a calendar that turns day by day from
  /// day 0, which is 1899-12-30.
  @Test func theDaysAreThoseOfTheCalendarOnTheWall() {
    var wall = WallCalendar(year: 1899)
    while (wall.month, wall.day) != (12, 30) { wall.turn() }
    var taken = 0
    for number in 0..<80_000 {
      defer { wall.turn() }
      // Outside of the century a look at every hundredth will do.
      guard (36_000..<73_500).contains(number) || number % 100 == 0 else { continue }
      let read = bytes("\(number)") { SpreadsheetDate.read($0) }
      let parts = read.map { $0.value.date.parts }
      let expected = (2000...2099).contains(wall.year) ? (wall.year, wall.month, wall.day) : nil
      if expected != nil { taken += 1 }
      if parts?.year != expected?.0 || parts?.month != expected?.1 || parts?.day != expected?.2 {
        Issue.record("\(number) is read as \(String(describing: parts))")
      }
      if read?.hasTime == true { Issue.record("\(number) has a time") }
    }
    #expect(taken == 36_525)
  }

  /// Days since 1904-01-01, as the same calendar counts them from there.
  @Test func theOtherCountBeginsIn1904() {
    var wall = WallCalendar(year: 1904)
    for number in 0..<72_000 {
      defer { wall.turn() }
      guard number % 97 == 0, number >= 10_000 else { continue }
      let parts = bytes("\(number)") {
        SpreadsheetDate.read($0, isFrom1904: true)?.value.date.parts
      }
      let isTaken = (2000...2099).contains(wall.year)
      #expect(parts?.year == (isTaken ? wall.year : nil), "\(number)")
      #expect(parts?.month == (isTaken ? wall.month : nil), "\(number)")
      #expect(parts?.day == (isTaken ? wall.day : nil), "\(number)")
    }
  }

  /// A time of day is written as a fraction cut at some digit; it is read to the second.
  @Test func everyTimeOfDayIsReadBack() {
    for second in stride(from: 0, to: 86_400, by: 71) {
      for digits in [6, 10, 17] {
        var fraction = ""
        var rest = second
        for _ in 0..<digits {
          fraction += "\(rest * 10 / 86_400)"
          rest = rest * 10 % 86_400
        }
        let read = bytes("45901.\(fraction)") { SpreadsheetDate.read($0) }
        let local = read.map { Int($0.value.localSeconds) }
        // Day 45,901 begins 20,332 days after 1970-01-01.
        if local != 20_332 * 86_400 + second || read?.hasTime != true {
          Issue.record("45901.\(fraction) is read as \(String(describing: local))")
        }
      }
    }
  }

  @Test func roundingNeverMakesItTheNextDay() {
    let read = bytes("45901.999999") { SpreadsheetDate.read($0) }
    #expect(read.map { Int($0.value.localSeconds) } == 20_332 * 86_400 + 86_399)
    #expect(read?.hasTime == true)
  }

  @Test func otherTextsAreNone() {
    for text in [
      "", "4590", "4590.1", "45901.", "45901.-5", "45901.5.5", "-45901", "+45901", "045901",
      "45901e0", "45901.5 ", "45901.5555555555555555555", "00001", "99999",
    ] {
      #expect(bytes(text) { SpreadsheetDate.read($0) } == nil, "'\(text)'")
    }
  }
}
