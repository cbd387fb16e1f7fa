import Findings
import Testing
import Values

/// Which documents and fields stand side by side, and what is marked, laid out by hand.
@Suite struct SideBySideTests {
  private let tables = [
    "order": "id,total,creator,day\nO1,100,A,2025-09-01\nO2,50.00,A,2025-09-02\n",
    "payment":
      "id,order id,amount\nP1,O1,60\nP2,O1,30\nP3,O2,50\nP4,O1,1\nP5,O1,2\nP6,O1,3\n",
    "person": "id,grade\nA,50\n",
  ]

  private func row(_ sideBySide: SideBySide, _ label: String) -> [String]? {
    sideBySide.rows.first { $0.label[.en] == label }?.cells.map { cell in
      guard let cell else { return "–" }
      return (cell.isDiffering ? "≠" : "") + cell.text[.en]
    }
  }

  @Test func theSubjectComesFirstAndOfEachKindOneBeforeASecond() throws {
    let found = try Shop.sideBySide(
      rules: Shop.rule(
        "r", #""for": "order", "check": "sum(payments.amount) = total and maker.grade > 0""#),
      on: tables)
    #expect(found.count == 1)
    #expect(found[0].documents.map(\.key) == ["O1", "P1", "A", "P2"])
    #expect(found[0].furtherDocuments == 3)
  }

  /// 100.00 and 100 are one amount; the payments are parts of it, and need not agree with each other.
  @Test func valuesThatTheRuleComparesAreMarked() throws {
    let found = try Shop.sideBySide(
      rules: Shop.rule(
        "r",
        #""for": "order", "check": "sum(payments.amount) = total", "field": "total", "expected": "sum(payments.amount)", "actual": "total""#
      ), on: tables)
    #expect(row(found[0], "Total") == ["≠100.00", "–", "–", "–"])
    #expect(row(found[0], "amount") == ["–", "60", "30", "1"])
  }

  @Test func fieldsOfOneNameThatDisagreeAreMarkedInAllDocuments() throws {
    let found = try Shop.sideBySide(
      rules: Shop.rule("r", #""for": "payment", "check": "amount = order.total""#), on: tables)
    #expect(found.map { $0.documents.map(\.key) }.first == ["P1", "O1"])
    #expect(row(found[0], "amount") == ["60", "–"])
    #expect(row(found[0], "Total") == ["–", "100.00"])
    // Key and what neither the rule nor another kind of document names are left out.
    #expect(found[0].rows.map { $0.label[.en] }.sorted() == ["Total", "amount"])
  }

  /// Numbers of documents are texts: a zero before one makes it another one.
  @Test func textsOfDigitsAreNotAmounts() throws {
    let found = try Shop.sideBySide(
      rules: Shop.rule("r", #""for": "payment", "check": "id = order.id""#),
      on: ["order": "id,total\n7,100\n", "payment": "id,order id,amount\n007,7,60\n"])
    #expect(row(found[0], "id / Number") == ["≠007", "≠7"])
  }

  @Test func aGroupIsLaidOutByItsRecords() throws {
    let found = try Shop.sideBySide(
      rules: Shop.rule(
        "r", #""for": { "each": "order", "by": ["creator"] }, "check": "sum(rows.total) < 1""#),
      on: tables)
    #expect(found[0].documents.map(\.key) == ["O1", "O2"])
    #expect(found[0].furtherDocuments == 0)
    #expect(row(found[0], "Total") == ["100.00", "50.00"])
  }
}
