import Findings
import Ledger
import Testing
import Values

@testable import Reports

/// Findings by the values of their orders, and what their rules suggest, counted by hand.
@Suite struct PropertyBreakdownTests {
  private func counts(_ breakdown: PropertyBreakdown) -> [String: [Int]] {
    Dictionary(
      uniqueKeysWithValues: breakdown.groups.map {
        ($0.id, [$0.tally.failed, $0.tally.undetermined, $0.tally.orders])
      })
  }

  @Test func aFindingCountsWithEachValueOfItsOrder() {
    let properties = SampleReport.report().breakdown.properties
    #expect(counts(properties[0]) == ["A | Timber": [2, 0, 1], "B Timber": [2, 1, 1]])
    // DD-1 went by both carriers; DD-3, of which it is not known, by none.
    #expect(
      counts(properties[1]) == ["Shunfeng": [4, 0, 2], "Rail": [2, 0, 1], "none": [0, 1, 0]])
    #expect(properties[1].groups.map(\.id) == ["Shunfeng", "Rail", "none"])
    // Both findings on DD-2 are over 200, which is one amount.
    #expect(
      properties[1].groups.map(\.tally.amountAtRisk) == [
        Decimal128("1234567.5"), Decimal128("1234367.5"), .zero,
      ])
    #expect(properties[2].groups.isEmpty && properties[2].notRun != nil)
  }

  /// Thirteen customers: number n has n findings of one order each, so that the ten largest have 13 to 4 and
  /// three are left over, with 3 + 2 + 1.
  @Test func whatIsNotAmongTheTenIsCountedTogether() throws {
    var issues: [Ledger.Issue] = []
    var numbers: [[Int32]] = []
    for customer in 1...13 {
      for finding in 1...customer {
        issues.append(
          SampleReport.issue(
            SampleReport.totals, finding, order: "O-\(customer)-\(finding)", amount: "1"))
        numbers.append([Int32(customer - 1)])
      }
    }
    let names = (1...13).map { SampleReport.text("客\($0)", "客\($0)", "C\($0)") }
    let report = SampleReport.report(
      issues: issues,
      findingValues: [
        FindingValues(
          label: SampleReport.text("客户", "客戶", "Customer"), values: names, numbers: numbers)
      ])
    let groups = report.breakdown.properties[0].groups
    #expect(groups.map(\.id) == (4...13).reversed().map { "C\($0)" } + ["others"])
    #expect(groups.map(\.tally.failed) == (4...13).reversed() + [6])
    #expect(groups.last?.tally.orders == 6 && groups.last?.tally.amountAtRisk == Decimal128(6))
    #expect(groups.last?.title?[.en] == "3 others")
    #expect(groups.reduce(0) { $0 + $1.tally.failed } == 91)
  }

  /// Two rules suggest one measure: two failed findings of the one and one, carried forward, of the other.
  @Test func aMeasureCountsTheFindingsOfTheRulesThatSuggestIt() throws {
    let measures = SampleReport.report().preventiveMeasures
    #expect(measures.map(\.prevention.id) == ["order-from-contract"])
    let measure = try #require(measures.first)
    #expect(measure.rules.map(\.failed) == [2, 1])
    #expect([measure.tally.failed, measure.tally.orders, measure.recurring] == [3, 2, 1])
    #expect(measure.tally.amountAtRisk == Decimal128("1234567.5"))
  }
}
