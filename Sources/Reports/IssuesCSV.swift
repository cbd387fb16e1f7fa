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
    CSVWriter.writeRows(to: &buffer) { writeRows(of: batch.issues, &$0) }
  }

  private func writeRows(of issues: [Issue], _ csv: inout CSVWriter) {
    var cells = RuleCells()
    for issue in issues {
      cells.turn(to: issue, self)
      for (number, run) in IssuesCSV.runs.enumerated() {
        if run.isOfRule {
          csv.written(cells.ofRun[number])
        } else {
          for column in run.columns { column.write(issue, self, &csv) }
        }
      }
      csv.endRow()
    }
  }

  /// What the rule of the last issue says in each run of its columns: issues stand in the order of the rules.
  private struct RuleCells {
    var last: RuleFacts?
    var ofRun: [CSVWriter.CellBytes] = []

    mutating func turn(to issue: Issue, _ csv: IssuesCSV) {
      if issue.rule === last { return }
      last = issue.rule
      ofRun = IssuesCSV.runs.map { run in
        CSVWriter.cells { writer in
          if run.isOfRule { for column in run.columns { column.write(issue, csv, &writer) } }
        }
      }
    }
  }

  private struct Column: Sendable {
    var header: Phrase
    /// Whether all issues of a rule have the same in it.
    var isOfRule = false
    var write: @Sendable (Issue, IssuesCSV, inout CSVWriter) -> Void

    init(_ header: Phrase, _ write: @escaping @Sendable (Issue, IssuesCSV, inout CSVWriter) -> Void)
    {
      self.header = header
      self.write = write
    }

    init(_ header: Phrase, text: @escaping @Sendable (Issue, Wording) -> String) {
      self.init(header) { issue, csv, writer in writer.cell(text(issue, csv.say)) }
    }

    init(_ header: Phrase, ofRule text: @escaping @Sendable (RuleFacts, Wording) -> String) {
      self.init(header) { issue, csv, writer in writer.cell(text(issue.rule, csv.say)) }
      isOfRule = true
    }
  }

  /// Columns that stand side by side, all of the rule or none.
  private struct Run: Sendable {
    var isOfRule: Bool
    var columns: [Column]
  }

  private static let runs: [Run] = columns.reduce(into: []) { runs, column in
    if runs.last?.isOfRule == column.isOfRule {
      runs[runs.count - 1].columns.append(column)
    } else {
      runs.append(Run(isOfRule: column.isOfRule, columns: [column]))
    }
  }

  /// In the order in which a reader asks: which, what, where, both values, how much, whose, until when.
  private static let columns: [Column] = [
    Column(.issueID) { issue, _ in issue.finding.id },
    Column(.status) { issue, say in say.status(issue.status) },
    Column(.outcome) { issue, say in say.outcome(issue.finding.outcome) },
    Column(.severity, ofRule: { rule, say in say.severity(rule.severity) }),
    Column(.ruleID, ofRule: { rule, _ in rule.id }),
    Column(.ruleTitle, ofRule: { rule, say in say.text(rule.title) }),
    Column(.pack, ofRule: { rule, say in say.text(rule.packTitle) }),
    Column(.stage, ofRule: { rule, say in say.stage(rule.stage) }),
    Column(.clause, ofRule: { rule, _ in rule.clause }),
    Column(.department, ofRule: { rule, say in say.department(rule) }),
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
    Column(.remedy, ofRule: { rule, say in say.text(rule.remedy) }),
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
func place(of document: Document) -> String {
  var place = document.file
  place += ":"
  place += String(document.line)
  return place
}
