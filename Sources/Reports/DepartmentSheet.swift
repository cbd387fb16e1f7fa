package import Diagnostics
package import Formats
import Intake
package import Ledger
import Values

/// The spreadsheet of issues as it comes back from the departments, with their columns filled in.
///
/// It is `issues.csv` in any language, saved by any spreadsheet program: columns are known by their headers, and
/// only those of the departments are looked at. An empty cell leaves what was said before.
package struct DepartmentSheet: Sendable {
  /// What one row says.
  package struct Row: Sendable, Hashable {
    package var issueID: String
    package var responsible: String?
    package var remedy: Remedy
    /// The line of the file.
    package var line: Int
  }

  package private(set) var rows: [Row] = []
  /// Rows that cannot be taken, each with what is wrong with it.
  package private(set) var refusals: [Diagnostic] = []

  /// - Throws: when the file cannot be read, or has no column of issue ids in any language.
  package static func read(_ path: String) throws(FormatError) -> DepartmentSheet {
    var failure: FormatError?
    for language in Language.allCases {
      do {
        return try read(path, SheetColumns(in: language))
      } catch .noHeader(let wanted, let rows, let first) {
        failure = failure ?? .noHeader(wanted: wanted, rowsSearched: rows, firstRow: first)
      } catch {
        throw error
      }
    }
    throw failure!
  }

  private static func read(
    _ path: String, _ columns: SheetColumns
  ) throws(FormatError) -> DepartmentSheet {
    func layout(_ fields: [String]) -> RecordLayout {
      RecordLayout(
        grammar: .csv(CSVDialect()), streams: [RecordStream(path: "", fields: fields)])
    }
    let header = try readRecords(ofFile: path, layout: layout([columns.id])) { _ in }.header
    let present = columns.names.filter { header.contains($0) }
    var sheet = DepartmentSheet()
    let summary = try readRecords(ofFile: path, layout: layout(present)) { batch in
      for record in 0..<batch.recordCount {
        var cells: [String: String] = [:]
        for (field, name) in present.enumerated() {
          cells[name] = sheetValue(batch.string(record: record, field: field))
        }
        sheet.add(cells, columns, Place(file: path, line: batch.positions[record].line))
      }
    }
    sheet.refusals += summary.rejects.map { reject in
      Diagnostic(reject.code, at: Place(file: path, line: reject.line), reject.message)
    }
    return sheet
  }

  /// What is read of a text that was written into a cell and left alone.
  package static func returned(_ text: String) -> String { sheetValue(text) }

  private mutating func add(_ cells: [String: String], _ columns: SheetColumns, _ place: Place) {
    func text(_ name: String) -> String? { cells[name].flatMap { $0.isEmpty ? nil : $0 } }
    guard let id = text(columns.id) else {
      if cells.values.contains(where: { !$0.isEmpty }) {
        refusals.append(
          Diagnostic("no-issue", at: place, "the row has no '\(columns.id)'"))
      }
      return
    }
    var remedy = Remedy(effect: text(columns.effect), measure: text(columns.measure))
    if let word = text(columns.causeClass) {
      guard let causeClass = columns.causeClasses[word] else {
        refusals.append(.unknownCause(word, columns, place))
        return
      }
      remedy.causeClass = causeClass
    }
    if let word = text(columns.completedOn) {
      guard let day = word.withBytes({ DateText.read($0) })?.value.date else {
        refusals.append(
          Diagnostic(
            "not-a-date", at: place, "'\(word)' in '\(columns.completedOn)' is not a date",
            help: "write it as year-month-day, such as 2025-10-09"))
        return
      }
      remedy.completedOn = day
    }
    rows.append(
      Row(
        issueID: id, responsible: text(columns.responsible), remedy: remedy,
        line: place.line ?? 0))
  }
}

/// What a cell says, without what spreadsheets put around it.
private func sheetValue(_ cell: String) -> String {
  cell.withBytes { CellText.value($0).text }
}

/// The names of the departments' columns in one language.
private struct SheetColumns {
  let id: String
  let causeClass: String
  let effect: String
  let measure: String
  let responsible: String
  let completedOn: String
  /// The words for causes: those of the language, and those that the program uses.
  let causeClasses: [String: Remedy.CauseClass]

  init(in language: Language) {
    let say = Wording(language: language)
    id = say(.issueID)
    causeClass = say(.causeClass)
    effect = say(.effect)
    measure = say(.measure)
    responsible = say(.responsible)
    completedOn = say(.completedOn)
    var words: [String: Remedy.CauseClass] = [:]
    for causeClass in Remedy.CauseClass.allCases {
      words[say.causeClass(causeClass)] = causeClass
      words[causeClass.rawValue] = causeClass
    }
    causeClasses = words
  }

  var names: [String] { [id, causeClass, effect, measure, responsible, completedOn] }
}

extension Diagnostic {
  fileprivate static func unknownCause(
    _ word: String, _ columns: SheetColumns, _ place: Place
  ) -> Diagnostic {
    Diagnostic(
      "unknown-word", at: place, "'\(columns.causeClass)' cannot be '\(word)'",
      help: "it is one of \(columns.causeClasses.keys.sorted().joined(separator: ", "))")
  }
}
