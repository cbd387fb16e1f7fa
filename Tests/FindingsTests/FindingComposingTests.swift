import Findings
import Testing
import Values

@Suite struct FindingComposingTests {
  @Test func theIdIsThatOfRuleAndKeyWhereverTheRecordStands() throws {
    let one = try Shop.verdict(on: ["order": "id,total\nO1,0\n"]).findings
    let other = try Shop.verdict(on: ["order": "total,id\n5,O9\n-1,O1\n"]).findings
    #expect(one.map(\.id) == other.map(\.id))
    #expect(other.map(\.subject.line) == [3])
  }

  /// A message that there is not in all languages is shown in another, its values in that language too.
  @Test(arguments: [
    #"{ "zh-Hans": "{creator}、{total}、{[id, creator]}" }"#,
    #"{ "en": "{creator}, {total}, {[id, creator]}" }"#,
    #"{ "zh-Hant": "{creator}", "en": "{creator}, {total}" }"#,
  ])
  func sentencesAreInOneLanguage(message: String) throws {
    let findings = try Shop.verdict(
      rules: #"{ "id": "r", "title": { "en": "r" }, "stage": "generation", "severity": "major", "#
        + #""department": "d", "message": \#(message), "for": "order", "check": "total > 0" }"#,
      on: ["order": "id,total,creator\nO1,0,A\nO2,-1,\n"]
    ).findings
    #expect(findings.count == 2)
    for finding in findings {
      for language in Language.allCases {
        let text = finding.message[language]
        #expect(!(text.contains("(empty)") && text.contains("（空）")))
      }
    }
    let nothing = message.contains("zh-Hans") ? "（空）" : "(empty)"
    #expect(findings[1].message[.en].contains(nothing))
  }

  @Test func aRuleTellsWhatItsFieldIsCalled() throws {
    let verdict = try Shop.verdict(
      rules: Shop.rule("r", #""for": "order", "check": "maker != null", "field": "creator""#),
      on: ["order": "id,total,creator\nO1,0,A\n", "person": "id,grade\nB,1\n"])
    let finding = try #require(verdict.findings.first)
    let name = verdict.rules[0].facts.paths.first { $0.id == finding.details.field }
    #expect(name?.label[.en] == "Creator")
  }

  @Test func recordsWithoutAKeyStayApart() throws {
    let findings = try Shop.verdict(on: ["order": "id,total\n,0\n,0\n"]).findings
    #expect(Set(findings.map(\.id)).count == 2)
    #expect(findings.map(\.subject.key) == ["order.csv:2", "order.csv:3"])
  }

  @Test func theReasonOfAnUndeterminedOutcomeNamesTheValue() throws {
    let findings = try Shop.verdict(on: ["order": "id,total\nO1,\nO2,x\n"]).findings
    #expect(findings.map(\.outcome) == [.undetermined, .undetermined])
    #expect(
      findings.map { $0.reason?[.en] } == [
        "'Total' of Order O1 is empty", "'Total' of Order O2 cannot be read",
      ])
  }

  @Test func whatARuleOnlyTellsMayBeMissing() throws {
    let verdict = try Shop.verdict(
      rules: Shop.rule(
        "r",
        #""for": "order", "check": "total > 0", "amount": "sum(payments.amount)", "#
          + #""expected": "count(payments)", "actual": "total""#),
      on: ["order": "id,total\nO1,0\n"])
    let finding = try #require(verdict.findings.first)
    #expect(finding.amount == nil && finding.difference == nil)
    #expect(finding.expected == "" && finding.actual == "0")
    #expect(verdict.rules[0].notRun == nil)
  }

  @Test func theAmountIsInCentsAndNeverNegative() throws {
    let findings = try Shop.verdict(
      rules: Shop.rule("r", #""for": "order", "check": "total > 0", "amount": "total * 1.0000""#),
      on: ["order": "id,total\nO1,-6\nO2,-0.125\nO3,-3.3333\nO4,-0.004\nO5,-7.1\n"]
    ).findings
    #expect(
      findings.map { $0.amount?.description } == ["6.00", "0.13", "3.33", "0.00", "7.10"])
  }

  /// Fields are read where they lie, whatever is known of them and of the record that a relation leads to.
  @Test func valuesThatAreNotThereAreShownAsNothing() throws {
    let findings = try Shop.verdict(
      rules: Shop.rule(
        "r",
        #""for": "payment", "check": "amount > 0 and order.total > 9", "#
          + #""expected": "order.total", "actual": "amount""#),
      on: [
        "order": "id,total\nO1,5\nO2,\nO3,x\nO4,1\nO4,2\n",
        "payment":
          "id,order id,amount\nP1,O1,0\nP2,O2,2\nP3,O3,0\nP4,O4,0\nP5,none,0\nP6,O1,\nP7,,x\n",
      ]
    ).findings
    #expect(
      findings.map { $0.evidence.map(\.value) } == [
        ["0", "5"], ["2", ""], ["0", ""], ["0", ""], ["0", ""], ["", "5"], ["", ""],
      ])
    #expect(findings.map(\.expected) == ["5", "", "", "", "", "5", ""])
    #expect(findings.map(\.actual) == ["0", "2", "0", "0", "0", "", ""])
    #expect(findings.map(\.difference) == ["-5", nil, nil, nil, nil, nil, nil])
  }

  @Test func theDocumentsAreThoseThatThePathsLeadTo() throws {
    let tables = [
      "order": "id,total,creator\nO1,1,A\nO2,2,B\nO3,3,nobody\n",
      "payment": "id,order id,amount\nP1,O1,0\nP2,O2,0\nP3,O1,0\nP4,O3,0\nP5,none,0\n",
      "person": "id,grade\nB,1\nA,2\n",
    ]
    let byPayment = try Shop.verdict(
      rules: Shop.rule(
        "r",
        #""for": "payment", "check": "amount > 0 and order.total > 0 and order.maker.grade > 0""#),
      on: tables
    ).findings
    #expect(
      byPayment.map { $0.documents.map(\.key) } == [
        ["P1", "O1", "A"], ["P2", "O2", "B"], ["P3", "O1", "A"], ["P4", "O3"], ["P5"],
      ])
    // Payments lead back to their order, which is the subject and no other document.
    let byOrder = try Shop.verdict(
      rules: Shop.rule(
        "r", #""for": "order", "check": "sum(payments.order.total) + sum(payments.amount) < 0""#),
      on: tables
    ).findings
    #expect(
      byOrder.map { $0.documents.map(\.key) } == [
        ["O1", "P1", "P3"], ["O2", "P2"], ["O3", "P4"],
      ])
    let byGroup = try Shop.verdict(
      rules: Shop.rule(
        "r",
        #""for": { "each": "payment", "by": ["order id"] }, "check": "sum(rows.order.total) < 0""#),
      on: tables
    ).findings
    #expect(byGroup.first.map { $0.documents.map(\.key) } == ["P1", "P3", "O1"])
  }

  @Test func theThreadsDoNotShow() throws {
    let rows = (0..<40_000).map { "O\($0 % 39_990),\($0 % 5 - 1)\n" }
    let rules = [
      Shop.rule("a", #""for": "order", "check": "total > 0""#),
      Shop.rule("b", #""for": { "each": "order", "by": ["id"] }, "check": "count(rows) = 1""#),
    ]
    let verdicts = try [1, 2, 7].map { threads in
      try Shop.verdict(
        rules: rules.joined(separator: ","), on: ["order": "id,total\n" + rows.joined()],
        threads: threads)
    }
    #expect(verdicts[0].findings.count == 16_010)
    #expect(verdicts.allSatisfy { $0.findings == verdicts[0].findings })
  }
}
