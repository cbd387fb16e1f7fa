import Diagnostics
import Findings
import Ledger
import Reports
import Values

/// One issue, with everything that happened to it.
enum IssuesShowCommand: Command {
  static let name = "issues show"
  static let summary = "show an issue: what it is about, and everything that happened to it"
  static let usage = "ID … [OPTION …]"
  static let options = LedgerOptions.reading

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let ledger = try LedgerFile(reading: arguments.ledgerFolder).ledger
    let records = try ledger.issues(named: arguments.rest)
    let page = IssuePage(
      keys: try arguments.keyMasking, names: try arguments.issueNames,
      language: try arguments.language,
      today: try arguments.today)
    Terminal.print(records.map { page.text(of: $0, in: ledger) }.joined(separator: "\n"))
    return 0
  }
}

/// An issue as a person reads it.
private struct IssuePage {
  /// How keys are masked; nil to show them.
  var keys: KeyMasking?
  var names: IssueNames
  var language: Language
  var today: CivilDate

  private var say: Wording { Wording(language: language) }

  func text(of record: IssueRecord, in ledger: IssueLedger) -> String {
    guard let current = ledger.current(record, on: today)?.shown(keys) else {
      return "\(record.id)\n\(names.rule(record.facts.ruleID, in: language))\n"
    }
    let rows = facts(of: current) + [("", "")] + history(of: record)
    let width = rows.map { $0.0.terminalWidth }.max() ?? 0
    let lines = rows.map { name, value in
      var line = "  " + name.padded(to: width) + "  " + VisibleText.onOneLine(value, limit: 2_000)
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    return "\(record.id)\n\(names.rule(record.facts.ruleID, in: language))\n\n" + lines.joined()
  }

  private func facts(of current: CurrentIssue) -> [(String, String)] {
    let (issue, facts) = (current.issue, current.issue.facts)
    let (assignment, remedy) = (issue.handling.assignment, issue.handling.remedy)
    return [
      ("rule", facts.ruleID), ("document", "\(facts.entity) \(facts.key)"),
      ("order", facts.caseKey ?? ""), ("severity", say.severity(facts.severity)),
      ("state", say.state(current.state)), ("due", "\(issue.due)"),
      ("department", names.department(of: issue, in: language)),
      ("responsible", assignment.person ?? ""),
      ("amount", facts.amount.map(amountText) ?? ""),
      ("cause", remedy.causeClass.map(say.causeClass) ?? ""), ("effect", remedy.effect ?? ""),
      ("measure", remedy.measure ?? ""),
      ("completed on", remedy.completedOn?.description ?? ""),
      ("seen", "\(issue.firstSeen) … \(issue.lastSeen), ×\(issue.timesSeen)"),
    ].filter { !$0.1.isEmpty }
  }

  /// What happened, in its order: runs by their periods, people by their days.
  private func history(of record: IssueRecord) -> [(String, String)] {
    var events: [(entry: Int, when: String, what: String)] = record.sightings.map { seen in
      (seen.entry, "\(seen.period)", "\(say.status(seen.status)), due \(seen.due)")
    }
    events += record.actions.map { acted in
      (acted.entry, "\(acted.action.day)", "\(acted.action.person): \(text(of: acted.action.kind))")
    }
    events += record.gone.map { ($0.entry, "\($0.period)", say.state(.verified)) }
    return events.sorted { $0.entry < $1.entry }.map { ($0.when, $0.what) }
  }

  private func text(of kind: IssueAction.Kind) -> String {
    switch kind {
    case .assigned(let assignment):
      let parts = [
        assignment.department.map { names.department($0, in: language) }, assignment.person,
        assignment.due.map { "due \($0)" },
      ]
      return "assigned " + parts.compactMap { $0 }.joined(separator: ", ")
    case .remedied(let remedy):
      let parts = [
        remedy.causeClass.map(say.causeClass), remedy.effect, remedy.measure,
        remedy.completedOn.map { "completed on \($0)" },
      ]
      return "remedy: " + parts.compactMap { $0 }.joined(separator: "; ")
    case .waived(let waiver):
      return "waived until \(waiver.until): \(waiver.reason[language]) (\(waiver.approver))"
    case .waiverWithdrawn: return "waiver withdrawn"
    case .closed(let reason): return "closed: \(reason)"
    }
  }
}
