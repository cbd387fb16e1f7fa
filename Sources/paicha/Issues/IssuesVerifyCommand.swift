import Diagnostics
import Ledger

/// The ledger, every line of it.
enum IssuesVerifyCommand: Command {
  static let name = "issues verify"
  static let summary = "check that nobody changed the ledger, from its first line on"
  static let usage = "[OPTION …]"
  static let options = [LedgerOptions.reading[0]]
  static let details = """
    A run trusts the snapshot of the older lines; here they are all read, and the snapshot is held
    against them. Exit codes: 0 nothing was changed; 2 something was, or cannot be read.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let file = try LedgerFile(reading: arguments.ledgerFolder, isWhole: true)
    let (lines, months) = (file.ledger.entryCount, file.ledger.runs.count)
    Terminal.print(
      "\(lines) line\(lines == 1 ? "" : "s") of \(months) month\(months == 1 ? "" : "s"): "
        + "each follows from the one before\n")
    if file.wasTorn {
      Terminal.tell("what a run began to write at the end does not count; the next run removes it")
    }
    return 0
  }
}
