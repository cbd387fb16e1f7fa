import Diagnostics
import Findings
import Ledger

enum IssuesAssignCommand: Command {
  static let name = "issues assign"
  static let summary = "give issues to a department or person, or another due date"
  static let usage = "ID … [--department ID] [--person NAME] [--due DATE] [OPTION …]"
  static let options =
    [
      Option("--department", "ID", "the department that has to act"),
      Option("--person", "NAME", "the person responsible"),
      Option("--due", "DATE", "the day by which it is to be remedied"),
    ] + LedgerOptions.writing

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let assignment = Assignment(
      department: try arguments.department, person: try arguments.text("--person"),
      due: try arguments.date("--due"))
    if assignment == Assignment() {
      throw Refusal(
        Diagnostic(
          "missing-option", "nothing is said that could be entered",
          help: "give --department, --person or --due"))
    }
    return try IssueActing.enter(arguments) { current throws(Refusal) in
      try IssueActing.requireOpen(current)
      return .assigned(assignment)
    }
  }
}

extension Arguments {
  /// - Throws: when the rules are known and name no such department.
  fileprivate var department: String? {
    get throws(Refusal) {
      guard let id = try text("--department"), let rules = try rulesOfProject else {
        return self["--department"]
      }
      let known = Set(rules.flatMap { [$0.department] + $0.escalation.map(\.id) }).sorted()
      if known.contains(id) { return id }
      throw Refusal(
        Diagnostic(
          "unknown-department", "no rule names a department '\(id)'",
          help: Suggestion.help(for: id, among: known)
            ?? "there are \(known.joined(separator: ", "))"))
    }
  }
}
