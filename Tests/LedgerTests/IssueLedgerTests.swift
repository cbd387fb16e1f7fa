import Findings
import Ledger
import Testing
import Values

@Suite struct IssueLedgerTests {
  /// Runs one after the other; after each, its issues as `id status first..last ×times`, and what it
  /// added to the ledger besides its own entry.
  struct Story: CustomTestStringConvertible {
    var what: String
    var steps: [(run: SampleRun, issues: [String], added: [String])]
    var testDescription: String { what }
  }

  static let stories: [Story] = [
    Story(
      what: "an issue is new, carried, gone, and reopened",
      steps: [
        (SampleRun("2025-09", found: ["a-1"]), ["a-1 new 2025-09..2025-09 ×1"], ["seen a-1"]),
        (SampleRun("2025-10", found: ["a-1"]), ["a-1 carried 2025-09..2025-10 ×2"], ["seen a-1"]),
        (SampleRun("2025-11", found: []), [], ["gone a-1"]),
        (SampleRun("2025-12", found: []), [], []),
        (SampleRun("2026-01", found: ["a-1"]), ["a-1 reopened 2025-09..2026-01 ×3"], ["seen a-1"]),
        (SampleRun("2026-02", found: ["a-1"]), ["a-1 carried 2025-09..2026-02 ×4"], ["seen a-1"]),
      ]),
    Story(
      what: "the same period run twice adds the run and nothing else",
      steps: [
        (
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          ["a-1 new 2025-09..2025-09 ×1", "b-2 new 2025-09..2025-09 ×1"], ["seen a-1", "seen b-2"]
        ),
        (
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          ["a-1 new 2025-09..2025-09 ×1", "b-2 new 2025-09..2025-09 ×1"], []
        ),
        (
          SampleRun("2025-10", found: ["b-2"]), ["b-2 carried 2025-09..2025-10 ×2"],
          ["seen b-2", "gone a-1"]
        ),
        (SampleRun("2025-10", found: ["b-2"]), ["b-2 carried 2025-09..2025-10 ×2"], []),
      ]),
    Story(
      what: "what was not looked for is not gone",
      steps: [
        (
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          ["a-1 new 2025-09..2025-09 ×1", "b-2 new 2025-09..2025-09 ×1"], ["seen a-1", "seen b-2"]
        ),
        (SampleRun("2025-10", found: [], rules: ["b"]), [], ["gone b-2"]),
        (
          SampleRun("2025-11", found: ["a-1", "b-2"]),
          ["a-1 carried 2025-09..2025-11 ×2", "b-2 reopened 2025-09..2025-11 ×2"],
          ["seen a-1", "seen b-2"]
        ),
      ]),
    Story(
      what: "a period run again with corrected exports supersedes the earlier run",
      steps: [
        (
          SampleRun("2025-09", found: ["a-1", "a-2"]),
          ["a-1 new 2025-09..2025-09 ×1", "a-2 new 2025-09..2025-09 ×1"], ["seen a-1", "seen a-2"]
        ),
        (SampleRun("2025-09", found: ["a-2"]), ["a-2 new 2025-09..2025-09 ×1"], ["gone a-1"]),
        (
          SampleRun("2025-10", found: ["a-1", "a-2"]),
          ["a-1 new 2025-10..2025-10 ×1", "a-2 carried 2025-09..2025-10 ×2"],
          ["seen a-1", "seen a-2"]
        ),
      ]),
    Story(
      what: "gone and found again in the same period",
      steps: [
        (SampleRun("2025-09", found: ["a-1"]), ["a-1 new 2025-09..2025-09 ×1"], ["seen a-1"]),
        (SampleRun("2025-10", found: []), [], ["gone a-1"]),
        (SampleRun("2025-10", found: ["a-1"]), ["a-1 carried 2025-09..2025-10 ×2"], ["seen a-1"]),
        (SampleRun("2025-11", found: ["a-1"]), ["a-1 carried 2025-09..2025-11 ×3"], ["seen a-1"]),
      ]),
    Story(
      what: "an earlier period run later knows nothing of what came after it",
      steps: [
        (SampleRun("2025-10", found: ["a-1"]), ["a-1 new 2025-10..2025-10 ×1"], ["seen a-1"]),
        (SampleRun("2025-09", found: []), [], []),
        (SampleRun("2025-08", found: ["a-1"]), ["a-1 new 2025-08..2025-08 ×1"], ["seen a-1"]),
        (SampleRun("2025-10", found: ["a-1"]), ["a-1 carried 2025-08..2025-10 ×2"], []),
      ]),
    Story(
      what: "a month without a run lies between",
      steps: [
        (SampleRun("2025-09", found: ["a-1"]), ["a-1 new 2025-09..2025-09 ×1"], ["seen a-1"]),
        (SampleRun("2025-12", found: ["a-1"]), ["a-1 carried 2025-09..2025-12 ×2"], ["seen a-1"]),
      ]),
  ]

  @Test(arguments: stories)
  func issuesOverTime(story: Story) throws {
    var entries: [LedgerEntry] = []
    for (number, step) in story.steps.enumerated() {
      let ledger = IssueLedger(entries)
      let issues = ledger.issues(
        of: step.run.found, rules: [.sample("a"), .sample("b")], period: step.run.period
      ) { CivilDate(dayNumber: Int64($0)) }
      #expect(issues.map(text) == step.issues, "\(story.what), run \(number + 1)")
      let added = step.run.entries(after: ledger)
      let first = try #require(added.first)
      guard case .run(let count, _) = first.event else {
        Testing.Issue.record("a run's entries start with the run")
        return
      }
      #expect(count == step.run.found.count && added.allSatisfy { $0.period == step.run.period })
      #expect(added.dropFirst().map(text) == step.added, "\(story.what), run \(number + 1)")
      entries += added
    }
  }

  @Test func anIssueIsDueByTheDaysOfItsRule() {
    let run = SampleRun("2025-09", found: ["a-1", "b-1"])
    let issues = IssueLedger().issues(
      of: run.found, rules: [.sample("b", dueDays: 10), .sample("a", dueDays: 3)],
      period: run.period
    ) { CivilDate("2025-09-30")!.adding(days: Int64($0)) }
    #expect(issues.map(\.due.description) == ["2025-10-03", "2025-10-10"])
    #expect(issues.map(\.rule.id) == ["a", "b"])
  }

  @Test func aRunsDigestDependsOnItsIssuesAndNotOnTheirOrder() {
    let ledger = IssueLedger()
    let one = SampleRun("2025-09", found: ["a-1", "b-2"]).entries(after: ledger)
    let other = SampleRun("2025-09", found: ["b-2", "a-1"]).entries(after: ledger)
    let third = SampleRun("2025-09", found: ["b-2", "a-2"]).entries(after: ledger)
    #expect(one[0] == other[0] && one[0] != third[0])
    #expect(IssueLedger(one + third).runs[Period("2025-09")!] == third[0].event)
  }

  @Test func oneFindingTwiceIsOneIssue() {
    let entries = SampleRun("2025-09", found: ["a-1", "a-1"]).entries(after: IssueLedger())
    #expect(entries.count == 2)
    #expect(
      entries[0].event
        == SampleRun("2025-09", found: ["a-1"]).entries(after: IssueLedger())[0].event)
  }

  private func text(_ issue: Ledger.Issue) -> String {
    "\(issue.finding.id) \(issue.status.rawValue) \(issue.firstSeen)..\(issue.lastSeen) "
      + "×\(issue.timesSeen)"
  }

  private func text(_ entry: LedgerEntry) -> String {
    switch entry.event {
    case .run: "run"
    case .seen(let id, _, _): "seen \(id)"
    case .gone(let id): "gone \(id)"
    }
  }
}
