import Findings
import Ledger
import Values

/// `issues.jsonl`: every issue as one line of JSON, with all fields in all languages.
struct IssuesJSONL: Renderer {
  static let fileName = "issues.jsonl"

  private let report: MonthlyReport

  init(report: MonthlyReport, language: Language) {
    self.report = report
  }

  func write(to buffer: inout OutputBuffer) {
    for issue in report.issues {
      JSONWriter.write(to: &buffer, .line) { json in
        json.object { $0.members(of: issue, in: report) }
      }
      buffer.append("\n")
    }
  }
}

extension JSONWriter {
  /// All that is known of an issue.
  mutating func members(of issue: Issue, in report: MonthlyReport) {
    let finding = issue.finding
    member("id", finding.id)
    member("status", issue.status.rawValue)
    member("outcome", finding.outcome.rawValue)
    key("rule")
    object { $0.members(of: issue.rule) }
    member("message", finding.message)
    member("reason", finding.reason)
    member("order", finding.caseKey)
    key("subject")
    object { $0.members(of: finding.subject) }
    objects("documents", finding.documents) { $0.members(of: $1) }
    objects("evidence", finding.evidence) { json, evidence in
      json.member("path", evidence.path)
      json.member("label", evidence.label)
      json.member("value", evidence.value)
    }
    member("field", finding.field)
    member("expected", finding.expected)
    member("actual", finding.actual)
    member("difference", finding.difference)
    member("amount", finding.amount)
    member("due", issue.due.description)
    member("firstSeen", issue.firstSeen.description)
    member("lastSeen", issue.lastSeen.description)
    member("timesSeen", issue.timesSeen)
    member("foundAt", report.asOf.description)
    member("foundBy", "Paicha " + report.version)
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

  mutating func members(of document: Document) {
    member("entity", document.entity)
    member("entityLabel", document.entityLabel)
    member("key", document.key)
    member("file", document.file)
    member("line", document.line)
  }
}
