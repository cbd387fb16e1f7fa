import Diagnostics
import Findings
import Inspection
import Reports
import Values

/// One order with everything about it.
enum ShowCommand: Command {
  static let name = "show"
  static let summary = "show an order: what happened when, all its documents, what was found"
  static let usage = "ORDER --period MONTH [OPTION …]"
  static let options = [
    Option("--period", "MONTH", "the month inspected, such as 2025-09"),
    Option("--rules", "FOLDER", "the model, sources and rules (default: Rules)"),
    Option("--data", "FOLDER", "the period's exports (default: data/MONTH)"),
    Option("--as-of", "DATE", "the day as of which is judged (default: the period's last)"),
    Option("--html", "FILE", "write it as a page instead"),
    Option("--lang", "LANGUAGE", "zh-Hans, zh-Hant or en (zh-Hans)"),
    .mask, .maskKey(),
    Option("--threads", "N", "how many threads work (default: one for each processor)"),
  ]

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    guard let key = arguments.rest.first, arguments.rest.count == 1 else {
      throw Refusal(
        Diagnostic(
          "missing-argument", "one order is needed", help: "write paicha show ORDER --period MONTH")
      )
    }
    _ = try arguments.required("--period", "give the month inspected, such as --period 2025-09")
    let period = try arguments.read("--period", "a month such as 2025-09", { Period($0) })!
    let inspection = CaseInspection(
      caseKey: key, rulesFolder: arguments["--rules"] ?? "Rules",
      dataFolder: arguments["--data"] ?? "data/\(period)", period: period,
      asOf: try arguments.read("--as-of", "a date such as 2025-09-30", { CivilDate($0) }),
      threads: try arguments.threads, mask: try arguments.maskKey())
    let language = try arguments.language
    if let path = arguments["--html"] { try refuseForeignFile(path) }
    let file = try inspection.caseFile()
    guard let path = arguments["--html"] else {
      Terminal.print(CaseText(file: file, language: language).text)
      return 0
    }
    try casePage(of: file, language: language, version: Version.current).write(to: path)
    return 0
  }

  /// A page replaces a page of an order, and no other file.
  private static func refuseForeignFile(_ path: String) throws(Refusal) {
    guard isThere(path), !isCasePage(path) else { return }
    throw Refusal(
      Diagnostic(
        "foreign-file", at: Place(file: path),
        "this file is there already and is no page that 'paicha show' wrote",
        help: "choose another name with --html, or move the file elsewhere"))
  }
}

/// A case as the terminal shows it.
private struct CaseText {
  var file: CaseFile
  var language: Language

  var text: String {
    "\(file.key.onOneLine)\n\n" + events + file.otherFindings.map(text).joined() + "\n"
      + file.documents.map(text).joined()
  }

  private var events: String {
    let width = file.events.map { $0.time.terminalWidth }.max() ?? 0
    return file.events.map { event in
      "  \(event.time.padded(to: width))  \(event.label[language])  "
        + "\(event.document.entityLabel[language]) \(event.document.key.onOneLine)\n"
    }.joined()
  }

  private func text(of document: CaseDocument) -> String {
    let head = document.document
    let values = document.values.map { "\($0.label[language]) \($0.value[language].onOneLine)" }
    return
      "\(head.entityLabel[language]) \(head.key.onOneLine)  \(head.file.onOneLine):\(head.line)\n"
      + "    \(values.joined(separator: "; "))\n" + document.findings.map(text).joined()
  }

  private func text(of finding: Finding) -> String {
    "  ! \(finding.ruleID): \(VisibleText.onOneLine(finding.message[language], limit: 2_000))\n"
  }
}
