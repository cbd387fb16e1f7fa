import Findings
import Ledger
import TestSupport
import Testing
import Values

@testable import Reports

/// What is sent out: counted by hand.
@Suite struct NoticeTests {
  private typealias Issue = Ledger.Issue

  /// Seven issues on three orders. The second explains the sixth; the fifth has leave to stand.
  private static var issues: [Issue] {
    let (totals, review, phone) = (
      SampleReport.totals, escalating(SampleReport.lateReview), SampleReport.phone
    )
    var issues = [
      SampleReport.issue(totals, 1, order: "DD-1", amount: "150000"),
      SampleReport.issue(totals, 2, order: "DD-2", amount: "99999.99"),
      SampleReport.issue(review, 3, order: "DD-3", amount: "200", status: .reopened),
      SampleReport.issue(review, 4, order: "DD-3", outcome: .undetermined, amount: "999999"),
      SampleReport.issue(review, 5, order: "DD-3", amount: "300", status: .waived),
      SampleReport.issue(review, 6, order: "DD-2", amount: "99999.99"),
      SampleReport.issue(phone, 1, order: "DD-1", amount: "100000.00", status: .carried),
    ]
    issues[4].finding.waiver = Waiver(
      reason: SampleReport.text("特批", "特批", "approved"), approver: "戚远山", from: nil,
      until: CivilDate("2025-12-31")!)
    issues[5].finding.cause = FindingCause(
      findingID: issues[1].finding.id, ruleID: totals.id, ruleTitle: totals.title)
    issues[2].escalatedTo = review.escalation[0]
    issues[2].due = CivilDate("2025-09-20")!
    return issues
  }

  private static func escalating(_ rule: RuleFacts) -> RuleFacts {
    SampleReport.copy(
      rule,
      escalation: [
        DepartmentFacts(
          id: "order-centre", label: SampleReport.text("订单管理中心", "訂單管理中心", "Order Centre"))
      ])
  }

  private func report(_ change: (inout [Issue]) -> Void = { _ in }) -> MonthlyReport {
    var issues = NoticeTests.issues
    change(&issues)
    return SampleReport.report(issues: issues, followUp: FollowUp())
  }

  // MARK: - What is major

  @Test func whatIsCriticalOrReachesTheLimitIsMajor() throws {
    let notice = try #require(report().notices.major)
    // The second is not major, but it explains the sixth, which is.
    #expect(notice.entries.map(\.issue) == [2, 0, 1, 6])
    #expect(notice.entries.map(\.consequenceCount) == [0, 0, 1, 0])
    #expect((notice.count, notice.newCount) == (4, 2))
    #expect((notice.consequenceCount, notice.waivedCount) == (1, 1))
    #expect(notice.orders == 3)
    // The first and the last are about one document: 150000 + 99999.99 + 200.
    #expect(notice.amountAtRisk == Decimal128("250199.99"))
    #expect(notice.superiors == ["order-centre"])
    #expect(notice.departments == ["sales", "legal"])
  }

  @Test func withoutALimitOnlySeverityCounts() throws {
    let report = SampleReport.report(issues: NoticeTests.issues, majorAmount: nil)
    let notice = try #require(report.notices.major)
    #expect(notice.entries.map(\.issue) == [2, 1])
    #expect(
      try !rendered("notices/major-issues.md", of: report, in: .en).contains("or more in doubt"))
  }

  @Test func aConsequenceOfWhatMayStandStandsForItself() throws {
    let notice = try #require(
      report {
        $0[1].finding.waiver = $0[4].finding.waiver
        $0[1].status = .waived
      }.notices.major)
    #expect(notice.entries.map(\.issue) == [2, 5, 0, 6])
    // What may stand is below the limit itself.
    #expect((notice.consequenceCount, notice.waivedCount) == (0, 1))
  }

  @Test func whereNothingIsMajorThereIsNoNotice() {
    let issues = [NoticeTests.issues[1], NoticeTests.issues[3]]
    let report = SampleReport.report(issues: issues, followUp: nil)
    #expect(report.notices.major == nil)
    #expect(names(of: report).allSatisfy { !$0.contains("major") })
  }

  @Test func whatIsNewIsMarked() throws {
    let rows = try rendered("notices/major-issues.md", of: report(), in: .en)
      .split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("Order DD") }
    #expect(rows.map { $0.contains("| New |") } == [false, true, true, false])
    #expect(rows[2].contains("major consequences: 1"))
  }

  // MARK: - For the departments

  @Test func eachDepartmentIsToldWhatIsItsOwn() throws {
    let notices = report().notices.rectifications
    #expect(notices.map(\.number) == ["2025-09-legal", "2025-09-sales"])
    let legal = notices[0]
    // The consequence is hers to remedy too, but its money stands under its cause.
    #expect(legal.failed == [2, 5])
    #expect(legal.undetermined == [3])
    #expect((legal.failedCount, legal.undeterminedCount, legal.orders) == (2, 1, 2))
    #expect(legal.failedBySeverity == [2, 0, 0, 0])
    #expect(legal.amountAtRisk == Decimal128("200"))
    #expect((legal.counts.open, legal.counts.waived) == (3, 1))
    #expect((legal.counts.new, legal.counts.reopened) == (2, 1))
    #expect(legal.firstDue == CivilDate("2025-09-20"))
    #expect(legal.told == [RectificationNotice.Told(department: "order-centre", count: 1)])
    let sales = notices[1]
    #expect(sales.failed == [0, 1, 6])
    #expect(sales.amountAtRisk == Decimal128("249999.99"))
    #expect((sales.orders, sales.counts.carried) == (2, 1))
    #expect(sales.told.isEmpty)
  }

  @Test func whatIsAssignedIsTheAssignees() {
    let notices = report { issues in
      issues[2].handling.assignment = Assignment(department: "audit", person: "桑怀瑾")
    }.notices.rectifications
    #expect(notices.map(\.department) == ["sales", "legal", "audit"])
    #expect(notices[2].failed == [2])
    #expect(notices[1].failed == [5])
  }

  @Test func earlierIssuesThatNobodyLookedAtAreStillOpen() throws {
    var followUp = FollowUp()
    followUp.unexamined = [
      SampleReport.pastIssue("DD-7", rule: SampleReport.phone, amount: "9"),
      SampleReport.pastIssue("DD-8", rule: SampleReport.totals, amount: "1"),
      SampleReport.pastIssue("DD-9", rule: SampleReport.totals, amount: "2"),
    ]
    let report = SampleReport.report(issues: [], followUp: followUp)
    let notice = try #require(report.notices.rectifications.first)
    #expect(notice.unexamined == [2, 1, 0])
    #expect((notice.counts.open, notice.failedCount) == (3, 0))
    #expect(names(of: report) == ["notices/sales.html", "notices/sales.md"])
    #expect(try rendered("notices/sales.md", of: report, in: .zhHant).contains("未複查、逾期未改善"))
  }

  @Test func whoHasOnlyLeaveHasNoNotice() {
    let report = SampleReport.report(issues: [NoticeTests.issues[4]], followUp: nil)
    #expect(report.notices.isEmpty)
    #expect(names(of: report).isEmpty)
  }

  @Test func aSpotCheckTellsOnlyWhatIsMajor() {
    let report = SampleReport.report(
      issues: NoticeTests.issues, followUp: nil, occasion: .spotCheck)
    #expect(names(of: report) == ["notices/major-issues.html", "notices/major-issues.md"])
  }

  @Test func theWorstFiveHundredAreListedAndTheOthersSaidToBeElsewhere() throws {
    let issues = (1...520).map { number in
      SampleReport.issue(
        SampleReport.lateReview, number, order: "DD-\(number)",
        outcome: number > 490 ? .undetermined : .fail, amount: "\(number)")
    }
    var followUp = FollowUp()
    followUp.unexamined = [
      SampleReport.pastIssue("DD-0", rule: SampleReport.lateReview, amount: nil)
    ]
    let report = SampleReport.report(issues: issues, followUp: followUp)
    let notice = try #require(report.notices.rectifications.first)
    #expect(notice.failed.count == 490)
    #expect(notice.failed.first == 489)
    #expect(notice.undetermined.count == 10)
    #expect(notice.unexamined.isEmpty)
    for name in ["notices/legal.html", "notices/legal.md"] {
      let text = try rendered(name, of: report, in: .en)
      #expect(
        text.contains(
          "The worst 500 are listed here; the other 21 are in issues.csv, remediation.csv."))
    }
    let more = SampleReport.report(
      issues: issues
        + issues.map { issue in
          var issue = issue
          issue.finding.outcome = .fail
          issue.finding.id += "b"
          issue.finding.subject.key += "b"
          return issue
        })
    #expect(try #require(more.notices.major).entries.count == 500)
    #expect(try #require(more.notices.major).count == 1_010)
    #expect(
      try rendered("notices/major-issues.md", of: more, in: .zhHans)
        .contains("此处列出最严重的 500 个，其余 510 个见 issues.csv。"))
  }

  // MARK: - Pages

  @Test func theReportNamesTheNotices() throws {
    let page = try rendered("report.html", of: report(), in: .zhHans)
    for name in names(of: report()) { #expect(page.contains("<a href=\"\(name)\">\(name)</a>")) }
    let text = try rendered("report.md", of: report(), in: .zhHans)
    for name in names(of: report()) { #expect(text.contains(name)) }
    let clean = try rendered("report.html", of: SampleReport.cleanReport, in: .zhHans)
    #expect(!clean.contains("id=\"notices\""))
  }

  @Test func aPageHoldsNothingButItsStyles() throws {
    for name in names(of: report()) where name.hasSuffix(".html") {
      let page = try rendered(name, of: report(), in: .zhHant)
      let elements = try #require(openedElements(page))
      #expect(elements.filter { $0 == "style" }.count == 2)
      #expect(elements.allSatisfy { !["script", "img", "link", "iframe", "form"].contains($0) })
      for word in ["http://", "https://", "url(", "@import", " style=", " onclick=", " src="] {
        #expect(!page.contains(word), "\(word)")
      }
      let parts = page.split(separator: "<style>").dropFirst().map { $0.prefix { $0 != "<" } }
      for style in parts {
        var digest = SHA256()
        digest.update(Array(style.utf8))
        #expect(page.contains("&#39;sha256-\(base64(digest.finalize()))&#39;"))
      }
      #expect(page.contains("content=\"default-src &#39;none&#39;; style-src "))
      #expect(!page.contains("script-src"))
    }
  }

  private func names(of report: MonthlyReport) -> [String] {
    outputs(of: report, language: .zhHans).map(\.name).filter { $0.hasPrefix("notices/") }
  }

  // MARK: - Names

  @Test(arguments: [
    ("sales", "sales"), ("销售部", "销售部"), ("Sales_2-b", "Sales_2-b"), ("", "%"),
    ("..", "%2E%2E"), ("../../etc/passwd", "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd"), (".", "%2E"),
    ("a b", "a%20b"), ("a%20b", "a%2520b"), ("a\u{0}b", "a%00b"), ("a\\b:c", "a%5Cb%3Ac"),
    ("\u{202E}txt", "%E2%80%AEtxt"), ("\u{3164}", "%E3%85%A4"), ("major-issues", "%6Dajor-issues"),
  ])
  func noIdNamesAnotherFolder(_ id: String, _ name: String) {
    #expect(fileName(of: id) == name)
  }

  @Test func longNamesAreCutAndStayApart() {
    let ids = ["a", "b"].map { String(repeating: "长/", count: 5_000) + $0 }
    let names = ids.map { fileName(of: $0) }
    #expect(names[0] != names[1])
    #expect(names.allSatisfy { $0.utf8.count <= 120 && !$0.contains("/") })
  }
}
