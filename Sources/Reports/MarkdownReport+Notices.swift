import Values

extension MarkdownReport {
  /// Nothing when no notice was written.
  func writeNotices(_ markdown: inout MarkdownWriter) {
    guard !report.notices.isEmpty else { return }
    markdown.heading(2, say(.noticesHeading))
    markdown.paragraph(say(.noticesNote))
    markdown.tableHead(
      columns([(.notice, false), (.sentTo, false), (.issueCount, true), (.file, false)]))
    for line in say.noticeLines(of: report) {
      markdown.row([
        line.title, line.recipients, grouped(String(line.issueCount)), say.list(line.files),
      ])
    }
    markdown.endTable()
  }
}
