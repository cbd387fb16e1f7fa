import Diagnostics
import Testing
import Values

@testable import Rules

/// What a project wants otherwise than its packs.
@Suite struct OverridesTests {
  private static let rules =
    SmallProject.rule("a", #""for": "order", "check": "total <= limit""#) + ","
    + SmallProject.rule("b", #""for": "order", "check": "total != null""#)
  private static let parameters = #"{ "parameters": { "limit": { "value": 100 } } }"#

  private func judged(_ overrides: String) throws -> [Judgement] {
    let set = try SmallProject.rules(
      Self.rules, parameters: Self.parameters, overrides: overrides)
    return try SmallProject.judgements(
      set, ["order": "id,total,ordered on\nA,90,2025-08-31\nB,110,2025-09-01\n"])
  }

  @Test func aParameterHasTheProjectsValue() throws {
    #expect(try judged("{}")[0].counts.fail == 1)
    #expect(try judged(#"{ "parameters": { "limit": 110 } }"#)[0].counts.fail == 0)
    #expect(try judged(#"{ "parameters": { "limit": { "value": 80 } } }"#)[0].counts.fail == 2)
    let versions =
      #"[ { "to": "2025-08-31", "value": 80 }, { "from": "2025-09-01", "value": 200 } ]"#
    let dated = try judged(#"{ "parameters": { "limit": { "versions": \#(versions) } } }"#)[0]
    #expect(dated.verdicts.map(\.subject) == [.row(0)])
  }

  @Test func aRuleOrPackIsSwitchedOffWithAReason() throws {
    let reason = #"{ "en": "not our trade" }"#
    let one = try judged(#"{ "rules": { "a": { "off": \#(reason) } } }"#)
    #expect(one[0].lacks == [.switchedOff(LocalizedText([.en: "not our trade"]))])
    #expect(one[0].counts == JudgementCounts())
    #expect(one[1].lacks.isEmpty)
    let all = try judged(#"{ "packs": { "test": { "off": \#(reason) } } }"#)
    #expect(all.allSatisfy { !$0.lacks.isEmpty })
  }

  @Test func aRuleHasTheProjectsSeverity() throws {
    let set = try SmallProject.rules(
      Self.rules, parameters: Self.parameters,
      overrides: #"{ "rules": { "a": { "severity": "info" } } }"#)
    #expect(set.rules.map(\.severity) == [.info, .major])
  }

  @Test(arguments: [
    (#"{ "parameters": { "limt": 1 } }"#, ["unknown-parameter"]),
    (#"{ "parameters": { "limit": "x" } }"#, ["wrong-type"]),
    (#"{ "rules": { "c": { "severity": "info" } } }"#, ["unknown-rule"]),
    (#"{ "rules": { "a": { "severity": "mild" } } }"#, ["unknown-word"]),
    (#"{ "rules": { "a": { "department": "nobody" } } }"#, ["unknown-word"]),
    (#"{ "rules": { "a": { "check": "true" } } }"#, ["unknown-key"]),
    (#"{ "packs": { "test": {} } }"#, ["missing-key"]),
    (#"{ "packs": { "tset": { "off": { "en": "x" } } } }"#, ["unknown-pack"]),
  ])
  func whatIsNotThereCannotBeOverridden(_ overrides: String, _ codes: [String]) {
    do {
      _ = try SmallProject.rules(Self.rules, parameters: Self.parameters, overrides: overrides)
      Issue.record("nothing was said of \(overrides)")
    } catch {
      #expect(error.diagnostics.map(\.code) == codes)
    }
  }
}
