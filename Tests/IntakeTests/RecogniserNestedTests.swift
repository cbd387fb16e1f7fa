import Formats
import Intake
import Testing

/// JSON and XML that no source declares.
@Suite struct RecogniserNestedTests {
  private static let json = """
    { "code": 0, "message": "ok", "data": { "total": 2, "list": [
      { "发票号码": "F1", "价税合计": 12.50, "买方": { "名称": "甲" },
        "明细": [ { "行号": 1, "单价": "2.50" }, { "行号": 2, "单价": 10 } ] },
      { "发票号码": "F2", "价税合计": "￥7", "买方": { "名称": "乙" },
        "明细": [ { "行号": 1, "单价": 7 } ] } ] } }
    """

  private static let xml = """
    <?xml version="1.0" encoding="UTF-8"?>
    <发票导出 时间="2025-10-01">
      <发票 发票号码="F1"><价税合计>12.50</价税合计>
        <明细><行><行号>1</行号><单价>2.50</单价></行><行><行号>2</行号><单价>10</单价></行></明细></发票>
      <发票 发票号码="F2"><价税合计>7</价税合计>
        <明细><行><行号>1</行号><单价>7</单价></行></明细></发票>
    </发票导出>
    """

  private static let invoices = ["F1|12.5", "F2|7"]
  private static let lines = ["F1|1|2.5", "F1|2|10", "F2|1|7"]

  static let exports: [(what: String, text: String, paths: [String], number: String)] = [
    ("JSON in a wrapper", json, ["$.data.list[*]", "明细[*]"], "发票号码"),
    ("XML", xml, ["/发票导出/发票", "明细/行"], "@发票号码"),
  ]

  @Test(arguments: exports)
  func recordsAndTheirChildrenAreFound(
    what: String, text: String, paths: [String], number: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "导出")
    let found = try recognise(folder, "导出")
    let source = try #require(found.source, "\(what)")
    #expect(found.ground == .labels && found.main?.entity == Shop.invoice, "\(what)")
    #expect(source.streams.map(\.entity) == [Shop.invoice, Shop.line])
    #expect(source.streams.map(\.path) == paths && source.streams.map(\.parent) == [nil, 0])
    #expect(source.streams[0].fields.map(\.from) == [number, "价税合计"])
    #expect(source.streams[1].fields.map(\.from) == ["../" + number, "行号", "单价"])
    #expect(found.streams.compactMap(\.sourceStream) == [0, 1])
    let dataset = folder.read(["导出"], as: source)
    #expect(Shop.rows(dataset, Shop.invoice, ["number", "total"]) == Self.invoices)
    #expect(Shop.rows(dataset, Shop.line, ["invoice number", "line", "price"]) == Self.lines)
    #expect(dataset.unreadables.map(\.message) == [])
  }

  @Test func linesOfJSONAreRecords() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"订单编号": "A1", "订单金额": 5, "下单日期": "2025-09-01"}
      {"订单编号": "A2", "订单金额": null, "下单日期": "2025-09-02"}

      """, to: "o.jsonl")
    let found = try recognise(folder, "o.jsonl")
    let dataset = folder.read(["o.jsonl"], as: try #require(found.source))
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "total", "ordered on"]) == [
        "A1|5|2025-09-01", "A2|empty|2025-09-02",
      ])
  }

  @Test func aChildOfAnUnknownRecordStandsAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      [ { "x": 1, "orders": [ { "订单编号": "A1", "订单金额": 5 } ] },
        { "x": 2, "orders": [ { "订单编号": "A2", "订单金额": 6 } ] } ]
      """, to: "o.json")
    let found = try recognise(folder, "o.json")
    #expect(found.streams.map(\.entity) == [nil, Shop.order] && found.main?.entity == Shop.order)
    let source = try #require(found.source)
    #expect(source.streams.map(\.path) == ["$[*].orders[*]"] && source.streams[0].parent == nil)
    let dataset = folder.read(["o.json"], as: source)
    #expect(Shop.rows(dataset, Shop.order, ["id", "total"]) == ["A1|5", "A2|6"])
  }

  private static let ubl = """
    { "id": "ubl", "entity": "invoice", "format": "xml", "records": "/o:Invoice",
      "namespaces": { "o": "urn:ubl:Invoice-2" }, "fields": { "number": "ID", "total": "Sum" } }
    """

  static let documents: [(what: String, text: String, ground: Recognition.Ground?)] = [
    (
      "the declared root", #"<Invoice xmlns="urn:ubl:Invoice-2"><ID>F1</ID></Invoice>"#, .root
    ),
    (
      "another of the family is none of those declared",
      #"<订单 xmlns="urn:ubl:Order-2"><订单编号>A1</订单编号><订单金额>5</订单金额></订单>"#, nil
    ),
    (
      "of another family the names tell",
      #"<订单 xmlns="urn:else:Order-2"><订单编号>A1</订单编号><订单金额>5</订单金额></订单>"#, .labels
    ),
  ]

  @Test(arguments: documents)
  func aDocumentIsKnownByItsRoot(what: String, text: String, ground: Recognition.Ground?) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "d.xml")
    let found = try recognise(folder, "d.xml", sources: [Self.ubl])
    #expect(found.ground == ground && (found.source == nil) == (ground == nil), "\(what)")
    #expect((found.main?.entity == nil) == (ground == nil), "\(what)")
    guard ground == .root else { return }
    #expect(found.source?.id == "ubl" && found.matched == 2, "fields that it lacks may follow")
    let dataset = folder.read(["d.xml"], as: try #require(found.source))
    #expect(Shop.rows(dataset, Shop.invoice, ["number", "total"]) == ["F1|empty"])
    #expect(dataset.unreadables.isEmpty)
  }

  @Test func jsonOfADeclaredSourceIsKnownByItsFields() throws {
    let folder = try TemporaryFolder()
    try folder.write(NestedReadingTests.jsonText, to: "x.json")
    let found = try recognise(folder, "x.json", sources: [NestedReadingTests.json])
    #expect(found.ground == .columns && found.source?.id == "invoices")
    let dataset = folder.read(["x.json"], as: try #require(found.source))
    #expect(Shop.rows(dataset, Shop.line, ["invoice number", "line"]) == ["F1|1", "F1|2", "F3|1"])
  }

  private func recognise(
    _ folder: TemporaryFolder, _ name: String, sources: [String] = []
  ) throws -> Recognition {
    try Recogniser(
      sources: sources.map { try Shop.source($0) }, model: Shop.model, aliases: Shop.aliases
    ).recognise(path: folder.path + "/" + name, name: name)
  }
}
