import Entities
import Formats
import Intake
import Tables
import Testing
import Values

@Suite struct CSVReadingTests {
  @Test func titleRowsAndTotalsAreNoRecords() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      九月订单,,,
      导出时间：2025/10/1,,,
      编号,金额,日期,备注
      A1,"￥1,234.50",2025/9/1,
      A2,（34.50）,2025/9/2,x
       合计 ,"1,201.00元",,

      """, to: "orders.csv")
    let dataset = folder.read(["orders.csv"], as: try Shop.source(Shop.orders))
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "total", "ordered on", "status"])
        == ["A1|1234.5|2025-09-01|no column", "A2|-34.5|2025-09-02|no column"])
    #expect(dataset.unreadables.isEmpty && !dataset.isIncomplete)
    let export = dataset.exports[0]
    #expect(export.recordCounts == [2] && export.unusedFields == ["备注"])
    #expect(
      export.controlTotals == [
        StatedTotal(
          file: "orders.csv", field: 1, stated: Decimal128("1201.00")!,
          computed: Decimal128("1200.00")!, line: 6)
      ])
    #expect(dataset.tables[Shop.order]?.positions[1].line == 5)
    #expect(dataset.tables[Shop.invoice] == nil)
  }

  @Test func aValueNotOfItsTypeLeavesTheRecord() throws {
    let folder = try TemporaryFolder()
    let text = "编号,金额,日期\r\nA1,12元整,2025/9/1\r\n\"A\n2\",\"7,5\",\"30/9/2025\"\r\nA3,-,\r\n"
    try folder.write(text, to: "orders.csv")
    let dataset = folder.read(["orders.csv"], as: try Shop.source(Shop.orders))
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "total", "ordered on"]) == [
        "A1|unreadable|2025-09-01", "A\n2|unreadable|unreadable", "A3|empty|empty",
      ])
    let expected = [
      (code: "not-a-number", value: "12元整", line: 2, record: 1),
      (code: "not-a-number", value: "7,5", line: 4, record: 2),
      (code: "not-a-date", value: "30/9/2025", line: 4, record: 2),
    ]
    try #require(dataset.unreadables.count == expected.count)
    for (found, expected) in zip(dataset.unreadables, expected) {
      #expect(found.code == expected.code && found.originalText == expected.value)
      #expect(found.extent == .value && found.entity == Shop.order)
      #expect(found.position.line == expected.line && found.position.record == expected.record)
      // The cell starts at its quote where it has one.
      let byte = Array(text.utf8).firstRange(of: Array(expected.value.utf8))!.lowerBound
      #expect([byte, byte - 1].contains(found.position.byte), "\(expected.value)")
      #expect(Array(text.utf8)[found.position.byte - 1] == 0x2C, "behind a comma")
      #expect(found.column == (expected.code == "not-a-date" ? "日期" : "金额"))
      #expect(found.message.contains("'\(expected.value)'"))
    }
    #expect(!dataset.isIncomplete, "only values are lacking")
  }

  @Test func aMissingColumnIsToldOnceAndTheOthersAreRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金 额,日期\nA1,5,2025/9/1\nA2,6,2025/9/2\n", to: "orders.csv")
    let dataset = folder.read(["orders.csv"], as: try Shop.source(Shop.orders))
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "total", "ordered on"])
        == ["A1|no column|2025-09-01", "A2|no column|2025-09-02"])
    try #require(dataset.unreadables.count == 1)
    let fault = dataset.unreadables[0]
    #expect(fault.code == "unknown-column" && fault.extent == .file && fault.column == "金额")
    #expect(fault.message == "the export has no '金额', which source.json:4:26 declares")
    #expect(fault.help?.contains("did you mean '金 额'?") == true)
    #expect(fault.position.line == 1 && dataset.isIncomplete)
  }

  @Test func severalMissingColumnsAreToldOnceEach() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号\nA1\n", to: "orders.csv")
    let dataset = folder.read(["orders.csv"], as: try Shop.source(Shop.orders))
    #expect(dataset.unreadables.map(\.column) == ["金额", "日期"])
    #expect(Shop.rows(dataset, Shop.order, ["id", "total"]) == ["A1|no column"])
  }

  @Test func anOptionalColumnMayBeMissing() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号\nA1\n", to: "orders.csv")
    let source = try Shop.source(
      """
      { "id": "orders", "entity": "order", "files": [], "format": "csv",
        "fields": { "id": "编号", "total": { "from": "金额", "optional": true } } }
      """)
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(dataset.unreadables.isEmpty && !dataset.isIncomplete)
    #expect(dataset.tables[Shop.order]?.rowCount == 1)
  }

  @Test func aTableIsReadAsItIsDeclared() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      九月^订单^^
      编号^金额^^备注
      ^含税^未税^
      A1^'1,5'^'1'^'a\\'b^c'
      A2^2^1^"d"

      """, to: "orders.csv")
    let source = try Shop.csv(
      fields: #""id": "编号", "total": "金额/含税", "remark": "备注""#,
      #""delimiter": "^", "quote": "'", "escape": "\\", "header": 2, "headerRows": 2, "decimal": ",""#
    )
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "total", "remark"]) == ["A1|1.5|a'b^c", "A2|2|\"d\""])
    #expect(dataset.exports[0].unusedFields == ["金额/未税"])
    #expect(dataset.exports[0].delimiter == UInt8(ascii: "^"))
  }

  @Test func aHeaderOnEveryPageIsNoRecord() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额,日期\nA1,5,\n编号,金额,日期\nA2,6,\n编号,金额,日期\n", to: "orders.csv")
    let dataset = folder.read(["orders.csv"], as: try Shop.source(Shop.orders))
    #expect(Shop.rows(dataset, Shop.order, ["id", "total"]) == ["A1|5", "A2|6"])
    #expect(dataset.exports[0].recordCounts == [2] && dataset.unreadables.isEmpty)
  }

  @Test func whatAnExportMayLackIsEmpty() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号\nA1\n", to: "orders.csv")
    let fields = #""id": "编号", "total": "金额", "status": "状态""#
    let source = try Shop.csv(fields: fields, #""absentFields": "empty""#)
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(dataset.unreadables.isEmpty)
    #expect(Shop.rows(dataset, Shop.order, ["id", "total", "status"]) == ["A1|empty|empty"])
    let other = folder.read(["orders.csv"], as: try Shop.csv(fields: fields))
    #expect(other.unreadables.map(\.column) == ["金额", "状态"])
    // Beside an export that has them the columns are there.
    try folder.write("编号,金额,状态\nB1,5,Open\n", to: "orders_2.csv")
    let both = folder.read(["orders.csv", "orders_2.csv"], as: source)
    #expect(
      Shop.rows(both, Shop.order, ["id", "total", "status"]) == ["A1|empty|empty", "B1|5|open"])
  }

  static let hopeless: [(what: String, text: String, code: String)] = [
    ("another export altogether", "x,y\n1,2\n", "no-header"), ("nothing", "", "is-empty"),
  ]

  @Test(arguments: hopeless)
  func anExportThatCannotBeReadIsAFaultOfTheFile(what: String, text: String, code: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "orders.csv")
    let dataset = folder.read(["orders.csv", "missing.csv"], as: try Shop.source(Shop.orders))
    #expect(dataset.unreadables.map(\.code) == [code, "cannot-open"], "\(what)")
    #expect(dataset.unreadables.map(\.position.export) == [0, 1])
    #expect(dataset.exports.map(\.recordCounts) == [[0], [0]] && dataset.isIncomplete)
    #expect(dataset.tables[Shop.order] == nil)
    #expect(dataset.exports.map(\.byteCount) == [text.utf8.count, 0])
  }

  @Test func gb18030IsFoundOutOrDeclared() throws {
    // 编号,金额,日期 / 甲,￥5,2025/9/1 in GB 18030.
    let bytes: [UInt8] =
      [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xBD, 0xF0, 0xB6, 0xEE, 0x2C, 0xC8, 0xD5, 0xC6, 0xDA, 0x0A]
      + [0xBC, 0xD7, 0x2C, 0xA3, 0xA4, 0x35, 0x2C] + Array("2025/9/1\n".utf8)
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "orders.csv")
    var source = try Shop.source(Shop.orders)
    for encoding in [source.encoding, .gb18030] {
      source.encoding = encoding
      let dataset = folder.read(["orders.csv"], as: source)
      #expect(Shop.rows(dataset, Shop.order, ["id", "total", "ordered on"]) == ["甲|5|2025-09-01"])
      #expect(dataset.exports[0].encoding == "GB18030" && dataset.unreadables.isEmpty)
      #expect(dataset.exports[0].byteCount == bytes.count)
      #expect(dataset.exports[0].sha256 == SHA256.hex(of: bytes))
    }
  }

  @Test func wordsAreReadByNameLabelOrDeclaration() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "编号,状态,加急,付款\n1,done,是,2025-09-01 08:00\n2,已完成,N,2025/9/1\n3,交易成功,,无\n4,Done,也许,昨天\n5,DONE,1,\n6,,0,\n",
      to: "orders.csv")
    let source = try Shop.source(
      """
      { "id": "orders", "entity": "order", "files": [], "format": "csv",
        "fields": { "id": "编号", "status": { "from": "状态", "values": { "交易成功": "done" } },
          "urgent": "加急", "paid at": "付款" } }
      """)
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "status", "urgent"]) == [
        "1|done|true", "2|done|false", "3|done|empty", "4|done|unreadable", "5|unreadable|true",
        "6|empty|false",
      ])
    #expect(
      dataset.tables[Shop.order]?.columns[3]?.states
        == [.present, .present, .empty, .unreadable, .empty, .empty])
    #expect(dataset.unreadables.map(\.code) == ["not-a-boolean", "not-a-date", "unknown-word"])
    #expect(dataset.unreadables.map(\.originalText) == ["也许", "昨天", "DONE"])
    #expect(dataset.unreadables.map(\.position.line) == [5, 5, 6])
  }

  @Test func aTotalThatIsNoNumberIsTold() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额,日期\nA1,5,2025/9/1\n合计,五元,\n", to: "orders.csv")
    let dataset = folder.read(["orders.csv"], as: try Shop.source(Shop.orders))
    #expect(dataset.tables[Shop.order]?.rowCount == 1)
    #expect(dataset.exports[0].controlTotals.isEmpty)
    #expect(dataset.unreadables.map(\.code) == ["not-a-number"])
    #expect(dataset.unreadables.map(\.position.line) == [3])
  }

  @Test func aTotalCountsOnlyWhatCouldBeRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额,日期\nA1,0.1,\nA2,x,\nA3,0.2,\n合计,0.3,\nA4,1,\n", to: "orders.csv")
    let export = folder.read(["orders.csv"], as: try Shop.source(Shop.orders)).exports[0]
    let total = try #require(export.controlTotals.first)
    #expect(
      total.stated == Decimal128("0.3") && total.computed == Decimal128("1.3") && total.line == 5)
  }
}
