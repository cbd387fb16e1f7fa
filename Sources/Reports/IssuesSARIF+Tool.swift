import Findings
import Values

extension IssuesSARIF {
  /// The program and its rules.
  func driver(_ json: inout JSONWriter) {
    json.member("name", "Paicha")
    json.member("version", report.version)
    json.objects("rules", report.verdict.rules) { rule(&$0, $1.facts) }
    json.objects("notifications", GapKind.allCases) { json, kind in
      json.member("id", kind.rawValue)
      json.message("shortDescription", say(kind.heading))
      json.object("defaultConfiguration") { $0.member("level", kind.sarifLevel) }
    }
  }

  private func rule(_ json: inout JSONWriter, _ rule: RuleFacts) {
    json.member("id", rule.id)
    json.message("shortDescription", say.text(rule.title))
    let finds = say.text(rule.finds)
    if !finds.isEmpty { json.message("fullDescription", finds) }
    let parts = [
      (say(.remedy), say.text(rule.remedy)), (say(.clause), rule.clause),
      (say(.department), say.department(rule)), (say(.stage), say.stage(rule.stage)),
    ].filter { !$0.1.isEmpty }
    if !parts.isEmpty {
      json.message(
        "help",
        parts.map { say.line(of: .init(title: $0.0, reason: $0.1)) }.joined(separator: "\n"),
        markdown: parts.map {
          "**\(MarkdownWriter.escaped($0.0))** \(MarkdownWriter.escaped($0.1))"
        }
        .joined(separator: "\n\n"))
    }
    json.object("defaultConfiguration") { json in
      json.member("level", rule.severity.sarifLevel)
      json.member("rank", rule.severity.sarifRank)
    }
    json.object("properties") { json in
      var seen: Set<String> = [""]
      json.strings(
        "tags", [rule.pack, rule.stage, rule.department].filter { seen.insert($0).inserted })
      json.member("severity", rule.severity.rawValue)
      json.member("pack", rule.pack)
      json.member("stage", rule.stage)
      json.member("department", rule.department)
      json.member("clause", rule.clause)
      json.member("dueDays", rule.dueDays)
    }
  }

  /// What was run, what was switched off, and what was not checked.
  func invocation(_ json: inout JSONWriter) {
    json.member("executionSuccessful", report.isRunComplete)
    json.objects(
      "ruleConfigurationOverrides", report.verdict.rules.filter(\.isSwitchedOff)
    ) { json, rule in
      json.object("descriptor") { self.rule(&$0, rule.facts.id) }
      json.object("configuration") { $0.member("enabled", false) }
    }
    let lists = say.gapLists(of: report.gaps)
    json.key("toolExecutionNotifications")
    json.array { json in
      for list in lists {
        for item in list.items { json.object { notification(&$0, item, list) } }
      }
    }
  }

  private func notification(_ json: inout JSONWriter, _ item: GapList.Item, _ list: GapList) {
    let kinds = GapKind.allCases
    json.object("descriptor") { json in
      json.member("id", list.kind.rawValue)
      json.member("index", kinds.firstIndex(of: list.kind)!)
    }
    json.member("level", isSwitchedOff(item, list.kind) ? "note" : list.kind.sarifLevel)
    json.message(
      "message",
      say.line(of: .init(title: say(list.heading), reason: say.line(of: item))))
    if list.kind.isOfRules {
      json.object("associatedRule") { rule(&$0, item.name) }
    }
    if let file = item.file, !file.isEmpty {
      json.key("locations")
      json.array { json in
        json.object { places.physicalLocation(&$0, file, line: item.line) }
      }
    }
  }

  private func isSwitchedOff(_ item: GapList.Item, _ kind: GapKind) -> Bool {
    guard kind == .ruleNotRun, let index = ruleIndices[item.name] else { return false }
    return report.verdict.rules[index].isSwitchedOff
  }

  /// A reference to a rule.
  private func rule(_ json: inout JSONWriter, _ id: String) {
    json.member("id", id)
    if let index = ruleIndices[id] { json.member("index", index) }
  }
}

extension GapKind {
  /// An error is what makes the results incomplete (§3.58.6), a note what is said and takes nothing from them.
  fileprivate var sarifLevel: String {
    switch self {
    case .ruleNotRun, .missingSource, .cutFile, .disagreeingTotal: "error"
    case .ruleUndecided, .kpiNotComputed, .unrecognisedFile, .emptyExport, .unreadable: "warning"
    case .ruleWithoutSubject: "note"
    }
  }
}
