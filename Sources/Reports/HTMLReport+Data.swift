import Findings
import Ledger
import Values

/// The issues as data for the page's script, which filters, sorts and pages them.
extension HTMLReport {
  func writeData(_ embedded: EmbeddedIssues, _ json: inout JSONWriter) {
    json.object { json in
      json.member("pageSize", HTMLReport.pageSize)
      json.object("text") { json in
        for (name, phrase) in HTMLReport.scriptPhrases { json.member(named: name, say(phrase)) }
      }
      json.object("words") { json in
        for severity in Severity.allCases {
          json.member(named: severity.rawValue, say.severity(severity))
        }
        for status in Issue.Status.allCases {
          json.member(named: status.rawValue, say.status(status))
        }
        json.member(
          named: Finding.Outcome.undetermined.rawValue, say.outcome(.undetermined))
      }
      json.strings("columns", EmbeddedIssues.columns)
      json.numbers("issues", embedded.rows)
      json.numbers("lists", embedded.lists)
      json.strings("texts", embedded.texts)
    }
  }

  /// What the script says, by the name it knows it by.
  private static let scriptPhrases: [(String, Phrase)] = [
    ("shown", .shownOf), ("none", .noneMatch), ("sort", .sortBy), ("evidence", .evidence),
    ("documents", .documents), ("id", .issueID),
  ]

  /// Text as a cell of the page shows it: the script puts it in as it is.
  func shown(_ text: String) -> String {
    VisibleText.of(clipped(text, to: HTMLReport.textLimit))
  }

  func writeFilters(_ indices: ArraySlice<Int>, _ html: inout HTMLWriter) {
    let met = MetWords(indices, in: report.issues)
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
        met.rules.map { ($0.severity.rawValue, say.severity($0.severity)) },
        order: severitiesWorstFirst.map(\.rawValue), &html)
      writeChoice(
        .outcome, "outcome", met.outcomes.map { ($0.rawValue, say.outcome($0)) },
        order: ["fail", "undetermined"], &html)
      writeChoice(
        .pack, "pack", met.rules.map { ($0.pack, say.text($0.packTitle)) },
        order: report.breakdown.packs.map(\.id), &html)
      writeChoice(
        .department, "department", met.rules.map { ($0.department, say.department($0)) },
        order: report.breakdown.departments.map(\.id), &html)
      writeChoice(
        .status, "status", met.statuses.map { ($0.rawValue, say.status($0)) },
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

/// What some issues can be chosen by, each once.
private struct MetWords {
  /// In the order in which they are first met.
  var rules: [RuleFacts] = []
  var outcomes: Set<Finding.Outcome> = []
  var statuses: Set<Issue.Status> = []

  init(_ indices: ArraySlice<Int>, in issues: [Issue]) {
    var known: Set<ObjectIdentifier> = []
    for index in indices {
      if known.insert(ObjectIdentifier(issues[index].rule)).inserted {
        rules.append(issues[index].rule)
      }
      outcomes.insert(issues[index].finding.outcome)
      statuses.insert(issues[index].status)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func numbers(_ name: StaticString, _ rows: NumberRows) {
    key(name)
    array { json in
      rows.forEach { row in
        json.array { json in
          for number in row { json.integer(Int(number)) }
        }
      }
    }
  }
}
