import Diagnostics
import FoundationEssentials
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
    let sheet = issueSheet(
      of: issues, names: try arguments.issueNames, language: try arguments.language)
    let bytes = bytes(of: sheet)
    guard let path = arguments["--out"] else {
      Terminal.print(String(decoding: bytes, as: UTF8.self))
      return 0
    }
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Refusal(
        Diagnostic(
          "cannot-write", at: Place(file: path), "the file cannot be written",
          help: "check the folder and its permissions"))
    }
    Terminal.tell("\(issues.count) issues: \(path)")
    return 0
  }

  private static func bytes(of file: OutputFile) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = OutputBuffer { bytes += $0 }
    file.write(&buffer)
    // A sink that only gathers never throws.
    try? buffer.finish()
    return bytes
  }
}
