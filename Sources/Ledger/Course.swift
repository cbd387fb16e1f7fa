import Findings
import Values

/// What the ledger makes of a finding, whatever leave or due date there is.
struct Course {
  var rule: RuleFacts
  /// New, carried or reopened.
  var status: Issue.Status
  var firstSeen: Period
  var timesSeen: Int
  var due: CivilDate
  var handling: Handling
  /// How often it came back, this time included.
  var reopenings: Int
  /// Whether an earlier run of the period entered the same.
  var isEntered = false
}

extension Course {
  /// That of an issue that the ledger does not know.
  ///
  /// - Parameter due: the day by which a new issue of the rule is to be remedied.
  init(newOf rule: RuleFacts, due: CivilDate, in period: Period) {
    self.init(
      rule: rule, status: .new, firstSeen: period, timesSeen: 1, due: due, handling: Handling(),
      reopenings: 0)
  }
}

/// What of a course enters the ledger when the run is posted.
struct CourseSighting {
  var status: Issue.Status
  var due: CivilDate
  var isEntered: Bool

  init(_ course: Course) {
    (status, due, isEntered) = (course.status, course.due, course.isEntered)
  }
}

extension IssueLedger {
  /// - Parameters:
  ///   - facts: what a finding is about; nil where nobody asks whether that was said before.
  ///   - due: the day by which a new issue of the rule is to be remedied.
  func course(
    of facts: WrittenFacts?, known record: IssueRecord, _ rule: RuleFacts, due newlyDue: CivilDate,
    _ run: PostedRun
  ) -> Course {
    let before = record.standing(before: run.period, on: run.asOf)
    let own = record.sightings.first { $0.period == run.period }
    let again = own == nil ? nil : record.standing(throughRunsOf: run.period, on: run.asOf)
    let isBackSince = again?.isOver ?? false
    let isBack = isBackSince || own?.status == .reopened || (before?.isOver ?? false)
    let known = own?.status == .reopened || !isBack ? again ?? before : nil
    let due = isBackSince ? nil : known?.due
    var handling = (again ?? before)?.handling ?? Handling()
    // What is found again is not done.
    if isBack { handling.remedy.completedOn = nil }
    var course = Course(
      rule: rule, status: isBack ? .reopened : before == nil ? .new : .carried,
      firstSeen: before?.firstSeen ?? run.period, timesSeen: (before?.timesSeen ?? 0) + 1,
      due: due ?? newlyDue, handling: handling,
      reopenings: (before?.reopenings ?? 0) + (isBack ? 1 : 0))
    course.isEntered =
      !isBackSince && own?.status == course.status && again?.due == course.due
      && facts.map { $0 == record.written } ?? false
    return course
  }
}
