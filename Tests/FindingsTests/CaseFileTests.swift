import Testing
import Values

@testable import Findings

@Suite struct CaseFileTests {
  private let tables = [
    "order": "id,total,creator,day\nO1,0,A,2025-09-02\nO1,5,A,2025-09-01\nO2,0,B,2025-09-03\n",
    "payment": "id,order id,amount\nO1,O2,-1\nP1,O1,-1\nP2,O9,-1\n",
    "person": "id,grade\nA,-1\nB,-1\n",
  ]
  private let rules = [
    Shop.rule("r", #""for": "order", "check": "total > 0""#),
    Shop.rule("s", #""for": "payment", "check": "amount > 0""#),
    Shop.rule("t", #""for": "person", "check": "grade > 0""#),
  ].joined(separator: ",")

  @Test func findingsStandWithTheirDocuments() throws {
    let file = try #require(try Shop.caseFile("O2", rules: rules, on: tables))
    #expect(file.documents.map(\.document.entity) == ["order", "person", "payment"])
    #expect(file.documents.map(\.document.key) == ["O2", "B", "O1"])
    #expect(file.documents.map { $0.findings.map(\.ruleID) } == [["r"], ["t"], ["s"]])
    #expect(file.otherFindings.isEmpty)
  }

  /// Who made both orders of a number stands there once. A payment of the same number is of another order.
  @Test func twoOrdersOfOneNumberStandTogether() throws {
    let file = try #require(try Shop.caseFile("O1", rules: rules, on: tables))
    #expect(file.documents.map(\.document.key) == ["O1", "O1", "A"])
    #expect(file.documents.map { $0.findings.map(\.ruleID) } == [["r"], [], ["t"]])
    #expect(file.otherFindings.isEmpty)
    #expect(file.events.map(\.time) == ["2025-09-01", "2025-09-02"])
  }

  /// A group is no document, though it begins with one.
  @Test func theFindingOfAGroupStandsByItself() throws {
    let rule = Shop.rule(
      "g", #""for": { "each": "order", "by": ["day"] }, "check": "count(rows) > 1""#)
    let file = try #require(try Shop.caseFile("O2", rules: rule, on: tables))
    #expect(file.documents.allSatisfy { $0.findings.isEmpty })
    #expect(file.otherFindings.map(\.ruleID) == ["g"])
  }

  @Test func thereIsNoFileOfAnUnknownOrder() throws {
    #expect(try Shop.caseFile("P1", rules: rules, on: tables) == nil)
  }
}
