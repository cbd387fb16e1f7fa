import Findings
import Ledger
import Values

/// `issues.jsonl`: every issue as one line of JSON, in all languages.
///
/// A line says what was found, where, of which rule, and how it stands. What a rule says to all of its issues, what it
/// finds, the remedy, and what values and documents are called, stands once in `report.json`, by the same ids.
struct IssuesJSONL: IssueTable {
  static let fileName = "issues.jsonl"

  let report: MonthlyReport

  static func annex(of report: MonthlyReport) -> Annex? {
    Annex(name: fileName, holds: .annexIssuesJSONL, count: report.issues.count)
  }

  init(report: MonthlyReport, language: Language) {
    self.report = report
  }

  /// There is no line before the first issue.
  func writeBeginning(to buffer: inout OutputBuffer) {}

  func writeRows(of batch: IssueBatch, to buffer: inout OutputBuffer) {
    var lines = MadeOfKinds<LineOfKind>()
    let run = RunTexts(of: report)
    JSONWriter.write(to: &buffer, .line) { json in
      for whole in batch.issues {
        let line = lines.made(of: whole.issue) { LineOfKind($0, run) }
        json.object { json in
          json.member("id", whole.issue.finding.facts.id)
          json.written(members: line.beginning)
          json.members(of: whole)
          json.written(members: line.end)
        }
        json.endLine()
      }
    }
  }
}

/// What is the same in all lines.
private struct RunTexts {
  let foundAt: String
  let foundBy: String

  init(of report: MonthlyReport) {
    foundAt = report.asOf.description
    foundBy = "Paicha " + report.version
  }
}

/// The members of a line that are the same for all issues of a kind.
private final class LineOfKind {
  let beginning: [UInt8]
  let end: [UInt8]

  init(_ kind: IssueKind, _ run: RunTexts) {
    beginning = JSONWriter.members { $0.beginning(of: kind) }
    end = JSONWriter.members { $0.end(of: kind, run) }
  }
}

extension JSONWriter {
  /// All that a line says of an issue.
  mutating func members(of issue: Issue, in report: MonthlyReport) {
    let kind = IssueKind(of: issue)
    member("id", issue.finding.id)
    beginning(of: kind)
    members(of: WholeIssue(issue))
    end(of: kind, RunTexts(of: report))
  }

  fileprivate mutating func beginning(of kind: IssueKind) {
    member("status", kind.status.rawValue)
    member("outcome", kind.outcome.rawValue)
    object("rule") { json in
      json.member("id", kind.rule.id)
      json.member("title", kind.rule.title)
      json.member("pack", kind.rule.pack)
      json.member("stage", kind.rule.stage)
      json.member("clause", kind.rule.clause)
      json.member("severity", kind.rule.severity.rawValue)
      json.member("department", kind.rule.department)
    }
  }

  /// What each issue has of its own.
  fileprivate mutating func members(of whole: WholeIssue) {
    member("message", whole.details.message)
    member("reason", whole.details.reason)
    member("order", whole.issue.finding.facts.caseKey)
    key("subject")
    object { $0.members(of: whole.issue.finding.facts.subject) }
    objects("otherDocuments", whole.otherDocuments) { $0.members(of: $1) }
    member("furtherDocuments", whole.details.furtherDocuments)
    objects("evidence", whole.details.evidence) { json, evidence in
      json.member("path", evidence.path)
      json.member("value", evidence.value)
    }
    member("field", whole.details.field)
    member("expected", whole.details.expected)
    member("actual", whole.details.actual)
    member("difference", whole.details.difference)
    member("amount", whole.issue.finding.facts.amount)
    if let grounds = whole.issue.finding.facts.grounds { members(of: grounds) }
    if whole.issue.isHandled { members(of: whole.issue.handling) }
    if let department = whole.issue.escalatedTo {
      object("escalatedTo") { json in
        json.member("id", department.id)
        json.member("label", department.label)
      }
    }
  }

  fileprivate mutating func end(of kind: IssueKind, _ run: RunTexts) {
    member("due", kind.due.description)
    member("firstSeen", kind.firstSeen.description)
    member("lastSeen", kind.lastSeen.description)
    member("timesSeen", kind.timesSeen)
    member("foundAt", run.foundAt)
    member("foundBy", run.foundBy)
  }

  private mutating func members(of grounds: FindingGrounds) {
    if let cause = grounds.cause {
      object("cause") { json in
        json.member("id", cause.findingID)
        json.member("rule", cause.ruleID)
      }
    }
    if let waiver = grounds.waiver { object("waiver") { $0.members(of: waiver) } }
  }

  /// All that stands once of a rule.
  mutating func members(of rule: RuleFacts) {
    member("id", rule.id)
    member("title", rule.title)
    member("pack", rule.pack)
    member("packTitle", rule.packTitle)
    member("stage", rule.stage)
    member("clause", rule.clause)
    member("severity", rule.severity.rawValue)
    member("department", rule.department)
    member("departmentLabel", rule.departmentLabel)
    member("finds", rule.finds)
    member("remedy", rule.remedy)
    member("dueDays", rule.dueDays)
    objects("paths", rule.paths) { json, path in
      json.member("path", path.id)
      json.member("label", path.label)
    }
  }

  /// What was said of it; what was not is left out.
  private mutating func members(of handling: Handling) {
    let (assignment, remedy) = (handling.assignment, handling.remedy)
    for (name, text) in [
      ("assignedDepartment", assignment.department), ("responsible", assignment.person),
      ("causeClass", remedy.causeClass?.rawValue), ("effect", remedy.effect),
      ("measure", remedy.measure), ("completedOn", remedy.completedOn?.description),
    ] {
      if let text { member(named: name, text) }
    }
  }

  mutating func members(of waiver: Waiver) {
    member("reason", waiver.reason)
    member("approver", waiver.approver)
    member("from", waiver.from?.description)
    member("until", waiver.until.description)
  }

  private mutating func members(of document: Document) {
    member("entity", document.entity)
    member("key", document.key)
    member("file", document.file)
    member("line", document.line)
  }
}
