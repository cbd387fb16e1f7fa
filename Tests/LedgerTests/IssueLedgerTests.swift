import Findings
import Ledger
import Testing
import Values

/// Runs and what people do, one after the other, against what must come of it.
@Suite struct IssueLedgerTests {
  struct Story: CustomTestStringConvertible {
    var what: String
    var steps: [Step]
    var testDescription: String { what }
  }

  enum Step {
    /// A run; its issues as `id status first..last ×times due →escalation`, what was verified, what was not
    /// looked at, and what it adds to the ledger besides its own entry.
    case run(
      SampleRun, issues: [String], verified: [String] = [], unexamined: [String] = [],
      added: [String])
    case act(String, on: String, IssueAction.Kind)
  }

  static let stories: [Story] = [
    Story(
      what: "an issue is new, carried, overdue, gone, and reopened",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1"]), issues: ["a-1 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new"]),
        .run(
          SampleRun("2025-10", found: ["a-1"], asOf: "2025-10-05"),
          issues: ["a-1 carried 2025-09..2025-10 ×2 10-05"], added: ["seen a-1 carried"]),
        .run(
          SampleRun("2025-11", found: ["a-1"]),
          issues: ["a-1 overdue 2025-09..2025-11 ×3 10-05 →centre"], added: ["seen a-1 carried"]),
        .run(
          SampleRun("2025-12", found: []), issues: [], verified: ["a-1"], added: ["gone a-1"]),
        .run(SampleRun("2026-01", found: []), issues: [], added: []),
        .run(
          SampleRun("2026-02", found: ["a-1"]),
          issues: ["a-1 reopened 2025-09..2026-02 ×4 03-05 →centre"], added: ["seen a-1 reopened"]),
        .run(
          SampleRun("2026-03", found: ["a-1"]),
          issues: ["a-1 overdue 2025-09..2026-03 ×5 03-05 →committee"],
          added: ["seen a-1 carried"]),
      ]),
    Story(
      what: "the same period run twice adds the run and nothing else",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          issues: ["a-1 new 2025-09..2025-09 ×1 10-05", "b-2 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new", "seen b-2 new"]),
        .run(
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          issues: ["a-1 new 2025-09..2025-09 ×1 10-05", "b-2 new 2025-09..2025-09 ×1 10-05"],
          added: []),
        .run(
          SampleRun("2025-10", found: ["b-2"], asOf: "2025-10-03"),
          issues: ["b-2 carried 2025-09..2025-10 ×2 10-05"], verified: ["a-1"],
          added: ["seen b-2 carried", "gone a-1"]),
        .run(
          SampleRun("2025-10", found: ["b-2"], asOf: "2025-10-03"),
          issues: ["b-2 carried 2025-09..2025-10 ×2 10-05"], verified: ["a-1"], added: []),
      ]),
    Story(
      what: "what was not looked at stays open",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          issues: ["a-1 new 2025-09..2025-09 ×1 10-05", "b-2 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new", "seen b-2 new"]),
        .run(
          SampleRun("2025-10", found: [], judged: ["b-2"]), issues: [], verified: ["b-2"],
          unexamined: ["a-1"], added: ["gone b-2"]),
        .run(
          SampleRun("2025-11", found: ["a-1", "b-2"]),
          issues: [
            "a-1 overdue 2025-09..2025-11 ×2 10-05 →centre",
            "b-2 reopened 2025-09..2025-11 ×2 12-05 →centre",
          ], added: ["seen a-1 carried", "seen b-2 reopened"]),
      ]),
    Story(
      what: "a period run again with corrected exports supersedes the earlier run",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1", "a-2", "a-3"]),
          issues: [
            "a-1 new 2025-09..2025-09 ×1 10-05", "a-2 new 2025-09..2025-09 ×1 10-05",
            "a-3 new 2025-09..2025-09 ×1 10-05",
          ], added: ["seen a-1 new", "seen a-2 new", "seen a-3 new"]),
        .run(
          SampleRun("2025-09", found: ["a-2"], judged: ["a-1"]),
          issues: ["a-2 new 2025-09..2025-09 ×1 10-05"],
          added: ["retracted a-1", "retracted a-3"]),
        .run(
          SampleRun("2025-10", found: ["a-1", "a-2"], asOf: "2025-10-04"),
          issues: ["a-1 new 2025-10..2025-10 ×1 10-09", "a-2 carried 2025-09..2025-10 ×2 10-05"],
          added: ["seen a-1 new", "seen a-2 carried"]),
      ]),
    Story(
      what: "gone and found again in the same period",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1"]), issues: ["a-1 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new"]),
        .run(
          SampleRun("2025-10", found: [], asOf: "2025-10-01"), issues: [], verified: ["a-1"],
          added: ["gone a-1"]),
        .run(
          SampleRun("2025-10", found: ["a-1"], asOf: "2025-10-01"),
          issues: ["a-1 carried 2025-09..2025-10 ×2 10-05"], added: ["seen a-1 carried"]),
        .run(
          SampleRun("2025-11", found: ["a-1"], asOf: "2025-10-02"),
          issues: ["a-1 carried 2025-09..2025-11 ×3 10-05"], added: ["seen a-1 carried"]),
      ]),
    Story(
      what: "a period run for the first time after a later one is remembered",
      steps: [
        .run(
          SampleRun("2025-10", found: ["a-1"]), issues: ["a-1 new 2025-10..2025-10 ×1 11-05"],
          added: ["seen a-1 new"]),
        .run(
          SampleRun("2025-08", found: ["a-1"]), issues: ["a-1 new 2025-08..2025-08 ×1 09-05"],
          added: ["seen a-1 new"]),
        .run(
          SampleRun("2025-11", found: ["a-1"]),
          issues: ["a-1 overdue 2025-08..2025-11 ×3 11-05 →centre"], added: ["seen a-1 carried"]),
      ]),
    Story(
      what: "an old period run again is told and changes nothing",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1"]), issues: ["a-1 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new"]),
        .run(
          SampleRun("2025-10", found: ["a-1"], asOf: "2025-10-01"),
          issues: ["a-1 carried 2025-09..2025-10 ×2 10-05"], added: ["seen a-1 carried"]),
        .run(
          SampleRun("2025-09", found: ["b-9"]), issues: ["b-9 new 2025-09..2025-09 ×1 10-05"],
          added: []),
        .run(
          SampleRun("2025-11", found: ["a-1", "b-9"], asOf: "2025-10-02"),
          issues: ["a-1 carried 2025-09..2025-11 ×3 10-05", "b-9 new 2025-11..2025-11 ×1 10-07"],
          added: ["seen a-1 carried", "seen b-9 new"]),
      ]),
    Story(
      what: "what was said to be done and is found again is reopened, at the next level",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          issues: ["a-1 new 2025-09..2025-09 ×1 10-05", "b-2 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new", "seen b-2 new"]),
        .act("a-1", on: "2025-10-04", .remedied(Remedy(completedOn: CivilDate("2025-10-04")!))),
        .act("b-2", on: "2025-10-04", .remedied(Remedy(measure: "will be"))),
        .run(
          SampleRun("2025-10", found: ["a-1", "b-2"]),
          issues: [
            "a-1 reopened 2025-09..2025-10 ×2 11-05 →centre",
            "b-2 overdue 2025-09..2025-10 ×2 10-05 →centre",
          ], added: ["seen a-1 reopened", "seen b-2 carried"]),
        .run(
          SampleRun("2025-11", found: ["a-1"], asOf: "2025-11-05"),
          issues: ["a-1 carried 2025-09..2025-11 ×3 11-05 →centre"], verified: ["b-2"],
          added: ["seen a-1 carried", "gone b-2"]),
      ]),
    Story(
      what: "what people do counts from its day on",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1"]), issues: ["a-1 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new"]),
        .act(
          "a-1", on: "2025-10-20",
          .assigned(Assignment(person: "Chen", due: CivilDate("2025-11-20")!))),
        .run(
          SampleRun("2025-10", found: ["a-1"], asOf: "2025-10-19"),
          issues: ["a-1 overdue 2025-09..2025-10 ×2 10-05 →centre"], added: ["seen a-1 carried"]),
        .run(
          SampleRun("2025-11", found: ["a-1"]),
          issues: ["a-1 overdue 2025-09..2025-11 ×3 11-20 Chen →centre"],
          added: ["seen a-1 carried"]),
      ]),
    Story(
      what: "a due date given to an issue holds in the months that follow",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1"]), issues: ["a-1 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new"]),
        .act("a-1", on: "2025-10-02", .assigned(Assignment(due: CivilDate("2025-12-24")!))),
        .run(
          SampleRun("2025-10", found: ["a-1"]),
          issues: ["a-1 carried 2025-09..2025-10 ×2 12-24"], added: ["seen a-1 carried"]),
        .run(
          SampleRun("2025-11", found: ["a-1"]),
          issues: ["a-1 carried 2025-09..2025-11 ×3 12-24"], added: ["seen a-1 carried"]),
      ]),
    Story(
      what: "leave counts until its last day, or until it is withdrawn",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          issues: ["a-1 new 2025-09..2025-09 ×1 10-05", "b-2 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new", "seen b-2 new"]),
        .act("a-1", on: "2025-10-02", waiver(until: "2025-10-31")),
        .act("b-2", on: "2025-10-02", waiver(until: "2025-12-31")),
        .run(
          SampleRun("2025-10", found: ["a-1", "b-2"]),
          issues: [
            "a-1 waived 2025-09..2025-10 ×2 10-05", "b-2 waived 2025-09..2025-10 ×2 10-05",
          ], added: ["seen a-1 carried", "seen b-2 carried"]),
        .act("b-2", on: "2025-11-02", .waiverWithdrawn),
        .run(
          SampleRun("2025-11", found: ["a-1", "b-2"]),
          issues: [
            "a-1 overdue 2025-09..2025-11 ×3 10-05 →centre",
            "b-2 overdue 2025-09..2025-11 ×3 10-05 →centre",
          ], added: ["seen a-1 carried", "seen b-2 carried"]),
      ]),
    Story(
      what: "what a person closed is closed until it is found again",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1"]), issues: ["a-1 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new"]),
        .act("a-1", on: "2025-10-02", .closed(reason: "paper seen")),
        .run(SampleRun("2025-10", found: [], judged: []), issues: [], added: []),
        .run(
          SampleRun("2025-11", found: ["a-1"]),
          issues: ["a-1 reopened 2025-09..2025-11 ×2 12-05 →centre"],
          added: ["seen a-1 reopened"]),
      ]),
    Story(
      what: "a run of some rules says nothing of what others saw in the same period",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1", "b-2"]),
          issues: ["a-1 new 2025-09..2025-09 ×1 10-05", "b-2 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new", "seen b-2 new"]),
        .run(
          SampleRun("2025-09", found: [], judged: [], rulesThatSawAll: ["a"]), issues: [],
          unexamined: ["b-2"], added: ["retracted a-1"]),
        .run(
          SampleRun("2025-10", found: ["b-2"], asOf: "2025-10-04"),
          issues: ["b-2 carried 2025-09..2025-10 ×2 10-05"], added: ["seen b-2 carried"]),
      ]),
    Story(
      what:
        "a later run of the same period finds what was said to be done, closed, or given to somebody",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1", "a-2", "b-3", "b-4"]),
          issues: ["a-1", "a-2", "b-3", "b-4"].map { "\($0) new 2025-09..2025-09 ×1 10-05" },
          added: ["seen a-1 new", "seen a-2 new", "seen b-3 new", "seen b-4 new"]),
        .act("a-1", on: "2025-10-02", .remedied(Remedy(completedOn: CivilDate("2025-10-02")!))),
        .act("a-2", on: "2025-10-02", .closed(reason: "paper seen")),
        .act(
          "b-3", on: "2025-10-02",
          .assigned(Assignment(person: "Chen", due: CivilDate("2025-12-24")!))),
        .run(
          SampleRun("2025-09", found: ["a-1", "a-2", "b-3", "b-4"], asOf: "2025-10-07"),
          issues: [
            "a-1 reopened 2025-09..2025-09 ×1 10-12 →centre",
            "a-2 reopened 2025-09..2025-09 ×1 10-12 →centre",
            "b-3 new 2025-09..2025-09 ×1 12-24 Chen",
            "b-4 overdue 2025-09..2025-09 ×1 10-05 →centre",
          ], added: ["seen a-1 reopened", "seen a-2 reopened"]),
        .run(
          SampleRun("2025-09", found: ["a-1", "a-2", "b-3", "b-4"], asOf: "2025-10-08"),
          issues: [
            "a-1 reopened 2025-09..2025-09 ×1 10-12 →centre",
            "a-2 reopened 2025-09..2025-09 ×1 10-12 →centre",
            "b-3 new 2025-09..2025-09 ×1 12-24 Chen",
            "b-4 overdue 2025-09..2025-09 ×1 10-05 →centre",
          ], added: []),
        .run(
          SampleRun("2025-10", found: ["a-1"], asOf: "2025-10-31"),
          issues: ["a-1 overdue 2025-09..2025-10 ×2 10-12 →committee"],
          verified: ["a-2", "b-3", "b-4"],
          added: ["seen a-1 carried", "gone a-2", "gone b-3", "gone b-4"]),
      ]),
    Story(
      what: "a reopened issue keeps its due date when the period is run again",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1"]), issues: ["a-1 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new"]),
        .run(SampleRun("2025-10", found: []), issues: [], verified: ["a-1"], added: ["gone a-1"]),
        .run(
          SampleRun("2025-11", found: ["a-1"]),
          issues: ["a-1 reopened 2025-09..2025-11 ×2 12-05 →centre"], added: ["seen a-1 reopened"]),
        .run(
          SampleRun("2025-11", found: ["a-1"], asOf: "2025-12-04"),
          issues: ["a-1 reopened 2025-09..2025-11 ×2 12-05 →centre"], added: []),
      ]),
    Story(
      what: "what comes back with leave is remembered as come back",
      steps: [
        .run(
          SampleRun("2025-09", found: ["a-1"]), issues: ["a-1 new 2025-09..2025-09 ×1 10-05"],
          added: ["seen a-1 new"]),
        .act("a-1", on: "2025-10-01", waiver(until: "2025-11-30")),
        .run(SampleRun("2025-10", found: []), issues: [], verified: ["a-1"], added: ["gone a-1"]),
        .run(
          SampleRun("2025-11", found: ["a-1"]), issues: ["a-1 waived 2025-09..2025-11 ×2 12-05"],
          added: ["seen a-1 reopened"]),
        .run(
          SampleRun("2025-12", found: ["a-1"], asOf: "2025-12-05"),
          issues: ["a-1 carried 2025-09..2025-12 ×3 12-05 →centre"], added: ["seen a-1 carried"]),
      ]),
  ]

  private static func waiver(until: String) -> IssueAction.Kind {
    .waived(
      Waiver(
        reason: LocalizedText([.zhHans: "agreed"]), approver: "Chen", from: nil,
        until: CivilDate(until)!))
  }

  @Test(arguments: stories)
  func issuesOverTime(story: Story) throws {
    var ledger = IssueLedger()
    for (number, step) in story.steps.enumerated() {
      let place = "\(story.what), step \(number + 1)"
      switch step {
      case .act(let id, let day, let kind):
        ledger.add(
          .acted(IssueAction(issueID: id, day: CivilDate(day)!, person: "me", kind: kind)))
      case .run(let run, let issues, let verified, let unexamined, let added):
        let posting = run.posting(in: ledger)
        #expect(posting.issues.map(text) == issues, "\(place)")
        #expect(posting.followUp.verified.map(\.id) == verified, "\(place)")
        #expect(posting.followUp.unexamined.map(\.id) == unexamined, "\(place)")
        guard case .run(let own)? = posting.entries.first else {
          Testing.Issue.record("a run's entries start with the run")
          return
        }
        #expect(own.issueCount == run.found.count && own.period == run.period)
        #expect(posting.entries.dropFirst().map(text) == added, "\(place)")
        for entry in posting.entries { ledger.add(entry) }
      }
    }
  }

  @Test func theStateOfLeaveIsTold() {
    var ledger = IssueLedger(
      SampleRun("2025-09", found: ["a-1", "a-2", "a-3", "a-4"]).posting(in: IssueLedger()).entries)
    for id in ["a-1", "a-2", "a-3"] {
      let kind = Self.waiver(until: id == "a-3" ? "2025-10-15" : "2025-12-31")
      ledger.add(
        .acted(IssueAction(issueID: id, day: CivilDate("2025-10-01")!, person: "me", kind: kind)))
    }
    let posting = SampleRun("2025-10", found: ["a-1", "a-3"]).posting(in: ledger)
    #expect(posting.followUp.waivers.map(\.scope) == ["1", "2", "3"])
    #expect(
      posting.followUp.waivers.map(\.state) == [.inForce, .withoutFindings, .expired])
    #expect(posting.issues.map(\.status) == [.waived, .overdue])
    // Before the day on which it was given there was none.
    let before = SampleRun("2025-10", found: ["a-1"], asOf: "2025-09-30").posting(in: ledger)
    #expect(before.followUp.waivers.isEmpty)
  }

  /// What nobody looked at is not open while there is leave for it.
  @Test func leaveCountsWhereNobodyLooked() {
    var ledger = IssueLedger(
      SampleRun("2025-09", found: ["a-1", "a-2"]).posting(in: IssueLedger()).entries)
    ledger.add(
      .acted(
        IssueAction(
          issueID: "a-1", day: CivilDate("2025-10-01")!, person: "me",
          kind: Self.waiver(until: "2025-10-31"))))
    let october = SampleRun("2025-10", found: [], judged: []).posting(in: ledger)
    #expect(october.followUp.waived.map(\.id) == ["a-1"])
    #expect(october.followUp.unexamined.map(\.id) == ["a-2"])
    let november = SampleRun("2025-11", found: [], judged: []).posting(in: ledger)
    #expect(november.followUp.waived.isEmpty)
    #expect(november.followUp.unexamined.map(\.id) == ["a-1", "a-2"])
  }

  /// Leave that the project declares is known to the ledger by the run that saw the issue.
  @Test func declaredLeaveCountsWhereNobodyLooked() {
    var september = SampleRun("2025-09", found: ["a-1", "a-2"])
    september.found[0].waiver = Waiver(
      reason: LocalizedText([.en: "agreed"]), approver: "a", from: nil,
      until: CivilDate("2025-10-31")!)
    let ledger = IssueLedger(september.posting(in: IssueLedger()).entries)
    #expect(ledger.current(on: CivilDate("2025-10-31")!).map(\.state) == [.waived, .overdue])
    let october = SampleRun("2025-10", found: [], judged: []).posting(in: ledger)
    #expect(october.followUp.waived.map(\.id) == ["a-1"])
    #expect(october.followUp.unexamined.map(\.id) == ["a-2"])
    let november = SampleRun("2025-11", found: [], judged: []).posting(in: ledger)
    #expect(november.followUp.waived.isEmpty)
    #expect(november.followUp.unexamined.map(\.id) == ["a-1", "a-2"])
  }

  /// Leave for what is gone is told once, by the run that sees it gone.
  @Test func leaveForAnIssueThatEndedIsNotToldForEver() {
    var ledger = IssueLedger(
      SampleRun("2025-09", found: ["a-1"]).posting(in: IssueLedger()).entries)
    ledger.add(
      .acted(
        IssueAction(
          issueID: "a-1", day: CivilDate("2025-10-01")!, person: "me",
          kind: Self.waiver(until: "2025-12-31"))))
    let states = ["2025-10", "2025-11", "2026-01"].map { period in
      let posting = SampleRun(period, found: []).posting(in: ledger)
      for entry in posting.entries { ledger.add(entry) }
      return posting.followUp.waivers.map(\.state)
    }
    #expect(states == [[.withoutFindings], [], []])
  }

  /// The cell for the day of completion is empty again, so that the spreadsheet does not repeat the claim.
  @Test func whatIsFoundAgainIsNotDone() {
    var ledger = IssueLedger(
      SampleRun("2025-09", found: ["a-1"]).posting(in: IssueLedger()).entries)
    let day = CivilDate("2025-10-01")!
    let remedy = Remedy(measure: "credit note", completedOn: day)
    ledger.add(
      .acted(IssueAction(issueID: "a-1", day: day, person: "me", kind: .remedied(remedy))))
    let issue = SampleRun("2025-10", found: ["a-1"]).posting(in: ledger).issues[0]
    #expect(issue.status == .reopened && issue.handling.remedy.measure == "credit note")
    #expect(issue.handling.remedy.completedOn == nil)
  }

  /// A change of severity, department or amount is remembered; the issue stays the same one.
  @Test func changedFactsAreTheSameIssue() {
    let ledger = IssueLedger(
      SampleRun("2025-09", found: ["a-1"]).posting(in: IssueLedger()).entries)
    var run = SampleRun("2025-09", found: ["a-1"])
    run.found[0].amount = Decimal128("12.50")
    let posting = run.posting(in: ledger)
    #expect(posting.entries.dropFirst().map(text) == ["seen a-1 new"])
    let later = IssueLedger(
      SampleRun("2025-09", found: ["a-1"]).posting(in: IssueLedger()).entries + posting.entries)
    #expect(later.record("a-1")?.facts.amount == Decimal128("12.50"))
    #expect(later.record("a-1")?.sightings.count == 1)
  }

  @Test func anIssueIsDueByTheDaysOfItsRule() {
    let run = SampleRun("2025-09", found: ["a-1", "b-1"])
    let posting = IssueLedger().posting(
      run.found,
      of: PostedRun(
        period: run.period, asOf: run.asOf,
        rules: [.sample("b", dueDays: 10), .sample("a", dueDays: 3)], rulesThatSawAll: [],
        due: { CivilDate("2025-09-30")!.adding(days: Int64($0)) }), judged: { _ in [] })
    #expect(posting.issues.map(\.due.description) == ["2025-10-03", "2025-10-10"])
    #expect(posting.issues.map(\.rule.id) == ["a", "b"])
  }

  @Test func aRunsDigestDependsOnItsIssuesAndNotOnTheirOrder() {
    let ledger = IssueLedger()
    let one = SampleRun("2025-09", found: ["a-1", "b-2"]).posting(in: ledger).entries
    let other = SampleRun("2025-09", found: ["b-2", "a-1"]).posting(in: ledger).entries
    let third = SampleRun("2025-09", found: ["b-2", "a-2"]).posting(in: ledger).entries
    #expect(one[0] == other[0] && one[0] != third[0])
    #expect(IssueLedger(one + third).runs[Period("2025-09")!].map { .run($0) } == third[0])
  }

  @Test func oneFindingTwiceIsOneIssue() {
    let entries = SampleRun("2025-09", found: ["a-1", "a-1"]).posting(in: IssueLedger()).entries
    #expect(entries.count == 2)
    #expect(
      entries[0] == SampleRun("2025-09", found: ["a-1"]).posting(in: IssueLedger()).entries[0])
  }

  private func text(_ issue: Ledger.Issue) -> String {
    "\(issue.finding.id) \(issue.status.rawValue) \(issue.firstSeen)..\(issue.lastSeen) "
      + "×\(issue.timesSeen) \(issue.due.description.dropFirst(5))"
      + (issue.handling.assignment.person.map { " \($0)" } ?? "")
      + (issue.escalatedTo.map { " →\($0.id)" } ?? "")
  }

  private func text(_ entry: LedgerEntry) -> String {
    switch entry {
    case .run: "run"
    case .seen(let sighting): "seen \(sighting.issueID) \(sighting.status.rawValue)"
    case .gone(let id, _): "gone \(id)"
    case .retracted(let id, _): "retracted \(id)"
    case .acted(let action): "acted \(action.issueID)"
    }
  }
}
