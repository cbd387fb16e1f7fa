import Findings
import Values

/// The shapes that the parts of the page share.
extension HTMLReport {
  /// A column of a table on the page.
  struct Column {
    /// Whether it stands to the right, digits of one width.
    var isNumber: Bool
    /// Whether it holds a chart.
    var isBar: Bool
    var phrase: Phrase

    init(_ phrase: Phrase, isNumber: Bool = false, isBar: Bool = false) {
      self.phrase = phrase
      self.isNumber = isNumber
      self.isBar = isBar
    }
  }

  /// A table that scrolls sideways by itself when the window is narrow.
  ///
  /// - Parameter caption: Read out by screen readers; the heading above says it to the others.
  func writeTable(
    _ caption: Phrase, _ columns: [Column], _ html: inout HTMLWriter,
    rows: (inout HTMLWriter) -> Void
  ) {
    html.element(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": say(caption)]
    ) {
      html in
      html.element("table") { html in
        html.element("caption", text: say(caption))
        html.element("thead") { html in
          html.element("tr") { html in
            for column in columns {
              html.element(
                "th",
                ["scope": "col", "class": column.isNumber ? "n" : column.isBar ? "bar" : nil],
                text: say(column.phrase))
            }
          }
        }
        html.element("tbody", [:], rows)
      }
    }
    html.newLine()
  }

  func writeBadge(of severity: Severity, _ html: inout HTMLWriter) {
    html.element("span", ["class": "badge " + severity.rawValue], text: say.severity(severity))
  }

  /// Text from an export, cut to what a cell of the page can bear.
  func writeClipped(_ text: String, _ html: inout HTMLWriter) {
    html.text(clipped(text, to: HTMLReport.textLimit))
  }

  /// How many scalars of one value the page shows; `issues.jsonl` has all.
  static let textLimit = 400
}
