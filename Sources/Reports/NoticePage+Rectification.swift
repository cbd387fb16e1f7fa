import Findings
import Ledger
import Values

extension NoticePage {
  func write(_ notice: RectificationNotice, to buffer: inout OutputBuffer) {
    write(
      title: say(.rectificationTitle), above: say.pair(.noticeNumber, notice.number),
      say.headLines(of: notice, in: report), to: &buffer
    ) { html in
      html.element("section", ["class": "conclusion"]) { html in
        writeFigures(say.figures(of: notice), &html)
        html.element("p", ["class": "note"], text: say.note(of: notice, in: report))
      }
      writeIssues("issues", .failedPart, notice.failed, of: notice.failedCount, nil, &html)
      writeIssues(
        "undetermined", .undeterminedPart, notice.undetermined, of: notice.undeterminedCount,
        .undeterminedNote, &html)
      writeUnexamined(notice, &html)
      writeSection("reply-slip", .replySlip, note: .replyNote, &html) { html in
        writeSlip(notice, &html)
      }
    }
  }

  private func writeIssues(
    _ id: String, _ heading: Phrase, _ indices: [Int], of total: Int, _ note: Phrase?,
    _ html: inout HTMLWriter
  ) {
    guard !indices.isEmpty else { return }
    writeSection(id, heading, count: total, note: note, &html) { html in
      shapes.writeTable(
        heading,
        [
          HTMLReport.Column(.rank, isNumber: true), HTMLReport.Column(.severity),
          HTMLReport.Column(.finding), HTMLReport.Column(.document),
          HTMLReport.Column(.amount, isNumber: true), HTMLReport.Column(.responsible),
          HTMLReport.Column(.due),
        ], &html
      ) { html in
        for (rank, index) in indices.enumerated() {
          let issue = report.issues[index].whole
          html.element("tr", ["class": issue.finding.cause == nil ? nil : "consequence"]) { html in
            html.element("td", ["class": "n quiet"]) { $0.text(rank + 1) }
            writeCells(of: issue, &html)
          }
          html.newLine()
        }
      }
    }
  }

  private func writeCells(of issue: Issue, _ html: inout HTMLWriter) {
    let finding = issue.finding
    html.element("td") { shapes.writeBadge(of: issue.rule.severity, &$0) }
    html.element("td", ["class": "what"]) { html in
      html.element("b", text: say.text(issue.rule.title))
      html.element("span") { shapes.writeClipped(say.messageAndReason(of: finding), &$0) }
      writeSmall(say.measureAsked(of: issue), &html)
    }
    html.element("td", ["class": "where"]) { writeDocument(of: finding, &$0) }
    html.element("td", ["class": "n"], text: finding.amount.map(amountText) ?? "")
    html.element("td") { shapes.writeClipped(issue.handling.assignment.person ?? "", &$0) }
    html.element("td", ["class": "date"]) { html in
      html.text(issue.due.description)
      html.element("small", text: say.status(issue.status))
    }
  }

  private func writeUnexamined(_ notice: RectificationNotice, _ html: inout HTMLWriter) {
    guard !notice.unexamined.isEmpty, let followUp = report.followUp else { return }
    writeSection(
      "unexamined", .unexaminedHeading, count: notice.counts.unexamined, note: .unexaminedNote,
      &html
    ) { html in
      shapes.writeTable(
        .unexaminedHeading,
        [
          HTMLReport.Column(.severity), HTMLReport.Column(.finding), HTMLReport.Column(.document),
          HTMLReport.Column(.firstSeen), HTMLReport.Column(.amount, isNumber: true),
          HTMLReport.Column(.responsible), HTMLReport.Column(.due),
        ], &html
      ) { html in
        for index in notice.unexamined {
          html.element("tr") { writeCells(of: followUp.unexamined[index], &$0) }
          html.newLine()
        }
      }
    }
  }

  private func writeCells(of issue: PastIssue, _ html: inout HTMLWriter) {
    html.element("td") { shapes.writeBadge(of: issue.facts.severity, &$0) }
    html.element("td", ["class": "what"]) { html in
      html.element("b", text: report.names.rule(issue.facts.ruleID, in: say.language))
    }
    html.element("td", ["class": "where"]) { shapes.writeClipped(issue.facts.key, &$0) }
    html.element("td", ["class": "date"], text: issue.firstSeen.description)
    html.element("td", ["class": "n"], text: issue.facts.amount.map(amountText) ?? "")
    html.element("td") { shapes.writeClipped(issue.handling.assignment.person ?? "", &$0) }
    html.element("td", ["class": "date"]) { html in
      html.text(issue.due.description)
      html.element("small", text: say.status(of: issue, on: report.asOf))
    }
  }

  private func writeSlip(_ notice: RectificationNotice, _ html: inout HTMLWriter) {
    html.element("table", ["class": "slip"]) { html in
      html.element("caption", text: say(.replySlip))
      html.element("tbody") { html in
        writePair(
          (.noticeNumber, notice.number),
          (.department, say.department(notice.department, report.names)), &html)
        writeLine(.causeClass, isTall: false, &html) { html in
          for causeClass in Remedy.CauseClass.allCases {
            html.element("span", ["class": "box"], text: "☐ " + say.causeClass(causeClass))
          }
        }
        writeLine(.causeAnalysis, isTall: true, &html) { _ in }
        writeLine(.correctiveMeasures, isTall: true, &html) { _ in }
        writePair((.responsible, ""), (.completionDate, ""), &html)
        writePair((.signHere, ""), (.date, ""), &html)
      }
    }
    html.element("p", ["class": "footer"], text: say(.footer, ["version": report.version]))
  }

  private func writeLine(
    _ label: Phrase, isTall: Bool, _ html: inout HTMLWriter, _ body: (inout HTMLWriter) -> Void
  ) {
    html.element("tr", ["class": isTall ? "tall" : nil]) { html in
      html.element("th", ["scope": "row"], text: say(label))
      html.element("td", ["colspan": "3"], body)
    }
  }

  private func writePair(
    _ first: (Phrase, String), _ second: (Phrase, String), _ html: inout HTMLWriter
  ) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"], text: say(first.0))
      html.element("td", text: first.1)
      html.element("th", ["scope": "row", "class": "second"], text: say(second.0))
      html.element("td", text: second.1)
    }
  }
}
