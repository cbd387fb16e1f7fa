import Findings
package import Ledger
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

  /// Department and person that were given the issue; empty when nobody was.
  func assignee(of issue: Issue, _ names: IssueNames) -> String {
    let assignment = issue.handling.assignment
    let department = assignment.department.map { names.department($0, in: language) }
    return [department, assignment.person].compactMap { $0 }.joined(separator: " ")
  }

  package func state(_ state: CurrentIssue.State) -> String {
    switch state {
    case .open: self(.stateOpen)
    case .overdue: self(.statusOverdue)
    case .done: self(.stateDone)
    case .waived: self(.statusWaived)
    case .verified: self(.verified)
    case .closed: self(.stateClosed)
    }
  }

  package func causeClass(_ causeClass: Remedy.CauseClass) -> String {
    switch causeClass {
    case .human: self(.causeHuman)
    case .process: self(.causeProcess)
    case .system: self(.causeSystem)
    }
  }
}
