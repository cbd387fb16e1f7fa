import TestSupport
import Testing
import Values

@testable import FEEL

/// Working days between the days of a batch, which are counted once where they are near each other.
@Suite struct WorkingDaysTests {
  private static let calendar = WorkingCalendar(
    holidays: [CivilDate("2025-10-01")!, CivilDate("2025-10-02")!, CivilDate("2025-09-15")!],
    workdays: [CivilDate("2025-09-28")!], coverage: nil)

  /// Within a month, a year, and all days that there are.
  @Test(arguments: [30, 365, 200_000] as [Int64], UInt64(1)...5)
  func theyAreThoseOfTheCalendar(span: Int64, seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let first = CivilDate("2025-09-01")!.dayNumber - span / 3
    func days() -> [Int64] {
      (0..<400).map { _ in Int64.random(in: first..<first + span, using: &random) }
    }
    let (from, to) = (days(), days())
    let scope = FEELScope(inputs: [.init(name: "a", type: .date), .init(name: "b", type: .date)])
    let program = try Program.compile("working days between(a, b)", in: scope)
    let session = ColumnSession(
      ColumnPlan([program]), on: EmptySource(calendar: Self.calendar))
    let batch = session.batch(
      inputs: [Vector(.dates(from), count: 400), Vector(.dates(to), count: 400)], count: 400)
    let expected = zip(from, to).map { from, to in
      Self.calendar.workingDays(
        from: CivilDate(dayNumber: from), to: CivilDate(dayNumber: to))
    }
    #expect(batch.values(of: 0).map(\.text) == expected.map { "\($0)" }, "seed \(seed)")
  }
}
