import Diagnostics
import Rules
import Testing

/// A fault in a rule, and what is told of it.
struct FaultCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var rule: String
  var code: String
  var help: String?

  init(_ name: String, _ rule: String, _ code: String, help: String?) {
    testDescription = name
    self.rule = rule
    self.code = code
    self.help = help
  }
}

@Suite struct RuleReadingTests {
  @Test(arguments: [
    FaultCase(
      "a misspelt field", SmallProject.rule("r", #""for": "order", "check": "totl > 0""#),
      "unknown-name", help: "did you mean 'total'?"),
    FaultCase(
      "a misspelt entity", SmallProject.rule("r", #""for": "ordr", "check": "true""#),
      "unknown-entity", help: "did you mean 'order'?"),
    FaultCase(
      "an unknown key", SmallProject.rule("r", #""for": "order", "chek": "true", "check": "true""#),
      "unknown-key", help: "did you mean 'check'?"),
    FaultCase(
      "a date that is none",
      SmallProject.rule(
        "r", #""for": "order", "check": "true", "effective": { "from": "2025-02-30" }"#),
      "not-a-date", help: "write it as year-month-day, such as 2025-09-01"),
    FaultCase(
      "days in force that end before they begin",
      SmallProject.rule(
        "r",
        #""for": "order", "check": "true", "effective": { "from": "2025-02-03", "to": "2025-02-02" }"#
      ), "empty-range", help: "exchange the two days, or take the rule out"),
    FaultCase(
      "days in force for documents without a date",
      SmallProject.rule(
        "r", #""for": "contract", "check": "true", "effective": { "from": "2025-02-03" }"#),
      "no-date",
      help: "name its field with \"date\" in model.json, or write the days into 'when'"),
    FaultCase(
      "groups of nothing",
      SmallProject.rule("r", #""for": { "each": "order", "by": [] }, "check": "true""#),
      "missing-key", help: "name one at least, such as the number of the document"),
    FaultCase(
      "a cause that is no rule",
      SmallProject.rule("r-one", #""for": "order", "check": "total > 0", "explainedBy": ["r-tow"]"#)
        + ",\n" + SmallProject.rule("r-two", #""for": "order", "check": "total > 1""#),
      "unknown-word", help: "did you mean 'r-two'?"),
    FaultCase(
      "a rule that explains itself",
      SmallProject.rule("r", #""for": "order", "check": "total > 0", "explainedBy": ["r"]"#),
      "circular-explanation", help: "take it out of 'explainedBy' of one of them"),
  ])
  func isToldWithItsPlaceAndWhatToDo(_ example: FaultCase) {
    do {
      _ = try SmallProject.rules(example.rule)
      Issue.record("the fault was not noticed")
    } catch {
      #expect(error.diagnostics.map(\.code) == [example.code])
      #expect(error.diagnostics[0].help == example.help)
      #expect(error.diagnostics[0].place?.file == "pack.json")
      #expect(error.diagnostics[0].place?.line != nil)
    }
  }

  @Test func aCheckThatIsNoConditionIsRefused() {
    #expect(throws: Refusal.self) {
      try SmallProject.rules(SmallProject.rule("r", #""for": "order", "check": "total + 1""#))
    }
  }

  @Test func allFaultsAreToldAtOnce() {
    let rules = [
      SmallProject.rule("a", #""for": "order", "check": "totl > 0""#),
      SmallProject.rule("b", #""for": "order", "check": "true", "unknown": "ignore""#),
      SmallProject.rule("c", #""for": "order", "check": "total >""#),
    ]
    do {
      _ = try SmallProject.rules(rules.joined(separator: ",\n"))
      Issue.record("the faults were not noticed")
    } catch {
      #expect(error.diagnostics.count == 3)
      let lines = error.diagnostics.compactMap { $0.place?.line }
      #expect(lines == lines.sorted())
    }
  }

  @Test func rulesThatExplainEachOtherAreRefused() {
    let rules = [
      SmallProject.rule("a", #""for": "order", "check": "total > 0", "explainedBy": ["b"]"#),
      SmallProject.rule("b", #""for": "order", "check": "total > 1", "explainedBy": ["c"]"#),
      SmallProject.rule("c", #""for": "order", "check": "total > 2", "explainedBy": ["a"]"#),
    ]
    do {
      _ = try SmallProject.rules(rules.joined(separator: ",\n"))
      Issue.record("the circle was not noticed")
    } catch {
      #expect(Set(error.diagnostics.map(\.code)) == ["circular-explanation"])
    }
  }

  @Test func anIdIsNeverUsedTwice() {
    let rule = SmallProject.rule("r", #""for": "order", "check": "true""#)
    do {
      _ = try SmallProject.rules([rule, rule].joined(separator: ",\n"))
      Issue.record("the second was not noticed")
    } catch {
      #expect(error.diagnostics.map(\.code) == ["duplicate-rule"])
    }
  }
}
