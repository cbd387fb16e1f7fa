import Findings
import Ledger
import Values

/// `issues.csv`: every issue as a row, for a spreadsheet. The last columns are for the
/// department that remedies it: what it said, and else empty, to be filled in.
final class IssuesCSV: IssueTable {
  static let fileName = "issues.csv"

  let report: MonthlyReport
  private let say: Wording

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
      for alike in batch.issues { writeRows(of: alike, &csv) }
    }
  }

  private func writeRows(of alike: LikeIssues, _ csv: inout CSVWriter) {
    let (rule, say) = (alike.first.rule, say)
    var steps: [Step] = []
    let shared = CSVWriter.cells { writer in
      for column in IssuesCSV.columns {
        switch column {
        case .own(_, let column): steps.append(.own(column))
        case .shared(_, let write):
          let start = writer.byteCount
          write(alike.first, self, &writer)
          steps.append(.shared(start: start, end: writer.byteCount))
        }
      }
    }
    // Nothing is held and let go for each row: a million rows would do so for each of their cells.
    shared.withUnsafeBufferPointer { shared in
      steps.joined.withUnsafeBufferPointer { steps in
        for finding in alike.findings {
          for step in steps {
            switch step {
            case .own(let column): IssuesCSV.write(column, of: finding, rule, say, to: &csv)
            case .shared(let start, let end):
              csv.written(UnsafeBufferPointer(rebasing: shared[start..<end]))
            }
          }
          csv.endRow()
        }
      }
    }
  }

  /// How a part of each row is written of issues that are alike.
  fileprivate enum Step {
    case own(OwnColumn)
    /// Where the cells stand among those that are the same in all rows, with the comma before them.
    case shared(start: Int, end: Int)
  }

  /// The columns that tell what was found. A name and no function, for one that is held is counted up and down with each
  /// cell.
  fileprivate enum OwnColumn {
    case issueID, message, reason, cause, waiver, order, subjectKey, place, otherDocuments,
      field, expected, actual, difference, amountAtRisk, evidence
  }

  /// A column, and what writes a cell of it.
  private enum Column: Sendable {
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
  private static let columns: [Column] = [
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

  /// Writes the cell of a column that each issue has its own in.
  private static func write(
    _ column: OwnColumn, of finding: WholeFinding, _ rule: RuleFacts, _ say: Wording,
    to row: inout CSVWriter
  ) {
    switch column {
    case .issueID: row.cell(finding.facts.id)
    case .message: row.cell { finding.details.sentence.forEachPart(in: say.language, $0) }
    case .reason: row.cell(finding.details.reason.map(say.text) ?? "")
    case .cause: row.cell(finding.facts.grounds?.cause.map(say.cause) ?? "")
    case .waiver: row.cell(finding.facts.grounds?.waiver.map(say.waiver) ?? "")
    case .order: row.cell(finding.facts.caseKey ?? "")
    case .subjectKey: row.cell(finding.facts.subject.key)
    case .place: row.cell(placeOf: finding.facts.subject)
    case .otherDocuments: row.cell(otherDocuments(of: finding, say))
    case .field: row.cell(say.field(finding.details.field, in: finding.details.evidence))
    case .expected: row.cell(say.reading(finding.details.expected ?? "", rule.valueWords))
    case .actual: row.cell(say.reading(finding.details.actual ?? "", rule.valueWords))
    case .difference: row.cell(finding.details.difference ?? "")
    case .amountAtRisk: row.cell(finding.facts.amount)
    case .evidence: row.cell(evidence(of: finding, rule, say))
    }
  }

  /// How many documents or values one cell names; the rest is in `issues.jsonl`.
  private static let namedInCell = 20

  private static func otherDocuments(of finding: WholeFinding, _ say: Wording) -> String {
    // Most findings are about nothing else.
    if finding.details.documents.isEmpty { return "" }
    return joined(finding.details.documents, say) { document in
      "\(say.text(document.entityLabel)) \(document.key) (\(place(of: document)))"
    }
  }

  private static func evidence(
    of finding: WholeFinding, _ rule: RuleFacts, _ say: Wording
  ) -> String {
    joined(finding.details.evidence, say) { evidence in
      var text = say.text(evidence.label)
      text += " = "
      text += say.value(of: evidence, rule)
      return text
    }
  }

  private static func joined<Element>(
    _ elements: [Element], _ say: Wording, _ text: (Element) -> String
  ) -> String {
    if elements.count == 1 { return text(elements[0]) }
    var texts = elements.prefix(namedInCell).map(text)
    if elements.count > namedInCell {
      texts.append(say(.moreInJSONL, ["count": String(elements.count - namedInCell)]))
    }
    return texts.joined(separator: "; ")
  }
}

extension [IssuesCSV.Step] {
  /// The same with cells as one that stand side by side.
  fileprivate var joined: [IssuesCSV.Step] {
    reduce(into: []) { joined, step in
      if case .shared(_, let end) = step, case .shared(let start, _)? = joined.last {
        joined[joined.count - 1] = .shared(start: start, end: end)
      } else {
        joined.append(step)
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
