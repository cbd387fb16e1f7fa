import Diagnostics
import Findings
import Inspection
import Reports
import Values

/// What a KPI counted.
enum KPICommand: Command {
  static let name = "kpi"
  static let summary = "list what is in a KPI's numerator and denominator, as CSV"
  static let usage = "ID --period MONTH [OPTION …]"
  static let options = [
    Option("--period", "MONTH", "the month inspected, such as 2025-09"),
    Option("--part", "PART", "numerator, denominator or undetermined alone (default: all of them)"),
    Option("--rules", "FOLDER", "the model, sources and rules (default: Rules)"),
    Option("--data", "FOLDER", "the period's exports (default: data/MONTH)"),
    Option("--as-of", "DATE", "the day as of which is judged (default: the period's last)"),
    Option("--lang", "LANGUAGE", "zh-Hans, zh-Hant or en, for the titles of the columns (zh-Hans)"),
    .mask, .maskKey(),
    Option("--threads", "N", "how many threads work (default: one for each processor)"),
  ]
  static let details = """
    The exports are read and judged as 'run' does it, so the lists have as many lines as the report
    says; nothing is written but the list, to standard output. The denominator holds the numerator;
    what is undetermined is in neither.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    guard let id = arguments.rest.first else {
      throw Refusal(
        Diagnostic(
          "missing-argument", "no KPI is named", help: "write paicha kpi ID --period MONTH"))
    }
    if arguments.rest.count > 1 {
      throw Refusal(
        Diagnostic(
          "extra-argument", "'\(arguments.rest[1])' is one argument too many",
          help: "kpi takes the id of one KPI"))
    }
    _ = try arguments.required("--period", "give the month inspected, such as --period 2025-09")
    let period = try arguments.read("--period", "a month such as 2025-09", { Period($0) })!
    let part = try arguments.read(
      "--part", KPISubjectsCSV.Part.allCases.map(\.rawValue).joined(separator: ", "),
      { KPISubjectsCSV.Part(rawValue: $0) })
    let inspection = KPIInspection(
      kpiID: id, rulesFolder: arguments["--rules"] ?? "Rules",
      dataFolder: arguments["--data"] ?? "data/\(period)", period: period,
      asOf: try arguments.read("--as-of", "a date such as 2025-09-30", { CivilDate($0) }),
      threads: try arguments.threads, mask: try arguments.maskKey())
    let language = try arguments.language
    let listing = try inspection.listing()
    let list = KPISubjectsCSV(of: listing, part: part, language: language)
    Terminal.print(fileOf: list.write)
    Terminal.tell(summary(of: listing.result, listed: list.count))
    return 0
  }

  private static func summary(of kpi: KPIResult, listed: Int) -> String {
    let value = kpi.value.map { " (\(percentText($0)))" } ?? ""
    return "\(kpi.id): \(kpi.numerator) of \(kpi.denominator)\(value), "
      + "\(kpi.undetermined) undetermined; \(listed) listed"
  }
}
