import Findings
import Ledger
import Values

extension NoticePage {
  func write(_ notice: MajorNotice, to buffer: inout OutputBuffer) {
    let facts = say.headLines(of: notice, in: report).filter { $0.0 != .period }
    write(
      title: say(.majorTitle), above: monthText(report.period, in: say.language), facts,
      to: &buffer
    ) { html in
      html.element("section", ["class": "conclusion"]) { html in
        writeFigures(say.figures(of: notice), &html)
        html.element("p", ["class": "note"], text: say.note(of: notice))
      }
      writeSection("issues", .issuesHeading, count: notice.count, &html) { html in
        writeTable(of: notice, &html)
      }
      writeSection("sign-off", .signOffHeading, &html) { shapes.writeSignOff(&$0) }
    }
  }

  private func writeTable(of notice: MajorNotice, _ html: inout HTMLWriter) {
    shapes.writeTable(
      .issuesHeading,
      [
        HTMLReport.Column(.rank, isNumber: true), HTMLReport.Column(.severity),
        HTMLReport.Column(.finding), HTMLReport.Column(.document),
        HTMLReport.Column(.amount, isNumber: true), HTMLReport.Column(.firstSeen),
        HTMLReport.Column(.department),
      ], &html
    ) { html in
      for (rank, entry) in notice.entries.enumerated() {
        html.element("tr") { html in
          html.element("td", ["class": "n quiet"]) { $0.text(rank + 1) }
          writeCells(of: entry, &html)
        }
        html.newLine()
      }
    }
  }

  private func writeCells(of entry: MajorNotice.Entry, _ html: inout HTMLWriter) {
    let issue = report.issues[entry.issue].whole
    let finding = issue.finding
    html.element("td") { html in
      shapes.writeBadge(of: issue.rule.severity, &html)
      let mark = issue.status == .carried ? nil : issue.status == .new ? "open" : "bad"
      if let mark {
        html.element("span", ["class": "mark " + mark], text: say.status(issue.status))
      } else {
        writeSmall(say.status(issue.status), &html)
      }
    }
    html.element("td", ["class": "what"]) { html in
      html.element("b", text: say.text(issue.rule.title))
      html.element("span") { shapes.writeClipped(say.messageAndReason(of: finding), &$0) }
      writeSmall(say.values(of: issue), &html)
      let effect = say.effect(of: entry, issue)
      if !effect.isEmpty { writeSmall(say.pair(.effect, effect), &html) }
    }
    html.element("td", ["class": "where"]) { writeDocument(of: finding, &$0) }
    html.element("td", ["class": "n strong"], text: finding.amount.map(amountText) ?? "")
    html.element("td", ["class": "date"], text: issue.firstSeen.description)
    html.element("td") { html in
      html.text(say.department(issue.actingDepartment, report.names))
      writeSmall(issue.handling.assignment.person ?? "", &html)
      html.element("small", ["class": "date"], text: say.pair(.due, issue.due.description))
    }
  }

  /// The document with its place, and its order unless it is the order.
  func writeDocument(of finding: Finding, _ html: inout HTMLWriter) {
    shapes.writeDocument(finding.subject, &html)
    if let order = finding.caseKey, order != finding.subject.key {
      writeSmall(say.pair(.order, order), &html)
    }
  }
}
