import Diagnostics
import Findings
import Glibc
import Inspection
import Reports
import Values

/// The nightly and month-end job.
enum RunCommand: Command {
  static let name = "run"
  static let summary = "inspect a period's exports: issue records, report, ledger"
  static let usage = "[PROJECT] --period MONTH [OPTION …]"
  static let options = [
    Option("--period", "MONTH", "the month inspected, such as 2025-09"),
    Option("--rules", "FOLDER", "the model, sources and rules (default: PROJECT/Rules)"),
    Option("--data", "FOLDER", "the period's exports (default: PROJECT/data/MONTH)"),
    Option("--out", "FOLDER", "where the results go (default: PROJECT/out/MONTH)"),
    Option("--ledger", "FOLDER", "where issues are followed over time (default: no ledger)"),
    Option("--as-of", "DATE", "the day as of which is judged (default: the period's last)"),
    Option("--lang", "LANGUAGE", "zh-Hans, zh-Hant or en, for report and messages (zh-Hans)"),
    .also,
    Option("--fail-on", "SEVERITY", "info, minor, major or critical: exit 1 from there on (info)"),
    Option("--only", "RULE,…", "run these rules alone"),
    Option("--threads", "N", "how many threads work (default: one for each processor)"),
    .memory,
    .mask, .maskKey(in: "PROJECT/"),
    .timings,
    Option("--metrics", "FILE", "write the metrics there as well (default: in the results alone)"),
    Option("--json", nil, "the summary as JSON"),
  ]
  static let details = """
    Exit codes: 0 clean; 1 findings at or above --fail-on, or records, values or exports missing;
    2 the run did not finish, an export could not be read whole or lacks a declared column (the
    rest was inspected and the results say what is missing), or no rule could run.

    --also sarif writes issues.sarif, the findings for viewers and collectors of SARIF 2.1.0, and --also junit
    junit.xml, the rules as test cases for continuous integration, where only what was checked and is in
    order passes. A verification recomputes them like the others.

    The results hold metrics.prom, figures in the text format of Prometheus. With --metrics a node
    exporter's textfile collector finds them in its folder; the file is replaced whole, and untouched by
    a run that does not finish: --metrics /var/lib/node_exporter/paicha.prom

    Data larger than --memory are inspected in parts that fit, and the rest waits in a private folder in TMPDIR
    (/var/tmp where that is not set), which is removed at the end. The results are the same byte for byte.

    With --mask no result holds a name, number or address of a field that the model calls personal. The same
    value has the same pseudonym wherever the same key is used; keep the key, and keep it to yourself. The
    ledger holds the keys of documents as they are.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let plan = try plan(arguments)
    let failOn = try arguments.read(
      "--fail-on", "info, minor, major or critical", { Severity(rawValue: $0) })
    let inspection = Inspection(plan: plan, circumstances: .current)
    let outcome = try inspection.run(progress: ProgressLine.progress)
    ProgressLine.clear()
    Terminal.tell(outcome.diagnostics, moreIn: "all in \(plan.outFolder)")
    let rules = outcome.report.verdict.rules
    if outcome.report.rulesRun == 0 { Terminal.tell(Diagnostic.noRuleRan(of: rules.count)) }
    let summary = RunSummary(
      outcome: outcome, language: plan.language, outFolder: plan.outFolder, also: plan.also)
    Terminal.print(arguments.has("--json") ? summary.json : summary.text)
    if arguments.has("--timings") { Terminal.tell(of: outcome, plan.language) }
    return outcome.exitCode(failOn: failOn ?? .info)
  }

  private static func plan(_ arguments: Arguments) throws(Refusal) -> InspectionPlan {
    if arguments.rest.count > 1 {
      throw Refusal(
        Diagnostic(
          "extra-argument", "'\(arguments.rest[1])' is one argument too many",
          help: "run takes at most one project folder"))
    }
    let project = arguments.rest.first ?? "."
    _ = try arguments.required("--period", "give the month to inspect, such as --period 2025-09")
    let period = try arguments.read("--period", "a month such as 2025-09", { Period($0) })!
    if period.first > .today {
      throw Refusal(
        Diagnostic(
          "bad-value", "--period cannot be \(period): that month has not begun",
          help: "a ledger that knows a later month remembers nothing of earlier ones run again"))
    }
    let prefix = project == "." ? "" : project + "/"
    return InspectionPlan(
      rulesFolder: arguments["--rules"] ?? prefix + "Rules",
      dataFolder: arguments["--data"] ?? "\(prefix)data/\(period)", period: period,
      ledgerFolder: arguments["--ledger"],
      outFolder: arguments["--out"] ?? "\(prefix)out/\(period)",
      asOf: try arguments.read("--as-of", "a date such as 2025-09-30", { CivilDate($0) }),
      language: try arguments.language, also: try arguments.sideFormats,
      threads: try arguments.threads,
      only: arguments["--only"].map { $0.split(separator: ",").map(String.init) },
      metricsFile: arguments["--metrics"], mask: try arguments.maskKey(in: prefix),
      memory: try arguments.memory)
  }
}

extension Diagnostic {
  fileprivate static func unknownFormat(_ word: String) -> Diagnostic {
    let words = SideFormat.all.map(\.word)
    return Diagnostic(
      "bad-value", "--also cannot be '\(word)'",
      help: Suggestion.help(for: word, among: words)
        ?? "it is one or more of \(words.joined(separator: ", ")), with commas between them")
  }

  fileprivate static func noRuleRan(of count: Int) -> Diagnostic {
    Diagnostic(
      "no-rule-ran", "no rule ran, so nothing was checked",
      help: count == 0
        ? "there is none: declare rules in the folder 'packs' of the rules"
        : "the report says of each of the \(count) rules what it lacks")
  }
}

extension Option {
  static var also: Option {
    Option(
      "--also", "FORMAT,…",
      "write these as well: \(SideFormat.all.map(\.word).joined(separator: ", "))")
  }
}

extension Arguments {
  var language: Language {
    get throws(Refusal) {
      try read("--lang", "zh-Hans, zh-Hant or en", { Language(rawValue: $0) }) ?? .zhHans
    }
  }

  /// The formats asked for with `--also`.
  var sideFormats: Set<SideFormat> {
    get throws(Refusal) {
      var formats: Set<SideFormat> = []
      for word in self["--also"]?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
        guard let format = SideFormat(word: String(word)) else {
          throw Refusal(.unknownFormat(String(word)))
        }
        formats.insert(format)
      }
      return formats
    }
  }

  var threads: Int {
    get throws(Refusal) {
      let count = try read(
        "--threads", "a number from 1 to 256",
        { Int($0).flatMap { (1...256).contains($0) ? $0 : nil } })
      return count ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
  }
}

extension RunCircumstances {
  /// This process, this machine, now.
  static var current: RunCircumstances {
    RunCircumstances(
      version: Version.current, arguments: Array(CommandLine.arguments.dropFirst()),
      host: hostName, now: { timestamp }, unixTime: { Int64(time(nil)) },
      meters: .current)
  }

  private static var hostName: String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "" }
    return bytes.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  /// The time in UTC: `2025-10-01T02:00:00Z`.
  private static var timestamp: String {
    let seconds = Int64(time(nil))
    let moment = DateTime(localSeconds: seconds, nanosecond: 0, offset: 0)
    return "\(moment)"
  }
}
