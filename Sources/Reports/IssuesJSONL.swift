import Findings
import Ledger
import Values

/// `issues.jsonl`: every issue as one line of JSON, with all fields in all languages.
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
    var ruleTexts = RuleTexts()
    let run = RunTexts(of: report)
    JSONWriter.write(to: &buffer, .line) { json in
      for whole in batch.issues {
        let rule = ruleTexts.json(of: whole.issue.rule)
        json.object { $0.members(of: whole, run, rule: rule) }
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

/// The JSON of the last rule: issues stand in the order of the rules, and half of a line is its rule's.
private struct RuleTexts {
  private var last: RuleFacts?
  private var json: [UInt8] = []

  mutating func json(of rule: RuleFacts) -> [UInt8] {
    if rule === last { return json }
    last = rule
    json = JSONWriter.bytes(.line) { json in json.object { $0.members(of: rule) } }
    return json
  }
}

extension JSONWriter {
  /// All that is known of an issue.
  mutating func members(of issue: Issue, in report: MonthlyReport) {
    members(of: WholeIssue(issue), RunTexts(of: report), rule: nil)
  }

  /// All that is known of an issue.
  ///
  /// - Parameter rule: Its rule as JSON of the same layout; nil writes it here.
  fileprivate mutating func members(of whole: WholeIssue, _ run: RunTexts, rule: [UInt8]?) {
    member("id", whole.issue.finding.id)
    member("status", whole.issue.status.rawValue)
    member("outcome", whole.issue.finding.outcome.rawValue)
    key("rule")
    if let rule { written(rule) } else { object { $0.members(of: whole.issue.rule) } }
    member("message", whole.details.message)
    member("reason", whole.details.reason)
    if let cause = whole.issue.finding.cause {
      key("cause")
      object { json in
        json.member("id", cause.findingID)
        json.member("rule", cause.ruleID)
        json.label("title", cause.ruleTitle)
      }
    }
    if let waiver = whole.issue.finding.waiver {
      key("waiver")
      object { $0.members(of: waiver) }
    }
    member("order", whole.issue.finding.caseKey)
    key("subject")
    object { $0.members(of: whole.issue.finding.subject) }
    objects("documents", whole.details.documents) { $0.members(of: $1) }
    key("furtherDocuments")
    integer(whole.details.furtherDocuments)
    objects("evidence", whole.details.evidence) { json, evidence in
      json.member("path", evidence.path)
      json.label("label", evidence.label)
      json.member("value", evidence.value)
    }
    member("field", whole.details.field)
    member("expected", whole.details.expected)
    member("actual", whole.details.actual)
    member("difference", whole.details.difference)
    member("amount", whole.issue.finding.amount)
    member("due", whole.issue.due.description)
    member("firstSeen", whole.issue.firstSeen.description)
    member("lastSeen", whole.issue.lastSeen.description)
    member("timesSeen", whole.issue.timesSeen)
    if let department = whole.issue.escalatedTo {
      key("escalatedTo")
      object { json in
        json.member("id", department.id)
        json.label("label", department.label)
      }
    }
    if whole.issue.isHandled { members(of: whole.issue.handling) }
    member("foundAt", run.foundAt)
    member("foundBy", run.foundBy)
  }

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

  mutating func members(of document: Document) {
    member("entity", document.entity)
    label("entityLabel", document.entityLabel)
    member("key", document.key)
    member("file", document.file)
    member("line", document.line)
  }
}
