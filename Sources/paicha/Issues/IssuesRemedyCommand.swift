import Diagnostics
import Ledger

enum IssuesRemedyCommand: Command {
  static let name = "issues remedy"
  static let summary = "enter cause, effect and measure of issues, and when it was done"
  static let usage =
    "ID … [--cause CLASS] [--effect TEXT] [--measure TEXT] [--done DATE] [OPTION …]"
  static let options =
    [
      Option("--cause", "CLASS", "human (人为), process (流程) or system (系统)"),
      Option("--effect", "TEXT", "what came of it"),
      Option("--measure", "TEXT", "what is done about it"),
      Option("--done", "DATE", "the day on which it was done"),
    ] + LedgerOptions.writing
  static let details = """
    What is said to be done is verified by the next run that looks at its documents: gone, or found
    again and reopened, with the next level told.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let remedy = Remedy(
      causeClass: try arguments.read(
        "--cause", "human, process or system", { Remedy.CauseClass(rawValue: $0) }),
      effect: try arguments.text("--effect"), measure: try arguments.text("--measure"),
      completedOn: try arguments.date("--done"))
    if remedy == Remedy() {
      throw Refusal(
        Diagnostic(
          "missing-option", "nothing is said that could be entered",
          help: "give --cause, --effect, --measure or --done"))
    }
    if let day = remedy.completedOn, day > (try arguments.today) {
      throw Refusal(.notYetDone(day, "--done"))
    }
    return try IssueActing.enter(arguments) { current throws(Refusal) in
      try IssueActing.requireOpen(current)
      return .remedied(remedy)
    }
  }
}
