import Findings
import Ledger
import Values

extension HTMLReport {
  /// How many issues a page of the list has; without scripts the first page is all there is.
  static let pageSize = 50
  /// How many values or documents the details of one issue list; `issues.jsonl` has all.
  static let listedDetails = 12

  func writeLargest(_ html: inout HTMLWriter) {
    guard !report.largest.isEmpty else { return html.element("p", text: say(.noLargest)) }
    html.element("p", ["class": "note"], text: say(.largestNote))
    writeTable(
      .largestHeading,
      [
        Column(.rank, isNumber: true), Column(.severity), Column(.finding), Column(.document),
        Column(.expected, isNumber: true), Column(.actual, isNumber: true),
        Column(.amount, isNumber: true),
      ], &html
    ) { html in
      for (rank, largest) in report.largest.enumerated() {
        html.element("tr") { html in
          html.element("td", ["class": "n quiet"]) { $0.text(rank + 1) }
          writeCells(of: largest, &html)
        }
      }
    }
    writeSideBySide(&html)
  }

  private func writeCells(of largest: LargestFinding, _ html: inout HTMLWriter) {
    let issue = report.issues[largest.issue].whole
    let finding = issue.finding
    html.element("td") { writeBadge(of: issue.rule.severity, &$0) }
    html.element("td", ["class": "what"]) { html in
      writeDetails(of: issue, &html)
      if largest.furtherFindings > 0 {
        let count = grouped(String(largest.furtherFindings))
        html.element("small", text: say(.furtherFindings, ["count": count]))
      }
    }
    html.element("td", ["class": "where"]) { writeDocument(finding.subject, &$0) }
    html.element("td", ["class": "n", "data-label": say(.expected)]) {
      writeClipped(say.value(finding.expected, of: issue), &$0)
    }
    html.element("td", ["class": "n", "data-label": say(.actual)]) { html in
      writeClipped(say.value(finding.actual, of: issue), &html)
      if let difference = say.difference(of: finding) {
        html.element("small") { writeClipped(say.pair(.difference, difference), &$0) }
      }
    }
    html.element(
      "td", ["class": "n strong", "data-label": say(.amount)],
      text: finding.amount.map(amountText) ?? "")
  }

  func writeIssues(_ html: inout HTMLWriter) {
    guard !report.issues.isEmpty else { return html.element("p", text: say(.noIssues)) }
    let embedded = EmbeddedIssues(of: self)
    let indices = embedded.indices
    html.element("p", ["class": "note"], text: say.listing(of: indices.count, in: report))
    if indices.count > HTMLReport.pageSize {
      let count = grouped(String(HTMLReport.pageSize))
      html.element("noscript") { html in
        html.element("p", ["class": "note"], text: say(.issuesStatic, ["count": count]))
      }
    }
    writeFilters(indices, &html)
    html.element("div", ["id": "issue-table"]) { html in
      writeTable(
        .issuesHeading,
        [
          Column(.severity), Column(.finding), Column(.document), Column(.order),
          Column(.department), Column(.amount, isNumber: true), Column(.due),
        ], &html
      ) { html in
        for index in indices.prefix(HTMLReport.pageSize) {
          let issue = report.issues[index].whole
          html.element("tr", ["class": issue.finding.cause == nil ? nil : "consequence"]) {
            writeCells(of: issue, &$0)
          }
          html.newLine()
        }
      }
    }
    writePager(&html)
    html.data(id: "issue-data") { writeData(embedded, &$0) }
  }

  private func writeCells(of issue: Issue, _ html: inout HTMLWriter) {
    let finding = issue.finding
    html.element("td") { html in
      writeBadge(of: issue.rule.severity, &html)
      if finding.outcome == .undetermined {
        html.element("span", ["class": "badge undetermined"], text: say.outcome(.undetermined))
      }
    }
    html.element("td", ["class": "what"]) { writeDetails(of: issue, &$0) }
    html.element("td", ["class": "where"]) { writeDocument(finding.subject, &$0) }
    html.element("td", ["data-label": say(.order)]) { writeClipped(finding.caseKey ?? "", &$0) }
    html.element("td", ["data-label": say(.department)], text: say.department(issue.rule))
    html.element(
      "td", ["class": "n", "data-label": say(.amount)],
      text: finding.amount.map(amountText) ?? "")
    html.element("td", ["class": "date", "data-label": say(.due)]) { html in
      html.text(issue.due.description)
      html.element("small", text: say.status(issue.status))
    }
  }

  func writeDocument(_ document: Document, _ html: inout HTMLWriter) {
    html.element("span", ["class": "key"]) { writeClipped(document.key, &$0) }
    html.element("small") { html in
      html.text(say.text(document.entityLabel) + " · ")
      html.element("code") { writeClipped(place(of: document), &$0) }
    }
  }

  /// The finding in two lines, which open to everything that is known of it.
  private func writeDetails(of issue: Issue, _ html: inout HTMLWriter) {
    let finding = issue.finding
    html.element("details") { html in
      html.element("summary") { html in
        html.element("b", text: say.text(issue.rule.title))
        html.element("span") { writeClipped(say.messageAndReason(of: finding), &$0) }
      }
      html.element("div", ["class": "more"]) { html in
        writeDetailList(say(.evidence), evidenceRows(of: issue), &html)
        writeDetailList(say(.documents), documentRows(of: finding), &html)
        html.element("dl") { html in
          for (label, text) in ruleRows(of: issue) where !text.isEmpty {
            html.element("dt", text: say(label))
            html.element("dd", text: text)
          }
        }
      }
    }
  }

  private func writeDetailList(
    _ heading: String, _ rows: [DetailRow], _ html: inout HTMLWriter
  ) {
    guard !rows.isEmpty else { return }
    html.element("table", ["class": "detail"]) { html in
      html.element("caption", text: heading)
      html.element("tbody") { html in
        for row in rows {
          html.element("tr", ["class": row.isDiffering ? "differs" : nil]) { html in
            html.element("th", ["scope": "row"], text: row.label)
            html.element("td", text: row.value)
            html.element("td") { $0.element("code", text: row.name) }
          }
        }
      }
    }
  }
}
