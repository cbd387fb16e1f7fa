import Findings
import Ledger
import Values

/// The issues as data for the page's script, which filters, sorts and pages them.
extension HTMLReport {
  /// The most that the data of all embedded issues may take, roughly. Ordinary issues stay far below;
  /// texts of hostile length leave room for fewer issues instead of swelling the page.
  private static let embeddedBytes = 3_000_000

  /// The foremost issues that the page holds.
  var embeddedIssues: ArraySlice<Int> {
    var bytes = 0
    let count = report.foremost.prefix { index in
      bytes += weight(of: report.issues[index])
      return bytes <= HTMLReport.embeddedBytes
    }.count
    return report.foremost.prefix(max(count, min(HTMLReport.pageSize, report.foremost.count)))
  }

  private func weight(of issue: Issue) -> Int {
    let finding = issue.finding
    let rows = evidenceRows(of: issue) + documentRows(of: finding)
    return rows.reduce(200 + say.messageAndReason(of: finding).utf8.count) { sum, row in
      sum + row.label.utf8.count + row.value.utf8.count + row.name.utf8.count + 12
    }
  }

  func writeData(_ indices: ArraySlice<Int>, _ json: inout JSONWriter) {
    let ranks = amountRanks(of: indices)
    json.object { json in
      json.member("pageSize", HTMLReport.pageSize)
      json.object("text") { json in
        for (name, phrase) in HTMLReport.scriptPhrases { json.member(name, say(phrase)) }
      }
      json.objects("issues", zip(indices, ranks)) { json, entry in
        writeIssue(report.issues[entry.0], amountRank: entry.1, &json)
      }
    }
  }

  /// What the script says, by the name it knows it by.
  private static let scriptPhrases: [(String, Phrase)] = [
    ("shown", .shownOf), ("none", .noneMatch), ("sort", .sortBy), ("evidence", .evidence),
    ("documents", .documents),
  ]

  private func writeIssue(_ issue: Issue, amountRank: Int, _ json: inout JSONWriter) {
    let finding = issue.finding
    json.member("severity", issue.rule.severity.rawValue)
    json.member("severityText", say.severity(issue.rule.severity))
    json.member("outcome", finding.outcome.rawValue)
    json.member(
      "outcomeText", finding.outcome == .undetermined ? say.outcome(.undetermined) : "")
    json.member("pack", issue.rule.pack)
    json.member("department", issue.rule.department)
    json.member("departmentText", shown(say.department(issue.rule)))
    json.member("status", issue.status.rawValue)
    json.member("statusText", say.status(issue.status))
    json.member("title", shown(say.text(issue.rule.title)))
    json.member("message", shown(say.messageAndReason(of: finding)))
    json.member("entity", shown(say.text(finding.subject.entityLabel)))
    json.member("key", shown(finding.subject.key))
    json.member("place", shown(place(of: finding.subject)))
    json.member("order", shown(finding.caseKey ?? ""))
    json.member("amount", finding.amount.map(amountText) ?? "")
    json.member("amountRank", amountRank)
    json.member("due", issue.due.description)
    if finding.cause != nil {
      json.key("isConsequence")
      json.boolean(true)
    }
    writeRows("evidence", evidenceRows(of: issue), &json)
    writeRows("documents", documentRows(of: finding), &json)
    json.key("rule")
    json.array { json in
      for (label, text) in ruleRows(of: issue) where !text.isEmpty {
        json.array { json in
          json.string(say(label))
          json.string(shown(text))
        }
      }
    }
  }

  private func writeRows(_ name: String, _ rows: [DetailRow], _ json: inout JSONWriter) {
    json.key(name)
    json.array { json in
      for row in rows {
        json.array { json in
          json.string(shown(row.label))
          json.string(shown(row.value))
          json.string(shown(row.name))
          if row.isDiffering { json.boolean(true) }
        }
      }
    }
  }

  /// Text as a cell of the page shows it: the script puts it in as it is.
  private func shown(_ text: String) -> String {
    VisibleText.of(clipped(text, to: HTMLReport.textLimit))
  }

  /// For each issue its place by amount among the others. The script sorts by it, since its own
  /// numbers can't hold every amount.
  private func amountRanks(of indices: ArraySlice<Int>) -> [Int] {
    let places = indices.indices.sorted { a, b in
      let (x, y) = (
        report.issues[indices[a]].finding.amount, report.issues[indices[b]].finding.amount
      )
      guard let x else { return y != nil || a < b }
      guard let y else { return false }
      return x == y ? a < b : x < y
    }
    var ranks = [Int](repeating: 0, count: indices.count)
    for (rank, place) in places.enumerated() { ranks[place - indices.startIndex] = rank }
    return ranks
  }

  func writeFilters(_ indices: ArraySlice<Int>, _ html: inout HTMLWriter) {
    let issues = indices.map { report.issues[$0] }
    html.element("form", ["id": "filters", "hidden": "", "role": "search"]) { html in
      html.element("label", ["class": "wide"]) { html in
        html.element("span", text: say(.search))
        html.void(
          "input",
          [
            "type": "search", "name": "search", "placeholder": say(.searchHint),
            "autocomplete": "off",
          ])
      }
      writeChoice(
        .severity, "severity",
        issues.map { ($0.rule.severity.rawValue, say.severity($0.rule.severity)) },
        order: severitiesWorstFirst.map(\.rawValue), &html)
      writeChoice(
        .outcome, "outcome",
        issues.map { ($0.finding.outcome.rawValue, say.outcome($0.finding.outcome)) },
        order: ["fail", "undetermined"], &html)
      writeChoice(
        .pack, "pack", issues.map { ($0.rule.pack, say.text($0.rule.packTitle)) },
        order: report.breakdown.packs.map(\.id), &html)
      writeChoice(
        .department, "department", issues.map { ($0.rule.department, say.department($0.rule)) },
        order: report.breakdown.departments.map(\.id), &html)
      writeChoice(
        .status, "status", issues.map { ($0.status.rawValue, say.status($0.status)) },
        order: Issue.Status.allCases.map(\.rawValue), &html)
      html.element("button", ["type": "reset"], text: say(.reset))
    }
  }

  /// A choice among the values that occur.
  private func writeChoice(
    _ label: Phrase, _ name: String, _ values: [(id: String, text: String)], order: [String],
    _ html: inout HTMLWriter
  ) {
    let texts = Dictionary(values.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    let choices = order.filter { texts[$0] != nil }
    html.element("label") { html in
      html.element("span", text: say(label))
      html.element("select", ["name": name]) { html in
        html.element("option", ["value": ""], text: say(.all))
        for choice in choices {
          html.element("option", ["value": choice], text: texts[choice] ?? choice)
        }
      }
    }
  }

  func writePager(_ html: inout HTMLWriter) {
    html.element("div", ["id": "pager", "hidden": ""]) { html in
      html.element("button", ["type": "button", "id": "previous"], text: say(.previousPage))
      html.element("span", ["id": "shown", "role": "status", "aria-live": "polite"]) { _ in }
      html.element("button", ["type": "button", "id": "next"], text: say(.nextPage))
    }
  }
}
