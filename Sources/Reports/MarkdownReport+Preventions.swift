import Findings
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
}
