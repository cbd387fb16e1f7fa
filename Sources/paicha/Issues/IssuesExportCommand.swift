import Diagnostics
import Ledger
import Reports

enum IssuesExportCommand: Command {
  static let name = "issues export"
  static let summary = "write issues as a spreadsheet that departments fill in"
  static let usage = "[--out FILE] [OPTION …]"
  static let options =
    [Option("--out", "FILE", "where it goes (default: standard output)")]
    + IssueSelection.options + LedgerOptions.reading

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let ledger = try LedgerFile(reading: arguments.ledgerFolder).ledger
    let selection = try IssueSelection(arguments)
    let issues = ledger.current(on: try arguments.today, isOpen: selection.isOpen).filter(
      selection.includes)
    let keys = try arguments.keyMasking
    let sheet = issueSheet(
      of: issues.map { $0.shown(keys) }, names: try arguments.issueNames,
      language: try arguments.language)
    guard let path = arguments["--out"] else {
      Terminal.print(fileOf: sheet.write)
      return 0
    }
    try sheet.write(to: path)
    Terminal.tell("\(issues.count) issues: \(path)")
    return 0
  }
}
