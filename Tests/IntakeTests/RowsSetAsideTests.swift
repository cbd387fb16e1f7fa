import Entities
import Formats
import Intake
import Testing
import Values

/// Which rows of a recognised table are records, and which are totals, notes, blank or a header again.
///
/// A record is the costlier one to miss: where a row could be either it is a record.
@Suite struct RowsSetAsideTests {
  private static let header = "订单编号,订单金额,下单日期,备注,别的,另一列\n"

  typealias Case = (what: String, text: String, ids: [String], aside: SetAside, totals: [String])

  static let cases: [Case] = [
    (
      "rows of delimiters", header + "A1,1,,,,\n,,,,,\n , ,,　,,\nA2,2,,,,\n", ["A1", "A2"],
      SetAside(blankRows: 2), []
    ),
    (
      "values where nobody looks", header + "A1,1,,,,\n,,,,x,y\n,,,,x,\nA2,2,,,,\n",
      ["A1", "empty", "empty", "A2"], SetAside(), []
    ),
    (
      "notes below the totals", header + "A1,1,,,,\n合计,1,,,,\n制表人：王,,,,,\n,,,,以上,\n,,,,,\n",
      ["A1"], SetAside(blankRows: 1, notes: 2), ["1 1"]
    ),
    (
      "an order without anything below totals", header + "A1,1,,,,\n合计,1,,,,\nSO-2,,,,,\n",
      ["A1", "SO-2"], SetAside(), ["1 1"]
    ),
    (
      "totals above the rows", header + "合计,3,,,,\nA1,1,,,,\n说明,,,,,\nA2,2,,,,\n",
      ["A1", "说明", "A2"], SetAside(), ["3 3"]
    ),
    (
      "a number alone is no note", header + "A1,1,,,,\n合计,1,,,,\n,5,,,,\n", ["A1", "empty"],
      SetAside(), ["1 6"]
    ),
    (
      "a word of totals as a value", "序号,方式,订单编号,订单金额\n1,明细,SO1,1\n2,汇总,SO2,2\n3,合计,,3\n",
      ["SO1", "SO2"], SetAside(), ["3 3"]
    ),
    (
      "a customer of that name", "订单编号,备注,订单金额\n12345,合计,1\nSO2,合计：石油,2\n合计,2 单,3\n",
      ["12345", "SO2"], SetAside(), ["3 3"]
    ),
    (
      "a header again", header + "A1,1,,,,\n" + header + "A2,2,,,,\n", ["A1", "A2"],
      SetAside(repeatedHeaders: 1), []
    ),
  ]

  @Test(arguments: cases)
  func aRowIsARecordOrIsCounted(
    what: String, text: String, ids: [String], aside: SetAside, totals: [String]
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "t.csv")
    let found = try Recogniser(sources: [], model: Shop.model, aliases: Shop.aliases)
      .recognise(path: folder.path + "/t.csv", name: "t.csv", entity: Shop.order)
    let dataset = folder.read(["t.csv"], as: try #require(found.source, "\(what)"))
    #expect(Shop.rows(dataset, Shop.order, ["id"]) == ids, "\(what)")
    #expect(dataset.unreadables.map(\.message) == [], "\(what)")
    #expect(dataset.exports[0].setAside == aside, "\(what)")
    #expect(
      dataset.exports[0].controlTotals.map { "\($0.stated.reduced) \($0.computed.reduced)" }
        == totals, "\(what)")
  }

  /// Merged cells below a note belong to nobody: it must not become a line of the order above.
  @Test func aNoteIsNotFilledFromAbove() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "发票号码,行号,品名,单价\nF1,1,x,2\n,2,,3\n合计,,,5\n,,制表人：王,\n", to: "t.csv")
    let found = try Recogniser(sources: [], model: Shop.model, aliases: Shop.aliases)
      .recognise(path: folder.path + "/t.csv", name: "t.csv")
    let dataset = folder.read(["t.csv"], as: try #require(found.source))
    #expect(Shop.rows(dataset, Shop.line, ["invoice number", "line"]) == ["F1|1", "F1|2"])
    #expect(dataset.exports[0].setAside == SetAside(notes: 1))
  }

  static let commas: [(amounts: [String], read: [String])] = [
    (["\"1.234,50\"", "\"99,90\"", "5"], ["1234.5", "99.9", "5"]),
    (["\"1.234,50\"", "2.000", "3.000"], ["1234.5", "2000", "3000"]),
    (["\"1,234.50\"", "2.000", "3.000"], ["1234.5", "2", "3"]),
    (["1.5", "2.5", "3.5", "4.5", "5.5", "6.5", "7.5", "8.5", "9.5"], ["1.5", "2.5", "3.5"]),
  ]

  /// One number that can only be read one way says how the others are, if none of them objects.
  @Test(arguments: commas)
  func theCommaOrThePointStandsBeforeTheDecimals(amounts: [String], read: [String]) throws {
    let folder = try TemporaryFolder()
    let rows = amounts.enumerated().map { "A\($0.offset),\($0.element)\n" }.joined()
    try folder.write("订单编号,订单金额\n" + rows, to: "t.csv")
    let found = try Recogniser(sources: [], model: Shop.model, aliases: Shop.aliases)
      .recognise(path: folder.path + "/t.csv", name: "t.csv")
    let dataset = folder.read(["t.csv"], as: try #require(found.source))
    #expect(Array(Shop.rows(dataset, Shop.order, ["total"]).prefix(read.count)) == read)
  }
}
