import Findings
import Ledger
import Testing
import Values

@testable import Reports

/// Scores computed by hand.
@Suite struct DepartmentScoresTests {
  @Test func aScoreIsWhatPointsOffForAHundredChecksLeave() throws {
    let scores = try #require(SampleReport.report().departmentScores)
    #expect(scores.departments.map(\.id) == ["legal", "sales"])
    let (legal, sales) = (scores.departments[0], scores.departments[1])
    // One critical finding, reopened: 10 × 3, on 901 checks decided: 100 − 3000 ÷ 901 = 96.670….
    #expect(legal.findings == [[0, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 0]])
    #expect(legal.pointsOff == Decimal128(30) && legal.judged == 901)
    #expect(legal.score == Decimal128("96.67"))
    // Two major ones and an informal one in time, an informal one of April that nobody looked at: 2 × 5 + 0.5 +
    // 0.5 × 2, on 1233 + 1234: 100 − 1150 ÷ 2467 = 99.533…. One outcome is undetermined.
    #expect(sales.findings == [[0, 2, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0]])
    #expect(sales.pointsOff == Decimal128("11.5") && sales.judged == 2_467)
    #expect(sales.undetermined == 1)
    #expect(sales.score == Decimal128("99.53"))
  }

  private func scores(
    _ issues: [Ledger.Issue], pass: Int = 95, fail: Int = 5, notRun: LocalizedText? = nil,
    unexamined: [PastIssue] = []
  ) -> [DepartmentScore] {
    var counts = OutcomeCounts()
    (counts.pass, counts.fail) = (pass, fail)
    let rule = RuleVerdict(
      facts: SampleReport.totals, counts: counts, notRun: notRun, amount: .zero)
    var followUp = FollowUp()
    followUp.unexamined = unexamined
    return DepartmentScores(
      SampleReport.scoring, verdict: Verdict(rules: [rule], findings: [], kpis: []),
      issues: issues, followUp: followUp, asOf: CivilDate("2025-10-08")!
    ).departments
  }

  private func issue(_ status: Ledger.Issue.Status = .new, _ outcome: Finding.Outcome = .fail)
    -> Ledger.Issue
  {
    SampleReport.issue(SampleReport.totals, 1, order: "DD-1", outcome: outcome, status: status)
  }

  @Test(arguments: [
    (Ledger.Issue.Status.new, Finding.Outcome.fail, "95"), (.carried, .fail, "95"),
    (.overdue, .fail, "90"), (.reopened, .fail, "85"), (.waived, .fail, "100"),
    (.new, .undetermined, "100"),
  ])
  func overdueAndReopenedWeighMoreAndSomeNothing(
    _ status: Ledger.Issue.Status, _ outcome: Finding.Outcome, _ score: String
  ) {
    #expect(scores([issue(status, outcome)])[0].score == Decimal128(score))
  }

  @Test func whatFollowsFromAnotherFindingTakesNothingOff() {
    var consequence = issue()
    consequence.finding.cause = FindingCause(
      findingID: "x", ruleID: "x", ruleTitle: LocalizedText([:]))
    #expect(scores([issue(), consequence])[0].score == Decimal128(95))
  }

  @Test func aScoreIsNeverBelowZero() {
    #expect(scores([Ledger.Issue](repeating: issue(), count: 21))[0].score == .zero)
  }

  @Test func aDepartmentOfWhichNothingWasDecidedHasNoScore() {
    let notRun = SampleReport.totals.title
    #expect(scores([], pass: 0, fail: 0, notRun: notRun).map(\.score) == [nil])
    #expect(scores([], pass: 0, fail: 0).map(\.score) == [nil])
  }

  /// Major findings of earlier months, which nobody looked at: 5 off in time, 10 when overdue.
  @Test func whatNobodyLookedAtStillCountsUntilItIsSaidToBeDone() {
    func past(_ change: (inout PastIssue) -> Void) -> PastIssue {
      var issue = PastIssue(
        id: "p",
        facts: IssueFacts(
          ruleID: "r", entity: "order", key: "k", caseKey: "k", outcome: .fail, severity: .major,
          department: "sales", amount: nil, documents: []), firstSeen: Period("2025-08")!,
        lastSeen: Period("2025-08")!, timesSeen: 1, due: CivilDate("2025-10-08")!,
        handling: Handling())
      change(&issue)
      return issue
    }
    func score(_ change: (inout PastIssue) -> Void) -> Decimal128? {
      scores([], unexamined: [past(change)])[0].score
    }
    #expect(score { _ in } == Decimal128(95))
    #expect(score { $0.due = CivilDate("2025-10-07")! } == Decimal128(90))
    #expect(score { $0.facts.outcome = .undetermined } == Decimal128(100))
    #expect(score { $0.facts.isConsequence = true } == Decimal128(100))
    #expect(
      score { $0.handling.remedy.completedOn = CivilDate("2025-10-01")! } == Decimal128(100))
    let waiver = Waiver(
      reason: LocalizedText([:]), approver: "", from: nil, until: CivilDate("2025-10-08")!)
    #expect(score { $0.handling.waiver = waiver } == Decimal128(100))
    var expired = waiver
    expired.until = CivilDate("2025-10-07")!
    #expect(score { $0.handling.waiver = expired } == Decimal128(95))
  }

  @Test func withoutPointsNobodyIsScored() {
    #expect(SampleReport.cleanReport.departmentScores == nil)
  }
}
