import Findings
import Values

extension HTMLReport {
  func writeWaivers(_ html: inout HTMLWriter) {
    html.element("p", ["class": "note"], text: say(.waiversNote))
    writeTable(
      .waiversHeading,
      [
        Column(.rule), Column(.waiverScope), Column(.reason), Column(.approver), Column(.until),
        Column(.waiverState), Column(.waivedFindings, isNumber: true),
      ], &html
    ) { html in
      for waiver in report.waivers { html.element("tr") { writeCells(of: waiver, &$0) } }
    }
  }

  private func writeCells(of waiver: WaiverVerdict, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"]) { html in
      html.text(say.text(waiver.ruleTitle))
      html.element("small") { $0.element("code", text: waiver.ruleID) }
    }
    html.element("td") { html in html.element("code") { writeClipped(waiver.scope, &$0) } }
    html.element("td") { writeClipped(say.text(waiver.waiver.reason), &$0) }
    html.element("td") { writeClipped(waiver.waiver.approver, &$0) }
    html.element("td", ["class": "date"], text: waiver.waiver.until.description)
    html.element("td") { html in
      let mark = waiver.state == .inForce ? "good" : waiver.state == .notBegun ? "open" : "bad"
      html.element("span", ["class": "mark " + mark], text: say.state(waiver.state))
    }
    html.element("td", ["class": waiver.findingCount == 0 ? "n zero" : "n"]) {
      $0.text(waiver.findingCount)
    }
  }
}
