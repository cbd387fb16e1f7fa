import Testing

@testable import Values

@Suite struct WorkingCalendarTests {
  /// The National Day holiday of 2025, as the State Council announced it: off from 1 to 8 October,
  /// worked on Sunday 28 September and Saturday 11 October.
  static let autumn = WorkingCalendar(
    holidays: Set((1...8).map { CivilDate(year: 2025, month: 10, day: $0)! }),
    workdays: [CivilDate("2025-09-28")!, CivilDate("2025-10-11")!],
    coverage: CivilDate("2025-01-01")!...CivilDate("2025-12-31")!)

  @Test(arguments: [
    ("2025-09-26", true), ("2025-09-27", false), ("2025-09-28", true), ("2025-10-01", false),
    ("2025-10-08", false), ("2025-10-09", true), ("2025-10-11", true), ("2025-10-12", false),
    ("2024-10-01", true), ("2026-10-01", true), ("2026-10-03", false),
  ])
  func aDayIsWorkedOrNot(day: String, isWorked: Bool) {
    #expect(Self.autumn.isWorkingDay(CivilDate(day)!) == isWorked)
  }

  @Test(arguments: [
    ("2025-09-30", "2025-10-09", 1), ("2025-09-26", "2025-09-30", 3),
    ("2025-10-01", "2025-10-08", 0),
    ("2025-09-30", "2025-09-30", 0), ("2025-10-09", "2025-09-30", -1),
    ("2025-09-30", "2025-10-13", 4),
    ("2025-10-13", "2025-09-26", -7), ("2024-12-31", "2025-12-31", 257),
  ])
  func workingDaysAreCountedAfterTheFirstUpToTheLast(from: String, to: String, count: Int) {
    #expect(Self.autumn.workingDays(from: CivilDate(from)!, to: CivilDate(to)!) == count)
  }

  @Test(arguments: [
    ("2025-09-30", 1, "2025-10-09"), ("2025-09-30", 4, "2025-10-13"),
    ("2025-09-26", 1, "2025-09-28"),
    ("2025-10-03", 0, "2025-10-03"), ("2025-10-03", 1, "2025-10-09"),
    ("2025-10-03", -1, "2025-09-30"),
    ("2025-10-09", -1, "2025-09-30"), ("2025-10-13", -2, "2025-10-10"),
  ])
  func workingDaysAreAdded(from: String, count: Int, to: String) {
    #expect(Self.autumn.adding(workingDays: count, to: CivilDate(from)!) == CivilDate(to)!)
  }

  /// The slow way, day by day, is the oracle: for several calendars, every day of a year and a half
  /// and every count that stays near.
  @Test func countingAgreesWithWalkingDayByDay() {
    var random = SeededGenerator(seed: 20_251_001)
    let start = CivilDate("2024-10-01")!
    let days = (0..<500).map { start.adding(days: $0) }
    for density in [0, 3, 20, 200] {
      let picked = (0..<density).map { _ in days.randomElement(using: &random)! }
      let holidays = Set(picked.prefix(density / 2))
      let workdays = Set(picked.dropFirst(density / 2))
      let coverage = days[60]...days[430]
      let calendar = WorkingCalendar(holidays: holidays, workdays: workdays, coverage: coverage)
      func isWorked(_ day: CivilDate) -> Bool {
        guard coverage.contains(day) else { return day.weekday <= 5 }
        return workdays.contains(day) || (day.weekday <= 5 && !holidays.contains(day))
      }
      for day in days { #expect(calendar.isWorkingDay(day) == isWorked(day)) }
      for from in stride(from: 0, to: 500, by: 7) {
        var count = 0
        for to in (from + 1)..<500 {
          guard isWorked(days[to]) else { continue }
          count += 1
          guard to % 5 == 0 else { continue }
          #expect(calendar.workingDays(from: days[from], to: days[to]) == count)
          #expect(calendar.adding(workingDays: count, to: days[from]) == days[to], "seed 20251001")
        }
        count = 0
        for to in (0..<from).reversed() where isWorked(days[to]) {
          count += 1
          guard to % 5 == 0 else { continue }
          #expect(calendar.adding(workingDays: -count, to: days[from]) == days[to], "seed 20251001")
        }
      }
    }
  }

  @Test func coverageIsSaidToBeWhatItIs() {
    #expect(Self.autumn.covers(CivilDate("2025-12-31")!))
    #expect(!Self.autumn.covers(CivilDate("2026-01-01")!))
    #expect(!WorkingCalendar.mondayToFriday.covers(CivilDate("2025-01-01")!))
    let listed = WorkingCalendar(
      holidays: [CivilDate("2025-10-01")!], workdays: [CivilDate("2025-10-11")!], coverage: nil)
    #expect(listed.covers(CivilDate("2025-10-05")!) && !listed.covers(CivilDate("2025-10-12")!))
    #expect(!listed.isWorkingDay(CivilDate("2025-10-01")!))
  }

  @Test func countsOutOfReachAreNil() {
    let calendar = Self.autumn
    #expect(calendar.date(workingDays: .max, after: .first) == nil)
    #expect(calendar.date(workingDays: .min, after: .last) == nil)
    #expect(calendar.date(workingDays: 1, after: .last) == nil)
    #expect(calendar.date(workingDays: 1_000_000_000, after: CivilDate("2025-01-01")!) != nil)
  }
}

/// A small generator whose numbers follow from its seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
