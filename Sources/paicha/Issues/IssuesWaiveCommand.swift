import Diagnostics
import Findings
import Ledger
import Values

enum IssuesWaiveCommand: Command {
  static let name = "issues waive"
  static let summary = "let issues stand until a day, with a reason and an approver"
  static let usage = "ID … --reason TEXT --approver NAME --until DATE [--from DATE] [OPTION …]"
  static let options =
    [
      Option("--reason", "TEXT", "why it may stand"),
      Option("--approver", "NAME", "who answers for it"),
      Option("--until", "DATE", "the last day on which it counts"),
      Option("--from", "DATE", "the first day (default: at once)"),
      Option("--withdraw", nil, "end the leave that was given"),
    ] + LedgerOptions.writing
  static let details = """
    A waiver of many documents is declared in waivers.json beside the rules.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    if arguments.has("--withdraw") {
      return try IssueActing.enter(arguments) { current throws(Refusal) in
        if current.issue.handling.waiver != nil { return .waiverWithdrawn }
        throw Refusal(
          Diagnostic(
            "not-waived", "the issue \(current.issue.id) is not waived",
            help: "'paicha issues list --status waived' shows those that are"))
      }
    }
    let waiver = try waiver(arguments)
    return try IssueActing.enter(arguments) { current throws(Refusal) in
      try IssueActing.requireOpen(current)
      return .waived(waiver)
    }
  }

  private static func waiver(_ arguments: Arguments) throws(Refusal) -> Waiver {
    var faults: [Diagnostic] = []
    func needed<T>(_ value: T?, _ name: String, _ help: String) -> T? {
      if value == nil {
        faults.append(Diagnostic("missing-option", "\(name) is missing", help: help))
      }
      return value
    }
    let reason = needed(try arguments.text("--reason"), "--reason", "say why it may stand")
    let approver = needed(
      try arguments.text("--approver"), "--approver", "say who answers for it")
    let until = needed(
      try arguments.date("--until"), "--until", "say until when, such as --until 2025-12-31")
    let from = try arguments.date("--from")
    guard let reason, let approver, let until else { throw Refusal(faults) }
    if until < (try arguments.today) {
      throw Refusal(
        Diagnostic(
          "bad-value", "--until is \(until), which has passed",
          help: "the last day of leave is today or later"))
    }
    if let from, until < from {
      throw Refusal(
        Diagnostic("bad-value", "--until lies before --from", help: "exchange the two days"))
    }
    return Waiver(
      reason: LocalizedText([.zhHans: reason]), approver: approver, from: from, until: until)
  }
}
