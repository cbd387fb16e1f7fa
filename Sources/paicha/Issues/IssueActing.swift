import Diagnostics
import Ledger
import Reports
import Values

/// Enters what a person does to issues.
enum IssueActing {
  /// Enters the same for every issue that the arguments name, all of it or nothing, and says so.
  ///
  /// - Parameter kind: what is done to an issue; nil when it is done already.
  static func enter(
    _ arguments: Arguments, _ kind: (CurrentIssue) throws(Refusal) -> IssueAction.Kind?
  ) throws(Refusal) -> Int32 {
    let (day, person) = (try arguments.today, try arguments.person)
    let file = try LedgerFile(existing: arguments.ledgerFolder)
    var entries: [LedgerEntry] = []
    var faults: [Diagnostic] = []
    let records = try file.ledger.issues(named: arguments.rest)
    for record in records {
      guard let current = file.ledger.current(record, on: day) else {
        faults.append(.retracted(record.id))
        continue
      }
      do throws(Refusal) {
        if let kind = try kind(current) {
          entries.append(
            .acted(IssueAction(issueID: record.id, day: day, person: person, kind: kind)))
        }
      } catch {
        faults += error.diagnostics
      }
    }
    if !faults.isEmpty { throw Refusal(faults) }
    try file.append(entries)
    try report(records, file.ledger, arguments)
    return 0
  }

  private static func report(
    _ records: [IssueRecord], _ ledger: IssueLedger, _ arguments: Arguments
  ) throws(Refusal) {
    let (names, language, day) = (
      try arguments.issueNames, try arguments.language, try arguments.today
    )
    let say = Wording(language: language)
    for record in records {
      guard let current = ledger.record(record.id).flatMap({ ledger.current($0, on: day) }) else {
        continue
      }
      let facts = current.issue.facts
      Terminal.print(
        "\(record.id.prefix(IssuesListCommand.shownDigits))  \(say.state(current.state))  "
          + "\(current.issue.due)  \(names.department(of: current.issue, in: language))  "
          + "\(facts.key.onOneLine)  \(names.rule(facts.ruleID, in: language))\n")
    }
  }

  /// - Throws: when an issue is not open any more.
  static func requireOpen(_ current: CurrentIssue) throws(Refusal) {
    guard current.state == .verified || current.state == .closed else { return }
    throw Refusal(
      Diagnostic(
        "issue-closed", "the issue \(current.issue.id) is \(current.state.rawValue)",
        help: "it is opened again when a run finds it again"))
  }
}

extension Diagnostic {
  fileprivate static func retracted(_ id: String) -> Diagnostic {
    Diagnostic(
      "issue-retracted",
      "the issue \(id) was taken back: its period was inspected again without it",
      help: "it comes back when a run finds it")
  }

  /// That something is said to be done on a day to come.
  static func notYetDone(_ day: CivilDate, _ what: String, at place: Place? = nil) -> Diagnostic {
    Diagnostic(
      "not-yet-done", at: place, "\(what) is \(day), which is still to come",
      help: "give it when it is done; until then 'paicha issues assign --due' moves the due date")
  }
}

extension Arguments {
  /// A text that says something; nil when the option is absent.
  func text(_ name: String) throws(Refusal) -> String? {
    try read(name, "a text that is not empty") { $0.contains { !$0.isWhitespace } ? $0 : nil }
  }

  func date(_ name: String) throws(Refusal) -> CivilDate? {
    try read(name, "a date such as 2025-10-31") { CivilDate($0) }
  }
}
