import Diagnostics
import Ledger
import Reports
import Values

/// The issues of the ledger as they stand today.
enum IssuesListCommand: Command {
  static let name = "issues list"
  static let summary = "list the issues of the ledger: id, severity, state, due date, department"
  static let usage = "[OPTION …]"
  static let options = IssueSelection.options + LedgerOptions.reading

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let ledger = try LedgerFile(reading: arguments.ledgerFolder).ledger
    let selection = try IssueSelection(arguments)
    let issues = ledger.current(on: try arguments.today, isOpen: selection.isOpen).filter(
      selection.includes)
    let keys = try arguments.keyMasking
    Terminal.print(
      text(of: issues.map { $0.shown(keys) }, try arguments.issueNames, try arguments.language))
    return 0
  }

  private static func text(
    of issues: [CurrentIssue], _ names: IssueNames, _ language: Language
  ) -> String {
    let say = Wording(language: language)
    let rows = issues.map { current in
      let facts = current.issue.facts
      return [
        String(current.issue.id.prefix(shownDigits)), say.severity(facts.severity),
        say.state(current.state), "\(current.issue.due)",
        names.department(of: current.issue, in: language), facts.key.onOneLine,
        names.rule(facts.ruleID, in: language),
      ]
    }
    let widths = (0..<7).map { column in rows.map { $0[column].terminalWidth }.max() ?? 0 }
    var text = ""
    for row in rows {
      var line = zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text + "\n\(counts(issues, say))\n"
  }

  /// How much of an id is shown: enough to name it.
  static let shownDigits = 8

  private static func counts(_ issues: [CurrentIssue], _ say: Wording) -> String {
    let parts = CurrentIssue.State.allCases.compactMap { state -> String? in
      let count = issues.count { $0.state == state }
      return count == 0 ? nil : "\(say.state(state)) \(count)"
    }
    return "\(issues.count)" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }
}

/// Which issues a command speaks of.
struct IssueSelection {
  private enum Status: String, CaseIterable {
    case open, overdue, done, waived, verified, closed, all
  }

  static let options = [
    Option("--status", "STATE", "open (default), overdue, done, waived, verified, closed or all"),
    Option("--department", "ID", "those that this department has to act on"),
    Option("--rule", "ID", "those of this rule"),
    Option("--severity", "SEVERITY", "those of this severity or worse"),
    Option("--order", "NUMBER", "those that belong to this order"),
  ]

  private let status: Status
  private let department: String?
  private let rule: String?
  private let severity: Severity?
  private let order: String?

  init(_ arguments: Arguments) throws(Refusal) {
    status =
      try arguments.read(
        "--status", Status.allCases.map(\.rawValue).joined(separator: ", "),
        { Status(rawValue: $0) }) ?? .open
    department = arguments["--department"]
    rule = arguments["--rule"]
    severity = try arguments.read(
      "--severity", "info, minor, major or critical", { Severity(rawValue: $0) })
    order = arguments["--order"]
  }

  /// Whether what is gone is not among them.
  var isOpen: Bool { status != .all && status != .verified }

  func includes(_ current: CurrentIssue) -> Bool {
    let facts = current.issue.facts
    let assigned = current.issue.handling.assignment.department
    return hasStatus(current.state)
      && (department.map { $0 == assigned ?? facts.department } ?? true)
      && (rule.map { $0 == facts.ruleID } ?? true)
      && (severity.map { facts.severity >= $0 } ?? true)
      && (order.map { $0 == facts.caseKey } ?? true)
  }

  /// What is overdue or said to be done is open too.
  private func hasStatus(_ state: CurrentIssue.State) -> Bool {
    switch status {
    case .all: true
    case .open: state.isOpen
    default: state.rawValue == status.rawValue
    }
  }
}
