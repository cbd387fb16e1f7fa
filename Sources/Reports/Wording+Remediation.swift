import Findings
import Ledger
import Values

extension Remediation.Counts {
  /// The titles of ``figures``.
  static let phrases: [Phrase] = [
    .statusNew, .statusCarried, .statusOverdue, .statusReopened, .unexamined, .openIssues,
    .verified, .statusWaived,
  ]

  /// In the order of the report: what adds up to the open ones, these, and the others.
  var figures: [Int] {
    [new, carried, overdue, reopened, unexamined, open, verified, waived]
  }
}

extension Wording {
  func name(of department: Remediation.Department) -> String {
    let title = text(department.title)
    return title.isEmpty ? department.id : title
  }

  func age(_ age: Remediation.Age) -> String {
    switch age {
    case .thisMonth: self(.ageThisMonth)
    case .oneMonth: self(.ageOneMonth)
    case .twoToFive: self(.ageTwoToFive)
    case .sixOrMore: self(.ageSixOrMore)
    }
  }

  /// The department that has to act on an earlier issue.
  func department(of issue: PastIssue, in report: MonthlyReport) -> String {
    let id = issue.handling.assignment.department ?? issue.facts.department
    return report.department(id).map(text) ?? id
  }

  /// Department and person that were given the issue; empty when nobody was.
  func assignee(of issue: Issue, in report: MonthlyReport) -> String {
    let assignment = issue.handling.assignment
    let department = assignment.department.map { report.department($0).map(text) ?? $0 }
    return [department, assignment.person].compactMap { $0 }.joined(separator: " ")
  }

  func causeClass(_ causeClass: Remedy.CauseClass) -> String {
    switch causeClass {
    case .human: self(.causeHuman)
    case .process: self(.causeProcess)
    case .system: self(.causeSystem)
    }
  }
}

extension MonthlyReport {
  /// The title of a rule, or its id when the rule set no longer has it.
  func title(ofRule id: String, in language: Language) -> String {
    verdict.rules.first { $0.facts.id == id }?.facts.title[language] ?? id
  }

  /// The name of a department that some rule names.
  func department(_ id: String) -> LocalizedText? {
    for rule in verdict.rules {
      if rule.facts.department == id { return rule.facts.departmentLabel }
      if let level = rule.facts.escalation.first(where: { $0.id == id }) { return level.label }
    }
    return nil
  }
}
