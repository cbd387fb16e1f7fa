import Findings
import Ledger
import Values

/// `issues.csv`: every issue as a row, for a spreadsheet. The last columns are for the
/// department that remedies it: what it said, and else empty, to be filled in.
struct IssuesCSV: Renderer {
  static let fileName = "issues.csv"

  private let report: MonthlyReport
  private let say: Wording

  static func annex(of report: MonthlyReport) -> Annex? {
    Annex(name: fileName, holds: .annexIssuesCSV, count: report.issues.count)
  }

  init(report: MonthlyReport, language: Language) {
    self.report = report
    say = Wording(language: language)
  }

  func write(to buffer: inout OutputBuffer) {
    CSVWriter.write(to: &buffer) { csv in
      for column in columns { csv.cell(say(column.header)) }
      csv.endRow()
      for issue in report.issues.lazy.map(\.whole) {
        for column in columns { column.write(issue, self, &csv) }
        csv.endRow()
      }
    }
  }

  private struct Column: Sendable {
    var header: Phrase
    var write: @Sendable (Issue, IssuesCSV, inout CSVWriter) -> Void

    init(_ header: Phrase, _ write: @escaping @Sendable (Issue, IssuesCSV, inout CSVWriter) -> Void)
    {
      self.header = header
      self.write = write
    }

    init(_ header: Phrase, text: @escaping @Sendable (Issue, Wording) -> String) {
      self.init(header) { issue, csv, writer in writer.cell(text(issue, csv.say)) }
    }
  }

  /// In the order in which a reader asks: which, what, where, both values, how much, whose, until when.
  private var columns: [Column] { IssuesCSV.columns }

  private static let columns: [Column] = [
    Column(.issueID) { issue, _ in issue.finding.id },
    Column(.status) { issue, say in say.status(issue.status) },
    Column(.outcome) { issue, say in say.outcome(issue.finding.outcome) },
    Column(.severity) { issue, say in say.severity(issue.rule.severity) },
    Column(.ruleID) { issue, _ in issue.rule.id },
    Column(.ruleTitle) { issue, say in say.text(issue.rule.title) },
    Column(.pack) { issue, say in say.text(issue.rule.packTitle) },
    Column(.stage) { issue, say in say.stage(issue.rule.stage) },
    Column(.clause) { issue, _ in issue.rule.clause },
    Column(.department) { issue, say in say.department(issue.rule) },
    Column(.message) { issue, say in say.text(issue.finding.message) },
    Column(.reason) { issue, say in issue.finding.reason.map(say.text) ?? "" },
    Column(.cause) { issue, say in issue.finding.cause.map(say.cause) ?? "" },
    Column(.waiver) { issue, say in issue.finding.waiver.map(say.waiver) ?? "" },
    Column(.order) { issue, _ in issue.finding.caseKey ?? "" },
    Column(.entity) { issue, say in say.text(issue.finding.subject.entityLabel) },
    Column(.subjectKey) { issue, _ in issue.finding.subject.key },
    Column(.place) { issue, _ in place(of: issue.finding.subject) },
    Column(.otherDocuments) { issue, say in otherDocuments(of: issue.finding, say) },
    Column(.field) { issue, say in say.field(of: issue.finding) },
    Column(.expected) { issue, say in
      say.reading(issue.finding.expected ?? "", issue.rule.valueWords)
    },
    Column(.actual) { issue, say in
      say.reading(issue.finding.actual ?? "", issue.rule.valueWords)
    },
    Column(.difference) { issue, _ in issue.finding.difference ?? "" },
    Column(.amountAtRisk) { issue, _, csv in csv.cell(issue.finding.amount) },
    Column(.evidence) { issue, say in evidence(of: issue, say) },
    Column(.remedy) { issue, say in say.text(issue.rule.remedy) },
    Column(.due) { issue, _ in issue.due.description },
    Column(.firstSeen) { issue, _ in issue.firstSeen.description },
    Column(.lastSeen) { issue, _ in issue.lastSeen.description },
    Column(.timesSeen) { issue, _, csv in csv.cell(issue.timesSeen) },
    Column(.foundAt) { _, csv, writer in writer.cell(csv.report.asOf.description) },
    Column(.foundBy) { _, csv, writer in writer.cell("Paicha " + csv.report.version) },
    Column(.causeClass) { issue, say in
      issue.handling.remedy.causeClass.map(say.causeClass) ?? ""
    },
    Column(.effect) { issue, _ in issue.handling.remedy.effect ?? "" },
    Column(.measure) { issue, _ in issue.handling.remedy.measure ?? "" },
    Column(.responsible) { issue, _ in issue.handling.assignment.person ?? "" },
    Column(.completedOn) { issue, _ in issue.handling.remedy.completedOn?.description ?? "" },
  ]

  /// How many documents or values one cell names; the rest is in `issues.jsonl`.
  private static let namedInCell = 20

  private static func otherDocuments(of finding: Finding, _ say: Wording) -> String {
    let others = finding.documents.filter { $0 != finding.subject }
    return joined(others, say) { document in
      "\(say.text(document.entityLabel)) \(document.key) (\(place(of: document)))"
    }
  }

  private static func evidence(of issue: Issue, _ say: Wording) -> String {
    joined(issue.finding.evidence, say) {
      "\(say.text($0.label)) = \(say.value(of: $0, issue.rule))"
    }
  }

  private static func joined<Element>(
    _ elements: [Element], _ say: Wording, _ text: (Element) -> String
  ) -> String {
    var texts = elements.prefix(namedInCell).map(text)
    if elements.count > namedInCell {
      texts.append(say(.moreInJSONL, ["count": String(elements.count - namedInCell)]))
    }
    return texts.joined(separator: "; ")
  }
}

/// Where a document stands, as editors and terminals write it: `orders.csv:214`.
func place(of document: Document) -> String { "\(document.file):\(document.line)" }
