import Testing

@testable import Formats

@Suite struct CSVHeaderTests {
  private func layout(
    _ fields: [String], rows: Int? = nil, at row: Int? = nil, words: [String] = []
  ) -> RecordLayout {
    let dialect = CSVDialect(headerRow: row, headerRowCount: rows, summaryWords: words)
    return RecordLayout(
      grammar: .csv(dialect), streams: [RecordStream(path: "", fields: fields)])
  }

  private static let grouped = """
    订单,,金额,,备注
    编号,日期,含税,税额,
    A1,2025-09-01,113,13,x
    A2,2025-09-02,226,26,

    """

  /// A name above stands over its group; a column without a name below keeps the one above.
  @Test(arguments: [
    (["订单/编号", "金额/税额", "备注"], ["A1", "13", "x"]), (["编号", "含税"], ["A1", "113"]),
    (["日期", "金额/含税", "备注"], ["2025-09-01", "113", "x"]), (["税额"], ["13"]),
  ])
  func aHeaderOfTwoRowsIsFound(fields: [String], first: [String]) throws {
    let declared = layout(fields, rows: 2)
    for text in [Self.grouped, "九月报表\n\n" + Self.grouped] {
      let read = try readAll(text: text, declared)
      #expect(read.texts.first == first)
      #expect(read.texts.count == 2)
      #expect(read.summary.header == ["订单/编号", "订单/日期", "金额/含税", "金额/税额", "备注"])
      #expect(read.summary.headerRow == (text == Self.grouped ? 1 : 3))
      #expect(read.records.map(\.position.record) == [1, 2])
    }
  }

  /// Without a declaration two rows are taken when they show more of the wanted names than one.
  @Test func twoRowsAreTakenWhenTheyShowMore() throws {
    let both = try readAll(text: Self.grouped, layout(["备注", "编号"]))
    #expect(both.texts == [["x", "A1"], ["", "A2"]])
    let above = "订单,金额\n编号,含税\nA1,113\n"
    #expect(try readAll(text: above, layout(["编号"])).summary.header == ["编号", "含税"])
    let one = try readAll(text: above, layout(["编号"], rows: 1))
    #expect(one.texts == [["A1"]])
    #expect(
      formatError(text: Self.grouped, layout(["备注", "编号"], rows: 1))
        == .missingFields(["编号"], header: ["订单", "金额", "备注"], line: 1))
  }

  /// A title above a header of one row is not taken for its first row.
  @Test(arguments: [
    "九月订单\n编号,金额,备注\nA1,5,x\n", "九月订单,,\n编号,金额,备注\nA1,5,x\n",
    "导出时间:,2025-09-30,\n编号,金额,备注\nA1,5,x\n", "九月订单\n\n编号,金额,备注\nA1,5,x\n",
    "编号,金额,备注\nA1,5,x\n", "编号\n编号,金额,备注\nA1,5,x\n",
  ])
  func aTitleIsNoHeader(text: String) throws {
    let read = try readAll(text: text, layout(["编号", "金额", "备注"]))
    #expect(read.summary.header == ["编号", "金额", "备注"])
    #expect(read.texts == [["A1", "5", "x"]])
  }

  @Test func theSameNameInTwoGroupsMustBeTold() throws {
    let text = "销售,,退货,\n数量,金额,数量,金额\n1,2,3,4\n"
    #expect(
      try readAll(text: text, layout(["退货/金额", "销售/数量"], rows: 2)).texts == [["4", "1"]])
    #expect(
      formatError(text: text, layout(["金额"], rows: 2))
        == .repeatedField("金额", columns: [2, 4], line: 1))
  }

  @Test func aHeaderOfTwoRowsCanBeDeclared() throws {
    let text = "x\n" + Self.grouped
    #expect(try readAll(text: text, layout(["编号"], rows: 2, at: 2)).texts == [["A1"], ["A2"]])
    #expect(
      formatError(text: text, layout(["编号"], rows: 2, at: 4))
        == .missingFields(
          ["编号"], header: ["A1/A2", "2025-09-01/2025-09-02", "113/226", "13/26", "x"], line: 4))
  }

  /// An export that is printed page by page: what repeats the header is passed over and counted, and
  /// is no record.
  @Test(arguments: ["\n", "\r\n", "\r"])
  func headersBetweenTheRowsArePassedOver(lineEnd: String) throws {
    let lines = ["a,b", "1,2", "a,b", "3,4", "a,b,", "b,a", "a,c", "a", "a,b", "5,6", "a,b"]
    for chunkBytes in [1, 3, standardChunkBytes] {
      let read = try readAll(
        text: lines.joined(separator: lineEnd), csv("a", "b", delimiter: ",", header: 1),
        chunkBytes: chunkBytes)
      #expect(
        read.texts == [
          ["1", "2"], ["3", "4"], ["a", "b"], ["b", "a"], ["a", "c"], ["5", "6"],
        ])
      #expect(read.summary.repeatedHeaders == 3)
      #expect(read.records.map(\.position.record) == [1, 2, 3, 4, 5, 7])
      #expect(read.records.map(\.position.line) == [2, 4, 5, 6, 7, 10])
      #expect(read.rejectCodes == ["too-few-fields"])
    }
  }

  @Test func bothRowsOfAHeaderArePassedOver() throws {
    let read = try readAll(
      text: Self.grouped + Self.grouped, layout(["编号", "含税", "备注"], rows: 2))
    #expect(read.texts.map { $0[0] } == ["A1", "A2", "A1", "A2"])
    #expect(read.summary.repeatedHeaders == 2)
    #expect(read.summary.rejects.isEmpty)
  }

  /// A single word may be a value.
  @Test func aHeaderOfOneColumnIsNotPassedOver() throws {
    let read = try readAll(text: "a\n1\na\n", csv("a"))
    #expect(read.texts == [["1"], ["a"]])
    #expect(read.summary.repeatedHeaders == 0)
  }

  /// A row that sums up may lack fields, if the dialect knows its word.
  @Test func shortRowsThatSumUpAreRecords() throws {
    let text = "编号,日期,金额\nA1,2025-09-01,5\n合计,5\n ,合计 \n总计：\n小计,x\n"
    let read = try readAll(text: text, layout(["编号", "金额"], words: ["合计", "总计"]))
    #expect(read.texts == [["A1", "5"], ["合计", ""], [" ", ""], ["总计：", ""]])
    #expect(read.records.map { $0.cells[1].kind } == [.text, .absent, .absent, .absent])
    #expect(read.rejectCodes == ["too-few-fields"])
    #expect(read.summary.rejects.map(\.position.record) == [5])
    let plain = try readAll(text: text, layout(["编号", "金额"]))
    #expect(plain.texts == [["A1", "5"]])
    #expect(plain.rejectCodes == Array(repeating: "too-few-fields", count: 4))
    // A row that has too many is one that sums up as well.
    let long = try readAll(text: "a,b\n合计,1,2,3\n", layout(["a", "b"], words: ["合计"]))
    #expect(long.texts == [["合计", "1"]])
  }

  @Test(arguments: [
    ([["a", "b"]], ["a", "b"]), ([["a", "", "b"], ["x", "y", "z"]], ["a/x", "a/y", "b/z"]),
    ([["a", "", ""], ["x", "", "z"]], ["a/x", "", "z"]), ([["a"], ["x", "y"]], ["a/x", "a/y"]),
    ([["a", "b", "c"], ["x"]], ["a/x", "b", "c"]), ([["a", "b"], ["a", ""]], ["a", "b"]),
    ([["", "b"], ["x", "y"]], ["x", "b/y"]),
  ])
  func namesOfTwoRowsAreJoined(rows: [[String]], names: [String]) {
    #expect(namesOfColumns(rows) == names)
  }
}
