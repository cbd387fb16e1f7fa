import Diagnostics
import Testing
import Values

@testable import Rules

/// Tolerances as they are declared, and as a project changes them.
@Suite struct ToleranceReadingTests {
  private static let rule = SmallProject.rule(
    "r", #""for": "order", "check": "within tolerance(\"t\", total, 100, status)""#)

  private static let parameters =
    #""parameters": { "cent": { "value": 1 }, "word": { "value": "x" }, "less": { "value": -1 } }"#

  @Test(arguments: [
    (
      #""label": { "zh-Hans": "甲", "en": "A" }"#, ["the tolerances 't' and 'u' are both called '甲'"]
    ),
    (#""aliases": ["u"]"#, ["the tolerances 't' and 'u' are both called 'u'"]),
    (#""aliases": ["t"]"#, []),
  ])
  func noNameIsThatOfTwo(_ member: String, _ expected: [String]) {
    let faults = faults(
      #""by": "status", "absolute": 0, \#(member) }, "u": { "absolute": 1, "label": { "zh-Hans": "甲", "en": "B" }"#
    )
    #expect(faults == expected.map { "ambiguous-name: \($0)" })
  }

  private func faults(_ members: String) -> [String] {
    do {
      _ = try SmallProject.rules(
        Self.rule,
        parameters: "{ \(Self.parameters), \"tolerances\": { \"t\": { \(members) } } }")
      return []
    } catch {
      return error.diagnostics.map { "\($0.code): \($0.message)" }
    }
  }

  @Test(arguments: [
    (#""by": "status", "absolute": 0"#, []),
    (#""by": "status", "percent": 2.5"#, []),
    (#""by": "status", "absolute": "cent", "percent": 2, "mode": "both""#, []),
    (#""by": "status", "over": "any", "under": { "absolute": 1 }"#, []),
    (#""by": "status", "absolute": 1, "classes": { "open": "any", "done": { "percent": 1 } }"#, []),
    (
      #""by": "status""#,
      ["missing-key: the tolerance 't' has neither 'absolute' nor 'percent'"]
    ),
    (
      #""by": "status", "absolute": 1, "percent": 2"#,
      ["missing-key: the tolerance 't' does not say how 'absolute' and 'percent' go together"]
    ),
    (
      #""by": "status", "absolute": 1, "percent": 2, "mode": "any""#,
      ["unknown-word: 'mode' of the tolerance 't' cannot be 'any'"]
    ),
    (
      #""by": "status", "absolute": 1, "mode": "both""#,
      ["misplaced-key: the tolerance 't' has a mode and one limit alone"]
    ),
    (
      #""by": "status", "absolute": -1"#,
      [
        "negative-tolerance: 'absolute' of the tolerance 't' is -1, and a distance is never negative"
      ]
    ),
    (
      #""by": "status", "absolute": "less""#,
      [
        "negative-tolerance: 'absolute' of the tolerance 't' is -1, and a distance is never negative"
      ]
    ),
    (
      #""by": "status", "percent": "cnt""#,
      ["unknown-parameter: there is no parameter 'cnt' for 'percent' of the tolerance 't'"]
    ),
    (
      #""by": "status", "percent": "word""#,
      ["wrong-type: 'percent' of the tolerance 't' must be a number, or a parameter that is one"]
    ),
    (
      #""by": "status", "over": { "absolute": 1 }"#,
      ["missing-key: the tolerance 't' needs 'under'"]
    ),
    (
      #""by": "status", "over": "all", "under": "any""#,
      ["unknown-word: 'over' of the tolerance 't' cannot be 'all'"]
    ),
    (
      #""by": "status", "over": "any", "under": "any", "absolute": 1"#,
      ["misplaced-key: the tolerance 't' has 'absolute' beside 'over' and 'under'"]
    ),
    (
      #""by": "status", "absolute": 1, "classes": { "opne": { "absolute": 0 } }"#,
      ["unknown-word: a status cannot be 'opne'"]
    ),
    (
      #""by": "status", "absolute": 1, "classes": { "open": { "percnt": 0 } }"#,
      [
        "missing-key: the class 'open' of the tolerance 't' has neither 'absolute' nor 'percent'",
        "unknown-key: the class 'open' of the tolerance 't' has no key 'percnt'",
      ]
    ),
    (
      #""by": "stauts", "absolute": 1, "classes": { "open": { "absolute": 0 } }"#,
      ["unknown-field: no entity has a field 'stauts' of type string"]
    ),
    (
      #""absolute": 1, "classes": { "open": { "absolute": 0 } }"#,
      [
        "wrong-argument-count: the tolerance 't' knows no classes",
        "misplaced-key: the tolerance 't' has classes and does not say of what",
      ]
    ),
  ])
  func aToleranceIsCheckedWhenItIsRead(_ members: String, _ expected: [String]) {
    #expect(faults(members) == expected)
  }

  private func judged(overrides: String?) throws -> [Int] {
    let declared = """
      { \(Self.parameters),
        "tolerances": { "t": { "by": "status", "over": { "absolute": "cent" }, "under": "any" } } }
      """
    let set = try SmallProject.rules(Self.rule, parameters: declared, overrides: overrides)
    let judgement = try SmallProject.judgements(
      set,
      [
        "order":
          "id,total,ordered on,status\nA,101,2025-09-01,open\nB,102,2025-09-01,done\nC,98,2025-09-01,done\n"
      ]
    )[0]
    return judgement.verdicts.map(\.subject.firstRow)
  }

  @Test func aProjectHasItsOwnLimits() throws {
    #expect(try judged(overrides: nil) == [1])
    #expect(try judged(overrides: #"{ "parameters": { "cent": 2 } }"#) == [])
    #expect(try judged(overrides: #"{ "tolerances": { "t": { "absolute": 1 } } }"#) == [1, 2])
    let byClass = #"{ "absolute": 2, "classes": { "open": { "absolute": 0 } } }"#
    #expect(try judged(overrides: #"{ "tolerances": { "t": \#(byClass) } }"#) == [0])
  }

  @Test(arguments: [
    (#"{ "u": { "absolute": 1 } }"#, ["unknown-tolerance"]),
    (#"{ "t": { "by": "id", "absolute": 1 } }"#, ["unknown-key"]),
    (#"{ "t": { "classes": { "open": { "absolute": 1 } } } }"#, ["missing-key"]),
    (#"{ "t": { "absolute": 1, "classes": { "opn": { "absolute": 1 } } } }"#, ["unknown-word"]),
  ])
  func whatIsNotThereCannotBeOverridden(_ tolerances: String, _ codes: [String]) {
    expectFaults("{ \"tolerances\": \(tolerances) }", codes)
  }

  @Test func aParameterThatIsALimitStaysADistance() {
    expectFaults(#"{ "parameters": { "cent": -1 } }"#, ["negative-tolerance"])
  }

  private func expectFaults(_ overrides: String, _ codes: [String]) {
    do {
      _ = try judged(overrides: overrides)
      Issue.record("nothing was said of \(overrides)")
    } catch {
      #expect((error as? Refusal)?.diagnostics.map(\.code) == codes)
    }
  }

  /// Classes that decide nothing ask for no column: a rule runs without it.
  @Test func aRuleNeedsTheClassOnlyWhereItDecides() throws {
    for (classes, lackCount) in [("", 0), (#", "classes": { "open": { "absolute": 1 } }"#, 1)] {
      let declared =
        #"{ "tolerances": { "t": { "by": "status", "absolute": 0\#(classes) } } }"#
      let set = try SmallProject.rules(Self.rule, parameters: declared)
      let judgement = try SmallProject.judgements(set, ["order": "id,total\nA,100\nB,101\n"])[0]
      #expect(judgement.lacks.count == lackCount)
      #expect(judgement.counts.fail == 1 - lackCount)
    }
  }
}
