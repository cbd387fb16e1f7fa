import Findings
import Ledger
import Values

/// `report.md`: the report as text, for a mail, a ticket or a version control system.
struct MarkdownReport: Renderer {
  static let fileName = "report.md"

  let report: MonthlyReport
  let say: Wording

  /// How many issues the list shows; the page has more, `issues.csv` all.
  private static let listedIssues = 50
  /// Texts are cut here: a line of a table is read as one.
  static let textLimit = 300

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  func write(to buffer: inout OutputBuffer) {
    MarkdownWriter.write(to: &buffer) { markdown in
      writeHead(&markdown)
      writeConclusion(&markdown)
      writeKPIs(&markdown)
      writeScores(&markdown)
      writeBreakdown(&markdown)
      writeLargest(&markdown)
      writePatterns(&markdown)
      writeRuleChanges(&markdown)
      writeRemediation(&markdown)
      writeNotices(&markdown)
      writePreventions(&markdown)
      writeGaps(&markdown)
      writeWaivers(&markdown)
      writeIssues(&markdown)
      writeRules(&markdown)
      writeSources(&markdown)
      writeRelations(&markdown)
      writeRejects(&markdown)
      writeAnnexes(&markdown)
      writeSignOff(&markdown)
    }
  }

  private func writeHead(_ markdown: inout MarkdownWriter) {
    markdown.heading(1, say(.title) + " " + monthText(report.period, in: say.language))
    for (phrase, text) in say.headLines(of: report) { markdown.item(say.pair(phrase, text)) }
    markdown.endList()
  }

  private func writeConclusion(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.conclusionHeading))
    markdown.strongParagraph(say.word(for: report.conclusion))
    markdown.paragraph(say.conclusion(of: report))
    markdown.paragraph(say(.ruleOfDecision))
  }

  private func writeBreakdown(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.breakdownHeading))
    markdown.paragraph(say(.countingNote))
    for dimension in report.breakdown.dimensions {
      markdown.heading(3, say(dimension.heading))
      if let note = dimension.note { markdown.paragraph(say(note)) }
      if dimension.groups.isEmpty { continue }
      markdown.tableHead(
        columns(
          [(dimension.column, false), (.failed, true)] + severityColumns
            + [(.undetermined, true), (.orders, true), (.amountAtRisk, true)]))
      for group in dimension.groups { markdown.row(cells(say.title(of: group), group.tally)) }
      markdown.row(cells(say(.total), report.breakdown.total))
      markdown.endTable()
    }
  }

  private var severityColumns: [(Phrase, Bool)] {
    [
      (.severityCritical, true), (.severityMajor, true), (.severityMinor, true),
      (.severityInfo, true),
    ]
  }

  private func cells(_ title: String, _ tally: Tally) -> [String] {
    [title, grouped(String(tally.failed))]
      + tally.failedBySeverity.map { grouped(String($0)) }
      + [
        grouped(String(tally.undetermined)), grouped(String(tally.orders)),
        say.amount(tally.amountAtRisk),
      ]
  }

  private func writeLargest(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.largestHeading))
    guard !report.largest.isEmpty else { return markdown.paragraph(say(.noLargest)) }
    markdown.paragraph(say(.largestNote))
    markdown.tableHead(
      columns([
        (.rank, true), (.finding, false), (.document, false), (.place, false), (.field, false),
        (.expected, true), (.actual, true), (.difference, true), (.amount, true),
        (.department, false),
      ]))
    for (rank, largest) in report.largest.enumerated() {
      let issue = report.issues[largest.issue].whole
      let (finding, rule) = (issue.finding, issue.rule)
      let further =
        largest.furtherFindings == 0
        ? ""
        : " (" + say(.furtherFindings, ["count": grouped(String(largest.furtherFindings))]) + ")"
      markdown.row(
        [
          String(rank + 1), say.text(rule.title) + further, say.name(of: finding.subject),
          place(of: finding.subject), say.field(of: finding),
          say.value(finding.expected, of: issue),
          say.value(finding.actual, of: issue), say.difference(of: finding) ?? "–",
          finding.amount.map(amountText) ?? "",
          say.department(rule),
        ].map { clipped($0, to: MarkdownReport.textLimit) })
    }
    markdown.endTable()
    writeSideBySide(&markdown)
  }

  private func writeGaps(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.gapsHeading))
    let lists = say.gapLists(of: report.gaps)
    if report.gaps.isEmpty { markdown.paragraph(say(.noGaps)) }
    for list in lists {
      markdown.heading(3, say(list.heading))
      for item in list.items { markdown.item(say.line(of: item)) }
      markdown.endList()
    }
  }

  private func writeIssues(_ markdown: inout MarkdownWriter) {
    markdown.heading(2, say(.issuesHeading))
    guard !report.issues.isEmpty else { return markdown.paragraph(say(.noIssues)) }
    let listed = report.foremost.prefix(MarkdownReport.listedIssues)
    markdown.paragraph(say.listing(of: listed.count, in: report))
    markdown.tableHead(
      columns([
        (.severity, false), (.outcome, false), (.rule, false), (.message, false),
        (.document, false), (.place, false), (.order, false), (.department, false),
        (.amount, true), (.due, false), (.status, false),
      ]))
    for index in listed {
      let issue = report.issues[index].whole
      let finding = issue.finding
      markdown.row(
        [
          say.severity(issue.rule.severity), say.outcome(finding.outcome),
          say.text(issue.rule.title), say.messageAndReason(of: finding),
          say.name(of: finding.subject), place(of: finding.subject), finding.caseKey ?? "",
          say.department(issue.rule), finding.amount.map(amountText) ?? "", issue.due.description,
          say.status(issue.status),
        ].map { clipped($0, to: MarkdownReport.textLimit) })
    }
    markdown.endTable()
  }

  func columns(_ columns: [(Phrase, Bool)]) -> [(title: String, isNumber: Bool)] {
    columns.map { (say($0.0), $0.1) }
  }
}
