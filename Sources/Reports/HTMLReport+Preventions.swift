import Findings
import Values

extension HTMLReport {
  func writePreventions(_ html: inout HTMLWriter) {
    guard !report.preventiveMeasures.isEmpty else {
      return html.element("p", text: say(.noPreventions))
    }
    html.element("p", ["class": "note"], text: say(.preventionsNote))
    writeTable(
      .preventionsHeading,
      [
        Column(.preventiveMeasure), Column(.preventionKind), Column(.carriedOutBy),
        Column(.failed, isNumber: true), Column(.seenBefore, isNumber: true),
        Column(.orders, isNumber: true), Column(.amountAtRisk, isNumber: true),
      ], &html
    ) { html in
      for measure in report.preventiveMeasures {
        html.element("tr") { writeCells(of: measure, &$0) }
      }
    }
  }

  private func writeCells(of measure: PreventiveMeasure, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row", "class": "what"]) { html in
      html.element("b", text: say.text(measure.prevention.title))
      html.element("span", text: say.text(measure.prevention.measure))
      html.element("small", text: say.pair(.suggestedBy, say.rules(of: measure)))
    }
    html.element("td", text: say.kind(measure.prevention.kind))
    html.element("td", text: say.text(measure.prevention.department.label))
    for count in [measure.tally.failed, measure.recurring, measure.tally.orders] {
      html.element("td", ["class": count == 0 ? "n zero" : "n"]) { $0.text(count) }
    }
    html.element(
      "td", ["class": measure.tally.amountAtRisk?.isZero == true ? "n zero" : "n"],
      text: say.amount(measure.tally.amountAtRisk))
  }
}
