import Entities
import FEEL
import Testing

@testable import Rules

/// A rule on orders, the tables it is judged on, and how its subjects must come out.
struct JudgingCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var rule: String
  var tables: [String: String]
  /// pass, fail, not applicable, undetermined
  var counts: [Int]

  init(_ name: String, _ rule: String, _ tables: [String: String], _ counts: [Int]) {
    testDescription = name
    self.rule = rule
    self.tables = tables
    self.counts = counts
  }
}

private let contracts = "id,total\nC1,100.00\nC2,50\n"

@Suite struct JudgingTests {
  @Test(arguments: [
    JudgingCase(
      "equal amounts pass, a cent more fails",
      #""for": "order", "check": "total = contract.total""#,
      ["order": "id,contract id,total\nO1,C1,100\nO2,C2,50.01\n", "contract": contracts],
      [1, 1, 0, 0]),
    JudgingCase(
      "a missing amount is undetermined, not passed",
      #""for": "order", "check": "total <= 100""#,
      ["order": "id,total\nO1,100\nO2,\n"], [1, 0, 0, 1]),
    JudgingCase(
      "an unreadable amount is undetermined",
      #""for": "order", "check": "total <= 100""#,
      ["order": "id,total\nO1,ninety\nO2,90\n"], [1, 0, 0, 1]),
    JudgingCase(
      "zero is a value",
      #""for": "order", "check": "total = 0""#, ["order": "id,total\nO1,0\nO2,0.00\n"],
      [2, 0, 0, 0]),
    JudgingCase(
      "a condition that is false makes a rule not applicable",
      #""for": "order", "when": "contract != null", "check": "total = contract.total""#,
      ["order": "id,contract id,total\nO1,C1,100\nO2,C9,1\nO3,,1\n", "contract": contracts],
      [1, 0, 2, 0]),
    JudgingCase(
      "two contracts of one number are ambiguous, so nothing is decided",
      #""for": "order", "check": "total = contract.total""#,
      ["order": "id,contract id,total\nO1,C1,100\n", "contract": "id,total\nC1,100\nC1,100\n"],
      [0, 0, 0, 1]),
    JudgingCase(
      "payments are summed, and none at all has no sum",
      #""for": "order", "check": "sum(payments.amount) = total""#,
      [
        "order": "id,total\nO1,100\nO2,5\nO3,7\n",
        "payment": "id,order id,amount\nP1,O1,60.50\nP2,O1,39.50\nP3,O2,4\n",
      ], [1, 1, 0, 1]),
    JudgingCase(
      "unknown: pass counts and makes no finding of it",
      #""for": "order", "check": "total > 0", "unknown": "pass""#,
      ["order": "id,total\nO1,\nO2,1\n"], [1, 0, 0, 1]),
    JudgingCase(
      "unknown: fail makes a missing value a failure",
      #""for": "order", "check": "total > 0", "unknown": "fail""#,
      ["order": "id,total\nO1,\nO2,1\n"], [1, 1, 0, 0]),
    JudgingCase(
      "a document is judged by what was in force on its day",
      #""for": "order", "check": "false", "effective": { "from": "2025-09-02", "to": "2025-09-03" }"#,
      ["order": "id,ordered on\nO1,2025-09-01\nO2,2025-09-02\nO3,2025-09-03\nO4,2025-09-04\nO5,\n"],
      [0, 2, 2, 1]),
    JudgingCase(
      "equal keys make a group, a record without a key makes none",
      #""for": { "each": "payment", "by": ["order id"] }, "check": "count(rows) = 1""#,
      ["payment": "id,order id,amount\nP1,O1,1\nP2,O2,1\nP3,O1,1\nP4,,1\nP5,,1\n"], [1, 1, 0, 0]),
  ])
  func comesOutAsWrittenDown(_ example: JudgingCase) throws {
    let set = try SmallProject.rules(SmallProject.rule("r", example.rule))
    for (threads, engine) in [(1, Engine.columns), (2, .columns), (2, .interpreter)] {
      let judgement = try SmallProject.judgements(
        set, example.tables, threads: threads, engine: engine)[0]
      let counts = judgement.counts
      #expect(judgement.lacks.isEmpty)
      #expect(
        [counts.pass, counts.fail, counts.notApplicable, counts.undetermined] == example.counts)
    }
  }

  @Test func aRuleWithoutItsDocumentsIsNotRun() throws {
    let set = try SmallProject.rules(
      SmallProject.rule("r", #""for": "order", "check": "contract = null""#))
    let judgement = try SmallProject.judgements(set, ["order": "id,contract id\nO1,C1\n"])[0]
    #expect(judgement.lacks == [.entity(SmallProject.model.entity(named: "contract")!)])
    #expect(judgement.counts == JudgementCounts())
  }

  @Test func aRuleForCertainDaysIsNotRunWithoutTheDate() throws {
    let set = try SmallProject.rules(
      SmallProject.rule(
        "r", #""for": "order", "check": "id != null", "effective": { "from": "2025-09-02" }"#))
    let judgement = try SmallProject.judgements(set, ["order": "id\nO1\n"])[0]
    #expect(judgement.lacks == [.field(entity: 0, field: 3)])
  }

  @Test func aDayThatCannotBeReadIsNotSaidToBeMissing() throws {
    let set = try SmallProject.rules(
      SmallProject.rule(
        "r", #""for": "order", "check": "true", "effective": { "from": "2025-09-02" }"#))
    let table = "id,ordered on\nO1,soon\n"
    let judgement = try SmallProject.judgements(set, ["order": table])[0]
    #expect(judgement.verdicts.map(\.reason) == [.unreadable(entity: 0, field: 3, row: 0)])
  }

  @Test func aRuleWithoutAFieldIsNotRun() throws {
    let set = try SmallProject.rules(
      SmallProject.rule("r", #""for": "order", "check": "total > 0""#))
    let judgement = try SmallProject.judgements(set, ["order": "id\nO1\n"])[0]
    #expect(judgement.lacks == [.field(entity: 0, field: 2)])
  }
}
