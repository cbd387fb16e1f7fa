package import Findings
import Ledger
package import Values

/// What the departments' findings come to, against how much was checked of their work.
///
/// A score is 100 − 100 × points off ÷ checks decided, and never below 0: a demerit count as quality control
/// knows it, for each hundred checks.
package struct DepartmentScores: Sendable {
  /// What was declared.
  package let scoring: Scoring
  /// Departments that own a rule: the lowest score first, those without one last, then by id.
  package let departments: [DepartmentScore]
}

/// A department's score, with all that it is computed from.
package struct DepartmentScore: Sendable {
  /// How a finding counts.
  package enum Standing: Int, Sendable, CaseIterable {
    case inTime, overdue, reopened
  }

  package var id: String
  package var title: LocalizedText
  /// For each ``Standing`` the findings that take points off, by severity, the worst first.
  package var findings = [[Int]](
    repeating: [Int](repeating: 0, count: Severity.allCases.count), count: Standing.allCases.count)
  /// Outcomes of its rules that are pass or fail.
  package var judged = 0
  /// Outcomes of its rules that could not be decided; they count neither way.
  package var undetermined = 0
  package var pointsOff = Decimal128.zero
  /// To two places; nil when nothing was decided.
  package var score: Decimal128?

  init(id: String, title: LocalizedText) {
    self.id = id
    self.title = title
  }
}

extension DepartmentScores {
  /// - Parameter followUp: nil without a ledger.
  init(
    _ scoring: Scoring, verdict: Verdict, issues: [Issue], followUp: FollowUp?, asOf: CivilDate
  ) {
    self.scoring = scoring
    var departments: [String: DepartmentScore] = [:]
    func change(_ id: String, _ title: LocalizedText?, _ body: (inout DepartmentScore) -> Void) {
      body(&departments[id, default: DepartmentScore(id: id, title: title ?? LocalizedText([:]))])
    }
    for rule in verdict.rules {
      change(rule.facts.department, rule.facts.departmentLabel) { department in
        guard rule.notRun == nil else { return }
        department.judged += rule.counts.pass + rule.counts.fail
        department.undetermined += rule.counts.undetermined
      }
    }
    for stretch in IssueStretches(issues).ranges {
      let (rule, first) = (issues[stretch.lowerBound].rule, stretch.lowerBound)
      guard let standing = DepartmentScore.Standing(issues[first].status) else { continue }
      let count = stretch.count { index in
        issues[index].finding.facts.outcome == .fail
          && issues[index].finding.facts.grounds?.cause == nil
      }
      if count == 0 { continue }
      change(rule.department, rule.departmentLabel) { $0.add(count, rule.severity, standing) }
    }
    for issue in followUp?.unexamined ?? [] where issue.takesPointsOff(on: asOf) {
      change(issue.facts.department, nil) {
        $0.add(1, issue.facts.severity, issue.due < asOf ? .overdue : .inTime)
      }
    }
    self.departments = departments.values.map { $0.scored(by: scoring) }.sorted { a, b in
      switch (a.score, b.score) {
      case (let one?, let other?): (one, a.id) < (other, b.id)
      case (nil, nil): a.id < b.id
      default: a.score != nil
      }
    }
  }
}

extension DepartmentScore {
  fileprivate mutating func add(_ count: Int, _ severity: Severity, _ standing: Standing) {
    findings[standing.rawValue][severitiesWorstFirst.firstIndex(of: severity)!] += count
  }

  fileprivate func scored(by scoring: Scoring) -> DepartmentScore {
    var department = self
    for standing in Standing.allCases {
      let factor = standing.factor(of: scoring)
      for (severity, count) in zip(severitiesWorstFirst, findings[standing.rawValue]) {
        let off = scoring.points[severity]?.multiplied(by: factor)?
          .multiplied(by: Decimal128(count))
        department.pointsOff =
          off.flatMap { department.pointsOff.adding($0) } ?? department.pointsOff
      }
    }
    department.score = department.judged == 0 ? nil : department.remainder
    return department
  }

  /// What is left of 100.
  private var remainder: Decimal128? {
    pointsOff.multiplied(by: Decimal128(100))?.divided(by: Decimal128(judged))
      .flatMap { Decimal128(100).subtracting($0) }
      .flatMap { max($0, .zero).rounded(toScale: 2, .halfEven) }
  }
}

extension DepartmentScore.Standing {
  fileprivate func factor(of scoring: Scoring) -> Decimal128 {
    switch self {
    case .inTime: .one
    case .overdue: scoring.overdueFactor
    case .reopened: scoring.reopenedFactor
    }
  }

  /// Nil for what is waived, which takes no points off.
  fileprivate init?(_ status: Issue.Status) {
    switch status {
    case .new, .carried: self = .inTime
    case .overdue: self = .overdue
    case .reopened: self = .reopened
    case .waived: return nil
    }
  }
}

extension PastIssue {
  /// Whether it still counts though nobody looked at it again. What the department says is done waits for a run
  /// to verify it.
  fileprivate func takesPointsOff(on day: CivilDate) -> Bool {
    facts.outcome == .fail && !facts.isConsequence && handling.remedy.completedOn == nil
      && !isWaived(on: day)
  }
}
