import Diagnostics
import Entities
import Findings
import Inspection
import Intake
import Ledger
import Reports
import Values

/// Internal audit's spot check of uploaded files.
enum CheckCommand: Command {
  static let name = "check"
  static let summary = "inspect some files alone: recognise them, run every rule that can run"
  static let usage = "FILE… [OPTION …]"
  static let options = [
    Option("--rules", "FOLDER", "the model, sources and rules (default: Rules)"),
    Option("--entity", "ENTITY", "what the records are, where a file does not tell: 'order line'"),
    Option("--out", "FOLDER", "write the results of a run there (default: nothing is written)"),
    .also,
    Option("--lang", "LANGUAGE", "zh-Hans, zh-Hant or en (zh-Hans)"),
    Option("--fail-on", "SEVERITY", "info, minor, major or critical: exit 1 from there on (info)"),
    .mask, .maskKey(), .timings,
    Option("--threads", "N", "how many threads work (default: one for each processor)"),
  ]
  static let details = """
    Each file is recognised by its name, its columns, or the names and labels of the model's fields.
    Findings go to standard output, one a line: file:line: severity[rule]: what was found.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    if arguments.rest.isEmpty {
      throw Refusal(
        Diagnostic("missing-argument", "no file is named", help: "write paicha check FILE…"))
    }
    let language = try arguments.language
    let also = try arguments.sideFormats
    if !also.isEmpty, arguments["--out"] == nil {
      throw Refusal(
        Diagnostic(
          "missing-option", "--also asks for results, and --out is missing",
          help: "say where they go, such as --out check"))
    }
    let failOn = try arguments.read(
      "--fail-on", "info, minor, major or critical", { Severity(rawValue: $0) })
    let check = SpotCheck(
      files: arguments.rest, rulesFolder: arguments["--rules"] ?? "Rules",
      entity: arguments["--entity"],
      outFolder: arguments["--out"], language: language, also: also,
      threads: try arguments.threads, circumstances: .current, mask: try arguments.maskKey())
    let outcome = try check.run()
    var isIncomplete = false
    for file in outcome.files {
      if let fault = file.fault {
        Terminal.tell(fault)
        isIncomplete = true
      } else if let recognition = file.recognition, let source = recognition.source {
        Terminal.tell(
          VisibleText.onOneLine(line(file.file, recognition, source, outcome), limit: 2_000))
        for note in recognition.notes(outcome.model, isMasked: check.mask != nil) {
          Terminal.tell(VisibleText.onOneLine("\(file.file): note: \(note)", limit: 2_000))
        }
      }
    }
    Terminal.tell(
      outcome.run.diagnostics,
      moreIn: check.outFolder.map { "all in \($0)" } ?? "written with --out")
    for issue in outcome.run.report.issues {
      Terminal.print(line(issue.finding, issue.rule.severity, language))
    }
    if outcome.files.contains(where: { $0.recognition?.source != nil }) {
      let summary = CheckSummary(report: outcome.run.report, language: language)
      Terminal.tell(summary.text)
    }
    if arguments.has("--timings") { Terminal.tell(of: outcome.run, language) }
    leaveToSystem(outcome)
    return isIncomplete ? 2 : outcome.run.exitCode(failOn: failOn ?? .info)
  }

  /// `orders.csv: csv, GB18030, order: 300 records, 14 of 15 columns`.
  private static func line(
    _ file: String, _ recognition: Recognition, _ source: Source, _ outcome: SpotCheck.Outcome
  ) -> String {
    let export = outcome.exports.first { $0.file == file }
    let entity = outcome.model.entities[source.streams[0].entity].name
    let ground =
      switch recognition.ground {
      case .name: "by its name, source '\(source.id)'"
      case .root: "by its outermost element, source '\(source.id)'"
      case .columns: "by its columns, source '\(source.id)'"
      case .labels, nil: "by the labels of its columns"
      case .told: "as was said"
      }
    return "\(file): \(source.format.rawValue), \(export?.encoding ?? ""), \(entity)"
      + " (\(ground)): \(export?.recordCounts.first ?? 0) records,"
      + " \(recognition.matched) of \(recognition.columnCount) columns"
  }

  private static func line(
    _ finding: Finding, _ severity: Severity, _ language: Language
  ) -> String {
    let word = finding.outcome == .fail ? severity.rawValue : "undetermined"
    let text = "\(finding.subject.file):\(finding.subject.line): \(word)[\(finding.ruleID)]: "
    return VisibleText.onOneLine(text + finding.message[language], limit: 2_000) + "\n"
  }
}
