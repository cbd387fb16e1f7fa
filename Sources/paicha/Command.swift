import Diagnostics

/// One thing the program can be told to do.
protocol Command: Sendable {
  /// The words that call it: `rules list`.
  static var name: String { get }
  /// One line for the list of commands.
  static var summary: String { get }
  /// What follows the name: `[PROJECT] --period MONTH`.
  static var usage: String { get }
  /// What a user wants to know beyond the options; empty when nothing.
  static var details: String { get }
  static var options: [Option] { get }

  /// Does it.
  ///
  /// - Returns: the exit code.
  static func run(_ arguments: Arguments) throws(Refusal) -> Int32
}

extension Command {
  static var details: String { "" }

  static var help: String {
    var text = "\(summary)\n\nUsage: paicha \(name) \(usage)\n"
    let rows =
      options.map { ("\($0.name)\($0.value.map { " \($0)" } ?? "")", $0.help) }
      + [("--help", "show this")]
    let width = rows.map(\.0.count).max() ?? 0
    text += "\nOptions:\n"
    for (name, help) in rows {
      text += "  \(name.padded(to: width))  \(help)\n"
    }
    if !details.isEmpty { text += "\n\(details)\n" }
    return text
  }
}

/// Every command, in the order in which the help lists them.
let commands: [any Command.Type] = [
  RunCommand.self,
  CheckCommand.self,
  InspectCommand.self,
  KPICommand.self,
  ShowCommand.self,
  CompareCommand.self,
  VerifyCommand.self,
  IssuesListCommand.self,
  IssuesShowCommand.self,
  IssuesAssignCommand.self,
  IssuesRemedyCommand.self,
  IssuesWaiveCommand.self,
  IssuesCloseCommand.self,
  IssuesExportCommand.self,
  IssuesImportCommand.self,
  IssuesVerifyCommand.self,
  RulesListCommand.self,
  RulesShowCommand.self,
  RulesDocsCommand.self,
  RulesTestCommand.self,
  RulesLintCommand.self,
  RulesExplainCommand.self,
  EvalCommand.self,
]

extension String {
  /// The text with blanks behind it, up to a width counted in characters as terminals show them: two
  /// for a Chinese character.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - terminalWidth))
  }

  /// How many columns of a terminal the text takes.
  var terminalWidth: Int {
    unicodeScalars.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
  }
}

extension Unicode.Scalar {
  fileprivate var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
