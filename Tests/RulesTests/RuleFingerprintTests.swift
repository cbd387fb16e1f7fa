import Testing

@testable import Rules

/// A rule has another fingerprint when it could judge otherwise, and the same when only its texts differ.
@Suite struct RuleFingerprintTests {
  private static let parameters =
    #"{ "parameters": { "limit": { "value": 100, "label": { "zh-Hans": "上限" } }, "rest": { "value": 1 } } }"#

  private func fingerprints(
    _ rule: String, parameters: String = Self.parameters, overrides: String? = nil
  ) throws -> [String] {
    try SmallProject.rules(
      rule + "," + SmallProject.rule("other", #""for": "order", "check": "total > 0""#),
      parameters: parameters, overrides: overrides
    ).rules.map(\.fingerprint)
  }

  private static func rule(_ members: String) -> String { SmallProject.rule("a", members) }
  private static let plain = rule(#""for": "order", "check": "total <= limit""#)

  /// As the language prints the value, by which fingerprints of earlier runs were made.
  @Test(arguments: [
    SubjectKind.each(entity: 3), .group(entity: 12, by: [4]), .group(entity: 0, by: [1, 20]),
  ])
  func aSubjectIsDescribedAsItAlwaysWas(_ subject: SubjectKind) {
    #expect(subject.fingerprint == "\(subject)")
  }

  @Test(arguments: [
    rule(#""for": "order", "check": "total < limit""#),
    rule(#""for": "order", "check": "total <= limit", "when": "total != null""#),
    rule(#""for": "contract", "check": "total <= limit""#),
    rule(#""for": "order", "check": "total <= limit", "unknown": "fail""#),
    rule(#""for": "order", "check": "total <= limit", "effective": { "from": "2025-01-01" }"#),
    rule(#""for": "order", "check": "total <= limit", "amount": "total""#),
  ])
  func anotherMeaningHasAnother(_ changed: String) throws {
    let (before, after) = (try fingerprints(Self.plain), try fingerprints(changed))
    #expect(before[0] != after[0] && before[1] == after[1])
    #expect(before[0].count == 16)
  }

  @Test func aFigureThatItNamesCounts() throws {
    let before = try fingerprints(Self.plain)
    let changed = Self.parameters.replacing("100", with: "101")
    #expect(try fingerprints(Self.plain, parameters: changed)[0] != before[0])
    let override = #"{ "parameters": { "limit": 90 } }"#
    #expect(try fingerprints(Self.plain, overrides: override)[0] != before[0])
    let chinese = Self.rule(#""for": "order", "check": "total <= 上限""#)
    #expect(
      try fingerprints(chinese)[0] != fingerprints(chinese, parameters: changed)[0])
  }

  @Test func textsAndFiguresOfOthersDoNot() throws {
    let before = try fingerprints(Self.plain)
    let named = Self.rule(
      #""finds": { "en": "too much" }, "for": "order", "check": "total <= limit""#)
    #expect(try fingerprints(named) == before)
    for (old, new) in [("上限", "最高限"), (#""value": 1 "#, #""value": 2 "#)] {
      let changed = Self.parameters.replacing(old, with: new)
      #expect(try fingerprints(Self.plain, parameters: changed) == before)
    }
  }

  /// A figure counts where it is meant, not where its name is a part of another word.
  @Test func aFigureOfASimilarNameDoesNot() throws {
    let parameters = #"""
      { "parameters": { "tolerance": { "value": 1 }, "tot": { "value": 1 } },
        "tolerances": { "amount": { "absolute": 2 } } }
      """#
    let rule = Self.rule(
      #""for": "order", "check": "within tolerance(\"amount\", total, 1)""#)
    let before = try fingerprints(rule, parameters: parameters)
    let others = parameters.replacing(#""value": 1"#, with: #""value": 3"#)
    #expect(try fingerprints(rule, parameters: others) == before)
    let own = parameters.replacing(#""absolute": 2"#, with: #""absolute": 3"#)
    #expect(try fingerprints(rule, parameters: own)[0] != before[0])
  }

  @Test func aFigureThatAToleranceStandsOnCounts() throws {
    let parameters = #"""
      { "parameters": { "limit": { "value": 1 } },
        "tolerances": { "amount": { "absolute": "limit" } } }
      """#
    let rule = Self.rule(
      #""for": "order", "check": "within tolerance(\"amount\", total, 1)""#)
    let changed = parameters.replacing(#""value": 1"#, with: #""value": 3"#)
    #expect(
      try fingerprints(rule, parameters: parameters)[0]
        != fingerprints(rule, parameters: changed)[0])
  }

  @Test func severityAndSwitchingOffCount() throws {
    let before = try fingerprints(Self.plain)
    for override in [#"{ "severity": "info" }"#, #"{ "off": { "en": "x" } }"#] {
      let after = try fingerprints(
        Self.plain, overrides: #"{ "rules": { "a": \#(override) } }"#)
      #expect(after[0] != before[0] && after[1] == before[1])
    }
  }
}
