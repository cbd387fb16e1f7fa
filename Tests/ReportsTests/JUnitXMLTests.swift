import Findings
import Ledger
import Reports
import Testing
import Values

@Suite struct JUnitXMLTests {
  private func file(
    of report: MonthlyReport = SampleReport.report(), in language: Language = .en
  ) throws -> JUnitFile {
    try JUnitFile(rendered("junit.xml", of: report, in: language))
  }

  /// A clean month in which its one rule came out in another way.
  private func month(_ change: (inout RuleVerdict) -> Void) -> MonthlyReport {
    let clean = SampleReport.cleanReport
    var verdict = clean.verdict
    change(&verdict.rules[0])
    return MonthlyReport(
      period: clean.period, asOf: clean.asOf, scope: "", occasion: .monthEnd, version: "",
      coverage: clean.coverage, verdict: verdict, issues: [])
  }

  @Test(arguments: Language.allCases) func aRuleIsATestCase(_ language: Language) throws {
    let file = try file(in: language)
    #expect(
      file.suites.map(\.name) == ["coverage", "information-accuracy", "business-compliance"])
    let (totals, phone) = (SampleReport.totals.id, SampleReport.phone.id)
    #expect(
      file.suites[1].cases.map { "\($0.name): \($0.kind)" } == [
        "\(totals): failure", "\(totals) (undetermined): error", "\(phone): failure",
        "\(SampleReport.price.id): skipped",
      ])
    #expect(file.suites[2].cases.map(\.kind) == ["failure"])
  }

  /// The counts are those of the report, which its own tests hold.
  @Test func theCountsAreThoseOfTheReport() throws {
    for report in [SampleReport.report(), SampleReport.reportWithWaivers] {
      let suites = try file(of: report).suites.dropFirst()
      func sum(_ name: String) -> Int {
        suites.reduce(0) { $0 + (Int($1.properties[name] ?? "") ?? 0) }
      }
      let total = report.breakdown.total
      #expect(sum("failed") == total.failed)
      #expect(sum("undetermined") == total.undetermined)
      #expect(sum("waived") == total.waived)
      let lines = suites.flatMap(\.cases).filter { $0.kind != "skipped" }
        .flatMap { $0.outcomes.flatMap { $0.text.split(separator: "\n") } }
      #expect(lines.count { $0.contains(" differs [") } == total.failed + total.undetermined)
    }
  }

  @Test func onlyWhatWasCheckedAndIsInOrderPasses() throws {
    let (pack, id) = ("information-accuracy", SampleReport.totals.id)
    #expect(try file(of: month { _ in })[pack, id]?.kind == "passed")
    let without = try file(of: month { $0.counts = OutcomeCounts() })
    #expect(without[pack, id]?.kind == "skipped", "it met nothing that it applies to")
    let notRun = try file(of: month { $0.notRun = SampleReport.text("缺", "缺", "no list") })
    #expect(notRun[pack, id]?.outcomes.first?.message.hasSuffix("Not run: no list") == true)
    #expect(notRun[pack, id]?.kind == "skipped")
    #expect(notRun["coverage", "some-rule-ran"]?.kind == "error", "else all would be green or grey")
  }

  @Test func whatWasNotReadIsAnError() throws {
    let suite = try #require(try file().suites.first)
    #expect(
      suite.cases.filter { $0.kind == "error" }.map(\.name) == [
        "export-missing", "file-not-recognised", "control-total-differs", "not-readable",
      ])
    #expect(suite.cases.filter { $0.kind == "skipped" }.map(\.name) == ["kpi-not-computed"])
    let clean = try #require(try file(of: SampleReport.cleanReport).suites.first)
    #expect(clean.cases.allSatisfy { $0.kind == "passed" || $0.name == "control-total-differs" })
  }

  @Test func whatMayStandIsSkippedWithItsReason() throws {
    var issue = SampleReport.issues[3]
    issue.finding.waiver = Waiver(
      reason: SampleReport.text("特批", "特批", "approved"), approver: "戚远山", from: nil,
      until: CivilDate("2025-12-31")!)
    issue.status = .waived
    let phone = try #require(
      try file(of: SampleReport.report(issues: [issue]))[
        "information-accuracy", SampleReport.phone.id])
    #expect(phone.kind == "skipped")
    #expect(phone.outcomes[0].text.contains("approved"))
  }

  /// The hundred with the largest amounts are named, and how many more there are.
  @Test func aTestCaseNamesAHundredFindings() throws {
    let issues = (1...1_234).map { number in
      SampleReport.issue(SampleReport.totals, number, order: "DD-\(number)", amount: "\(number)")
    }
    let report = SampleReport.report(issues: issues)
    let outcome = try #require(
      try file(of: report)["information-accuracy", SampleReport.totals.id]?.outcomes.first)
    let lines = outcome.text.split(separator: "\n").filter { $0.contains(" differs [") }
    #expect(lines.count == 100)
    #expect(lines.first?.contains("order DD-1234 differs") == true)
    #expect(outcome.text.contains("1,134 more in issues.jsonl"))
    #expect(outcome.message.contains("1,234"))
  }

  /// A finding whose text has lines of its own does not look like several.
  @Test func aFindingIsALine() throws {
    var issue = SampleReport.issues[0]
    issue.finding.details.message = SampleReport.text(
      "a", "a", "one\norders.csv:1: another [00000000]")
    let text = try file(of: SampleReport.report(issues: [issue]))[
      "information-accuracy", SampleReport.totals.id]?.outcomes.first?.text
    #expect(text?.contains("one⏎orders.csv:1: another") == true)
  }

  /// No character that XML does not have, and none that could end a text.
  @Test(arguments: ["\u{0}", "\u{8}", "\u{B}", "\u{1B}", "\u{FFFE}", "\u{FFFF}", "\u{85}", "\r"])
  func whatXMLCannotHoldIsShown(_ character: String) throws {
    var issue = SampleReport.issues[0]
    issue.finding.details.message = SampleReport.text("a", "a", "before\(character)after ]]> & <b>")
    let text = try file(of: SampleReport.report(issues: [issue]))[
      "information-accuracy", SampleReport.totals.id]?.outcomes.first?.text
    let code = String(character.unicodeScalars.first!.value, radix: 16, uppercase: true)
    let shown = "[U+" + String(repeating: "0", count: 4 - code.count) + code + "]"
    #expect(text?.contains("before\(shown)after ]]> & <b>") == true)
  }
}
