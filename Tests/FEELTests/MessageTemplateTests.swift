import Testing

@testable import FEEL

@Suite struct MessageTemplateTests {
  @Test func placesAreFilledWithValues() throws {
    let template = try MessageTemplate.compile(
      "订单 {id}：{total}，发票 {invoices.number} {{{ordered at}}} {\"{}\"}{contract.total}。",
      in: Shop.scope)
    #expect(
      template.text(row: 0, in: Shop()) == "订单 A1：100.00，发票 I1, I2 {2025-09-01} {}100.00。")
    let shown = template.text(row: 1, in: Shop()) { $0.isNull ? "—" : $0.displayText }
    #expect(shown == "订单 A2：200.00，发票 I3 {2025-09-02} {}—。")
    #expect(template.programs.count == 6)
  }

  @Test(arguments: [
    ("{id", "unpaired-brace", 0),
    ("a } b", "unpaired-brace", 2),
    ("订单 {totl}", "unknown-name", 4),
    ("{}", "unexpected-token", 1),
  ])
  func faultsAreFoundAtTheirPlace(_ text: String, _ code: String, _ position: Int) {
    let error = #expect(throws: ExpressionError.self) {
      _ = try MessageTemplate.compile(text, in: Shop.scope)
    }
    #expect(error?.code == code)
    #expect(error?.range.lowerBound == position)
    #expect(error?.text == text)
  }
}
