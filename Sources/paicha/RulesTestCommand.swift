import Diagnostics
import Inspection
import Rules

/// Runs the examples on the pages of the packs.
enum RulesTestCommand: Command {
  static let name = "rules test"
  static let summary = "run the examples of the rules, and say which lack some"
  static let usage = "[ID …] [OPTION …]"
  static let options = [
    Option("--rules", "FOLDER", "the model, sources and rules (default: Rules)"),
    Option("--mutate", nil, "also change every check: an example must notice"),
  ]
  static let details = """
    A page, packs/PACK.md, has a section '## ID' for each rule, with blocks of examples: a few records, and
    what the rule must say of each. Two must pass and two fail, and one must be undetermined if a value
    that the rule needs can be missing.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    var project = try Project(folder: arguments["--rules"] ?? "Rules", isOverridden: false)
    let pages = try project.pages()
    if !arguments.rest.isEmpty { project = try project.limited(to: arguments.rest) }
    let reports = project.rules.exampleReports(pages, model: project.model)
    let faults = reports.flatMap(\.faults)
    for fault in faults { Terminal.tell(fault) }
    let count = reports.reduce(0) { $0 + $1.counts.values.reduce(0, +) }
    let faulty = reports.count { !$0.faults.isEmpty }
    var unnoticed: [String] = []
    if arguments.has("--mutate") {
      unnoticed = reports.flatMap { report in report.unnoticed.map { "\(report.rule): \($0)" } }
      for change in unnoticed { Terminal.tell("unnoticed: \(change)") }
    }
    Terminal.print(
      "\(count) examples of \(reports.count) rules: \(reports.count - faulty) rules as written down"
    )
    Terminal.print(faulty == 0 ? "\n" : ", \(faulty) not\n")
    if arguments.has("--mutate") {
      Terminal.print(
        "\(2 * reports.count - unnoticed.count) of \(2 * reports.count) changes are noticed\n")
    }
    return faults.isEmpty && unnoticed.isEmpty ? 0 : 1
  }
}
