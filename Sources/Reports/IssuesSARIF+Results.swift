import Findings
import Ledger
import Values

extension IssuesSARIF {
  /// The members of one result.
  func result(_ json: inout JSONWriter, _ issue: Issue) {
    let finding = issue.finding
    json.member("ruleId", issue.rule.id)
    if let index = ruleIndices[issue.rule.id] { json.member("ruleIndex", index) }
    // Open is "evaluated, and there was not enough to decide" (§3.27.9); it has no level (§3.27.10).
    let isFailure = finding.outcome == .fail
    json.member("kind", isFailure ? "fail" : "open")
    json.member("level", isFailure ? issue.rule.severity.sarifLevel : "none")
    json.message("message", say.text(finding.message))
    json.key("locations")
    json.array { json in json.object { location(&$0, finding.subject, order: finding.caseKey) } }
    let others = finding.documents.filter { $0 != finding.subject }
    if !others.isEmpty {
      json.objects("relatedLocations", others.enumerated()) { json, other in
        json.member("id", other.offset + 1)
        location(&json, other.element, order: nil)
        json.message("message", "\(say.text(other.element.entityLabel)) \(other.element.key)")
      }
    }
    // The second is the one by which GitHub tells that an alert is the same; a line's hash would not.
    json.object("partialFingerprints") { json in
      json.member("paichaIssue/v1", finding.id)
      json.member("primaryLocationLineHash", finding.id)
    }
    if report.followUp != nil { json.member("baselineState", baselineState(of: issue)) }
    suppressions(&json, finding.waiver)
    json.object("properties") { properties(&$0, issue) }
  }

  /// Where a document stands, and which it is.
  private func location(_ json: inout JSONWriter, _ document: Document, order: String?) {
    places.physicalLocation(&json, document.file, line: document.line)
    var names = [(document.entity, document.key)]
    if let order, names[0] != ("order", order) { names.append(("order", order)) }
    json.objects("logicalLocations", names) { json, name in
      json.member("name", name.1)
      json.member("fullyQualifiedName", "\(name.0)/\(name.1)")
      json.member("kind", name.0)
    }
  }

  /// How it stands against the ledger before the run, which is the baseline. What that held and the run did not
  /// find is in `remediation.csv`: a result that is absent would have no message.
  private func baselineState(of issue: Issue) -> String {
    switch issue.status {
    case .new: "new"
    case .carried, .overdue: "unchanged"
    case .reopened: "updated"
    case .waived: issue.timesSeen > 1 ? "unchanged" : "new"
    }
  }

  /// An empty list says that nobody let it stand; none at all would say that nobody looked (§3.27.23).
  private func suppressions(_ json: inout JSONWriter, _ waiver: Waiver?) {
    json.objects("suppressions", waiver.map { [$0] } ?? []) { json, waiver in
      json.member("kind", "external")
      json.member("status", "accepted")
      json.member("justification", VisibleText.of(say.text(waiver.reason)))
      json.object("properties") { json in
        json.member("approver", waiver.approver)
        if let from = waiver.from { json.member("from", from.description) }
        json.member("until", waiver.until.description)
      }
    }
  }

  /// What has no place of its own in the format; what a finding lacks is left out.
  private func properties(_ json: inout JSONWriter, _ issue: Issue) {
    let finding = issue.finding
    for (name, text) in [
      ("outcome", finding.outcome.rawValue), ("severity", issue.rule.severity.rawValue),
      ("status", issue.status.rawValue), ("department", issue.rule.department),
      ("order", finding.caseKey), ("field", finding.field), ("expected", finding.expected),
      ("actual", finding.actual), ("difference", finding.difference),
      ("amount", finding.amount?.description), ("cause", finding.cause?.findingID),
      ("due", issue.due.description), ("firstSeen", issue.firstSeen.description),
      ("lastSeen", issue.lastSeen.description),
    ] {
      if let text { json.member(named: name, text) }
    }
    json.member("timesSeen", issue.timesSeen)
    if finding.furtherDocuments > 0 { json.member("furtherDocuments", finding.furtherDocuments) }
  }
}

extension Severity {
  /// The format has three words for four severities: critical and major are both errors, and their ranks differ.
  var sarifLevel: String {
    switch self {
    case .critical, .major: "error"
    case .minor: "warning"
    case .info: "note"
    }
  }

  /// From 0 to 100.
  var sarifRank: Int {
    switch self {
    case .critical: 100
    case .major: 75
    case .minor: 50
    case .info: 25
    }
  }
}
