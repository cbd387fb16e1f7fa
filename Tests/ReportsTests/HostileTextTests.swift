import Findings
import Foundation
import Ledger
import Reports
import TestSupport
import Testing
import Values

/// Texts from outside that try to be something else.
private let hostileTexts = [
  "<script>alert(1)</script>", "</script><script>alert(1)</script>",
  "\"><img src=x onerror=alert(1)>",
  "' onmouseover='alert(1)", "]]><!--", "&lt;b&gt;", "=cmd|' /C calc'!A0", "+1+1", "-2+3",
  "@SUM(A1)",
  "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "合同\u{202E}txt.exe", "a\u{200B}b", "\u{0}\u{7}\u{1B}[31m",
  "a,b", "a\"b", "line\r\nbreak", "| a | b |", "[x](javascript:alert(1))", "`code`", "\u{2028}x",
  "{count}", "{0}\u{301}", "[x](0\u{301})", "\u{FFFE}\u{FFFF}x",
  "{count}", "\u{FEFF}x", "a\u{AD}b", "x\u{180E}y", "\u{E0041}\u{E0042}x", "\u{FFF9}x", "\u{A0}=1",
  "\u{3000}=1",
]

@Suite struct HostileTextTests {
  @Test(arguments: hostileTexts)
  func pagesHoldNoMarkupFromOutside(_ text: String) throws {
    for language in Language.allCases {
      let page = try rendered("report.html", of: report(with: text), in: language)
      let harmless = try rendered("report.html", of: report(with: "x"), in: language)
      let elements = try #require(openedElements(page))
      #expect(elements == openedElements(harmless))
      #expect(page.unicodeScalars.allSatisfy { !isHidden($0) })
    }
  }

  @Test func aPageOfScriptsHoldsItsOwnThreeBlocksOnly() throws {
    let page = try rendered("report.html", of: report(with: hostileTexts[1]), in: .en)
    let elements = try #require(openedElements(page))
    #expect(elements.filter { $0 == "script" }.count == 2)
    #expect(elements.filter { $0 == "style" }.count == 1)
    #expect(!elements.contains { ["img", "iframe", "link", "object", "base"].contains($0) })
    #expect(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)"))
    #expect(page.contains("\\u003C/script\\u003E"))
  }

  @Test(arguments: hostileTexts)
  func noticesHoldNoMarkupFromOutside(_ text: String) throws {
    let (hostile, harmless) = (report(with: text), report(with: "x"))
    let names = noticeNames(of: hostile)
    #expect(names.count == 4)
    for language in Language.allCases {
      for (name, other) in zip(names, noticeNames(of: harmless)) {
        let notice = try rendered(name, of: hostile, in: language)
        let plain = try rendered(other, of: harmless, in: language)
        #expect(notice.unicodeScalars.allSatisfy { !isHidden($0) }, "\(name)")
        if name.hasSuffix(".html") {
          let elements = try #require(openedElements(notice))
          #expect(elements == openedElements(plain), "\(name)")
        } else {
          #expect(bars(notice) == bars(plain), "\(name)")
        }
      }
    }
  }

  private func noticeNames(of report: MonthlyReport) -> [String] {
    outputs(of: report, language: .en).map(\.name).filter { $0.hasPrefix("notices/") }
  }

  @Test(arguments: hostileTexts)
  func spreadsheetsRunNothing(_ text: String) throws {
    for name in ["issues.csv", "rejects.csv"] {
      let csv = try rendered(name, of: report(with: text), in: .zhHans)
      #expect(csv.unicodeScalars.first == "\u{FEFF}")
      let rows = try #require(csvRows(String(csv.unicodeScalars.dropFirst())))
      #expect(Set(rows.map(\.count)).count == 1)
      for cell in rows.joined() {
        let first = cell.unicodeScalars.first { ![" ", "\u{A0}", "\u{3000}"].contains($0) }
        #expect(!["=", "+", "@", "\t", "\r", "\n", "＝", "＋", "＠"].contains(first), "\(cell)")
        #expect(first != "-" || cell.allSatisfy { "-0123456789.".contains($0) }, "\(cell)")
        #expect(cell.unicodeScalars.allSatisfy { $0 == "\r" || !isHidden($0) }, "\(cell)")
      }
    }
  }

  @Test func aNegativeNumberStaysANumber() throws {
    let csv = try rendered("issues.csv", of: SampleReport.report(), in: .en)
    let rows = try #require(csvRows(String(csv.unicodeScalars.dropFirst())))
    let column = try #require(rows[0].firstIndex(of: "Difference"))
    #expect(rows[1][column] == "-1234367.5")
  }

  @Test(arguments: hostileTexts)
  func jsonGivesTheTextBack(_ text: String) throws {
    let lines = try rendered("issues.jsonl", of: report(with: text), in: .en)
      .split(separator: "\n")
    #expect(lines.count == 1)
    let issue = try #require(
      JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    let subject = try #require(issue["subject"] as? [String: Any])
    #expect((subject["key"] as? String)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    for name in ["report.json", "coverage.json"] {
      let json = try rendered(name, of: report(with: text), in: .en)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    }
  }

  /// Programs get the text back, persons see what is hidden in it, and no viewer makes a link or fills in.
  @Test(arguments: hostileTexts)
  func sarifHoldsTheStandard(_ text: String) throws {
    for language in Language.allCases {
      let written = try rendered("issues.sarif", of: report(with: text), in: language)
      #expect(written.unicodeScalars.allSatisfy { !isHidden($0) })
      let log = try SARIFLog(written)
      #expect(log.faults == [])
      let place = try #require((log.results.first?["locations"] as? [SARIFLog.Object])?.first)
      let names = place["logicalLocations"] as? [[String: String]]
      #expect(names?[0]["name"]?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
      let artifact = (place["physicalLocation"] as? SARIFLog.Object)?["artifactLocation"]
      let uri = (artifact as? SARIFLog.Object)?["uri"] as? String
      #expect(uri.map(decoded).map { $0.elementsEqual(text.utf8) } == true)
      let message = log.results.first?["message"] as? [String: String]
      #expect(message?["text"]?.unicodeScalars.allSatisfy { !isHidden($0) } == true)
    }
  }

  /// The bytes that a URI's percent signs stand for; Foundation would drop a byte order mark.
  private func decoded(_ uri: String) -> [UInt8] {
    let parts = uri.split(separator: "%", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(Array(parts[0].utf8)) { bytes, part in
      bytes + [UInt8(part.prefix(2), radix: 16)!] + part.dropFirst(2).utf8
    }
  }

  @Test(arguments: hostileTexts)
  func testResultsStayWellFormed(_ text: String) throws {
    for language in Language.allCases {
      let written = try rendered("junit.xml", of: report(with: text), in: language)
      #expect(written.unicodeScalars.allSatisfy { !isHidden($0) })
      let (file, harmless) = (
        try JUnitFile(written),
        try JUnitFile(rendered("junit.xml", of: report(with: "x"), in: language))
      )
      #expect(file.suites.map(\.cases.count) == harmless.suites.map(\.cases.count))
      let lines = file.suites.flatMap(\.cases).flatMap(\.outcomes).map { outcome in
        outcome.text.split(separator: "\n", omittingEmptySubsequences: false).count
      }
      let others = harmless.suites.flatMap(\.cases).flatMap(\.outcomes).map { outcome in
        outcome.text.split(separator: "\n", omittingEmptySubsequences: false).count
      }
      #expect(lines == others, "a text is on one line")
    }
  }

  @Test(arguments: hostileTexts)
  func markdownKeepsItsTables(_ text: String) throws {
    let markdown = try rendered("report.md", of: report(with: text), in: .en)
    let harmless = try rendered("report.md", of: report(with: "x"), in: .en)
    #expect(bars(markdown) == bars(harmless))
    for mark in ["<", "[", "`"] as [Character] {
      let parts = markdown.split(separator: mark, omittingEmptySubsequences: false)
      #expect(parts.dropLast().allSatisfy { $0.last == "\\" }, "an unescaped \(mark)")
    }
  }

  @Test func aCellOfMegabytesDoesNotSwellThePage() throws {
    let long = String(repeating: "长", count: 300_000)
    let report = report(with: long)
    #expect(try rendered("report.html", of: report, in: .zhHans).utf8.count < 1_000_000)
    #expect(try rendered("report.md", of: report, in: .zhHans).utf8.count < 1_000_000)
    let csv = try rendered("issues.csv", of: report, in: .zhHans)
    let rows = try #require(csvRows(String(csv.unicodeScalars.dropFirst())))
    #expect(rows.joined().allSatisfy { $0.unicodeScalars.count <= 32_767 })
    #expect(try rendered("issues.jsonl", of: report, in: .zhHans).contains(long))
  }

  private func rule(_ id: String, _ text: String, department: String) -> RuleFacts {
    let localized = LocalizedText([.zhHans: text, .zhHant: text, .en: text])
    let totals = SampleReport.totals
    return RuleFacts(
      id: id, title: localized, pack: totals.pack, packTitle: localized, stage: totals.stage,
      clause: text, severity: totals.severity, department: department, departmentLabel: localized,
      finds: localized, remedy: localized,
      prevention: PreventionFacts(
        id: "p", title: localized, measure: localized, kind: .people,
        department: DepartmentFacts(id: department, label: localized)), dueDays: totals.dueDays,
      escalation: [DepartmentFacts(id: department, label: localized)])
  }

  /// A report in which every text from outside is `text`.
  private func report(with text: String) -> MonthlyReport {
    let localized = LocalizedText([.zhHans: text, .zhHant: text, .en: text])
    // An id is declared: no export makes one of megabytes.
    let id = String(text.prefix(100))
    let rule = self.rule(SampleReport.totals.id, text, department: id)
    let document = Document(
      entity: "order", entityLabel: localized, key: text, file: text, line: 1)
    var finding = Finding(
      id: "1", ruleID: rule.id, outcome: .fail, subject: document, caseKey: text,
      documents: [document, document],
      evidence: [Evidence(path: text, label: localized, value: text)], field: text, expected: text,
      actual: text, difference: text, amount: .one, message: localized, reason: localized)
    finding.cause = FindingCause(findingID: text, ruleID: text, ruleTitle: localized)
    var issue = Ledger.Issue(
      finding: finding, rule: rule, status: .new, firstSeen: Period("2025-09")!,
      lastSeen: Period("2025-09")!, timesSeen: 1, due: CivilDate("2025-10-15")!,
      escalatedTo: rule.escalation[0])
    issue.handling.assignment.person = text
    issue.handling.remedy = Remedy(causeClass: .human, effect: text, measure: text)
    var followUp = FollowUp()
    followUp.unexamined = [SampleReport.pastIssue(text, rule: rule, amount: nil)]
    followUp.history = history(with: text)
    var counts = OutcomeCounts()
    counts.undetermined = 1
    let notRun = self.rule("not-run", text, department: id)
    var coverage = SampleReport.coverage
    coverage.unrecognisedFiles = [text]
    for index in coverage.exports.indices {
      coverage.exports[index].file = text
      coverage.exports[index].unusedFields = [text]
    }
    coverage.missingSources = [MissingSource(id: text, entityLabel: localized, patterns: [text])]
    coverage.rejects = [
      Reject(
        extent: .file, code: text, file: text, record: 1, line: 1, byte: 1, column: text,
        entity: text, message: localized, originalText: text)
    ]
    return MonthlyReport(
      period: Period("2025-09")!, asOf: CivilDate("2025-10-08")!, scope: text, occasion: .monthEnd,
      version: text, coverage: coverage,
      verdict: Verdict(
        rules: [
          RuleVerdict(facts: rule, counts: counts, notRun: nil, amount: .one),
          RuleVerdict(facts: notRun, counts: OutcomeCounts(), notRun: localized, amount: .zero),
        ], findings: [finding],
        kpis: [
          KPIResult(
            id: text, title: localized, clause: text, numerator: 1, denominator: 2,
            undetermined: 0, target: .one, direction: .atLeast, notRun: nil),
          KPIResult(
            id: text, title: localized, clause: text, numerator: 0, denominator: 0,
            undetermined: 0, target: nil, direction: .atLeast, notRun: localized),
        ], scoring: SampleReport.scoring,
        patterns: [
          PatternSearch(
            label: localized, valueCount: 1, orders: 1, findings: 1,
            patterns: [
              Pattern(
                value: localized, orders: 1, affected: 1, findings: 1, commonestRule: text,
                commonestCount: 2)
            ]), PatternSearch(label: localized, notRun: localized),
        ]), issues: [issue], followUp: followUp, majorAmount: .one)
  }

  /// A month with a rule of that name, which is gone since, and an indicator.
  private func history(with text: String) -> [LedgerRun] {
    var figures = RunFigures()
    figures.kpis = [KPIFigure(id: text, numerator: 1, denominator: 2, undetermined: 0)]
    figures.rules = [
      RuleFigure(id: text, fingerprint: text, failed: 1, undetermined: 1, subjects: 2)
    ]
    return [
      LedgerRun(
        period: Period("2025-08")!, asOf: CivilDate("2025-08-31")!, issueCount: 1, digest: "",
        figures: figures)
    ]
  }

  /// How many unescaped bars each line has.
  private func bars(_ markdown: String) -> [Int] {
    markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var count = 0
      var isEscaped = false
      for scalar in line.unicodeScalars {
        if scalar == "|", !isEscaped { count += 1 }
        isEscaped = scalar == "\\" && !isEscaped
      }
      return count
    }
  }

  private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\n" && scalar != "\t"
    case .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
