import Diagnostics
import Formats
import Ledger
import Reports
import Values

enum IssuesImportCommand: Command {
  static let name = "issues import"
  static let summary = "take back a spreadsheet of issues with the departments' columns filled in"
  static let usage = "FILE [--apply] [OPTION …]"
  static let options =
    [Option("--apply", nil, "enter it; without, it is only shown")] + LedgerOptions.writing
  static let details = """
    FILE is issues.csv, remediation.csv or what 'issues export' writes, in any language and saved by
    any spreadsheet program. Cause class, effect, measure, person responsible and day of completion are
    looked at; an empty cell leaves what was said before. Rows that cannot be taken are told one by one,
    and the others are entered.

    Exit codes: 0 all rows taken; 1 some were refused; 2 nothing could be read.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    guard let path = arguments.rest.first, arguments.rest.count == 1 else {
      throw Refusal(
        Diagnostic(
          "missing-argument", "one file is needed",
          help: "write paicha issues import FILE; without --apply it shows what it would change"))
    }
    let sheet: DepartmentSheet
    do throws(FormatError) {
      sheet = try DepartmentSheet.read(path)
    } catch {
      throw Refusal(error.diagnostic(file: path))
    }
    let (day, person) = (try arguments.today, try arguments.person)
    let file = try LedgerFile(existing: arguments.ledgerFolder)
    let changes = SheetChanges(sheet, file: path, in: file.ledger, on: day, by: person)
    for change in changes.lines { Terminal.print(change + "\n") }
    let refusals = sheet.refusals + changes.refusals
    Terminal.tell(refusals.sorted { ($0.place?.line ?? 0) < ($1.place?.line ?? 0) }, moreIn: path)
    if arguments.has("--apply") { try file.append(changes.entries) }
    let isApplied = arguments.has("--apply")
    Terminal.print(
      "\n\(isApplied ? "entered" : "to be entered"): \(changes.lines.count); "
        + "unchanged: \(changes.unchanged); refused: \(refusals.count)\n")
    if !isApplied, !changes.entries.isEmpty { Terminal.tell("nothing was entered: --apply does") }
    return refusals.isEmpty ? 0 : 1
  }
}

/// What a spreadsheet would change in the ledger.
private struct SheetChanges {
  var entries: [LedgerEntry] = []
  /// One for each issue that changes.
  var lines: [String] = []
  var refusals: [Diagnostic] = []
  /// Rows that say what is known already, or nothing.
  var unchanged = 0

  init(
    _ sheet: DepartmentSheet, file: String, in ledger: IssueLedger, on day: CivilDate,
    by person: String
  ) {
    var told: Set<String> = []
    for row in sheet.rows {
      let place = Place(file: file, line: row.line)
      guard let record = ledger.record(row.issueID),
        let current = ledger.current(record, on: day)
      else {
        refusals.append(
          Diagnostic(
            "unknown-issue", at: place, "the ledger has no issue '\(row.issueID)'",
            help: "import it into the ledger of the run that wrote it, with --ledger"))
        continue
      }
      let kinds = row.changes(of: current.issue.handling)
      if kinds.isEmpty {
        unchanged += 1
      } else if !current.state.isOpen, current.state != .waived {
        refusals.append(
          Diagnostic(
            "issue-closed", at: place,
            "the issue \(row.issueID) is \(current.state.rawValue), and the row says more of it",
            help: "it is opened again when a run finds it again"))
      } else if let completed = row.remedy.completedOn, completed > day {
        refusals.append(.notYetDone(completed, "the day of completion", at: place))
      } else if !told.insert(row.issueID).inserted {
        refusals.append(
          Diagnostic(
            "repeated-issue", at: place, "the issue \(row.issueID) stands in an earlier row",
            help: "take one of the two rows out"))
      } else {
        entries += kinds.map {
          .acted(IssueAction(issueID: row.issueID, day: day, person: person, kind: $0))
        }
        lines.append("\(place): \(row.issueID) \(row.summary)")
      }
    }
  }
}

extension DepartmentSheet.Row {
  /// What the row says that is not known yet.
  fileprivate func changes(of handling: Handling) -> [IssueAction.Kind] {
    // What was written out comes back as spreadsheets and their readers leave it.
    func news(_ text: String?, _ known: String?) -> String? {
      text == known.map(DepartmentSheet.returned) ? nil : text
    }
    var kinds: [IssueAction.Kind] = []
    if let responsible = news(responsible, handling.assignment.person) {
      kinds.append(.assigned(Assignment(person: responsible)))
    }
    let known = handling.remedy
    let news = Remedy(
      causeClass: remedy.causeClass == known.causeClass ? nil : remedy.causeClass,
      effect: news(remedy.effect, known.effect), measure: news(remedy.measure, known.measure),
      completedOn: remedy.completedOn == known.completedOn ? nil : remedy.completedOn)
    if news != Remedy() { kinds.append(.remedied(news)) }
    return kinds
  }

  fileprivate var summary: String {
    [
      responsible, remedy.causeClass?.rawValue, remedy.effect, remedy.measure,
      remedy.completedOn?.description,
    ].compactMap { $0 }.joined(separator: "; ").split(whereSeparator: \.isNewline)
      .joined(separator: " ")
  }
}
