import Findings
import Ledger
import Values

extension HTMLReport {
  /// How many earlier issues of one kind the page lists; `remediation.csv` has all.
  private static let listedPastIssues = 50

  func writeRemediation(_ remediation: Remediation, _ html: inout HTMLWriter) {
    html.element("p", ["class": "note"], text: say(.remediationNote))
    writeTable(
      .remediationHeading,
      [Column(.department)] + Remediation.Counts.phrases.map { Column($0, isNumber: true) }, &html
    ) { html in
      for department in remediation.departments {
        writeRow(say.name(of: department), department.counts, isTotal: false, &html)
      }
      writeRow(say(.total), remediation.total, isTotal: true, &html)
    }
    html.element("h3", text: say(.ageHeading))
    writeTable(.ageHeading, [Column(.age), Column(.openIssues, isNumber: true)], &html) { html in
      for (age, count) in zip(Remediation.Age.allCases, remediation.ages) {
        html.element("tr") { html in
          html.element("th", ["scope": "row"], text: say.age(age))
          html.element("td", ["class": count == 0 ? "n zero" : "n"]) { $0.text(count) }
        }
      }
    }
    guard let followUp = report.followUp else { return }
    writePastIssues(.verifiedHeading, nil, followUp.verified, &html)
    writePastIssues(.unexaminedHeading, .unexaminedNote, followUp.unexamined, &html)
  }

  private func writeRow(
    _ title: String, _ counts: Remediation.Counts, isTotal: Bool, _ html: inout HTMLWriter
  ) {
    html.element("tr", ["class": isTotal ? "total" : nil]) { html in
      html.element("th", ["scope": "row"], text: title)
      for count in counts.figures {
        html.element("td", ["class": count == 0 ? "n zero" : "n"]) { $0.text(count) }
      }
    }
  }

  private func writePastIssues(
    _ heading: Phrase, _ note: Phrase?, _ issues: [PastIssue], _ html: inout HTMLWriter
  ) {
    guard !issues.isEmpty else { return }
    html.element("h3") { html in
      html.text(say(heading) + " ")
      html.element("span", ["class": "count"]) { $0.text(issues.count) }
    }
    if let note { html.element("p", ["class": "note"], text: say(note)) }
    writeTable(
      heading,
      [
        Column(.rule), Column(.document), Column(.department), Column(.firstSeen), Column(.due),
        Column(.amount, isNumber: true),
      ], &html
    ) { html in
      for issue in issues.prefix(HTMLReport.listedPastIssues) {
        html.element("tr") { writeCells(of: issue, &$0) }
      }
    }
    if issues.count > HTMLReport.listedPastIssues {
      let rest = issues.count - HTMLReport.listedPastIssues
      html.element("p", text: say(.moreInRemediation, ["count": grouped(String(rest))]))
    }
  }

  private func writeCells(of issue: PastIssue, _ html: inout HTMLWriter) {
    html.element("th", ["scope": "row"]) { html in
      html.text(report.names.rule(issue.facts.ruleID, in: say.language))
      html.element("small") { $0.element("code", text: issue.id) }
    }
    html.element("td") { writeClipped(issue.facts.key, &$0) }
    html.element("td", text: report.names.department(of: issue, in: say.language))
    html.element("td", ["class": "date"], text: issue.firstSeen.description)
    html.element("td", ["class": "date"], text: issue.due.description)
    html.element("td", ["class": "n"], text: issue.facts.amount.map(amountText) ?? "")
  }
}
