package import Findings
import Ledger
package import Values

/// The KPIs of a month beside those of the months before, and their common score.
package struct Indicators: Sendable {
  /// One for each KPI, in the order of the verdict.
  package let rows: [Indicator]
  /// The months that a trend shows, the oldest first and the report's last: at most twelve, from the first of
  /// them that was inspected.
  package let months: [Period]
  /// Whether the month before was inspected, so that there is something to compare with.
  package let hasPreviousMonth: Bool
  /// Nil when no KPI with a weight has a value.
  package let score: Score?

  package static let monthLimit = 12

  /// What the KPIs with a weight come to together.
  package struct Score: Hashable, Sendable {
    /// Over the KPIs that have a weight and a value.
    package var weights: Decimal128
    package var points: Decimal128
    /// 100 × points ÷ weights, to two places.
    package var value: Decimal128
  }

  /// Whether any earlier month is shown.
  package var hasTrend: Bool { months.count > 1 }
  package var isWeighted: Bool { rows.contains { $0.kpi.weight != nil } }
}

/// A KPI beside its earlier values.
package struct Indicator: Sendable {
  package enum Movement: String, Hashable, Sendable, CaseIterable {
    case better, worse, unchanged
  }

  package let kpi: KPIResult
  /// The exact value less that of the month before, in percentage points, rounded to two places; nil when
  /// either has no value.
  package let change: Decimal128?
  /// What the change is, by the KPI's direction.
  package let movement: Movement?
  /// Its value in each month of ``Indicators/months``; nil where there was no run, or no value.
  package let trend: [Decimal128?]
  /// How much of its target is reached, from 0 to 1, to six places; nil without a value. Without a target, all
  /// of the denominator is the target, or none of it where less is better.
  package let attainment: Decimal128?
  /// Weight × attainment, to two places; nil without a weight or a value.
  package let points: Decimal128?
}

extension Indicators {
  init(of kpis: [KPIResult], history: [LedgerRun], period: Period) {
    let recent = history.filter {
      (1..<Indicators.monthLimit).contains(period.months(since: $0.period))
    }
    let figures = Dictionary(
      recent.map { ($0.period, $0.figures.kpis) }, uniquingKeysWith: { _, last in last })
    let first = recent.map(\.period).min() ?? period
    var months = [period]
    while months[0] > first { months.insert(months[0].previous, at: 0) }
    self.months = months
    hasPreviousMonth = months.count > 1 && figures[months[months.count - 2]] != nil
    rows = kpis.map { kpi in
      Indicator(kpi, months.dropLast().map { figures[$0]?.first { $0.id == kpi.id } })
    }
    score = Score(of: rows)
  }
}

extension Indicators.Score {
  fileprivate init?(of rows: [Indicator]) {
    var (weights, points) = (Decimal128.zero, Decimal128.zero)
    for row in rows {
      guard let weight = row.kpi.weight, let own = row.points,
        let moreWeights = weights.adding(weight), let morePoints = points.adding(own)
      else { continue }
      (weights, points) = (moreWeights, morePoints)
    }
    guard
      let value = points.multiplied(by: Decimal128(100))?.divided(by: weights)?
        .rounded(toScale: 2, .halfEven)
    else { return nil }
    self.init(weights: weights, points: points, value: value)
  }
}

extension Indicator {
  /// - Parameter earlier: its figures of the months before, the last of them that of the month before.
  fileprivate init(_ kpi: KPIResult, _ earlier: [KPIFigure?]) {
    self.kpi = kpi
    trend =
      earlier.map { $0.flatMap { ratio($0.numerator, $0.denominator, scale: 6) } } + [kpi.value]
    change = Indicator.change(of: kpi, since: earlier.last ?? nil)
    movement = change.map { change in
      let isUp = kpi.direction == .atLeast ? change.signum : -change.signum
      return isUp > 0 ? .better : isUp < 0 ? .worse : .unchanged
    }
    attainment = Indicator.attainment(of: kpi)
    points = attainment.flatMap { attainment in
      kpi.weight?.multiplied(by: attainment)?.rounded(toScale: 2, .halfEven)
    }
  }

  /// From the exact ratios, so that two roundings don't make a change of their own.
  private static func change(of kpi: KPIResult, since earlier: KPIFigure?) -> Decimal128? {
    guard kpi.value != nil, let earlier,
      let now = ratio(kpi.numerator, kpi.denominator, scale: nil),
      let then = ratio(earlier.numerator, earlier.denominator, scale: nil)
    else { return nil }
    return now.subtracting(then)?.multiplied(by: Decimal128(100))?.rounded(toScale: 2, .halfEven)
  }

  private static func attainment(of kpi: KPIResult) -> Decimal128? {
    guard kpi.value != nil else { return nil }
    let isUp = kpi.direction == .atLeast
    let reached = isUp ? kpi.numerator : kpi.denominator - kpi.numerator
    let target = isUp ? kpi.target ?? .one : Decimal128.one.subtracting(kpi.target ?? .zero)
    guard let target, target.signum > 0,
      let wanted = target.multiplied(by: Decimal128(kpi.denominator))
    else { return .one }
    return Decimal128(reached).divided(by: wanted).flatMap {
      min($0, .one).rounded(toScale: 6, .halfEven)
    }
  }
}

/// A ratio, rounded to some places or as exact as a decimal holds it; nil of nothing.
private func ratio(_ numerator: Int, _ denominator: Int, scale: Int?) -> Decimal128? {
  guard denominator > 0, let ratio = Decimal128(numerator).divided(by: Decimal128(denominator))
  else { return nil }
  guard let scale else { return ratio }
  return ratio.rounded(toScale: scale, .halfEven)
}
