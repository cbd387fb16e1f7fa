import Findings
import Ledger
import Values

extension MarkdownReport {
  private static let listedPastIssues = 50

  /// Nothing when there is no ledger.
  func writeRemediation(_ markdown: inout MarkdownWriter) {
    guard let remediation = report.remediation, let followUp = report.followUp else { return }
    markdown.heading(2, say(.remediationHeading))
    markdown.paragraph(say(.remediationNote))
    markdown.tableHead(
      columns([(.department, false)] + Remediation.Counts.phrases.map { ($0, true) }))
    for department in remediation.departments {
      markdown.row([say.name(of: department)] + cells(of: department.counts))
    }
    markdown.row([say(.total)] + cells(of: remediation.total))
    markdown.endTable()
    markdown.heading(3, say(.ageHeading))
    markdown.tableHead(columns([(.age, false), (.openIssues, true)]))
    for (age, count) in zip(Remediation.Age.allCases, remediation.ages) {
      markdown.row([say.age(age), grouped(String(count))])
    }
    markdown.endTable()
    writePastIssues(.verifiedHeading, followUp.verified, &markdown)
    writePastIssues(.unexaminedHeading, followUp.unexamined, &markdown)
  }

  private func cells(of counts: Remediation.Counts) -> [String] {
    counts.figures.map { grouped(String($0)) }
  }

  private func writePastIssues(
    _ heading: Phrase, _ issues: [PastIssue], _ markdown: inout MarkdownWriter
  ) {
    guard !issues.isEmpty else { return }
    markdown.heading(3, say(heading))
    markdown.tableHead(
      columns([
        (.rule, false), (.document, false), (.department, false), (.firstSeen, false),
        (.due, false), (.amount, true),
      ]))
    for issue in issues.prefix(MarkdownReport.listedPastIssues) {
      markdown.row(
        [
          report.names.rule(issue.facts.ruleID, in: say.language), issue.facts.key,
          report.names.department(of: issue, in: say.language), issue.firstSeen.description,
          issue.due.description, issue.facts.amount.map(amountText) ?? "",
        ].map { clipped($0, to: MarkdownReport.textLimit) })
    }
    markdown.endTable()
    if issues.count > MarkdownReport.listedPastIssues {
      let rest = issues.count - MarkdownReport.listedPastIssues
      markdown.paragraph(say(.moreInRemediation, ["count": grouped(String(rest))]))
    }
  }
}
