import Findings
import Values

/// Charts as inline SVG. Each has a text alternative, and its figures stand beside it in the table; a
/// drawing is stretched to its cell, so it holds no text of its own.
extension HTMLReport {
  /// The length of a bar that fills its cell.
  private static let fullLength = 1_000

  /// Failed findings by severity and undetermined ones, end to end.
  func writeBar(_ title: String, _ tally: Tally, longest: Int, _ html: inout HTMLWriter) {
    let alternative = say(
      .groupBar,
      [
        "title": title, "failed": grouped(String(tally.failed)),
        "severities": severities(of: tally).isEmpty ? "–" : severities(of: tally),
        "undetermined": grouped(String(tally.undetermined)),
      ])
    let parts =
      zip(severitiesWorstFirst, tally.failedBySeverity).map { ($0.rawValue, $1) }
      + [("undetermined", tally.undetermined)]
    writeDrawing(alternative, &html) { html in
      guard longest > 0 else { return }
      var counted = 0
      for (name, count) in parts where count > 0 {
        // Both ends are rounded, not the length, so that the parts stay end to end.
        let start = counted * HTMLReport.fullLength / longest
        counted += count
        let end = counted * HTMLReport.fullLength / longest
        writeRectangle("s-" + name, from: start, to: max(end, start + 4), &html)
      }
    }
  }

  /// The value of an indicator with a line where its target is.
  func writeBar(of kpi: KPIResult, _ html: inout HTMLWriter) {
    guard let value = kpi.value else { return }
    let alternative = say(
      .kpiBar,
      [
        "title": say.text(kpi.title), "value": say.value(of: kpi), "target": say.target(of: kpi),
      ])
    let name = kpi.isMet.map { $0 ? "s-met" : "s-not-met" } ?? "s-info"
    writeDrawing(alternative, &html) { html in
      writeRectangle("track", from: 0, to: HTMLReport.fullLength, &html)
      writeRectangle(name, from: 0, to: HTMLReport.length(of: value), &html)
      if let target = kpi.target {
        let place = HTMLReport.length(of: target)
        writeRectangle("target", from: min(place, HTMLReport.fullLength - 6), width: 6, &html)
      }
    }
  }

  /// A score of 100.
  func writeBar(of department: DepartmentScore, _ html: inout HTMLWriter) {
    guard let score = department.score else { return }
    let alternative = say.pair(
      say.name(of: department, report.names), say.score(of: department))
    let length = score.multiplied(by: Decimal128(HTMLReport.fullLength / 100))?
      .rounded(toScale: 0, .halfEven)?.int
    writeDrawing(alternative, &html) { html in
      writeRectangle("track", from: 0, to: HTMLReport.fullLength, &html)
      writeRectangle("s-info", from: 0, to: length ?? 0, &html)
    }
  }

  /// Shares are all drawn on one scale, from nothing to the whole, so that bars can be compared.
  private static func length(of ratio: Decimal128) -> Int {
    let length = ratio.multiplied(by: Decimal128(fullLength))?
      .rounded(toScale: 0, .halfEven)?.int
    return min(max(length ?? 0, 0), fullLength)
  }

  func writeLegend(_ html: inout HTMLWriter) {
    html.element("p", ["class": "legend", "aria-label": say(.legend)]) { html in
      for severity in severitiesWorstFirst {
        writeLegendEntry("s-" + severity.rawValue, say.severity(severity), &html)
      }
      writeLegendEntry("s-undetermined", say(.undetermined), &html)
    }
  }

  private func writeLegendEntry(_ name: String, _ text: String, _ html: inout HTMLWriter) {
    html.element("span") { html in
      html.element(
        "svg", ["viewBox": "0 0 10 10", "width": "10", "height": "10", "aria-hidden": "true"]
      ) { html in
        html.void(
          "rect", ["class": name, "x": "0", "y": "0", "width": "10", "height": "10"])
      }
      html.text(" " + text)
    }
    html.text(" ")
  }

  private func writeDrawing(
    _ alternative: String, _ html: inout HTMLWriter, _ content: (inout HTMLWriter) -> Void
  ) {
    html.element(
      "svg",
      [
        "role": "img", "aria-label": alternative, "viewBox": "0 0 1000 16",
        "preserveAspectRatio": "none",
      ]
    ) { html in
      html.element("title", text: alternative)
      content(&html)
    }
  }

  private func writeRectangle(
    _ name: String, from start: Int, to end: Int, _ html: inout HTMLWriter
  ) {
    writeRectangle(name, from: start, width: end - start, &html)
  }

  private func writeRectangle(
    _ name: String, from start: Int, width: Int, _ html: inout HTMLWriter
  ) {
    html.void(
      "rect",
      ["class": name, "x": String(start), "y": "0", "width": String(width), "height": "16"])
  }
}
