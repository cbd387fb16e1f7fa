import Findings
import Ledger
import Values

extension MarkdownReport {
  func writePreventions(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.preventionsHeading))
    guard !report.preventiveMeasures.isEmpty else {
      return markdown.paragraph(say(.noPreventions))
    }
    markdown.paragraph(say(.preventionsNote))
    markdown.tableHead(
      columns([
        (.preventiveMeasure, false), (.whatToDo, false), (.preventionKind, false),
        (.carriedOutBy, false), (.failed, true), (.seenBefore, true), (.orders, true),
        (.amountAtRisk, true), (.suggestedBy, false),
      ]))
    for measure in report.preventiveMeasures {
      let (prevention, tally) = (measure.prevention, measure.tally)
      markdown.row([
        say.text(prevention.title), say.text(prevention.measure), say.kind(prevention.kind),
        say.text(prevention.department.label), grouped(String(tally.failed)),
        grouped(String(measure.recurring)), grouped(String(tally.orders)),
        say.amount(tally.amountAtRisk),
        clipped(say.rules(of: measure), to: MarkdownReport.textLimit),
      ])
    }
    markdown.endTable()
  }

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
