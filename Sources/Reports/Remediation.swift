import Findings
import Ledger
package import Values

/// What became of issues: how many came, stayed, were cleared, came back, and since when they are open.
package struct Remediation: Sendable {
  package let total: Counts
  /// By the department that has to act: the one assigned, else the rule's. The most open first, then by id.
  package let departments: [Department]
  /// Open issues by the number of months since they were first found, for each of ``Age``.
  package let ages: [Int]

  package struct Department: Sendable {
    package var id: String
    package var title: LocalizedText
    package var counts: Counts
  }

  package struct Counts: Sendable, Hashable {
    package var new = 0
    package var carried = 0
    package var overdue = 0
    package var reopened = 0
    /// With leave to stand, whether it was looked at or not.
    package var waived = 0
    /// Open before, judged again and gone.
    package var verified = 0
    /// Open before, and not looked at.
    package var unexamined = 0

    /// Everything that somebody still has to act on.
    package var open: Int { new + carried + overdue + reopened + unexamined }
  }

  package enum Age: Int, Sendable, CaseIterable {
    case thisMonth, oneMonth, twoToFive, sixOrMore

    init(months: Int) {
      switch months {
      case ...0: self = .thisMonth
      case 1: self = .oneMonth
      case 2...5: self = .twoToFive
      default: self = .sixOrMore
      }
    }
  }
}

extension Remediation {
  init(issues: [Issue], followUp: FollowUp, rules: [RuleFacts], period: Period) {
    let names = Dictionary(
      rules.flatMap { rule in
        [DepartmentFacts(id: rule.department, label: rule.departmentLabel)] + rule.escalation
      }.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    var counts: [String: Counts] = [:]
    var ages = [Int](repeating: 0, count: Age.allCases.count)
    func count(
      _ department: String, _ assignment: Assignment, _ figure: WritableKeyPath<Counts, Int>,
      openSince first: Period?, times: Int = 1
    ) {
      counts[assignment.department ?? department, default: Counts()][keyPath: figure] += times
      if let first { ages[Age(months: period.months(since: first)).rawValue] += times }
    }
    for stretch in IssueStretches(issues).ranges {
      let issue = issues[stretch.lowerBound]
      count(
        issue.rule.department, issue.isHandled ? issue.handling.assignment : Assignment(),
        issue.status.figure, openSince: issue.status == .waived ? nil : issue.firstSeen,
        times: stretch.count)
    }
    for issue in followUp.verified {
      count(issue.facts.department, issue.handling.assignment, \.verified, openSince: nil)
    }
    for issue in followUp.waived {
      count(issue.facts.department, issue.handling.assignment, \.waived, openSince: nil)
    }
    for issue in followUp.unexamined {
      count(
        issue.facts.department, issue.handling.assignment, \.unexamined,
        openSince: issue.firstSeen)
    }
    departments = counts.map { id, counts in
      Department(id: id, title: names[id] ?? LocalizedText([:]), counts: counts)
    }.sorted { a, b in (b.counts.open, a.id) < (a.counts.open, b.id) }
    total = counts.values.reduce(into: Counts()) { $0.add($1) }
    self.ages = ages
  }
}

extension Remediation.Counts {
  fileprivate mutating func add(_ other: Remediation.Counts) {
    new += other.new
    carried += other.carried
    overdue += other.overdue
    reopened += other.reopened
    waived += other.waived
    verified += other.verified
    unexamined += other.unexamined
  }
}

extension Issue.Status {
  fileprivate var figure: WritableKeyPath<Remediation.Counts, Int> {
    switch self {
    case .new: \.new
    case .carried: \.carried
    case .overdue: \.overdue
    case .reopened: \.reopened
    case .waived: \.waived
    }
  }
}
