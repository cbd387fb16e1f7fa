import Findings
import Ledger
import Values

/// Issues as rows of numbers for the page's script, and the texts that the numbers stand for: what many issues say
/// stands in the page once, so that it holds a hundred thousand of them.
struct EmbeddedIssues {
  /// Indices of issues, that which matters most first.
  private(set) var indices: ArraySlice<Int> = []
  private(set) var rows: [[Int]] = []
  private(set) var texts = Table<String>()
  /// Lists of texts by their numbers: what stands below the evidence is the same for most issues of a rule.
  private(set) var lists = Table<[Int]>()

  /// The most that the texts may take. Ordinary issues stay far below; texts of hostile length leave room for
  /// fewer issues instead of swelling the page.
  private static let textLimit = 48_000_000
  /// The same where the page holds the foremost of more issues than it could.
  private static let textLimitOfForemost = 3_000_000

  /// Numbers values from 0, each once.
  struct Table<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]

    mutating func number(of value: Value) -> Int {
      if let number = numbers[value] { return number }
      numbers[value] = values.count
      values.append(value)
      return values.count - 1
    }
  }

  init(of page: HTMLReport) {
    let foremost = page.report.foremost
    let limit =
      foremost.count < page.report.issues.count
      ? EmbeddedIssues.textLimitOfForemost : EmbeddedIssues.textLimit
    let ranks = amountRanks(of: foremost, in: page.report.issues)
    var textBytes = 0
    var counted = 0
    for (place, index) in foremost.enumerated() {
      add(page.report.issues[index].whole, rank: ranks[place], page)
      while counted < texts.values.count {
        textBytes += texts.values[counted].utf8.count + 3
        counted += 1
      }
      indices = foremost[...place]
      // The first page is there in any case.
      if textBytes > limit, rows.count >= HTMLReport.pageSize { break }
    }
  }

  /// What the script knows the columns of a row by, in their order; two lists of evidence and documents follow.
  static let columns = [
    "severity", "outcome", "pack", "department", "departmentText", "status", "title", "message",
    "entity", "key", "place", "order", "amount", "amountRank", "due", "isConsequence", "id",
    "ruleList", "evidenceCount",
  ]

  private mutating func add(_ issue: Issue, rank: Int, _ page: HTMLReport) {
    let (finding, say) = (issue.finding, page.say)
    func number(_ text: String) -> Int { texts.number(of: text) }
    let evidence = page.evidenceRows(of: issue)
    var row = [
      number(issue.rule.severity.rawValue), number(finding.outcome.rawValue),
      number(issue.rule.pack), number(issue.rule.department),
      number(page.shown(say.department(issue.rule))), number(issue.status.rawValue),
      number(page.shown(say.text(issue.rule.title))),
      number(page.shown(say.messageAndReason(of: finding))),
      number(page.shown(say.text(finding.subject.entityLabel))),
      number(page.shown(finding.subject.key)), number(page.shown(place(of: finding.subject))),
      number(page.shown(finding.caseKey ?? "")), number(finding.amount.map(amountText) ?? ""),
      rank, number(issue.due.description), finding.cause == nil ? 0 : 1, number(finding.id),
      lists.number(
        of: page.ruleRows(of: issue).filter { $0.0 != .issueID && !$0.1.isEmpty }
          .flatMap { [number(say($0.0)), number(page.shown($0.1))] }),
      evidence.count,
    ]
    precondition(row.count == EmbeddedIssues.columns.count, "every column has a name")
    for line in evidence + page.documentRows(of: finding) {
      row += [
        number(page.shown(line.label)), number(page.shown(line.value)),
        number(page.shown(line.name)), line.isDiffering ? 1 : 0,
      ]
    }
    rows.append(row)
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
