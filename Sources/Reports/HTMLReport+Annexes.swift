import Values

extension HTMLReport {
  func writeAnnexes(_ html: inout HTMLWriter) {
    html.element("p", ["class": "note"], text: say(.annexesNote))
    writeTable(
      .annexesHeading,
      [
        Column(.annexesHeading), Column(.file), Column(.annexHolds),
        Column(.annexCount, isNumber: true),
      ],
      &html
    ) { html in
      for (number, annex) in annexes(of: report).enumerated() {
        html.element("tr") { html in
          html.element(
            "th", ["scope": "row"], text: say(.annexNumber, ["number": String(number + 1)]))
          html.element("td") { $0.element("code", text: annex.name) }
          html.element("td", text: say(annex.holds))
          html.element("td", ["class": "n"], text: annex.count.map { grouped(String($0)) } ?? "–")
        }
      }
    }
  }
}
