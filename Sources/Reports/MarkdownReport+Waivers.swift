import Findings
import Values

extension MarkdownReport {
  /// Nothing when no waiver is declared.
  func writeWaivers(_ markdown: inout MarkdownWriter) {
    guard !report.waivers.isEmpty else { return }
    markdown.heading(2, say(.waiversHeading))
    markdown.paragraph(say(.waiversNote))
    markdown.tableHead(
      columns([
        (.rule, false), (.waiverScope, false), (.reason, false), (.approver, false),
        (.until, false), (.waiverState, false), (.waivedFindings, true),
      ]))
    for waiver in report.waivers {
      markdown.row(
        [
          say.text(waiver.ruleTitle), waiver.scope, say.text(waiver.waiver.reason),
          waiver.waiver.approver, waiver.waiver.until.description, say.state(waiver.state),
          grouped(String(waiver.findingCount)),
        ].map { clipped($0, to: MarkdownReport.textLimit) })
    }
    markdown.endTable()
  }
}
