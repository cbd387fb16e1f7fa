import Diagnostics
import Testing
import Values

@testable import Rules

/// What `waivers.json` may say.
@Suite struct DeclaredWaiverTests {
  private static let rules =
    SmallProject.rule("a", #""for": "order", "check": "total > 0""#) + ","
    + SmallProject.rule(
      "g", #""for": { "each": "order", "by": ["total"] }, "check": "count(rows) = 1""#)

  private func read(_ waiver: String) throws -> RuleSet {
    try SmallProject.rules(Self.rules, waivers: #"{ "waivers": [ \#(waiver) ] }"#)
  }

  @Test func aWaiverNamesADocumentOrACondition() throws {
    let rest = #""reason": { "en": "agreed" }, "approver": "M. Chen", "until": "2025-12-31""#
    let set = try read(
      #"{ "rule": "a", "key": "O1", "from": "2025-09-01", \#(rest) },"#
        + #"{ "rule": "a", "when": "status = \"done\"", \#(rest) },"#
        + #"{ "rule": "g", "when": "count(rows) = 2 and total = 5", \#(rest) }"#)
    #expect(set.waivers.map(\.ruleID) == ["a", "a", "g"])
    #expect(set.waivers.map(\.from) == [CivilDate("2025-09-01"), nil, nil])
    #expect(
      set.waivers.allSatisfy { $0.until == CivilDate("2025-12-31") && $0.approver == "M. Chen" })
  }

  /// Each member that is wrong, and what is said of it.
  @Test(arguments: [
    (#""rule": "b", "key": "O1""#, ["unknown-rule"]),
    (#""rule": "a""#, ["missing-key"]),
    (#""rule": "a", "key": "O1", "when": "true""#, ["missing-key"]),
    (#""rule": "a", "key": " ""#, ["missing-text"]),
    (#""rule": "a", "when": "totl > 1""#, ["unknown-name"]),
    (#""rule": "a", "when": "total""#, ["wrong-result-type"]),
    (#""rule": "a", "key": "O1", "form": "2025-01-01""#, ["unknown-key"]),
    (#""rule": "a", "key": "O1", "from": "2026-01-01""#, ["empty-range"]),
    (#""rule": "a", "key": "O1", "from": "2025-13-01""#, ["not-a-date"]),
  ])
  func aFaultIsSaid(_ members: String, _ codes: [String]) {
    expect(
      "{ \(members), \"reason\": { \"en\": \"x\" }, \"approver\": \"y\", \"until\": \"2025-12-31\" }",
      codes)
  }

  /// Whoever waives says why, answers for it, and says when it ends.
  @Test func reasonApproverAndEndAreNeeded() {
    expect(#"{ "rule": "a", "key": "O1" }"#, ["missing-key", "missing-key", "missing-key"])
  }

  private func expect(_ waiver: String, _ codes: [String]) {
    do {
      _ = try read(waiver)
      Issue.record("nothing was said of \(waiver)")
    } catch let refusal as Refusal {
      #expect(refusal.diagnostics.map(\.code) == codes)
      #expect(refusal.diagnostics.allSatisfy { $0.place?.line == 1 && $0.place?.column != nil })
    } catch {
      Issue.record("\(error)")
    }
  }
}
