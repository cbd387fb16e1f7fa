import Intake
import Tables
import Testing
import Values

/// What exports and control files state, beside what was read.
@Suite struct ControlTotalsTests {
  private static let names = [
    "file", "field", "stated at", "stated records", "read records", "stated amount", "read amount",
  ]

  private static func orders() throws -> Source {
    try Shop.csv(
      fields: #""id": "编号", "total": "金额""#,
      #""totals": { "field": "id", "text": "合计", "subtotals": ["小计"], "sums": ["total"] }"#)
  }

  /// A control file, as a bank or a warehouse sends it along.
  private static let control = """
    { "id": "control", "entity": "control total", "files": ["control*"], "format": "csv",
      "fields": { "file": "文件", "field": { "from": "字段", "optional": true },
        "stated records": { "from": "笔数", "optional": true },
        "stated amount": { "from": "合计", "optional": true } } }
    """

  private func read(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    let dataset = try folder.read([Self.orders(), Shop.source(Self.control)])
    #expect(dataset.unreadables.map(\.message) == [])
    // What nobody looks at is not kept, but for what is summed up here.
    let some = try folder.read(
      [Self.orders(), Shop.source(Self.control)], keeping: KeptFields(namesOf: Shop.model))
    #expect(
      Shop.rows(some, Shop.controlTotal, Self.names)
        == Shop.rows(dataset, Shop.controlTotal, Self.names))
    return Shop.rows(dataset, Shop.controlTotal, Self.names)
  }

  @Test func totalsRowsAreRecords() throws {
    let rows = try read([
      "orders_1.csv": "编号,金额\nA1,5\n小计,5\nA2,6\n小计,7\n合计,12\n",
      "orders_2.csv": "编号,金额\nB1,1\n合计,1\n", "orders_3.csv": "编号,金额\nC1,1\n",
    ])
    #expect(
      rows == [
        "orders_1.csv|total|orders_1.csv:3|empty|empty|5|5",
        "orders_1.csv|total|orders_1.csv:5|empty|empty|7|6",
        "orders_1.csv|total|orders_1.csv:6|empty|empty|12|11",
        "orders_2.csv|total|orders_2.csv:3|empty|empty|1|1",
      ])
  }

  @Test func aRecordStandsWhereItIsStated() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\n合计,5\n", to: "orders.csv")
    try folder.write("文件,笔数\n\norders.csv,1\n", to: "control.csv")
    let dataset = try folder.read([Self.orders(), Shop.source(Self.control)])
    let positions = try #require(dataset.tables[Shop.controlTotal]?.positions)
    #expect((0..<2).map { dataset.fileName(of: positions[$0]) } == ["orders.csv", "control.csv"])
    #expect((0..<2).map { positions[$0].line } == [3, 3])
  }

  private static let orderText = "编号,金额\nA1,5\nA2,x\nA3,6\n"

  static let controls: [(what: String, control: String, rows: [String])] = [
    (
      "records and sum", "文件,笔数,合计\norders.csv,3,11\n",
      ["orders.csv|total|control.csv:2|3|3|11|11"]
    ),
    (
      "a field by its name", "文件,字段,笔数,合计\norders.csv,total,2,\"￥1,100.00\"\n",
      ["orders.csv|total|control.csv:2|2|3|1100|11"]
    ),
    (
      "a field by its label", "文件,字段,合计\norders.csv,订单金额,11\n",
      ["orders.csv|订单金额|control.csv:2|empty|3|11|11"]
    ),
    (
      "records alone", "文件,笔数\norders.csv,3\n",
      ["orders.csv|total|control.csv:2|3|3|empty|empty"]
    ),
    (
      "a path of the sender", "文件,笔数,合计\n/out/2025/orders.csv,3,11\n",
      ["orders.csv|total|control.csv:2|3|3|11|11"]
    ),
    (
      "a file that is not there", "文件,字段,笔数,合计\norders_9.csv,total,3,11\n",
      ["orders_9.csv|total|control.csv:2|3|0|11|0"]
    ),
    (
      "a field that is none", "文件,字段,笔数,合计\norders.csv,weight,3,11\n",
      ["orders.csv|weight|control.csv:2|3|3|11|empty"]
    ),
    (
      "no file", "文件,笔数\n,3\n", ["empty|—|control.csv:2|3|0|empty|empty"]
    ),
  ]

  @Test(arguments: controls)
  func aControlFileIsComparedWithWhatWasRead(what: String, control: String, rows: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.orderText, to: "orders.csv")
    try folder.write(control, to: "control.csv")
    let dataset = try folder.read([Self.orders(), Shop.source(Self.control)])
    #expect(Shop.rows(dataset, Shop.controlTotal, Self.names) == rows, "\(what)")
    #expect(dataset.exports[0].file == "control.csv" && dataset.exports[0].recordCounts == [1])
  }

  @Test func aTotalOfAControlFileIsOneOfTheExport() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\n合计,5\n", to: "orders.csv")
    try folder.write("文件,字段,合计\norders.csv,total,6\norders.csv,weight,7\n", to: "control.csv")
    let dataset = try folder.read([Self.orders(), Shop.source(Self.control)])
    let totals = dataset.exports[1].controlTotals
    #expect(totals.map(\.file) == ["orders.csv", "control.csv"] && totals.map(\.line) == [3, 2])
    #expect(
      totals.map { "\($0.field): \($0.stated) of \($0.computed)" } == ["1: 5 of 5", "1: 6 of 5"])
  }

  @Test func eachFileIsSummedByItself() throws {
    let rows = try read([
      "orders_1.csv": "编号,金额\nA1,5\n", "orders_2.csv": "编号,金额\nB1,6\nB2,7\n",
      "orders_3.csv": "编号,金额\n",
      "control.csv": "文件,笔数,合计\norders_3.csv,0,0\norders_2.csv,2,13\norders_1.csv,1,5\n",
    ])
    #expect(
      rows == [
        "orders_3.csv|total|control.csv:2|0|0|0|0", "orders_2.csv|total|control.csv:3|2|2|13|13",
        "orders_1.csv|total|control.csv:4|1|1|5|5",
      ])
  }

  @Test func twoListsMayNameOneFile() throws {
    let list = "文件,字段,笔数,合计\norders.csv,total,1,5\n"
    let rows = try read([
      "orders.csv": "编号,金额\nA1,5\n", "control_1.csv": list,
      "control_2.csv": list + "orders_2.csv,total,0,0\n", "orders_2.csv": "编号,金额\n",
    ])
    #expect(
      rows == [
        "orders.csv|total|control_1.csv:2|1|1|5|5", "orders.csv|total|control_2.csv:2|1|1|5|5",
        "orders_2.csv|total|control_2.csv:3|0|0|0|0",
      ])
  }

  @Test func withoutATotalsRowTheOnlyNumberIsMeant() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\n", to: "orders.csv")
    try folder.write("行号,单价\n1,5\n", to: "lines.csv")
    try folder.write("文件,合计\norders.csv,5\nlines.csv,5\n", to: "control.csv")
    let sources = [
      try Shop.csv(fields: #""id": "编号", "total": "金额""#), try Shop.source(Self.control),
      try Shop.source(
        """
        { "id": "lines", "entity": "invoice line", "files": ["lines*"], "format": "csv",
          "fields": { "line": "行号", "price": "单价" } }
        """),
    ]
    #expect(
      Shop.rows(try folder.read(sources), Shop.controlTotal, Self.names) == [
        "orders.csv|total|control.csv:2|empty|1|5|5", "lines.csv|—|control.csv:3|empty|1|5|empty",
      ], "of two numbers it is not clear which")
  }

  @Test func ofACopyTheOriginalWasRead() throws {
    let text = "编号,金额\nA1,5\n"
    let rows = try read([
      "orders_1.csv": text, "orders_2.csv": text, "control.csv": "文件,笔数,合计\norders_2.csv,1,5\n",
    ])
    #expect(rows == ["orders_2.csv|total|control.csv:2|1|1|5|5"])
  }
}
