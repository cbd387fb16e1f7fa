import Findings
import Ledger
import Testing
import Values

@testable import Reports

/// The KPIs of the invented month beside June and August, computed by hand.
@Suite struct IndicatorsTests {
  private let indicators = SampleReport.report().indicators

  @Test func aTrendHasAGapWhereAMonthWasNotInspected() {
    #expect(indicators.months.map(\.description) == ["2025-06", "2025-07", "2025-08", "2025-09"])
    let trends = indicators.rows.map { $0.trend.map { $0?.description } }
    #expect(trends[0] == ["0.916667", nil, "0.99", "0.996759"])
    #expect(trends[1] == ["0.025", nil, nil, "0.032415"])
    #expect(trends[2] == [nil, nil, nil, nil])
  }

  @Test func aChangeIsToTheMonthBefore() {
    // 1230 ÷ 1234 = 0.996758…, less 0.99: 0.68 points. August has no complaint rate, June is not compared.
    #expect(indicators.hasPreviousMonth)
    #expect(indicators.rows.map(\.change) == [Decimal128("0.68"), nil, nil])
    #expect(indicators.rows.map(\.movement) == [.better, nil, nil])
  }

  @Test func pointsAreWeightsTimesWhatIsReachedOfTheTarget() throws {
    // 0.99676 ÷ 0.995 is more than 1. Of complaints 1194 ÷ (1234 × 0.98) = 0.9873317… is reached: 19.75 of 20.
    #expect(indicators.rows.map(\.attainment) == [.one, Decimal128("0.987332"), nil])
    #expect(indicators.rows.map(\.points) == [Decimal128(30), Decimal128("19.75"), nil])
    let score = try #require(indicators.score)
    #expect(score.weights == Decimal128(50))
    #expect(score.points == Decimal128("49.75"))
    #expect(score.value == Decimal128("99.5"))
  }

  private func kpi(
    _ numerator: Int, _ denominator: Int, _ direction: KPIResult.Direction, target: String? = nil,
    weight: Int? = 10
  ) -> KPIResult {
    KPIResult(
      id: "k", title: LocalizedText([:]), clause: "", numerator: numerator,
      denominator: denominator, undetermined: 0, target: target.map { Decimal128($0)! },
      direction: direction, weight: weight.map { Decimal128($0) }, notRun: nil)
  }

  private func indicator(_ kpi: KPIResult, before: KPIFigure? = nil, in period: String = "2025-08")
    -> Indicator
  {
    var figures = RunFigures()
    figures.kpis = before.map { [$0] } ?? []
    let run = LedgerRun(
      period: Period(period)!, asOf: Period(period)!.last, issueCount: 0, digest: "",
      figures: figures)
    return Indicators(of: [kpi], history: [run], period: Period("2025-09")!).rows[0]
  }

  @Test(
    arguments: [
      (8, 10, KPIResult.Direction.atLeast, nil, "8.00"),  // of all
      (8, 10, .atLeast, "0.8", "10.00"),
      (4, 10, .atLeast, "0.8", "5.00"),
      (4, 10, .atLeast, "0", "10.00"),
      (2, 10, .atMost, nil, "8.00"),  // of none
      (2, 10, .atMost, "0.2", "10.00"),
      (6, 10, .atMost, "0.2", "5.00"),
      (6, 10, .atMost, "1", "10.00"),
      (0, 0, .atLeast, "0.8", nil),
    ] as [(Int, Int, KPIResult.Direction, String?, String?)])
  func aTargetThatIsReachedGivesTheWholeWeight(
    _ numerator: Int, _ denominator: Int, _ direction: KPIResult.Direction, _ target: String?,
    _ points: String?
  ) {
    let row = indicator(kpi(numerator, denominator, direction, target: target))
    #expect(row.points == points.flatMap { Decimal128($0) })
  }

  @Test(arguments: [
    (9, KPIResult.Direction.atLeast, Indicator.Movement.better, "10"),
    (7, .atLeast, .worse, "-10"), (8, .atLeast, .unchanged, "0"), (9, .atMost, .worse, "10"),
    (7, .atMost, .better, "-10"),
  ])
  func theDirectionSaysWhetherMoreIsBetter(
    _ numerator: Int, _ direction: KPIResult.Direction, _ movement: Indicator.Movement,
    _ change: String
  ) {
    let before = KPIFigure(id: "k", numerator: 80, denominator: 100, undetermined: 0)
    let row = indicator(kpi(numerator, 10, direction), before: before)
    #expect(row.movement == movement)
    #expect(row.change == Decimal128(change))
  }

  @Test func withoutTheMonthBeforeNothingIsCompared() {
    let before = KPIFigure(id: "k", numerator: 80, denominator: 100, undetermined: 0)
    let row = indicator(kpi(9, 10, .atLeast), before: before, in: "2025-07")
    #expect(row.change == nil && row.movement == nil)
    #expect(row.trend == [Decimal128("0.8"), nil, Decimal128("0.9")])
  }

  @Test func aTrendEndsAfterTwelveMonths() {
    let before = KPIFigure(id: "k", numerator: 80, denominator: 100, undetermined: 0)
    #expect(indicator(kpi(9, 10, .atLeast), before: before, in: "2024-10").trend.count == 12)
    #expect(indicator(kpi(9, 10, .atLeast), before: before, in: "2024-09").trend.count == 1)
  }

  @Test func withoutWeightsThereIsNoScore() {
    let rows = Indicators(
      of: [kpi(9, 10, .atLeast, weight: nil)], history: [], period: Period("2025-09")!)
    #expect(rows.score == nil && !rows.isWeighted && !rows.hasTrend)
  }

  /// The line of accuracy: June stands alone, August and September are joined. 96 wide, a step of 8 to a month;
  /// 0.916667 lies at the bottom (24), 0.996759 at the top (4), 0.99 at 24 − 20 × 0.9156 = 5.7.
  @Test func theLineIsBrokenAndHasItsValuesAsText() throws {
    let page = try rendered("report.html", of: SampleReport.report(), in: .en)
    #expect(page.contains(#"<polyline points="84,6 92,4"/>"#))
    #expect(page.contains(#"<circle cx="68" cy="24" r="2"/>"#))
    let alternative =
      "Order information accuracy: 2025-06 91.67%, 2025-07 –, 2025-08 99.00%, 2025-09 99.68%"
    #expect(page.contains("aria-label=\"\(alternative)\""))
  }
}
