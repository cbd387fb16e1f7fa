import Testing
import Values

@testable import Reports

@Suite struct RuleCatalogueTests {
  private static let page = """

    **Title** · 标题
    for order · major

    - Finds: An order
      without a total.
    - Why it matters: <b>money</b>.

    ```examples
    order | id
    fail  | A1
    ```

    One more
    thing.
    """

  @Test func aPageIsItemsParagraphsAndExamples() {
    #expect(
      RuleCatalogue.blocks(of: Self.page) == [
        .item("Finds: An order without a total."), .item("Why it matters: <b>money</b>."),
        .examples("order | id\nfail  | A1"), .paragraph("One more thing."),
      ])
  }

  @Test func textFromPagesStaysText() {
    let text = LocalizedText([.en: "An order's <i>total</i>"])
    let entry = RuleCatalogue.Entry(
      id: "a-b", title: text, finds: text, remedy: text, facts: [],
      conditions: [.init("check", "a < b")],
      page: RuleCatalogue.blocks(of: Self.page))
    let catalogue = RuleCatalogue(
      packs: [.init(id: "p", title: text, rules: [entry])],
      requirements: [.init(id: "A1", title: text, answeredBy: ["a-b"])], language: .en)
    let written = catalogue.files.map { file in
      var bytes: [UInt8] = []
      var buffer = OutputBuffer { bytes += $0 }
      file.write(&buffer)
      try? buffer.finish()
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(!written[0].contains("<i>") && !written[0].contains("<b>"))
    #expect(written[0].contains("<code>a &lt; b</code>"))
    #expect(written[0].contains("<a href=\"#a-b\">a-b</a>"))
    #expect(written[0].contains("fail  | A1\n"))
    #expect(written[1].contains("```\na < b\n```") && written[1].contains("### a-b"))
  }
}
