import Findings
import Ledger
import Values

/// `issues.csv`: every issue as a row, for a spreadsheet. The last columns are for the
/// department that remedies it: what it said, and else empty, to be filled in.
final class IssuesCSV: IssueTable {
  static let fileName = "issues.csv"

  let report: MonthlyReport
  fileprivate let say: Wording

  static func annex(of report: MonthlyReport) -> Annex? {
    Annex(name: fileName, holds: .annexIssuesCSV, count: report.issues.count)
  }

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  func writeBeginning(to buffer: inout OutputBuffer) {
    CSVWriter.write(to: &buffer) { csv in
      for column in IssuesCSV.columns { csv.cell(say(column.header)) }
      csv.endRow()
    }
  }

  func writeRows(of batch: IssueBatch, to buffer: inout OutputBuffer) {
    CSVWriter.writeRows(to: &buffer) { csv in
      for alike in batch.issues { RowForm(of: alike, self).write(alike, to: &csv) }
    }
  }

  /// The text of a column of which no more than a few issues have something to tell, or in which words are looked up.
  fileprivate func told(_ column: OwnColumn, of number: Int, _ alike: LikeIssues) -> String {
    let (rule, texts) = (alike.first.rule, alike.texts)
    switch column {
    case .cause: return alike.grounds(of: number)?.cause.map(say.cause) ?? ""
    case .waiver: return alike.grounds(of: number)?.waiver.map(say.waiver) ?? ""
    case .otherDocuments: return otherDocuments(texts.otherDocuments(of: number))
    case .expected: return say.reading(texts.string(.expected, of: number) ?? "", rule.valueWords)
    case .actual: return say.reading(texts.string(.actual, of: number) ?? "", rule.valueWords)
    case .evidence: return evidence(of: number, alike)
    default: preconditionFailure("the texts of other columns stand as they are")
    }
  }

  /// The columns that tell what was found. A name and no function, for one that is held is counted up and down with each
  /// cell.
  fileprivate enum OwnColumn {
    case issueID, message, reason, cause, waiver, order, subjectKey, place, otherDocuments,
      field, expected, actual, difference, amountAtRisk, evidence
  }

  /// A column, and what writes a cell of it.
  fileprivate enum Column: Sendable {
    /// What was found: each issue has its own.
    case own(Phrase, OwnColumn)
    /// What issues have the same of that are alike.
    case shared(Phrase, @Sendable (Issue, IssuesCSV, inout CSVWriter) -> Void)

    var header: Phrase {
      switch self {
      case .own(let header, _), .shared(let header, _): header
      }
    }

    static func rule(
      _ header: Phrase, _ text: @escaping @Sendable (RuleFacts, Wording) -> String
    ) -> Column {
      .shared(header) { issue, csv, row in row.cell(text(issue.rule, csv.say)) }
    }

    static func handling(
      _ header: Phrase, _ text: @escaping @Sendable (Handling, Wording) -> String?
    ) -> Column {
      .shared(header) { issue, csv, row in row.cell(text(issue.handling, csv.say) ?? "") }
    }
  }

  /// In the order in which a reader asks: which, what, where, both values, how much, whose, until when.
  fileprivate static let columns: [Column] = [
    .own(.issueID, .issueID),
    .shared(.status) { issue, csv, row in row.cell(csv.say.status(issue.status)) },
    .shared(.outcome) { issue, csv, row in row.cell(csv.say.outcome(issue.finding.outcome)) },
    .rule(.severity) { rule, say in say.severity(rule.severity) },
    .rule(.ruleID) { rule, _ in rule.id },
    .rule(.ruleTitle) { rule, say in say.text(rule.title) },
    .rule(.pack) { rule, say in say.text(rule.packTitle) },
    .rule(.stage) { rule, say in say.stage(rule.stage) },
    .rule(.clause) { rule, _ in rule.clause },
    .rule(.department) { rule, say in say.department(rule) },
    .own(.message, .message),
    .own(.reason, .reason),
    .own(.cause, .cause),
    .own(.waiver, .waiver),
    .own(.order, .order),
    .shared(.entity) { issue, csv, row in
      row.cell(csv.say.text(issue.finding.subject.entityLabel))
    },
    .own(.subjectKey, .subjectKey),
    .own(.place, .place),
    .own(.otherDocuments, .otherDocuments),
    .own(.field, .field),
    .own(.expected, .expected),
    .own(.actual, .actual),
    .own(.difference, .difference),
    .own(.amountAtRisk, .amountAtRisk),
    .own(.evidence, .evidence),
    .rule(.remedy) { rule, say in say.text(rule.remedy) },
    .shared(.due) { issue, _, row in row.cell(issue.due.description) },
    .shared(.firstSeen) { issue, _, row in row.cell(issue.firstSeen.description) },
    .shared(.lastSeen) { issue, _, row in row.cell(issue.lastSeen.description) },
    .shared(.timesSeen) { issue, _, row in row.cell(issue.timesSeen) },
    .shared(.foundAt) { _, csv, row in row.cell(csv.report.asOf.description) },
    .shared(.foundBy) { _, csv, row in row.cell("Paicha " + csv.report.version) },
    .handling(.causeClass) { handling, say in handling.remedy.causeClass.map(say.causeClass) },
    .handling(.effect) { handling, _ in handling.remedy.effect },
    .handling(.measure) { handling, _ in handling.remedy.measure },
    .handling(.responsible) { handling, _ in handling.assignment.person },
    .handling(.completedOn) { handling, _ in handling.remedy.completedOn?.description },
  ]

  /// How many documents or values one cell names; the rest is in `issues.jsonl`.
  fileprivate static let namedInCell = 20

  private func otherDocuments(_ others: FindingTexts.OtherDocuments) -> String {
    var texts = others.named.prefix(IssuesCSV.namedInCell).map { document in
      "\(say.text(document.entityLabel)) \(document.key) (\(place(of: document)))"
    }
    if others.named.count > texts.count { texts.append(more(others.named.count - texts.count)) }
    return texts.joined(separator: "; ")
  }

  private func evidence(of number: Int, _ alike: LikeIssues) -> String {
    let names = alike.texts.names
    var texts = names.paths.indices.prefix(IssuesCSV.namedInCell).map { place in
      let value = alike.texts.string(.evidence(place), of: number) ?? ""
      let words = alike.first.rule.words[names.paths[place]] ?? [:]
      return "\(say.text(names.labels[place])) = \(say.reading(value, words))"
    }
    if names.paths.count > texts.count { texts.append(more(names.paths.count - texts.count)) }
    return texts.joined(separator: "; ")
  }

  fileprivate func more(_ count: Int) -> String { say(.moreInJSONL, ["count": String(count)]) }
}

/// The row of issues that are alike, with places for what each has of its own.
private struct RowForm {
  private let csv: IssuesCSV
  /// All that is the same in each row, one behind the other.
  private var bytes: [UInt8] = []
  private var steps: [Step] = []
  /// What the cells are put together of that are made of several texts.
  private var parts: [Part] = []

  /// Numbers and no texts, for nothing is held and let go for each row: a million rows would do so for each of their cells.
  private enum Step: BitwiseCopyable {
    /// Cells that are the same in each row, and the commas between.
    case written(start: Int, end: Int)
    /// A text of the issue.
    case text(slot: Int)
    /// A text of it and its line.
    case place(slot: Int)
    case joined(start: Int, end: Int)
    case told(IssuesCSV.OwnColumn)
  }

  private enum Part: BitwiseCopyable {
    case text(start: Int, end: Int, isPlain: Bool)
    case value(slot: Int)
  }

  init(of alike: LikeIssues, _ csv: IssuesCSV) {
    self.csv = csv
    for column in IssuesCSV.columns {
      switch column {
      case .shared(_, let write): add(cells: CSVWriter.cells { write(alike.first, csv, &$0) })
      case .own(_, let column):
        if !steps.isEmpty { add(cells: [UInt8(ascii: ",")]) }
        add(column, alike)
      }
    }
  }

  private mutating func add(cells: [UInt8]) {
    let start = bytes.count
    bytes += cells
    if case .written(let before, start)? = steps.last {
      steps[steps.count - 1] = .written(start: before, end: bytes.count)
    } else {
      steps.append(.written(start: start, end: bytes.count))
    }
  }

  private mutating func add(_ column: IssuesCSV.OwnColumn, _ alike: LikeIssues) {
    let (texts, say, rule) = (alike.texts, csv.say, alike.first.rule)
    func text(_ text: FindingText) -> Step { .text(slot: texts.slot(of: text)) }
    func addOptional(_ own: FindingText, isWorded: Bool = false) {
      if texts.have(own) { steps.append(isWorded ? .told(column) : text(own)) }
    }
    switch column {
    case .issueID: steps.append(text(.id))
    case .message: addMessage(of: texts)
    case .reason: if texts.hasReason { steps.append(text(.reason(say.language))) }
    case .cause, .waiver: if texts.haveGrounds { steps.append(.told(column)) }
    case .order: addOptional(.order)
    case .subjectKey: steps.append(text(.subjectKey))
    case .place: steps.append(.place(slot: texts.slot(of: .subjectFile)))
    case .otherDocuments: if texts.haveOtherDocuments { steps.append(.told(column)) }
    case .field: add(cells: Array(CSVWriter.cells { $0.cell(say.field(texts.names)) }.dropFirst()))
    case .expected: addOptional(.expected, isWorded: !rule.valueWords.isEmpty)
    case .actual: addOptional(.actual, isWorded: !rule.valueWords.isEmpty)
    case .difference: addOptional(.difference)
    case .amountAtRisk: addOptional(.amount)
    case .evidence: addEvidence(of: texts, rule)
    }
  }

  private mutating func addMessage(of texts: FindingTexts) {
    let start = parts.count
    for part in texts.sentenceParts(in: csv.say.language) {
      switch part {
      case .text(let text): add(part: text)
      case .value(let number):
        parts.append(.value(slot: texts.slot(of: .sentenceValue(number, csv.say.language))))
      }
    }
    steps.append(.joined(start: start, end: parts.count))
  }

  private mutating func addEvidence(of texts: FindingTexts, _ rule: RuleFacts) {
    let names = texts.names
    if names.paths.contains(where: { rule.words[$0] != nil }) {
      return steps.append(.told(.evidence))
    }
    let start = parts.count
    for number in names.paths.indices.prefix(IssuesCSV.namedInCell) {
      add(part: (number == 0 ? "" : "; ") + csv.say.text(names.labels[number]) + " = ")
      parts.append(.value(slot: texts.slot(of: .evidence(number))))
    }
    let further = names.paths.count - IssuesCSV.namedInCell
    if further > 0 { add(part: "; " + csv.more(further)) }
    steps.append(.joined(start: start, end: parts.count))
  }

  private mutating func add(part text: String) {
    let start = bytes.count
    bytes += text.utf8
    let isPlain = bytes.withUnsafeBufferPointer {
      CSVWriter.isPlain(UnsafeBufferPointer(rebasing: $0[start...]))
    }
    parts.append(.text(start: start, end: bytes.count, isPlain: isPlain))
  }

  /// Writes a row for each issue.
  func write(_ alike: LikeIssues, to writer: inout CSVWriter) {
    bytes.withUnsafeBufferPointer { bytes in
      steps.withUnsafeBufferPointer { steps in
        parts.withUnsafeBufferPointer { parts in
          alike.texts.withView { texts in
            for number in 0..<alike.issues.count {
              for step in steps {
                switch step {
                case .written(let start, let end):
                  writer.written(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                case .text(let slot): writer.content(texts.text(slot, of: number))
                case .place(let slot):
                  writer.content(texts.text(slot, of: number), line: texts.lines[number])
                case .joined(let start, let end):
                  writer.content(joining: end &- start) { place in
                    switch parts[start &+ place] {
                    case .text(let start, let end, let isPlain):
                      OwnText(
                        bytes: UnsafeBufferPointer(rebasing: bytes[start..<end]), isPlain: isPlain)
                    case .value(let slot): texts.text(slot, of: number)
                    }
                  }
                case .told(let column): writer.content(csv.told(column, of: number, alike))
                }
              }
              writer.endRow()
            }
          }
        }
      }
    }
  }
}

/// Where a document stands, as editors and terminals write it: `orders.csv:214`.
func place(of document: Document) -> String {
  var place = document.file
  place += ":"
  place += String(document.line)
  return place
}
