import Findings
import Ledger
import Values

/// Issues as rows of numbers for the page's script, and the texts that the numbers stand for: what many issues say
/// stands in the page once, so that it holds a hundred thousand of them.
struct EmbeddedIssues {
  /// Indices of issues, that which matters most first.
  private(set) var indices: ArraySlice<Int> = []
  private(set) var rows = NumberRows()
  private var numbering = TextNumbers()
  /// Lists of texts by their numbers: what stands below the evidence is the same for most issues of a rule.
  private(set) var lists = NumberRows()
  private var numberOfList: [[Int32]: Int] = [:]
  private var ofRule: [ObjectIdentifier: RuleNumbers] = [:]
  /// The day of the issue before, and the number of its text: most are to be remedied by one of a few days.
  private var dueBefore: (day: CivilDate, number: Int)?

  var texts: [String] { numbering.texts }

  /// The most that the texts may take. Ordinary issues stay far below; texts of hostile length leave room for
  /// fewer issues instead of swelling the page.
  private static let textLimit = 48_000_000
  /// The same where the page holds the foremost of more issues than it could.
  private static let textLimitOfForemost = 3_000_000

  /// What of a row is the same for all issues of a rule, by the numbers of its texts.
  private struct RuleNumbers {
    var severity: Int
    var pack: Int
    var department: Int
    var departmentText: Int
    var title: Int
    /// The lists of issues of which the ledger has no more to say than when they were seen.
    var lists: [(firstSeen: Period, timesSeen: Int, number: Int)] = []
  }

  init(of page: HTMLReport) {
    let report = page.report
    let foremost = report.foremost
    let limit =
      foremost.count < report.issues.count
      ? EmbeddedIssues.textLimitOfForemost : EmbeddedIssues.textLimit
    let ranks = amountRanks(of: foremost, in: report.issues)
    for (place, index) in foremost.enumerated() {
      add(report.issues[index].whole, rank: ranks[place], page)
      indices = foremost[...place]
      // Each text has its quotes and a comma. The first page is there in any case.
      if numbering.byteCount + 3 * numbering.texts.count > limit, rows.count >= HTMLReport.pageSize
      {
        break
      }
    }
  }

  /// What the script knows the columns of a row by, in their order; two lists of evidence and documents follow.
  static let columns = [
    "severity", "outcome", "pack", "department", "departmentText", "status", "title", "message",
    "entity", "key", "place", "order", "amount", "amountRank", "due", "isConsequence", "id",
    "ruleList", "evidenceCount",
  ]

  private mutating func add(_ issue: Issue, rank: Int, _ page: HTMLReport) {
    let (finding, rule, say) = (issue.finding, issue.rule, page.say)
    // The page's bytes follow from the order in which texts are first numbered, which is that of the columns.
    let known = ofRule[ObjectIdentifier(rule)]
    let severity = known?.severity ?? number(rule.severity.rawValue)
    let outcome = number(finding.outcome.rawValue)
    let pack = known?.pack ?? number(rule.pack)
    let department = known?.department ?? number(rule.department)
    let departmentText = known?.departmentText ?? number(page.shown(say.department(rule)))
    let status = number(issue.status.rawValue)
    let title = known?.title ?? number(page.shown(say.text(rule.title)))
    if known == nil {
      ofRule[ObjectIdentifier(rule)] = RuleNumbers(
        severity: severity, pack: pack, department: department, departmentText: departmentText,
        title: title)
    }
    let evidence = page.evidenceRows(of: issue)
    rows.add(severity, outcome, pack, department, departmentText, status, title)
    rows.add(
      number(page.shown(say.messageAndReason(of: finding))),
      number(page.shown(say.text(finding.subject.entityLabel))),
      number(page.shown(finding.subject.key)), number(page.shown(place(of: finding.subject))),
      number(page.shown(finding.caseKey ?? "")), number(finding.amount.map(amountText) ?? ""))
    rows.add(
      rank, number(due: issue.due), finding.cause == nil ? 0 : 1, number(finding.id),
      list(of: issue, page), evidence.count)
    precondition(rows.openCount == EmbeddedIssues.columns.count, "every column has a name")
    for line in evidence { add(line, page) }
    for line in page.documentRows(of: finding) { add(line, page) }
    rows.endRow()
  }

  private mutating func add(_ line: HTMLReport.DetailRow, _ page: HTMLReport) {
    rows.add(
      number(page.shown(line.label)), number(page.shown(line.value)),
      number(page.shown(line.name)), line.isDiffering ? 1 : 0)
  }

  private mutating func number(_ text: String) -> Int { numbering.number(of: text) }

  private mutating func number(due day: CivilDate) -> Int {
    if let dueBefore, dueBefore.day == day { return dueBefore.number }
    let number = number(day.description)
    dueBefore = (day, number)
    return number
  }

  /// The number of the list of what is said of the issue's rule and its course.
  private mutating func list(of issue: Issue, _ page: HTMLReport) -> Int {
    let rule = ObjectIdentifier(issue.rule)
    let isOrdinary =
      !issue.isHandled && issue.escalatedTo == nil && issue.finding.waiver == nil
    if isOrdinary,
      let known = ofRule[rule]?.lists.first(where: {
        $0.firstSeen == issue.firstSeen && $0.timesSeen == issue.timesSeen
      })
    {
      return known.number
    }
    var numbers: [Int32] = []
    for (label, text) in page.ruleRows(of: issue) where label != .issueID && !text.isEmpty {
      numbers.append(Int32(number(page.say(label))))
      numbers.append(Int32(number(page.shown(text))))
    }
    let list = numberOfList[numbers] ?? lists.count
    if list == lists.count {
      numberOfList[numbers] = list
      for number in numbers { lists.add(Int(number)) }
      lists.endRow()
    }
    if isOrdinary { ofRule[rule]?.lists.append((issue.firstSeen, issue.timesSeen, list)) }
    return list
  }
}

/// Rows of numbers, one behind the other in one block of memory.
struct NumberRows {
  private var numbers: [Int32] = []
  private var ends: [Int] = []

  var count: Int { ends.count }
  /// How many numbers the row has that was not ended yet.
  var openCount: Int { numbers.count - (ends.last ?? 0) }

  mutating func add(_ numbers: Int...) {
    for number in numbers { self.numbers.append(Int32(number)) }
  }

  mutating func endRow() { ends.append(numbers.count) }

  func forEach(_ body: (ArraySlice<Int32>) -> Void) {
    var start = 0
    for end in ends {
      body(numbers[start..<end])
      start = end
    }
  }
}

/// For each issue the place of its amount among all; equal ones have one place, and those without any the first. The
/// script sorts by it, since its own numbers can't hold every amount, and leaves what is equal in the order of the list.
private func amountRanks(of indices: [Int], in issues: [Issue]) -> [Int] {
  let amounts = indices.map { issues[$0].finding.amount }
  let places = indices.indices.sorted { a, b in
    guard let x = amounts[a] else { return amounts[b] != nil }
    guard let y = amounts[b] else { return false }
    return x < y
  }
  var ranks = [Int](repeating: 0, count: indices.count)
  for (before, place) in zip(places, places.dropFirst()) {
    ranks[place] = ranks[before] + (amounts[place] == amounts[before] ? 0 : 1)
  }
  return ranks
}
