import Findings
import Testing

@Suite struct RootCauseTests {
  private static let twice = Shop.rule(
    "twice", #""for": { "each": "order", "by": ["id"] }, "check": "count(rows) = 1""#)

  /// The causes' rules by finding: `rule key` to `rule`.
  private func causes(
    _ rules: [String], on tables: [String: String]
  ) throws -> [String: String] {
    let findings = try Shop.verdict(rules: rules.joined(separator: ","), on: tables).findings
    let pairs = findings.compactMap { finding in
      finding.cause.map { ("\(finding.ruleID) \(finding.subject.key)", $0.ruleID) }
    }
    for finding in findings {
      if let cause = finding.cause {
        #expect(findings.contains { $0.id == cause.findingID && $0.outcome == .fail })
      }
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  @Test func aRecordThatCouldBeOneOfTwoIsExplainedByTheirSharedKey() throws {
    let causes = try causes(
      [
        Self.twice,
        Shop.rule(
          "paid",
          #""for": "payment", "check": "amount <= order.total", "explainedBy": ["twice"]"#),
      ],
      on: [
        "order": "id,total\nO1,5\nO1,5\nO2,1\n",
        "payment": "id,order id,amount\nP1,O1,3\nP2,O2,9\nP3,O7,3\n",
      ])
    #expect(causes == ["paid P1": "twice"])
  }

  @Test func aFindingIsLedBackToTheFirstOfItsCauses() throws {
    let causes = try causes(
      [
        Shop.rule("first", #""for": "order", "check": "total >= 0""#),
        Shop.rule("second", #""for": "order", "check": "total > 1", "explainedBy": ["first"]"#),
        Shop.rule("third", #""for": "order", "check": "total > 2", "explainedBy": ["second"]"#),
      ], on: ["order": "id,total\nO1,-1\nO2,1\nO3,2\n"])
    #expect(
      causes == ["second O1": "first", "third O1": "first", "third O2": "second"])
  }

  @Test func aPartExplainsItsWholeAndNotThePartBesideIt() throws {
    let causes = try causes(
      [
        Shop.rule(
          "part", #""for": "payment", "check": "amount > 0 or order.total = 99""#),
        Shop.rule(
          "whole",
          #""for": "order", "check": "sum(payments.amount) = total", "#
            + #""explainedBy": ["part"]"#),
        Shop.rule(
          "beside", #""for": "payment", "check": "amount = order.total", "explainedBy": ["part"]"#),
      ],
      on: [
        "order": "id,total\nO1,5\nO2,5\n",
        "payment": "id,order id,amount\nP1,O1,0\nP2,O1,4\nP3,O2,4\n",
      ])
    #expect(causes == ["whole O1": "part", "beside P1": "part"])
  }

  @Test func whatIsUndeterminedExplainsNothing() throws {
    let causes = try causes(
      [
        Shop.rule("first", #""for": "order", "check": "total >= 0""#),
        Shop.rule("second", #""for": "order", "check": "total > 1", "explainedBy": ["first"]"#),
      ], on: ["order": "id,total\nO1,\n"])
    #expect(causes.isEmpty)
  }

  /// Nobody knows what is wrong with P1, whose own amount is missing: not that of its order.
  @Test func anUndecidedFindingIsExplainedByTheDocumentThatLeftItSo() throws {
    let causes = try causes(
      [
        Shop.rule("named", #""for": "order", "check": "total != null""#),
        Shop.rule(
          "paid",
          #""for": "payment", "check": "amount <= order.total", "#
            + #""explainedBy": ["named"]"#),
      ],
      on: [
        "order": "id,total\nO1,\nO2,\nO3,1\n",
        "payment": "id,order id,amount\nP1,O1,\nP2,O2,4\nP3,O3,4\n",
      ])
    #expect(causes == ["paid P2": "named"])
  }
}
