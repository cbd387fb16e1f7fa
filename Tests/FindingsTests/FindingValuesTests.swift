import Findings
import Testing
import Values

/// What values findings have, looked up by hand in small tables.
@Suite struct FindingValuesTests {
  private let orders = """
    id,total,creator,day
    O1,0,B,2025-09-01
    O2,5,A,2025-09-02
    O3,0,A,2025-09-03
    O4,0,,2025-09-04

    """
  private let payments = """
    id,order id,amount
    P1,O1,7
    P2,O1,8
    P3,O1,7
    P4,O2,9
    P5,O9,7

    """

  private func texts(_ values: FindingValues, of findings: Int) -> [[String]] {
    (0..<findings).map { finding in
      values.numbers(of: finding).map { values.values[Int($0)][.en] }
    }
  }

  @Test func aFindingHasTheValueOfItsOrder() throws {
    let verdict = try Shop.verdict(
      breakdowns: #"{ "field": "creator" }"#, on: ["order": orders, "payment": payments])
    #expect(verdict.findings.map(\.subject.key) == ["O1", "O3", "O4"])
    #expect(verdict.findingValues[0].label[.en] == "Creator")
    #expect(texts(verdict.findingValues[0], of: 3) == [["B"], ["A"], []])
  }

  @Test func anOrderWithSeveralDocumentsHasEachOfTheirValuesOnce() throws {
    let verdict = try Shop.verdict(
      breakdowns: #"{ "field": "amount", "of": "payment" }"#,
      on: ["order": orders, "payment": payments])
    // 9 is paid for an order without a finding, and P5 for none that was read.
    #expect(verdict.findingValues[0].values.map { $0[.en] } == ["7", "8"])
    #expect(texts(verdict.findingValues[0], of: 3) == [["7", "8"], [], []])
  }

  @Test func aFindingOnADocumentHasTheValuesOfTheOrderOfIt() throws {
    let verdict = try Shop.verdict(
      rules: Shop.rule("r", #""for": "payment", "check": "amount > 7""#),
      breakdowns: #"{ "field": "creator" }"#, on: ["order": orders, "payment": payments])
    #expect(verdict.findings.map(\.subject.key) == ["P1", "P3", "P5"])
    #expect(texts(verdict.findingValues[0], of: 3) == [["B"], ["B"], []])
  }

  @Test func whatNoExportBringsIsSaid() throws {
    let values = try Shop.verdict(
      breakdowns: #"{ "field": "creator" }"#, on: ["order": "id,total\nO1,0\n"]
    ).findingValues[0]
    #expect(values.notRun?[.en] == "no export of 'Order' has the field 'Creator'")
    #expect(values.numbers(of: 0).isEmpty)
  }

  @Test(arguments: [1, 2, 8])
  func theNumberOfThreadsChangesNothing(_ threads: Int) throws {
    let values = try Shop.verdict(
      breakdowns: #"{ "field": "creator" }, { "field": "day", "by": "weekday" }"#,
      on: ["order": orders], threads: threads
    ).findingValues
    // The 1st of September 2025 was a Monday.
    #expect(texts(values[1], of: 3) == [["Monday"], ["Wednesday"], ["Thursday"]])
  }
}
