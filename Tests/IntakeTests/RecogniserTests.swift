import Entities
import Formats
import Intake
import Tables
import Testing
import Values

/// Tables that no source declares are recognised, and then read, by what stands in them.
@Suite struct RecogniserTests {
  private static let orders = """
    九月销售订单,,,,
    "导出时间：2025-10-01
    制表人：王",,,,

    订单编号,订单金额(元),下单日期,订单状态,备注
    A1,"1,234.50",2025/9/1,交易成功,急
    A2,￥5,2025年9月2日,待处理,
    小计,"1,239.50",,,
    A3,（0.50）,20250903,已完成,两 件
    合计：,"1,239.00",,,

    """

  private static let traditional = """
    九月銷售訂單;;;;

    訂單編號;訂單金額（元）;下單日期;訂單狀態;備註
    A1;1,234.50;2025/9/1;交易成功;急
    A2;5;2025年9月2日;Open;
    小計;1,239.50;;;
    A3;-0.5;20250903;已完成;兩件
    合計;1,239.00;;;

    """

  typealias Export = (
    what: String, text: String, name: String, mark: [UInt8], encoding: TextEncoding, line: Int
  )

  /// The same orders as several systems write them; the encoding by the name that iconv gives it.
  static let exports: [Export] = [
    ("UTF-8", orders, "UTF-8", [], .utf8, 5),
    ("GB18030", orders, "GB18030", [], .gb18030, 5),
    ("UTF-16LE with a mark", orders, "UTF-16LE", [0xFF, 0xFE], .utf16LE, 5),
    ("UTF-16LE without", orders, "UTF-16LE", [], .utf16LE, 5),
    ("traditional characters", traditional, "UTF-8", [0xEF, 0xBB, 0xBF], .utf8, 3),
    ("Big5", traditional, "BIG5", [], .big5, 3),
  ]

  @Test(arguments: exports.indices)
  func aTableIsReadThatNobodyDeclared(number: Int) throws {
    let (what, text, name, mark, encoding, line) = Self.exports[number]
    let folder = try TemporaryFolder()
    try folder.write(mark + encoded(text, name), to: "导出.csv")
    let found = try recognise(folder, "导出.csv", sources: [Shop.orders])
    #expect(found.sniffed.encoding == encoding && found.ground == .labels, "\(what)")
    #expect(found.main?.entity == Shop.order && (found.main?.confidence ?? 0) > 60, "\(what)")
    #expect(found.headerLine == line && found.headerRowCount == 1, "\(what)")
    #expect(found.matched == 5 && found.columnCount == 5, "\(what)")
    let source = try #require(found.source)
    #expect(source.totals?.sums == [1])
    let dataset = folder.read(["导出.csv"], as: source)
    #expect(dataset.unreadables.map(\.message) == [], "\(what)")
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "total", "ordered on", "status"]) == [
        "A1|1234.5|2025-09-01|done", "A2|5|2025-09-02|open", "A3|-0.5|2025-09-03|done",
      ], "\(what)")
    #expect(
      dataset.exports[0].controlTotals.map { "\($0.stated.reduced) \($0.computed.reduced)" }
        == ["1239.5 1239.5", "1239 1239"], "\(what)")
  }

  static let tables: [(what: String, text: String, rows: [String])] = [
    (
      "a header of two rows", "订单编号,金额,,下单日期\n,订单金额,未税,\nA1,5,4,2025/9/1\n",
      ["A1|5|2025-09-01|no column"]
    ),
    (
      "amounts in ten thousands", "订单编号,订单金额(万元)\nA1,1.5\n", ["A1|15000|no column|no column"]
    ),
    (
      "values that are names of columns", "订单编号,订单金额,说明\n备注,5,日期\nA2,6,甲\n",
      ["备注|5|no column|no column", "A2|6|no column|no column"]
    ),
    (
      "a name that stands twice", "订单编号,备注,备注,订单金额\nA1,,x,5\nA2,y,,6\n",
      ["A1|5|no column|x", "A2|6|no column|y"]
    ),
    (
      "a header that comes again on each page",
      "订单编号,订单金额\nA1,1\n订单编号,订单金额\nA2,2\n",
      ["A1|1|no column|no column", "A2|2|no column|no column"]
    ),
    (
      "totals behind a number of the row", "序号,订单编号,订单金额\n1,A1,1\n2,A2,2\n3,合计,3\n",
      ["A1|1|no column|no column", "A2|2|no column|no column"]
    ),
    (
      "a total written apart", "订单编号,订单金额\nA1,1\nA2,2\n合 计,3\n",
      ["A1|1|no column|no column", "A2|2|no column|no column"]
    ),
  ]

  @Test(arguments: tables)
  func theShapeOfATableIsFound(what: String, text: String, rows: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "t.csv")
    let found = try recognise(folder, "t.csv")
    let dataset = folder.read(["t.csv"], as: try #require(found.source, "\(what)"))
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "total", "ordered on", "remark"]) == rows, "\(what)")
    #expect(dataset.unreadables.map(\.message) == [], "\(what)")
  }

  static let merged: [(what: String, records: String, rows: [String])] = [
    (
      "cells that the lines of an invoice share", "F1,1,x,2\n,2,,3\nF2,1,y,4\n,2,,5\n",
      ["F1|1|x|2", "F1|2|x|3", "F2|1|y|4", "F2|2|y|5"]
    ),
    (
      "a column that says something of its own", "F1,1,x,2\n,2,,3\n,3,y,4\n",
      ["F1|1|x|2", "F1|2|empty|3", "F1|3|y|4"]
    ),
    ("no cell is merged", "F1,1,x,2\nF1,2,,3\n", ["F1|1|x|2", "F1|2|empty|3"]),
    ("a first line without a number", ",1,x,2\nF1,2,,3\n", ["empty|1|x|2", "F1|2|empty|3"]),
  ]

  @Test(arguments: merged)
  func mergedCellsAreFound(what: String, records: String, rows: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("发票号码,行号,品名,单价\n" + records, to: "t.csv")
    let found = try recognise(folder, "t.csv")
    let dataset = folder.read(["t.csv"], as: try #require(found.source, "\(what)"))
    #expect(
      Shop.rows(dataset, Shop.line, ["invoice number", "line", "product", "price"]) == rows,
      "\(what)")
  }

  @Test func whatCouldBeTwoThingsIsNeither() throws {
    let folder = try TemporaryFolder()
    try folder.write("单号,金额\nA1,5\nA2,6\n", to: "t.csv")
    let found = try recognise(folder, "t.csv")
    #expect(found.main?.entity == nil && found.source == nil && found.ground == nil)
    #expect(found.main?.candidates.map(\.entity) == [Shop.order, Shop.invoice])
    #expect(found.main?.candidates.map(\.confidence) == [50, 50] && found.main?.confidence == 0)
    // Its name says it, or the caller, or a column that only one of them has.
    try folder.write("单号,金额\nA1,5\n", to: "发票.csv")
    #expect(try recognise(folder, "发票.csv").main?.entity == Shop.invoice)
    let told = try recognise(folder, "t.csv", entity: Shop.invoice)
    #expect(told.main?.entity == Shop.invoice && told.ground == .told)
    try folder.write("单号,金额,备注\nA1,5,\n", to: "t.csv")
    #expect(try recognise(folder, "t.csv").main?.entity == Shop.order)
  }

  static let others = ["x,y\n1,2\n", "订单编号\nA1\n", "订单编号,x,y\nA1,2,3\n", "只有一段文字\n"]

  @Test(arguments: others)
  func anotherTableIsNothing(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "t.csv")
    let found = try recognise(folder, "t.csv", sources: [Shop.orders])
    #expect(found.source == nil && found.main?.entity == nil)
    #expect(found.main?.columns.allSatisfy { $0.field == nil } ?? true)
  }

  @Test func aDeclaredSourceGoesFirst() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额,备注\nA1,5,x\n", to: "orders_9.csv")
    let named = try recognise(folder, "orders_9.csv", sources: [Shop.orders])
    #expect(named.ground == .name && named.source?.id == "orders" && named.matched == 2)
    #expect(named.main?.columns.map(\.confidence) == [100, 100, 0])
    #expect(named.source?.streams[0].fields.map(\.from) == ["编号", "金额"], "the date is not there")
    // Under another name its columns tell, and how dates were declared no longer counts.
    try folder.write("编号,金额,日期\nA1,5,2025-09-01\n", to: "x.csv")
    let columns = try recognise(folder, "x.csv", sources: [Shop.orders])
    #expect(columns.ground == .columns && columns.matched == 3)
    let dataset = folder.read(["x.csv"], as: try #require(columns.source))
    #expect(Shop.rows(dataset, Shop.order, ["id", "ordered on"]) == ["A1|2025-09-01"])
    // The name alone says nothing of a table with other columns.
    try folder.write("订单编号,订单金额\nA1,5\n", to: "orders_8.csv")
    #expect(try recognise(folder, "orders_8.csv", sources: [Shop.orders]).ground == .labels)
  }

  @Test func twoSourcesOfTheSameColumnsDecideNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("甲,乙\nA1,5\n", to: "x.csv")
    let texts = ["one", "two"].map {
      #"{ "id": "\#($0)", "entity": "order", "format": "csv", "files": ["\#($0)*"], "#
        + #""fields": { "id": "甲", "total": "乙" } }"#
    }
    #expect(try recognise(folder, "x.csv", sources: [texts[0]]).source?.id == "one")
    #expect(try recognise(folder, "x.csv", sources: texts).source == nil)
  }

  @Test func whoReadsMoreColumnsDecides() throws {
    let folder = try TemporaryFolder()
    let narrow = """
      { "id": "narrow", "entity": "invoice", "format": "csv", "files": ["n*"],
        "fields": { "number": "单号", "total": "金额" } }
      """
    try folder.write("单号,金额\nA1,5\n", to: "x.csv")
    #expect(try recognise(folder, "x.csv", sources: [narrow]).ground == .columns)
    try folder.write("单号,金额,下单日期\nA1,5,2025/9/1\n", to: "x.csv")
    let found = try recognise(folder, "x.csv", sources: [narrow])
    #expect(found.ground == .labels && found.main?.entity == Shop.order && found.matched == 3)
  }

  private func recognise(
    _ folder: TemporaryFolder, _ name: String, sources: [String] = [], entity: Int? = nil
  ) throws -> Recognition {
    try Recogniser(
      sources: sources.map { try Shop.source($0) }, model: Shop.model, aliases: Shop.aliases
    ).recognise(path: folder.path + "/" + name, name: name, entity: entity)
  }
}
