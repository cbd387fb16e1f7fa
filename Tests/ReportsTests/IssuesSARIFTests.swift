import Findings
import Foundation
import Ledger
import Reports
import Testing
import Values

@Suite struct IssuesSARIFTests {
  private func log(
    of report: MonthlyReport = SampleReport.report(), in language: Language = .en
  ) throws -> SARIFLog {
    let log = try SARIFLog(rendered("issues.sarif", of: report, in: language))
    #expect(log.faults == [])
    return log
  }

  @Test(arguments: Language.allCases) func theStandardIsKept(_ language: Language) throws {
    for report in [
      SampleReport.report(), SampleReport.reportWithWaivers, SampleReport.cleanReport,
      SampleReport.report(issues: [], followUp: nil, occasion: .spotCheck),
    ] {
      let log = try log(of: report, in: language)
      #expect(log.results.count == report.issues.count)
      #expect(log.rules.count == report.verdict.rules.count)
    }
  }

  /// Each result beside its line of `issues.jsonl`.
  @Test func everyIssueIsAResult() throws {
    let report = SampleReport.reportWithWaivers
    let lines = try rendered("issues.jsonl", of: report, in: .en).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? SARIFLog.Object)
    }
    let results = try log(of: report).results
    try #require(lines.count == results.count)
    for (line, result) in zip(lines, results) {
      let rule = line["rule"] as? SARIFLog.Object
      let fingerprints = result["partialFingerprints"] as? [String: String]
      #expect(fingerprints?["paichaIssue/v1"] == line["id"] as? String)
      #expect(result["ruleId"] as? String == rule?["id"] as? String)
      let isFailure = line["outcome"] as? String == "fail"
      #expect(result["kind"] as? String == (isFailure ? "fail" : "open"))
      let suppressions = result["suppressions"] as? [Any]
      #expect(suppressions?.isEmpty == (line["waiver"] == nil))
      let others = (line["otherDocuments"] as? [Any] ?? []).count
      #expect((result["relatedLocations"] as? [Any] ?? []).count == others)
    }
  }

  @Test func severitiesBecomeLevelsAndRanks() throws {
    let rules = try log().rules.map { rule in
      let configuration = rule["defaultConfiguration"] as? SARIFLog.Object
      return "\(configuration?["level"] ?? "") \(configuration?["rank"] ?? "")"
    }
    #expect(rules == ["error 75", "note 25", "warning 50", "error 100"])
  }

  @Test func theLedgerIsTheBaseline() throws {
    let states = try log().results.map { $0["baselineState"] as? String }
    #expect(states == ["new", "new", "new", "unchanged", "updated"])
    let without = try log(of: SampleReport.report(followUp: nil)).results
    #expect(without.allSatisfy { $0["baselineState"] == nil }, "nobody looked")
    // Known for two periods, and let stand.
    var waived = SampleReport.issues
    waived[0].status = .waived
    #expect(
      try log(of: SampleReport.report(issues: waived)).results[0]["baselineState"] as? String
        == "unchanged")
  }

  @Test func aWaiverIsASuppressionWithItsReason() throws {
    let results = try log(of: SampleReport.reportWithWaivers).results
    let suppression = try #require((results[1]["suppressions"] as? [SARIFLog.Object])?.first)
    #expect(suppression["justification"] as? String == "approved once | by the manager")
    #expect(suppression["status"] as? String == "accepted")
    let properties = suppression["properties"] as? [String: String]
    #expect(properties == ["approver": "戚远山", "until": "2025-12-31"])
  }

  @Test func filesAreRelativeToTheFolderOfTheExports() throws {
    let log = try log()
    let bases = try #require(log.run["originalUriBaseIds"] as? [String: SARIFLog.Object])
    #expect(bases["EXPORTS"]?["uri"] as? String == "SampleData/2025-09/")
    #expect(bases["EXPORTS"]?["uriBaseId"] as? String == "WORKDIR")
    let location = log.artifacts[0]["location"] as? SARIFLog.Object
    #expect(location?["uri"] as? String == "%E8%AE%A2%E5%8D%95_202509.csv")
    #expect((location?["uri"] as? String)?.removingPercentEncoding == "订单_202509.csv")
    let hashes = log.artifacts.map { ($0["hashes"] as? [String: String])?["sha-256"] }
    #expect(hashes[0] == String(repeating: "ab", count: 32))
  }

  @Test(arguments: [
    ("/srv/a b.csv", "file:///srv/a%20b.csv", nil), ("../a.csv", "../a.csv", nil),
    ("./a.csv", "a.csv", "EXPORTS"), ("a:b.csv", "a%3Ab.csv", "EXPORTS"),
    ("100%.csv", "100%25.csv", "EXPORTS"), ("子/#1?.csv", "%E5%AD%90/%231%3F.csv", "EXPORTS"),
  ])
  func anyNameIsAURI(_ file: String, _ uri: String, _ base: String?) throws {
    var issue = SampleReport.issues[0]
    issue.finding.subject.file = file
    let result = try log(of: SampleReport.report(issues: [issue])).results[0]
    let location = (result["locations"] as? [SARIFLog.Object])?[0]["physicalLocation"]
    let artifact = (location as? SARIFLog.Object)?["artifactLocation"] as? SARIFLog.Object
    #expect(artifact?["uri"] as? String == uri)
    #expect(artifact?["uriBaseId"] as? String == base)
  }

  /// An export that is missing has no lines, and a line that is none must not be named.
  @Test func whatHasNoLineHasNoRegion() throws {
    var issue = SampleReport.issues[0]
    issue.finding.subject.line = 0
    let text = try rendered("issues.sarif", of: SampleReport.report(issues: [issue]), in: .en)
    #expect(!text.contains("\"startLine\":0"))
    issue.finding.subject.file = ""
    _ = try log(of: SampleReport.report(issues: [issue]))
  }

  /// Every kind of gap of the sample is a notification, and rules are named by their place in the list.
  @Test func whatWasNotCheckedIsNotified() throws {
    let log = try log()
    let kinds = log.notifications.compactMap {
      ($0["descriptor"] as? SARIFLog.Object)?["id"] as? String
    }
    #expect(
      kinds == [
        "rule-not-run", "rule-undecided", "kpi-not-computed", "export-missing",
        "file-not-recognised", "control-total-differs", "not-readable",
      ])
    let rule = log.notifications[0]["associatedRule"] as? SARIFLog.Object
    #expect(rule?["id"] as? String == SampleReport.price.id && rule?["index"] as? Int == 2)
    #expect(log.notifications[0]["level"] as? String == "error")
    #expect(try self.log(of: SampleReport.cleanReport).notifications.isEmpty)
  }

  @Test func aRunThatDidNotSeeEverythingIsNoSuccess() throws {
    #expect(try log().invocation["executionSuccessful"] as? Bool == true)
    let clean = SampleReport.cleanReport
    var verdict = clean.verdict
    verdict.rules[0].notRun = SampleReport.text("没有", "沒有", "nothing there")
    let nothing = MonthlyReport(
      period: clean.period, asOf: clean.asOf, scope: "", occasion: .monthEnd, version: "",
      coverage: clean.coverage, verdict: verdict, issues: [])
    #expect(try log(of: nothing).invocation["executionSuccessful"] as? Bool == false)
  }

  /// A rule that a company does without is an override, and no error.
  @Test func aRuleThatIsSwitchedOffIsAnOverride() throws {
    let clean = SampleReport.cleanReport
    var verdict = clean.verdict
    verdict.rules[0].notRun = SampleReport.text("不用", "不用", "not for us")
    verdict.rules[0].isSwitchedOff = true
    let off = try log(
      of: MonthlyReport(
        period: clean.period, asOf: clean.asOf, scope: "..", occasion: .monthEnd, version: "",
        coverage: clean.coverage, verdict: verdict, issues: []))
    let overrides = off.invocation["ruleConfigurationOverrides"] as? [SARIFLog.Object]
    #expect(overrides?.count == 1)
    #expect(off.notifications[0]["level"] as? String == "note")
  }

  /// What the reader of these tests refuses, so that it says something when it does not.
  @Test(arguments: [
    #""kind":"fail""#: #""kind":"failed""#, #""level":"error""#: #""level":"critical""#,
    #""ruleIndex":0"#: #""ruleIndex":40"#, #""startLine":4"#: #""startLine":0"#,
    #""text":"order DD-1 differs""#: #""text":"order {0} differs""#,
    #""uri":"SampleData/2025-09/""#: #""uri":"订单/""#, #""columnKind""#: #""columnkind""#,
    #""suppressions":[],"#: "", #""executionSuccessful":true,"#: "",
    #""index":1}"#: #""index":40}"#,
  ])
  func faultyLogsAreSeen(_ old: String, _ new: String) throws {
    let text = try rendered("issues.sarif", of: SampleReport.report(), in: .en)
    let place = try #require(text.range(of: old), "\(old)")
    let log = try SARIFLog(text.replacingCharacters(in: place, with: new))
    #expect(!log.faults.isEmpty, "\(old) as \(new)")
  }
}
