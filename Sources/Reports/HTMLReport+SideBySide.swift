import Findings
import Ledger
import Values

extension HTMLReport {
  /// The documents of the largest findings: each opens to a table with a column for each document.
  func writeSideBySide(_ html: inout HTMLWriter) {
    guard report.largestSideBySide.contains(where: { !$0.rows.isEmpty }) else { return }
    html.element("h3", text: say(.sideBySideHeading))
    html.element("p", ["class": "note"], text: say(.sideBySideNote))
    for (rank, sideBySide) in report.largestSideBySide.enumerated()
    where !sideBySide.rows.isEmpty {
      let issue = report.issues[report.largest[rank].issue].whole
      html.element("details", ["class": "side-by-side"]) { html in
        html.element("summary") { html in
          html.element("b", text: "\(rank + 1) " + say.text(issue.rule.title))
          html.element("span") { writeClipped(say.name(of: issue.finding.subject), &$0) }
        }
        write(sideBySide, of: "\(rank + 1) " + say.text(issue.rule.title), &html)
      }
      html.newLine()
    }
  }

  private func write(_ sideBySide: SideBySide, of finding: String, _ html: inout HTMLWriter) {
    html.element(
      "div",
      ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": finding]
    ) { html in
      html.element("table") { html in
        html.element("caption", text: finding)
        html.element("thead") { html in
          html.element("tr") { html in
            html.element("th", ["scope": "col"], text: say(.field))
            for document in sideBySide.documents {
              html.element("th", ["scope": "col"]) { writeDocument(document, &$0) }
            }
          }
        }
        html.element("tbody") { html in
          for row in sideBySide.rows { write(row, &html) }
        }
      }
    }
    if let further = say.furtherDocuments(of: sideBySide) {
      html.element("p", ["class": "note"], text: further)
    }
  }

  private func write(_ row: SideBySide.Row, _ html: inout HTMLWriter) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"], text: say.text(row.label))
      for cell in row.cells {
        html.element(
          "td", ["class": cell?.isDiffering == true ? "differs" : cell == nil ? "quiet" : nil]
        ) { writeClipped(say.cell(cell), &$0) }
      }
    }
  }
}
