import Testing

@testable import Rules

/// Which relations a run goes by: what is not named here has no pairs to follow.
@Suite struct NeededRelationsTests {
  private static let members: [(what: String, members: String, needed: Set<Int>)] = [
    ("none", #""check": "total > 0""#, []),
    ("the check's", #""check": "contract.total = total""#, [0]),
    ("the condition's", #""when": "count(payments) > 0", "check": "total > 0""#, [1]),
    (
      "those within lists, on the way back as well",
      #""check": "every p in payments satisfies p.order.contract.total >= p.amount""#, [0, 1, 2]
    ),
    ("that of the money in doubt", #""check": "total > 0", "amount": "sum(payments.amount)""#, [1]),
    ("those of the two values", #""check": "total > 0", "expected": "contract.total""#, [0]),
    ("the message's", #""check": "total > 0", "message": { "en": "of {contract.id}" }"#, [0]),
  ]

  @Test(arguments: members)
  func aRuleNeedsWhatItsExpressionsName(
    what: String, members: String, needed: Set<Int>
  ) throws {
    let message = members.contains("message") ? "" : #", "message": { "en": "found" }"#
    let set = try SmallProject.rules(
      """
      { "id": "r", "title": { "en": "R" }, "stage": "generation", "severity": "major",
        "department": "sales", "for": "order", \(members)\(message) }
      """)
    #expect(set.relations(of: SmallProject.model) == needed, "\(what)")
  }

  @Test func kpisAndWaiversNeedTheirs() throws {
    let rule = SmallProject.rule("r", #""for": "order", "check": "total > 0""#)
    let kpis = """
      { "kpis": [ { "id": "k", "title": { "en": "K" }, "clause": "-", "for": "order",
          "of": "contract != null", "count": "count(payments) > 0", "direction": "at least" } ] }
      """
    #expect(
      try SmallProject.rules(rule, kpis: kpis).relations(of: SmallProject.model) == [0, 1])
    let waivers = """
      { "waivers": [ { "rule": "r", "when": "contract.total = 0", "reason": { "en": "known" },
          "approver": "W", "until": "2025-12-31" } ] }
      """
    #expect(
      try SmallProject.rules(rule, waivers: waivers).relations(of: SmallProject.model) == [0])
  }
}
