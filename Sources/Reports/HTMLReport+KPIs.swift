import Findings
import Values

extension HTMLReport {
  func writeKPIs(_ html: inout HTMLWriter) {
    let indicators = report.indicators
    guard !indicators.rows.isEmpty else {
      return html.element("p", text: say(.noKPIs))
    }
    if indicators.hasTrend {
      html.element("p", ["class": "note"], text: say.note(on: indicators))
    }
    writeTable(.kpisHeading, kpiColumns, &html) { html in
      for row in indicators.rows { html.element("tr") { writeCells(of: row, &$0) } }
      if let score = indicators.score { writeTotal(score, &html) }
    }
    if indicators.score != nil {
      html.element("p", ["class": "note below"], text: say(.weightNote))
    }
  }

  private var kpiColumns: [Column] {
    let indicators = report.indicators
    return [Column(.kpi), Column(.value, isNumber: true), Column(.againstTarget, isBar: true)]
      + [Column(.target, isNumber: true)]
      + (indicators.hasTrend ? [Column(.change, isNumber: true), Column(.trend)] : [])
      + [
        Column(.numerator, isNumber: true), Column(.denominator, isNumber: true),
        Column(.undetermined, isNumber: true),
      ] + (indicators.isWeighted ? [Column(.pointsOfWeight, isNumber: true)] : [])
  }

  private func writeCells(of row: Indicator, _ html: inout HTMLWriter) {
    let kpi = row.kpi
    html.element("th", ["scope": "row"]) { html in
      html.text(say.text(kpi.title))
      if !kpi.clause.isEmpty { html.element("small", text: kpi.clause) }
    }
    html.element("td", ["class": "n strong"], text: say.value(of: kpi))
    html.element("td", ["class": "bar"]) { writeBar(of: kpi, &$0) }
    html.element("td", ["class": "n"]) { html in
      if kpi.target != nil { html.text(say.target(of: kpi)) }
      writeSmallMark(
        kpi.isMet.map { $0 ? "good" : "bad" } ?? "open", say.judgement(of: kpi), &html)
    }
    if report.indicators.hasTrend { writeComparison(of: row, &html) }
    if let reason = kpi.notRun {
      html.element("td", ["colspan": "3", "class": "quiet"], text: say.text(reason))
    } else {
      for count in [kpi.numerator, kpi.denominator, kpi.undetermined] {
        html.element("td", ["class": "n"]) { $0.text(count) }
      }
    }
    if report.indicators.isWeighted {
      html.element("td", ["class": "n"], text: say.points(of: row))
    }
  }

  private func writeSmallMark(_ kind: String, _ text: String, _ html: inout HTMLWriter) {
    html.element("small") { html in
      html.element("span", ["class": "mark " + kind], text: text)
    }
  }

  private func writeComparison(of row: Indicator, _ html: inout HTMLWriter) {
    html.element("td", ["class": "n"]) { html in
      guard let change = say.change(of: row), let movement = row.movement else {
        return html.text("–")
      }
      html.text(change)
      let kind =
        switch movement {
        case .better: "good"
        case .worse: "bad"
        case .unchanged: "open"
        }
      writeSmallMark(kind, say.movement(movement), &html)
    }
    html.element("td", ["class": "trend"]) { writeTrend(of: row, &$0) }
  }

  /// What all that have a weight come to, below them.
  private func writeTotal(_ score: Indicators.Score, _ html: inout HTMLWriter) {
    html.element("tr", ["class": "total"]) { html in
      html.element("th", ["scope": "row"], text: say(.weightedScore))
      html.element("td", ["class": "n"], text: amountText(score.value))
      html.element("td", ["colspan": report.indicators.hasTrend ? "7" : "5"]) { _ in }
      html.element(
        "td", ["class": "n"], text: amountText(score.points) + " / " + score.weights.description)
    }
  }

  // MARK: - The line of the months

  /// The size of the drawing; a month is a step to the right.
  private static let (trendWidth, trendHeight, trendMargin) = (96, 28, 4)

  /// The values of the months as a line from the lowest to the highest, broken where there is none. A text
  /// alternative names them.
  private func writeTrend(of row: Indicator, _ html: inout HTMLWriter) {
    let months = report.indicators.months
    let alternative = say.pair(say.text(row.kpi.title), say.trend(of: row, in: months))
    let places = HTMLReport.places(of: row.trend)
    html.element(
      "svg",
      [
        "role": "img", "aria-label": alternative,
        "viewBox": "0 0 \(HTMLReport.trendWidth) \(HTMLReport.trendHeight)",
      ]
    ) { html in
      html.element("title", text: alternative)
      for stretch in places.split(separator: nil).map({ $0.compactMap { $0 } }) {
        if stretch.count > 1 {
          let points = stretch.map { "\($0.x),\($0.y)" }.joined(separator: " ")
          html.void("polyline", ["points": points])
        }
        for place in stretch {
          let isLast = place.x == HTMLReport.trendWidth - HTMLReport.trendMargin
          html.void(
            "circle",
            ["cx": String(place.x), "cy": String(place.y), "r": isLast ? "3" : "2"])
        }
      }
    }
  }

  private struct Spot: Equatable {
    var x: Int
    var y: Int
  }

  /// Where the values stand, the last one at the right edge; nil for a month without one.
  private static func places(of values: [Decimal128?]) -> [Spot?] {
    let known = values.compactMap { $0 }
    guard let lowest = known.min(), let highest = known.max() else {
      return values.map { _ in nil }
    }
    let step = (trendWidth - 2 * trendMargin) / (Indicators.monthLimit - 1)
    let room = trendHeight - 2 * trendMargin
    return values.enumerated().map { number, value in
      value.map { value in
        let share = value.subtracting(lowest).flatMap { above in
          highest.subtracting(lowest).flatMap { above.divided(by: $0) }
        }
        // A month that stands alone, and months that are all equal, stand in the middle.
        let height = share?.multiplied(by: Decimal128(room))?.rounded(toScale: 0, .halfEven)?.int
        return Spot(
          x: trendWidth - trendMargin - (values.count - 1 - number) * step,
          y: trendHeight - trendMargin - (height ?? room / 2))
      }
    }
  }
}
