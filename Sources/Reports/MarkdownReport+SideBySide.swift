import Findings
import Ledger
import Values

extension MarkdownReport {
  /// The documents of the largest findings, a table for each.
  func writeSideBySide(_ markdown: inout MarkdownWriter) {
    for (rank, sideBySide) in report.largestSideBySide.enumerated()
    where !sideBySide.rows.isEmpty {
      let issue = report.issues[report.largest[rank].issue].whole
      markdown.heading(3, "\(rank + 1) " + say.text(issue.rule.title))
      markdown.tableHead(
        [(title: say(.field), isNumber: false)]
          + sideBySide.documents.map { document in
            let title = say.name(of: document) + say.aside(place(of: document))
            return (title: clipped(title, to: MarkdownReport.textLimit), isNumber: false)
          })
      for row in sideBySide.rows {
        markdown.row(
          [say.text(row.label)]
            + row.cells.map { clipped(say.cell($0), to: MarkdownReport.textLimit) })
      }
      markdown.endTable()
      if let further = say.furtherDocuments(of: sideBySide) { markdown.paragraph(further) }
    }
  }
}
