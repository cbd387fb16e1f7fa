import Values

extension HTMLReport {
  /// The notices that were written, each with its files.
  func writeNotices(_ html: inout HTMLWriter) {
    html.element("p", ["class": "note"], text: say(.noticesNote))
    writeTable(
      .noticesHeading,
      [
        Column(.notice), Column(.sentTo), Column(.issueCount, isNumber: true), Column(.file),
      ], &html
    ) { html in
      for line in say.noticeLines(of: report) {
        html.element("tr") { html in
          html.element("th", ["scope": "row"], text: line.title)
          html.element("td", text: line.recipients)
          html.element("td", ["class": "n"]) { $0.text(line.issueCount) }
          html.element("td") { html in
            for (place, file) in line.files.enumerated() {
              if place > 0 { html.void("br", [:]) }
              html.element("a", ["href": link(to: file)], text: file)
            }
          }
        }
      }
    }
  }
}
