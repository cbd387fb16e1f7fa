import Findings
import Ledger
import Testing
import Values

@testable import Reports

@Suite struct MonthlyReportTests {
  @Test func aDocumentCountsItsLargestAmountOnce() throws {
    let report = SampleReport.report()
    // Order 2 fails two rules, both for 200; order 1 stands for the rest.
    #expect(report.breakdown.total.amountAtRisk == Decimal128("1234567.5"))
    #expect(report.breakdown.total.failed == 4)
    #expect(report.breakdown.total.undetermined == 1)
    #expect(report.breakdown.total.orders == 2)
    let groups = report.breakdown.packs.map(\.tally.amountAtRisk)
    #expect(groups == [Decimal128("1234567.5"), Decimal128("200")])
    #expect(report.largest.map(\.issue) == [0, 1])
    #expect(report.largest.map(\.furtherFindings) == [1, 1])
  }

  @Test func issuesAreRankedByOutcomeSeverityAmountAndOrder() {
    #expect(SampleReport.report().foremost == [4, 0, 1, 3, 2])
  }

  /// Order 2 fails two rules for 200; with leave for one of them it counts by the other alone.
  @Test func whatIsWaivedIsCountedApart() {
    let report = SampleReport.reportWithWaivers
    let total = report.breakdown.total
    #expect(total.failed == 3 && total.undetermined == 1 && total.waived == 1)
    #expect(total.failedBySeverity == [1, 1, 0, 1])
    #expect(total.amountAtRisk == Decimal128("1234567.5"))
    #expect(total.waivedAmount == Decimal128("200"))
    #expect(report.foremost == [4, 0, 3, 2, 1])
    #expect(report.largest.map(\.issue) == [0, 4])
  }

  /// One issue was cleared and one not looked at; another was not looked at, and there is leave for it.
  @Test func whatMayStandIsNotOpen() throws {
    let remediation = try #require(SampleReport.report().remediation)
    #expect(remediation.total.unexamined == 1 && remediation.total.waived == 1)
    #expect(remediation.total.open == 6)
    #expect(remediation.ages.reduce(0, +) == remediation.total.open)
  }

  /// A cause with its consequences goes where the cause belongs, whatever they are worth.
  @Test func consequencesFollowTheirCause() {
    func issue(_ order: String, _ amount: String, causedBy cause: String? = nil) -> Ledger.Issue {
      var issue = SampleReport.issue(SampleReport.totals, 1, order: order, amount: amount)
      issue.finding.id = order
      issue.finding.cause = cause.map {
        FindingCause(findingID: $0, ruleID: issue.rule.id, ruleTitle: issue.rule.title)
      }
      return issue
    }
    let issues = [
      issue("A1", "900", causedBy: "A"), issue("B", "200"), issue("A", "100"), issue("C", "50"),
      issue("A2", "950", causedBy: "A"), issue("C1", "10", causedBy: "C"),
      issue("X", "40", causedBy: "gone"), issue("D", "1"),
    ]
    let order = SampleReport.report(issues: issues).foremost.map { issues[$0].finding.id }
    // The cause of X is not among the issues, so that it stands by itself. Consequences have no amount.
    #expect(order == ["B", "A", "A1", "A2", "C", "C1", "X", "D"])
  }

  /// One number that many records bear by mistake does not push everything else out of the list.
  @Test func furtherConsequencesThanTwentyComeLast() {
    var issues = (0..<50).map { number in
      var issue = SampleReport.issue(SampleReport.totals, 1, order: "K\(number)")
      issue.finding.id = "K\(number)"
      issue.finding.cause = FindingCause(
        findingID: "A", ruleID: issue.rule.id, ruleTitle: issue.rule.title)
      return issue
    }
    for (id, amount) in [("A", "100"), ("B", "50")] {
      var issue = SampleReport.issue(SampleReport.totals, 1, order: id, amount: amount)
      issue.finding.id = id
      issues.append(issue)
    }
    let order = SampleReport.report(issues: issues).foremost.map { issues[$0].finding.id }
    #expect(order.count == 52)
    #expect(order[0] == "A" && order[21] == "B")
  }

  @Test func rejectsAreGroupedByFileAndReason() {
    let groups = SampleReport.report().rejectGroups
    #expect(groups.map(\.code) == ["not-a-number", "unequal-field-count"])
    #expect(groups.map(\.count) == [2, 1])
    #expect(groups[0].firstLine == 34)
    #expect(groups[0].lastLine == 35)
  }

  @Test func anAmountBeyondRangeIsSaidAndNotCapped() throws {
    let issues = (1...2).map { number in
      SampleReport.issue(
        SampleReport.totals, number, order: "DD-\(number)",
        amount: "9.999999999999999999999999999999999E+6144")
    }
    let report = SampleReport.report(issues: issues)
    #expect(report.breakdown.total.amountAtRisk == nil)
    #expect(try rendered("report.md", of: report, in: .en).contains("beyond range"))
  }

  @Test(arguments: [
    (true, true, Conclusion.findings), (true, false, .findingsAndIncomplete),
    (false, false, .incomplete), (false, true, .clean),
  ])
  func theConclusionFollowsTheRuleOfDecision(
    _ hasFailures: Bool, _ isComplete: Bool, _ conclusion: Conclusion
  ) {
    #expect(Conclusion(hasFailures: hasFailures, isComplete: isComplete) == conclusion)
  }

  /// Each thing that was not checked keeps a month without failures from being called clean.
  @Test func nothingLeftOutPassesForHealth() {
    let clean = SampleReport.cleanReport
    #expect(clean.conclusion == .clean)
    var variants: [(Coverage, Verdict)] = []
    func vary(_ change: (inout Coverage, inout Verdict) -> Void) {
      var (coverage, verdict) = (clean.coverage, clean.verdict)
      change(&coverage, &verdict)
      variants.append((coverage, verdict))
    }
    vary { coverage, _ in coverage.unrecognisedFiles = ["x"] }
    vary { coverage, _ in coverage.missingSources = SampleReport.coverage.missingSources }
    vary { coverage, _ in coverage.exports[0].rejectedRecords = 1 }
    vary { coverage, _ in coverage.exports[0].rejectedValues = 1 }
    vary { coverage, _ in coverage.exports[0].records = [] }
    vary { coverage, _ in
      coverage.exports[0].controlTotals = SampleReport.coverage.exports[0].controlTotals
    }
    vary { _, verdict in verdict.rules[0].counts.undetermined = 1 }
    vary { _, verdict in verdict.rules[0].notRun = SampleReport.totals.title }
    vary { _, verdict in verdict.kpis[0].notRun = SampleReport.totals.title }
    for (coverage, verdict) in variants {
      let report = MonthlyReport(
        period: clean.period, asOf: clean.asOf, scope: "", occasion: .monthEnd, version: "",
        coverage: coverage, verdict: verdict, issues: [])
      #expect(report.conclusion == .incomplete)
    }
  }

  /// Counting by sweeps agrees with counting by sets, group by group.
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func countsAgreeWithASlowCount(_ seed: UInt64) {
    var random = Seeded(state: seed)
    let rules = [
      SampleReport.totals, SampleReport.lateReview, SampleReport.phone, SampleReport.price,
    ]
    var issues = (0..<400).map { number in
      var issue = SampleReport.issue(
        rules.randomElement(using: &random)!, Int.random(in: 1...40, using: &random),
        order: "DD-\(Int.random(in: 1...25, using: &random))",
        outcome: Int.random(in: 0..<4, using: &random) == 0 ? .undetermined : .fail,
        amount: Bool.random(using: &random)
          ? "\(Int.random(in: 0...9_999, using: &random)).\(Int.random(in: 0...9, using: &random))"
          : nil)
      if number % 5 == 0 {
        issue.finding.cause = FindingCause(
          findingID: "another", ruleID: "another", ruleTitle: issue.rule.title)
      }
      return issue
    }
    issues[1].finding.id = "another"
    let breakdown = SampleReport.report(issues: issues).breakdown
    #expect(breakdown.total == slowTally(issues), "seed \(seed)")
    check(breakdown.packs, issues, seed, by: \.rule.pack)
    check(breakdown.departments, issues, seed, by: \.rule.department)
    check(breakdown.severities, issues, seed, by: \.rule.severity.rawValue)
    check(breakdown.stages, issues, seed, by: \.rule.stage)
  }

  private func check(
    _ groups: [Breakdown.Group], _ issues: [Ledger.Issue], _ seed: UInt64,
    by key: KeyPath<Ledger.Issue, String>
  ) {
    for group in groups {
      #expect(
        group.tally == slowTally(issues.filter { $0[keyPath: key] == group.id }),
        "\(group.id), seed \(seed)")
    }
  }

  private func slowTally(_ issues: [Ledger.Issue]) -> Tally {
    var tally = Tally()
    let failed = issues.filter { $0.finding.outcome == .fail }
    let undetermined = issues.filter { $0.finding.outcome == .undetermined }
    tally.failed = failed.count
    tally.undetermined = undetermined.count
    tally.failedBySeverity = [.critical, .major, .minor, .info].map { severity in
      failed.filter { $0.rule.severity == severity }.count
    }
    tally.orders = Set(failed.compactMap(\.finding.caseKey)).count
    tally.amountAtRisk = slowAmount(failed)
    tally.undeterminedAmount = slowAmount(undetermined)
    return tally
  }

  private func slowAmount(_ issues: [Ledger.Issue]) -> Decimal128? {
    Dictionary(grouping: issues.filter { $0.finding.cause == nil }, by: \.finding.subject).values
      .compactMap { $0.compactMap(\.finding.amount).max() }
      .reduce(Decimal128.zero) { $0.adding($1)! }
  }
}

/// A generator whose sequence is known from its seed (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
