import Diagnostics
import Inspection
import Rules

/// What looks like a mistake in rules that can be read.
enum RulesLintCommand: Command {
  static let name = "rules lint"
  static let summary = "look for rules that never fail, say the same, lack texts or examples"
  static let usage = "[OPTION …]"
  static let options = [
    Option("--rules", "FOLDER", "the model, sources and rules (default: Rules)")
  ]
  static let details = """
    Names that nothing declares, words that a field never holds and rows of decision tables that overlap, leave
    gaps or are never reached are errors: no command runs with them.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let project = try Project(folder: arguments["--rules"] ?? "Rules", isOverridden: false)
    let reports = project.rules.exampleReports(try project.pages(), model: project.model)
    let faults = project.rules.lint() + reports.flatMap(\.faults)
    for fault in faults { Terminal.tell(fault) }
    let count = project.rules.rules.count
    Terminal.print(
      faults.isEmpty ? "\(count) rules, nothing found\n" : "\(count) rules, \(faults.count) found\n"
    )
    return faults.isEmpty ? 0 : 1
  }
}
