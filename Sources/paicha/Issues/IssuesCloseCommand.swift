import Diagnostics
import Ledger

enum IssuesCloseCommand: Command {
  static let name = "issues close"
  static let summary = "close issues that no run can see settled, with a reason"
  static let usage = "ID … --reason TEXT [OPTION …]"
  static let options =
    [Option("--reason", "TEXT", "how it is known to be settled")] + LedgerOptions.writing
  static let details = """
    An issue whose documents come again is verified by the run itself. It is opened again when it is
    found again.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    guard let reason = try arguments.text("--reason") else {
      throw Refusal(
        Diagnostic(
          "missing-option", "--reason is missing", help: "say how it is known to be settled"))
    }
    return try IssueActing.enter(arguments) { current throws(Refusal) in
      try IssueActing.requireOpen(current)
      return .closed(reason: reason)
    }
  }
}
