import Testing
import Values

@testable import Findings

/// Figures computed by hand from small tables.
@Suite struct PatternSearchTests {
  /// Of A's four orders three fail both rules, of B's eight one fails the first. Nobody knows who made the last.
  private let orders = """
    id,total,creator,day
    A1,-1,A,2025-09-01
    A2,-1,A,2025-09-08
    A3,-1,A,2025-09-30
    A4,5,A,2025-09-02
    B1,0,B,2025-09-02
    B2,5,B,2025-09-02
    B3,5,B,2025-09-03
    B4,5,B,2025-09-04
    B5,5,B,2025-09-05
    B6,5,B,2025-09-06
    B7,5,B,2025-09-07
    B8,5,B,2025-09-14
    X1,-1,,2025-09-14

    """

  private func rules(_ more: String = "") -> String {
    Shop.rule("r", #""for": "order", "check": "total > 0""#) + ","
      + Shop.rule("s", #""for": "order", "check": "total != -1" \#(more)"#)
  }

  @Test func aValueStandsOutWithTwiceAsManyFindingsToAnOrder() throws {
    let search = try Shop.verdict(
      rules: rules(), patterns: #"{ "field": "creator" }"#, on: ["order": orders]
    ).patterns[0]
    // 6 findings on A's 4 orders, 1 on B's 8: 7 on 12, that is 58.33 on a hundred.
    #expect(search.label[.en] == "Creator")
    #expect([search.valueCount, search.orders, search.findings] == [2, 12, 7])
    #expect(search.rate == Decimal128("58.33"))
    #expect(search.patterns.map { $0.value[.en] } == ["A"])
    let pattern = try #require(search.patterns.first)
    #expect([pattern.orders, pattern.affected, pattern.findings] == [4, 3, 6])
    #expect(pattern.rate == Decimal128(150))
    #expect(pattern.commonestRule == "r" && pattern.commonestCount == 3)
  }

  @Test func whatFollowsFromAnotherFindingIsNotCounted() throws {
    let search = try Shop.verdict(
      rules: rules(#", "explainedBy": ["r"]"#), patterns: #"{ "field": "creator" }"#,
      on: ["order": orders]
    ).patterns[0]
    #expect(search.findings == 4)
    #expect(search.patterns.isEmpty)
  }

  @Test func whatIsWaivedIsCounted() throws {
    let search = try Shop.verdict(
      rules: rules(), patterns: #"{ "field": "creator" }"#,
      waivers: """
        { "rule": "r", "key": "A1", "reason": { "en": "agreed" }, "approver": "C",
          "until": "2025-12-31" }
        """, on: ["order": orders]
    ).patterns[0]
    #expect(search.findings == 7)
  }

  /// 2025-09-01 was a Monday. Its orders A1 and A2 with 4 findings; Tuesday the 2nd and 30th: A3, A4, B1, B2
  /// with 3; Sunday: B7, B8 and X1 with 2.
  @Test func daysAreGroupedByWeekdayAndByPartOfTheMonth() throws {
    let searches = try Shop.verdict(
      rules: rules(),
      patterns: """
        { "field": "day", "by": "weekday" }, { "field": "day", "by": "week of month" }
        """, on: ["order": orders]
    ).patterns
    #expect(searches.map(\.valueCount) == [7, 3])
    #expect(searches.map(\.orders) == [13, 13])
    #expect(searches.map(\.findings) == [9, 9])
    // Two orders are no pattern, however much is wrong with them.
    #expect(searches.allSatisfy { $0.patterns.isEmpty })
  }

  /// O1 has two payments of 7: it is one order with the value.
  @Test func anOrderCountsOnceForAValueOfItsDocuments() throws {
    let search = try Shop.verdict(
      patterns: #"{ "field": "amount", "of": "payment" }"#,
      on: [
        "order": "id,total\nO1,0\nO2,0\nO3,5\n",
        "payment": "id,order id,amount\nP1,O1,7\nP2,O1,7\nP3,O2,7\nP4,O3,8\nP5,O9,8\n",
      ]
    ).patterns[0]
    #expect([search.valueCount, search.orders, search.findings] == [2, 3, 2])
  }

  /// No rule looks at orders, so that none has a finding.
  @Test func withoutARuleNothingStandsOut() throws {
    let search = try Shop.verdict(
      rules: "", patterns: #"{ "field": "creator" }"#, on: ["order": orders]
    ).patterns[0]
    #expect([search.valueCount, search.orders, search.findings] == [2, 12, 0])
    #expect(search.patterns.isEmpty)
  }

  @Test func whatNoExportBringsIsSaid() throws {
    let search = try Shop.verdict(
      patterns: #"{ "field": "creator" }"#, on: ["order": "id,total\nO1,0\n"]
    ).patterns[0]
    #expect(search.notRun?[.en] == "no export of 'Order' has the field 'Creator'")
    #expect(search.rate == nil)
  }

  @Test(arguments: [
    (5, 3, 5, 10, 20, true),  // 1 to an order, against 0.5
    (5, 3, 6, 10, 20, false),  // 0.83, against 0.5
    (4, 4, 4, 4, 400, false),  // too few
    (9, 2, 2, 9, 900, false),  // on two orders alone
  ])
  func theLimitsThemselvesStandOut(
    _ findings: Int, _ affected: Int, _ orders: Int, _ allFindings: Int, _ allOrders: Int,
    _ isExceeded: Bool
  ) {
    let search = PatternSearch(
      label: LocalizedText([:]), orders: allOrders, findings: allFindings)
    let pattern = Pattern(
      value: LocalizedText([:]), orders: orders, affected: affected, findings: findings,
      commonestRule: nil, commonestCount: 0)
    #expect(search.isExceeded(by: pattern) == isExceeded)
  }
}
