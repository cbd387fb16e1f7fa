import Findings
import Ledger
import Values

/// A notice as Markdown, for a mail or a ticket.
struct NoticeText: Sendable {
  let report: MonthlyReport
  let say: Wording

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  func write(_ notice: MajorNotice, to buffer: inout OutputBuffer) {
    MarkdownWriter.write(to: &buffer) { markdown in
      writeHead(
        say(.majorTitle) + " " + monthText(report.period, in: say.language),
        say.headLines(of: notice, in: report), &markdown)
      markdown.paragraph(say.note(of: notice))
      writeFigures(say.figures(of: notice), &markdown)
      markdown.heading(2, say(.issuesHeading))
      markdown.tableHead(
        columns([
          (.rank, true), (.severity, false), (.status, false), (.finding, false),
          (.document, false), (.place, false), (.order, false), (.field, false), (.expected, true),
          (.actual, true), (.difference, true), (.amount, true), (.effect, false),
          (.firstSeen, false), (.department, false), (.responsible, false), (.due, false),
        ]))
      for (rank, entry) in notice.entries.enumerated() {
        markdown.row(clipped([String(rank + 1)] + cells(of: entry)))
      }
      markdown.endTable()
      markdown.heading(2, say(.signOffHeading))
      markdown.tableHead(
        [(say(.signOffHeading), false)]
          + columns([
            (.name, false), (.signature, false), (.date, false),
          ]))
      for role in [Phrase.preparedBy, .reviewedBy, .approvedBy] {
        markdown.row([say(role), "", "", ""])
      }
      markdown.endTable()
    }
  }

  private func cells(of entry: MajorNotice.Entry) -> [String] {
    let issue = report.issues[entry.issue].whole
    let finding = issue.finding
    return [
      say.severity(issue.rule.severity), say.status(issue.status),
      say.pair(of: issue.rule, say.messageAndReason(of: finding)), say.name(of: finding.subject),
      place(of: finding.subject), finding.caseKey ?? "", say.field(of: finding),
      say.value(finding.expected, of: issue), say.value(finding.actual, of: issue),
      say.difference(of: finding) ?? "–", finding.amount.map(amountText) ?? "",
      say.effect(of: entry, issue), issue.firstSeen.description,
      say.department(issue.actingDepartment, report.names),
      issue.handling.assignment.person ?? "", issue.due.description,
    ]
  }

  func write(_ notice: RectificationNotice, to buffer: inout OutputBuffer) {
    MarkdownWriter.write(to: &buffer) { markdown in
      writeHead(
        say(.rectificationTitle),
        [(.noticeNumber, notice.number)] + say.headLines(of: notice, in: report), &markdown)
      markdown.paragraph(say.note(of: notice, in: report))
      writeFigures(say.figures(of: notice), &markdown)
      writeIssues(.failedPart, notice.failed, nil, &markdown)
      writeIssues(.undeterminedPart, notice.undetermined, .undeterminedNote, &markdown)
      writeUnexamined(notice, &markdown)
      writeSlip(notice, &markdown)
    }
  }

  private func writeHead(
    _ title: String, _ lines: [(Phrase, String)], _ markdown: inout MarkdownWriter
  ) {
    markdown.heading(1, title)
    for (label, text) in lines { markdown.item(say.pair(label, text)) }
    markdown.endList()
  }

  private func writeFigures(
    _ figures: [(Phrase, String, String)], _ markdown: inout MarkdownWriter
  ) {
    for (label, value, remark) in figures {
      markdown.item(say.pair(label, remark.isEmpty ? value : "\(value) (\(remark))"))
    }
    markdown.endList()
  }

  private func writeIssues(
    _ heading: Phrase, _ indices: [Int], _ note: Phrase?, _ markdown: inout MarkdownWriter
  ) {
    guard !indices.isEmpty else { return }
    markdown.heading(2, say(heading))
    if let note { markdown.paragraph(say(note)) }
    markdown.tableHead(
      columns([
        (.rank, true), (.severity, false), (.finding, false), (.document, false), (.place, false),
        (.order, false), (.amount, true), (.measureAsked, false), (.responsible, false),
        (.due, false), (.status, false),
      ]))
    for (rank, index) in indices.enumerated() {
      let issue = report.issues[index].whole
      let finding = issue.finding
      markdown.row(
        clipped([
          String(rank + 1), say.severity(issue.rule.severity),
          say.pair(of: issue.rule, say.messageAndReason(of: finding)),
          say.name(of: finding.subject), place(of: finding.subject), finding.caseKey ?? "",
          finding.amount.map(amountText) ?? "", say.text(issue.rule.remedy),
          issue.handling.assignment.person ?? "", issue.due.description, say.status(issue.status),
        ]))
    }
    markdown.endTable()
  }

  private func writeUnexamined(_ notice: RectificationNotice, _ markdown: inout MarkdownWriter) {
    guard !notice.unexamined.isEmpty, let followUp = report.followUp else { return }
    markdown.heading(2, say(.unexaminedHeading))
    markdown.paragraph(say(.unexaminedNote))
    markdown.tableHead(
      columns([
        (.severity, false), (.finding, false), (.document, false), (.firstSeen, false),
        (.amount, true), (.responsible, false), (.due, false), (.status, false),
      ]))
    for index in notice.unexamined {
      let issue = followUp.unexamined[index]
      markdown.row(
        clipped([
          say.severity(issue.facts.severity),
          report.names.rule(issue.facts.ruleID, in: say.language), issue.facts.key,
          issue.firstSeen.description, issue.facts.amount.map(amountText) ?? "",
          issue.handling.assignment.person ?? "", issue.due.description,
          say.status(of: issue, on: report.asOf),
        ]))
    }
    markdown.endTable()
  }

  private func writeSlip(_ notice: RectificationNotice, _ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.replySlip))
    markdown.paragraph(say(.replyNote))
    let boxes = Remedy.CauseClass.allCases.map { "☐ " + say.causeClass($0) }
    markdown.tableHead([(say(.noticeNumber), false), (notice.number, false)])
    for (label, text) in [
      (.department, say.department(notice.department, report.names)),
      (.causeClass, boxes.joined(separator: "  ")), (.causeAnalysis, ""),
      (.correctiveMeasures, ""), (.responsible, ""), (.completionDate, ""), (.signHere, ""),
      (.date, ""),
    ] as [(Phrase, String)] {
      markdown.row([say(label), text])
    }
    markdown.endTable()
  }

  private func columns(_ columns: [(Phrase, Bool)]) -> [(title: String, isNumber: Bool)] {
    columns.map { (say($0.0), $0.1) }
  }

  private func clipped(_ cells: [String]) -> [String] {
    cells.map { Reports.clipped($0, to: MarkdownReport.textLimit) }
  }
}
