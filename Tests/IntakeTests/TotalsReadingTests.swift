import Intake
import Tables
import Testing
import Values

/// The rows in which an export states its own totals.
@Suite struct TotalsReadingTests {
  private static let fields = #""id": "编号", "total": "金额", "remark": "备注""#
  private static let keys = """
    "field": "id", "text": ["合计", "Total"], "subtotals": ["小计", "页计"]
    """

  private func read(
    _ text: String, fields: String = Self.fields, totals: String = Self.keys
  ) throws -> Dataset {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "orders.csv")
    let source = try Shop.csv(
      fields: fields, #""totals": { \#(totals), "sums": ["total"] }"#)
    return folder.read(["orders.csv"], as: source)
  }

  /// Each total that the export states: its line, the sum stated and the sum of what was read.
  private func totals(_ dataset: Dataset) -> [String] {
    dataset.exports[0].controlTotals.map {
      "line \($0.line): \($0.stated.reduced) of \($0.computed.reduced)"
    }
  }

  static let words: [(what: String, cell: String, isTotal: Bool)] = [
    ("the word", "合计", true), ("another of the words", "Total", true),
    ("a subtotal", "小计", true), ("another of those", "页计", true),
    ("a colon", "合计:", true), ("a wide colon", "合计：", true), ("a blank before it", "合计 ：", true),
    ("blanks around", "\u{3000}合计\t", true), ("a blank of no width", "\u{200B}合计", true),
    ("a mark before it", "\u{FEFF}合计", true), ("zero bytes around", "\u{0}合计\u{0}", true),
    ("a line end before it", "\"\n合计\"", true),
    ("a guard", "\"=\"\"合计\"\"\"", true), ("an apostrophe", "'合计", true),
    ("a longer text", "合计金额", false), ("only a colon", "：", false),
  ]

  @Test(arguments: words)
  func aRowIsKnownByItsWord(what: String, cell: String, isTotal: Bool) throws {
    let dataset = try read("编号,金额,备注\nA1,5,\n\(cell),6,\nA2,7,\n")
    #expect(dataset.exports[0].recordCounts == [isTotal ? 2 : 3], "\(what)")
    #expect(dataset.tables[Shop.order]?.rowCount == (isTotal ? 2 : 3), "\(what)")
    #expect(dataset.exports[0].controlTotals.count == (isTotal ? 1 : 0), "\(what)")
  }

  static let short: [(what: String, row: String, total: String?)] = [
    ("cells are left out behind the sum", "合计,12", "line 4: 12 of 12"),
    ("with a colon", "合计：,12", "line 4: 12 of 12"),
    ("with a blank", " 合计 ,12", "line 4: 12 of 12"),
    ("nothing but the word", "合计", nil),
    ("no sum in it", "合计,,", nil), ("a mark for none", "合计,-,", nil),
    ("the sum as money", "合计,\"￥1,234.50元\",", "line 4: 1234.5 of 12"),
    ("empty cells too many", "合计,12,,,,", "line 4: 12 of 12"),
  ]

  @Test(arguments: short)
  func aTotalsRowMayBeShort(what: String, row: String, total: String?) throws {
    let dataset = try read("编号,金额,备注\nA1,5,x\nA2,7,y\n\(row)\n")
    #expect(totals(dataset) == (total.map { [$0] } ?? []), "\(what)")
    #expect(dataset.exports[0].recordCounts == [2], "\(what)")
    #expect(dataset.unreadables.map(\.message) == [], "\(what)")
  }

  @Test func anyOtherShortRowIsAFault() throws {
    let dataset = try read("编号,金额,备注\nA1,5\n合计金额,5\n")
    #expect(dataset.unreadables.map(\.code) == ["too-few-fields", "too-few-fields"])
  }

  @Test func aSubtotalIsOverTheRowsSinceTheLastOne() throws {
    let dataset = try read(
      """
      编号,金额,备注
      A1,1,
      A2,2,
      小计,3,
      A3,4,
      页计：,5,
      小计,0,
      A4,?,
      A5,8,
      小计,8,
      合计,15,
      A6,16,
      小计,16,
      Total,31,

      """)
    #expect(
      totals(dataset) == [
        "line 4: 3 of 3", "line 6: 5 of 4", "line 7: 0 of 0", "line 10: 8 of 8",
        "line 11: 15 of 31",
        "line 13: 16 of 16", "line 14: 31 of 31",
      ])
    #expect(dataset.exports[0].recordCounts == [6])
    #expect(dataset.unreadables.map(\.originalText) == ["?"])
  }

  @Test func theWordMayStandInAColumnThatIsNotRead() throws {
    let keys = #""column": "序号", "text": "合计""#
    let dataset = try read(
      "序号,编号,金额,备注\n1,A1,5,\n2,合计,7,\n合计,,12,\n", totals: keys)
    #expect(Shop.rows(dataset, Shop.order, ["id"]) == ["A1", "合计"])
    #expect(totals(dataset) == ["line 4: 12 of 12"])
    #expect(dataset.exports[0].unusedFields.isEmpty)
  }

  @Test func withoutThatColumnTheRecordsAreReadAllTheSame() throws {
    let keys = #""column": "序号", "text": "合计""#
    let dataset = try read("编号,金额,备注\nA1,5,\nA2,7,\n", totals: keys)
    #expect(Shop.rows(dataset, Shop.order, ["id", "total"]) == ["A1|5", "A2|7"])
    #expect(dataset.unreadables.isEmpty && !dataset.isIncomplete)
    let other = try read("编号,备注\nA1,x\n", totals: keys)
    #expect(Shop.rows(other, Shop.order, ["id", "total"]) == ["A1|no column"])
    #expect(other.unreadables.map(\.column) == ["金额"])
  }

  @Test func withoutTheFieldOfTheWordNoRowIsATotal() throws {
    let dataset = try read("金额,备注\n5,合计\n")
    #expect(Shop.rows(dataset, Shop.order, ["total", "remark"]) == ["5|合计"])
    #expect(dataset.unreadables.map(\.column) == ["编号"] && totals(dataset).isEmpty)
  }

  static let turned: [(what: String, how: String, records: String, total: String)] = [
    ("in ten thousands", #""times": 10000"#, "A1,1.5,\nA2,2,\n合计,3.5,", "line 4: 35000 of 35000"),
    ("with the other sign", #""negate": true"#, "A1,1,\nA2,2,\n合计,3,", "line 4: -3 of -3"),
    ("in percent", #""percent": true"#, "A1,13,\nA2,6%,\n合计,19,", "line 4: 0.19 of 0.19"),
  ]

  @Test(arguments: turned)
  func aTotalIsInTheUnitOfItsColumn(
    what: String, how: String, records: String, total: String
  ) throws {
    let fields = #""id": "编号", "remark": "备注", "total": { "from": "金额", \#(how) }"#
    let dataset = try read("编号,金额,备注\n\(records)\n", fields: fields)
    #expect(totals(dataset) == [total], "\(what)")
  }

  @Test func aTotalStandsWhereTheValuesMayStand() throws {
    let dataset = try read(
      "编号,实付,应付,备注\nA1,,5,\nA2,7,8,\n合计,,12,\n小计,13,,\n",
      fields: #""id": "编号", "total": { "from": ["实付", "应付"] }"#)
    #expect(totals(dataset) == ["line 4: 12 of 12", "line 5: 13 of 12"])
  }

  @Test func sumsOverManyBatchesAreOverAllOfThem() throws {
    var text = "编号,金额,备注\n"
    for number in 0..<10_000 {
      text += "A\(number),\(number),\n"
      if number % 3_000 == 2_999 { text += "小计,0,\n" }
    }
    let sums = totals(try read(text + "合计,49995000,\n")).map { $0.split(separator: " ").last! }
    let expected = stride(from: 0, to: 9_000, by: 3_000).map { (0..<3_000).reduce(3_000 * $0, +) }
    #expect(sums == (expected + [49_995_000]).map { "\($0)" })
  }
}
