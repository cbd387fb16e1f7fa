import Diagnostics
import Testing

@testable import Rules

/// Parameters and decision tables as they are declared.
@Suite struct DeclarationTests {
  private func faults(_ parameters: String) -> [String] {
    do {
      _ = try SmallProject.rules("", parameters: parameters)
      return []
    } catch {
      return error.diagnostics.map { "\($0.code): \($0.message)" }
    }
  }

  private func table(_ members: String) -> String {
    #"{ "tables": { "t": { "inputs": [ { "name": "n", "type": "number" } ], \#(members) } } }"#
  }

  @Test(arguments: [
    (#""rows": [ { "if": ["< 5"], "then": 1 }, { "if": [">= 5"], "then": 2 } ]"#, []),
    (
      #""rows": [ { "if": ["<= 5"], "then": 1 }, { "if": [">= 5"], "then": 2 } ]"#,
      ["overlapping-rows: in the table 't' several rows hold for n 5"]
    ),
    (
      #""rows": [ { "if": ["< 5"], "then": 1 }, { "if": ["> 5"], "then": 2 } ]"#,
      ["table-gap: in the table 't' no row holds for n 5"]
    ),
    (#""rows": [ { "if": ["< 5"], "then": 1 } ], "otherwise": null"#, []),
    (
      #""rows": [ { "if": ["< 5"], "then": 1 } ], "otherwise": "x""#,
      ["wrong-type: 'otherwise' of the table 't' must be number, or null"]
    ),
    (
      #""rows": [ { "if": ["-"], "then": 1 }, { "if": ["< 5"], "then": 2 } ], "hit": "first""#,
      ["unreachable-row: this row of the table 't' is never reached"]
    ),
    (
      #""rows": [ { "if": ["< 5", "-"], "then": 1 } ]"#,
      ["wrong-cell-count: this row has 2 cells, and the table 't' has 1 inputs"]
    ),
    (
      #""rows": [ { "if": ["\"x\""], "then": 1 } ]"#,
      ["mixed-types: number cannot be compared with string"]
    ),
    (
      #""rows": [ { "if": ["< m"], "then": 1 } ]"#, ["unknown-name: nothing is called 'm' here"]
    ),
    (
      #""rows": [ { "if": ["-"], "then": 1 }, { "if": ["-"], "then": "x" } ]"#,
      ["mixed-types: this row gives string, the first one number"]
    ),
    (
      #""rows": [ { "if": ["-"], "then": "x" } ], "hit": "collect +""#,
      ["wrong-type: 'collect +' does not go with rows that give string"]
    ),
    (#""rows": [ { "if": ["-"], "then": 1 } ], "hit": "collect #""#, []),
  ])
  func aTableIsCheckedWhenItIsRead(_ members: String, _ expected: [String]) {
    #expect(faults(table(members)) == expected)
  }

  @Test(arguments: [
    (
      #""versions": [ { "to": "2025-08-31", "value": 1 }, { "from": "2025-09-01", "value": 2 } ]"#,
      []
    ),
    (
      #""versions": [ { "value": 1 }, { "from": "2025-09-01", "value": 2 } ]"#,
      ["overlapping-versions: the parameter 'p' has two values for the same day"]
    ),
    (
      #""versions": [ { "from": "2025-09-02", "to": "2025-09-01", "value": 1 } ]"#,
      [
        "empty-range: this version of the parameter 'p' ends on 2025-09-01, before it begins on 2025-09-02"
      ]
    ),
    (
      #""versions": [ { "to": "2025-08-31", "value": 1 }, { "from": "2025-09-01", "value": "x" } ]"#,
      ["mixed-types: the parameter 'p' is number in one version and string in another"]
    ),
    (
      #""value": 1, "versions": [ { "value": 2 } ]"#,
      ["two-values: the parameter 'p' has both a value and versions"]
    ),
  ])
  func aParameterMayChangeOverTime(_ members: String, _ expected: [String]) {
    #expect(faults(#"{ "parameters": { "p": { \#(members) } } }"#) == expected)
  }

  /// What uses a declaration that is at fault is not at fault itself.
  @Test(arguments: [
    (#""parameters": { "p": { "valeu": 1 } }"#, "total <= p * 2", ["missing-key", "unknown-key"]),
    (#""parameters": { "p": 5 }"#, "total <= p", ["wrong-type"]),
    (
      #""parameters": { "p": { "value": null } }, "tolerances": { "t": { "absolute": "p" } }"#,
      "within tolerance(\"t\", total, 1)", ["wrong-type"]
    ),
    (
      #""tables": { "t": { "inputs": [ { "name": "n", "type": "number" } ], "rows": [ { "if": ["<"], "then": 1 } ] } }"#,
      "decision(\"t\", total) = 1", ["unexpected-token"]
    ),
    (#", "parameters": { "p": { "value": 1 } }"#, "total <= p", ["json-syntax"]),
    (#""tolerances": { "t": 1 }"#, "within tolerance(\"t\", total, 1)", ["wrong-type"]),
  ])
  func oneFaultIsToldOnce(_ parameters: String, _ check: String, _ codes: [String]) {
    let text = check.replacing("\"", with: "\\\"")
    let rule = SmallProject.rule("r", "\"for\": \"order\", \"check\": \"\(text)\"")
    do {
      _ = try SmallProject.rules(rule, parameters: "{ \(parameters) }")
      Issue.record("nothing was said of \(parameters)")
    } catch {
      #expect(error.diagnostics.map(\.code).sorted() == codes)
    }
  }

  @Test func aRuleThatIsAtFaultIsStillThereForOthers() {
    let faulty = SmallProject.rule("a", #""for": "order", "check": "totl > 0""#)
    let other = SmallProject.rule(
      "b", #""for": "order", "check": "total > 0", "explainedBy": ["a", "c"]"#)
    do {
      _ = try SmallProject.rules(
        faulty + "," + other, overrides: #"{ "rules": { "a": { "severity": "info" } } }"#)
      Issue.record("nothing was said")
    } catch {
      #expect(
        error.diagnostics.map { "\($0.code): \($0.message)" } == [
          "unknown-name: nothing is called 'totl' here",
          "unknown-word: 'explainedBy' of 'b' cannot be 'c'",
        ])
    }
  }

  @Test func aDocumentIsJudgedByWhatWasInForceOnItsDay() throws {
    let parameters = """
      { "parameters": { "limit": { "versions": [
          { "from": "2025-01-01", "to": "2025-08-31", "value": 100 },
          { "from": "2025-09-01", "value": 50 } ] } },
        "tables": { "share": {
          "inputs": [ { "name": "status", "type": "string", "values": ["open", "done"] } ],
          "rows": [ { "if": ["\\"open\\""], "then": 1 }, { "if": ["\\"done\\""], "then": 2 } ] } } }
      """
    let rule = SmallProject.rule(
      "r", #""for": "order", "check": "total <= limit * decision(\"share\", status)""#)
    let set = try SmallProject.rules(rule, parameters: parameters)
    let judgement = try SmallProject.judgements(
      set,
      [
        "order":
          "id,total,ordered on,status\nA,90,2025-08-31,open\nB,90,2025-09-01,open\nC,90,2025-09-01,done\n"
          + "D,90,2024-12-31,open\nE,90,,open\nF,90,2025-09-01,\n"
      ])[0]
    #expect(
      judgement.counts == JudgementCounts(pass: 2, fail: 1, notApplicable: 0, undetermined: 3))
    #expect(judgement.verdicts.map(\.subject) == [.row(1), .row(3), .row(4), .row(5)])
  }
}
