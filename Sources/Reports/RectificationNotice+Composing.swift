import Findings
import Ledger
import Values

extension RectificationNotice {
  /// One for each department with an open issue, whether this run found it or did not look for it.
  static func notices(
    for issues: [Issue], _ sorting: IssueSorting, _ followUp: FollowUp,
    _ remediation: Remediation, _ period: Period
  ) -> [RectificationNotice] {
    let departments = remediation.departments.filter { $0.counts.open > 0 }
    var gathering = Gathering(departments: departments.map(\.id))
    gathering.addIssues(issues, sorting)
    gathering.addPastIssues(followUp.unexamined)
    gathering.addOrders(sorting)
    gathering.addAmounts(sorting)
    return zip(departments, gathering.parts).map { department, part in
      RectificationNotice(
        department, part, number: "\(period)-\(department.id)", sorting, followUp.unexamined)
    }
  }

  private init(
    _ department: Remediation.Department, _ part: Gathering.Part, number: String,
    _ sorting: IssueSorting, _ past: [PastIssue]
  ) {
    self.department = department.id
    self.number = number
    var room = Notices.listedLimit
    failed = foremostIssues(among: part.failed, in: sorting, limit: room)
    room -= failed.count
    undetermined = foremostIssues(among: part.undetermined, in: sorting, limit: room)
    room -= undetermined.count
    let worst = part.unexamined.sorted { a, b in
      let (x, y) = (past[a].facts, past[b].facts)
      if x.severity != y.severity { return x.severity > y.severity }
      let (amount, other) = (x.amount ?? .zero, y.amount ?? .zero)
      return amount == other ? a < b : amount > other
    }
    unexamined = Array(worst.prefix(room))
    counts = department.counts
    failedBySeverity = part.failedBySeverity
    undeterminedCount = part.undetermined.count
    orders = part.orders
    amountAtRisk = part.amountAtRisk
    firstDue = part.firstDue
    told = part.told
  }
}

/// Gathers the issues of all departments in the same sweeps.
private struct Gathering {
  struct Part {
    var failed: [Int] = []
    var undetermined: [Int] = []
    var unexamined: [Int] = []
    var failedBySeverity = [Int](repeating: 0, count: Severity.allCases.count)
    var orders = 0
    var amountAtRisk: Decimal128? = .zero
    var firstDue: CivilDate?
    var told: [RectificationNotice.Told] = []

    mutating func tell(_ department: String, _ count: Int) {
      if let place = told.firstIndex(where: { $0.department == department }) {
        told[place].count += count
      } else {
        told.append(RectificationNotice.Told(department: department, count: count))
      }
    }
  }

  private let numbers: [String: Int]
  private(set) var parts: [Part]
  /// For each issue, the number of the department that has to act; -1 when it has nothing open.
  private var partOfIssue: [Int] = []

  init(departments: [String]) {
    numbers = Dictionary(uniqueKeysWithValues: zip(departments, departments.indices))
    parts = departments.map { _ in Part() }
  }

  mutating func addIssues(_ issues: [Issue], _ sorting: IssueSorting) {
    let partOfRule = sorting.rules.map { numbers[$0.department] ?? -1 }
    partOfIssue = Array(repeating: -1, count: issues.count)
    let placeOfRule = sorting.rules.map { severitiesWorstFirst.firstIndex(of: $0.severity)! }
    for stretch in IssueStretches(issues).ranges {
      let issue = issues[stretch.lowerBound]
      let rule = sorting.ruleOfIssue[stretch.lowerBound]
      let part =
        issue.isHandled ? numbers[issue.actingDepartment] ?? -1 : partOfRule[rule]
      if part < 0 { continue }
      var open = 0
      for index in stretch {
        partOfIssue[index] = part
        switch sorting.standings[index] {
        case .failed:
          parts[part].failed.append(index)
          parts[part].failedBySeverity[placeOfRule[rule]] += 1
        case .undetermined: parts[part].undetermined.append(index)
        case .waived: continue
        }
        open += 1
      }
      if open == 0 { continue }
      parts[part].firstDue = min(parts[part].firstDue ?? issue.due, issue.due)
      if let told = issue.escalatedTo { parts[part].tell(told.id, open) }
    }
  }

  mutating func addPastIssues(_ issues: [PastIssue]) {
    for (index, issue) in issues.enumerated() {
      guard let part = numbers[issue.actingDepartment] else { continue }
      parts[part].unexamined.append(index)
      parts[part].firstDue = min(parts[part].firstDue ?? issue.due, issue.due)
    }
  }

  mutating func addOrders(_ sorting: IssueSorting) {
    // The last order counted for each department: the issues of an order come one after the other.
    var last = [Int](repeating: -1, count: parts.count)
    sorting.byOrder.forEach { order, run in
      for index in run.lazy.map({ Int($0) }) where sorting.standings[index] == .failed {
        let part = partOfIssue[index]
        guard part >= 0, last[part] != order else { continue }
        last[part] = order
        parts[part].orders += 1
      }
    }
  }

  mutating func addAmounts(_ sorting: IssueSorting) {
    var largest: [(part: Int, amount: Decimal128)] = []
    sorting.bySubject.forEach { _, run in
      largest.removeAll(keepingCapacity: true)
      for index in run.lazy.map({ Int($0) })
      where sorting.standings[index] == .failed && partOfIssue[index] >= 0 {
        guard let amount = sorting.amounts[index] else { continue }
        if let place = largest.firstIndex(where: { $0.part == partOfIssue[index] }) {
          largest[place].amount = max(largest[place].amount, amount)
        } else {
          largest.append((partOfIssue[index], amount))
        }
      }
      for (part, amount) in largest {
        parts[part].amountAtRisk = parts[part].amountAtRisk.flatMap { $0.adding(amount) }
      }
    }
  }
}
