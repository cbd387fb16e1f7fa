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
    let run = RunTexts(of: report)
    JSONWriter.write(to: &buffer, .line) { json in
      for alike in batch.issues {
        let beginning = JSONWriter.members { $0.beginning(of: alike.first) }
        let end = JSONWriter.members { $0.end(of: alike.first, run) }
        beginning.withUnsafeBufferPointer { beginning in
          end.withUnsafeBufferPointer { end in
            for finding in alike.findings {
              json.object { json in
                json.member("id", finding.facts.id)
                json.written(members: beginning)
                json.members(of: finding)
                json.written(members: end)
              }
              json.endLine()
            }
          }
        }
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

extension JSONWriter {
  /// All that a line says of an issue.
  mutating func members(of issue: Issue, in report: MonthlyReport) {
    member("id", issue.finding.id)
    beginning(of: issue)
    members(of: WholeFinding(issue.finding))
    end(of: issue, RunTexts(of: report))
  }

  /// What comes before that which each issue has of its own, and is the same for all that are alike.
  fileprivate mutating func beginning(of issue: Issue) {
    member("status", issue.status.rawValue)
    member("outcome", issue.finding.outcome.rawValue)
    object("rule") { json in
      json.member("id", issue.rule.id)
      json.member("pack", issue.rule.pack)
      json.member("stage", issue.rule.stage)
      json.member("clause", issue.rule.clause)
      json.member("severity", issue.rule.severity.rawValue)
      json.member("department", issue.rule.department)
    }
  }

  /// What each issue has of its own.
  fileprivate mutating func members(of finding: WholeFinding) {
    object("message") { json in
      json.key("zh-Hans")
      json.string { finding.details.sentence.forEachPart(in: .zhHans, $0) }
      json.key("zh-Hant")
      json.string { finding.details.sentence.forEachPart(in: .zhHant, $0) }
      json.key("en")
      json.string { finding.details.sentence.forEachPart(in: .en, $0) }
    }
    member("reason", finding.details.reason)
    member("order", finding.facts.caseKey)
    object("subject") { json in
      // Read where they lie; a document that is handed on is counted up and down in all its parts.
      json.member("entity", finding.facts.subject.entity)
      json.member("key", finding.facts.subject.key)
      json.member("file", finding.facts.subject.file)
      json.member("line", finding.facts.subject.line)
    }
    objects("otherDocuments", finding.details.documents) { $0.members(of: $1) }
    member("furtherDocuments", finding.details.furtherDocuments)
    objects("evidence", finding.details.evidence) { json, evidence in
      json.member("path", evidence.path)
      json.member("value", evidence.value)
    }
    member("field", finding.details.field)
    member("expected", finding.details.expected)
    member("actual", finding.details.actual)
    member("difference", finding.details.difference)
    member("amount", finding.facts.amount)
    if let grounds = finding.facts.grounds { members(of: grounds) }
  }

  /// What comes after that, and is the same for all that are alike.
  fileprivate mutating func end(of issue: Issue, _ run: RunTexts) {
    if issue.isHandled { members(of: issue.handling) }
    if let department = issue.escalatedTo {
      object("escalatedTo") { json in
        json.member("id", department.id)
        json.member("label", department.label)
      }
    }
    member("due", issue.due.description)
    member("firstSeen", issue.firstSeen.description)
    member("lastSeen", issue.lastSeen.description)
    member("timesSeen", issue.timesSeen)
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
