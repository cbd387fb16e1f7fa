import Findings
import Ledger
import Testing
import Values

@testable import Reports

@Suite struct RuleChangesTests {
  private func counts(_ failed: Int, _ undetermined: Int, _ subjects: Int) -> RuleCounts {
    RuleCounts(failed: failed, undetermined: undetermined, subjects: subjects)
  }

  /// The invented month after its August: see `SampleReport.history`.
  @Test func rulesAreComparedWithTheLatestEarlierRun() throws {
    let changes = try #require(SampleReport.report().ruleChanges)
    #expect(changes.period.description == "2025-08")
    #expect(changes.changes.map(\.kind) == [.changed, .runAgain, .gone])
    #expect(
      changes.changes.map(\.ruleID) == [
        SampleReport.phone.id, SampleReport.lateReview.id, "rule-of-old",
      ])
    #expect(
      changes.changes.map(\.before) == [counts(3, 0, 1_200), nil, counts(7, 1, 900)])
    #expect(changes.changes.map(\.now) == [counts(1, 0, 1_234), counts(1, 0, 901), nil])
    #expect(changes.changedBefore == counts(10, 1, 2_100))
    #expect(changes.changedNow == counts(2, 0, 2_135))
    #expect(changes.unchangedRules == 1)
    #expect(changes.unchangedBefore == counts(5, 0, 1_200))
    #expect(changes.unchangedNow == counts(2, 1, 1_234))
    #expect(changes.notRunRules == 1)
    #expect(changes.notRunBefore == counts(4, 0, 800))
  }

  private func changes(
    _ fingerprint: String?, now: String = "a", off: Bool = false, lacks: Bool = false
  ) -> RuleChanges? {
    let facts = SampleReport.copy(SampleReport.totals, fingerprint: now)
    let rule = RuleVerdict(
      facts: facts, counts: OutcomeCounts(), notRun: off || lacks ? facts.title : nil,
      isSwitchedOff: off, amount: .zero)
    var figures = RunFigures()
    figures.rules = [
      RuleFigure(id: "other", fingerprint: "", failed: 0, undetermined: 0, subjects: 0)
    ]
    if let fingerprint {
      figures.rules.append(
        RuleFigure(
          id: facts.id, fingerprint: fingerprint, failed: 2, undetermined: 0, subjects: 9))
    }
    let run = LedgerRun(
      period: Period("2025-08")!, asOf: CivilDate("2025-08-31")!, issueCount: 0, digest: "",
      figures: figures)
    return RuleChanges([rule], history: [run])
  }

  @Test func aRuleIsNewChangedSwitchedOffOrWhatItWas() throws {
    func kinds(_ changes: RuleChanges?) -> [RuleChange.Kind]? {
      changes?.changes.map(\.kind).filter { $0 != .gone }
    }
    #expect(kinds(changes("a")) == [])
    #expect(kinds(changes("b")) == [.changed])
    #expect(kinds(changes(nil)) == [.new])
    #expect(kinds(changes("b", off: true)) == [.switchedOff])
    #expect(kinds(changes("b", lacks: true)) == [])
    #expect(changes("b", lacks: true)?.notRunRules == 1)
    // Switched off then and now is no change.
    #expect(kinds(changes(nil, off: true)) == [])
    #expect(changes("b", off: true)?.changes.first?.reason == SampleReport.totals.title)
  }

  @Test func withoutAnEarlierRunThereIsNothingToSay() throws {
    #expect(SampleReport.cleanReport.ruleChanges == nil)
    let bare = LedgerRun(
      period: Period("2025-08")!, asOf: CivilDate("2025-08-31")!, issueCount: 0, digest: "")
    #expect(RuleChanges([], history: [bare]) == nil)
    let page = try rendered("report.html", of: SampleReport.cleanReport, in: .en)
    #expect(!page.contains("rule-changes-heading"))
  }
}
