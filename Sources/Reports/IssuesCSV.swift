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

  private func writeRows(of issues: [WholeIssue], _ csv: inout CSVWriter) {
    var kinds = MadeOfKinds<CellsOfKind>()
    // Lists that all threads share are counted up and down once in a batch, and not in every row by all of them.
    IssuesCSV.columns.withUnsafeBufferPointer { columns in
      IssuesCSV.runs.withUnsafeBufferPointer { runs in
        for whole in issues {
          let cells = kinds.made(of: whole.issue) { _ in CellsOfKind(of: whole, self) }
          let isHandled = whole.issue.isHandled
          for place in runs.indices {
            let run = runs[place]
            if run.source == .kind || run.source == .handling && !isHandled {
              csv.written(cells.ofRun[place])
            } else {
              for number in run.columns { columns[number].write(whole, self, &csv) }
            }
          }
          csv.endRow()
        }
      }
    }
  }

  /// What stands in each run of columns that all issues of a kind have the same in, and where nobody has said anything.
  private final class CellsOfKind {
    let ofRun: [CSVWriter.CellBytes]

    init(of whole: WholeIssue, _ csv: IssuesCSV) {
      ofRun = IssuesCSV.runs.map { run in
        CSVWriter.cells { writer in
          for number in run.columns {
            switch run.source {
            case .kind: IssuesCSV.columns[number].write(whole, csv, &writer)
            case .handling: writer.cell("")
            case .finding: break
            }
          }
        }
      }
    }
  }

  /// What a column tells of.
  private enum Source {
    /// What was found: each issue has its own.
    case finding
    /// What all issues of an ``IssueKind`` have the same of.
    case kind
    /// What was said of an issue, which is nothing of most.
    case handling
  }

  private struct Column: Sendable {
    var header: Phrase
    var source: Source
    var write: @Sendable (WholeIssue, IssuesCSV, inout CSVWriter) -> Void

    /// - Parameter write: holds nothing, so that calling it counts nothing up and down.
    init(
      _ header: Phrase, _ source: Source = .finding,
      _ write: @escaping @Sendable (WholeIssue, IssuesCSV, inout CSVWriter) -> Void
    ) {
      self.header = header
      self.source = source
      self.write = write
    }

    init(_ header: Phrase, ofRule text: @escaping @Sendable (RuleFacts, Wording) -> String) {
      self.init(header, .kind) { whole, csv, writer in
        writer.cell(text(whole.issue.rule, csv.say))
      }
    }

    init(_ header: Phrase, ofHandling text: @escaping @Sendable (Handling, Wording) -> String?) {
      self.init(header, .handling) { whole, csv, writer in
        writer.cell(text(whole.issue.handling, csv.say) ?? "")
      }
    }
  }

  /// Columns that stand side by side and tell of the same.
  private struct Run: Sendable {
    var source: Source
    var columns: Range<Int>
  }

  private static let runs: [Run] = columns.indices.reduce(into: []) { runs, number in
    let source = columns[number].source
    let start = runs.last?.source == source ? runs.removeLast().columns.lowerBound : number
    runs.append(Run(source: source, columns: start..<number + 1))
  }

  /// In the order in which a reader asks: which, what, where, both values, how much, whose, until when.
  private static let columns: [Column] = [
    Column(.issueID) { whole, _, row in row.cell(whole.issue.finding.facts.id) },
    Column(.status, .kind) { whole, csv, row in row.cell(csv.say.status(whole.issue.status)) },
    Column(.outcome, .kind) { whole, csv, row in
      row.cell(csv.say.outcome(whole.issue.finding.outcome))
    },
    Column(.severity, ofRule: { rule, say in say.severity(rule.severity) }),
    Column(.ruleID, ofRule: { rule, _ in rule.id }),
    Column(.ruleTitle, ofRule: { rule, say in say.text(rule.title) }),
    Column(.pack, ofRule: { rule, say in say.text(rule.packTitle) }),
    Column(.stage, ofRule: { rule, say in say.stage(rule.stage) }),
    Column(.clause, ofRule: { rule, _ in rule.clause }),
    Column(.department, ofRule: { rule, say in say.department(rule) }),
    Column(.message) { whole, csv, row in row.cell(csv.say.text(whole.details.message)) },
    Column(.reason) { whole, csv, row in row.cell(whole.details.reason.map(csv.say.text) ?? "") },
    Column(.cause) { whole, csv, row in
      row.cell(whole.issue.finding.facts.grounds?.cause.map(csv.say.cause) ?? "")
    },
    Column(.waiver) { whole, csv, row in
      row.cell(whole.issue.finding.facts.grounds?.waiver.map(csv.say.waiver) ?? "")
    },
    Column(.order) { whole, _, row in row.cell(whole.issue.finding.facts.caseKey ?? "") },
    Column(.entity) { whole, csv, row in
      row.cell(csv.say.text(whole.issue.finding.facts.subject.entityLabel))
    },
    Column(.subjectKey) { whole, _, row in row.cell(whole.issue.finding.facts.subject.key) },
    Column(.place) { whole, _, row in row.cell(placeOf: whole.issue.finding.facts.subject) },
    Column(.otherDocuments) { whole, csv, row in
      row.cell(otherDocuments(of: whole, csv.say))
    },
    Column(.field) { whole, csv, row in row.cell(csv.say.field(of: whole.details)) },
    Column(.expected) { whole, csv, row in
      row.cell(csv.say.reading(whole.details.expected ?? "", whole.issue.rule.valueWords))
    },
    Column(.actual) { whole, csv, row in
      row.cell(csv.say.reading(whole.details.actual ?? "", whole.issue.rule.valueWords))
    },
    Column(.difference) { whole, _, row in row.cell(whole.details.difference ?? "") },
    Column(.amountAtRisk) { whole, _, row in row.cell(whole.issue.finding.facts.amount) },
    Column(.evidence) { whole, csv, row in row.cell(evidence(of: whole, csv.say)) },
    Column(.remedy, ofRule: { rule, say in say.text(rule.remedy) }),
    Column(.due, .kind) { whole, _, row in row.cell(whole.issue.due.description) },
    Column(.firstSeen, .kind) { whole, _, row in row.cell(whole.issue.firstSeen.description) },
    Column(.lastSeen, .kind) { whole, _, row in row.cell(whole.issue.lastSeen.description) },
    Column(.timesSeen, .kind) { whole, _, row in row.cell(whole.issue.timesSeen) },
    // All issues of a run have the same in these two.
    Column(.foundAt, .kind) { _, csv, row in row.cell(csv.report.asOf.description) },
    Column(.foundBy, .kind) { _, csv, row in row.cell("Paicha " + csv.report.version) },
    Column(.causeClass, ofHandling: { $0.remedy.causeClass.map($1.causeClass) }),
    Column(.effect, ofHandling: { handling, _ in handling.remedy.effect }),
    Column(.measure, ofHandling: { handling, _ in handling.remedy.measure }),
    Column(.responsible, ofHandling: { handling, _ in handling.assignment.person }),
    Column(.completedOn, ofHandling: { handling, _ in handling.remedy.completedOn?.description }),
  ]

  /// How many documents or values one cell names; the rest is in `issues.jsonl`.
  private static let namedInCell = 20

  private static func otherDocuments(of whole: WholeIssue, _ say: Wording) -> String {
    // Most findings are about nothing else.
    if whole.otherDocuments.isEmpty { return "" }
    return joined(Array(whole.otherDocuments), say) { document in
      "\(say.text(document.entityLabel)) \(document.key) (\(place(of: document)))"
    }
  }

  private static func evidence(of whole: WholeIssue, _ say: Wording) -> String {
    joined(whole.details.evidence, say) { evidence in
      var text = say.text(evidence.label)
      text += " = "
      text += say.value(of: evidence, whole.issue.rule)
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

/// Where a document stands, as editors and terminals write it: `orders.csv:214`.
func place(of document: Document) -> String {
  var place = document.file
  place += ":"
  place += String(document.line)
  return place
}
