import Intake
import Testing
import Values

/// Cells that were merged over several rows.
@Suite struct FillingDownTests {
  private static let fields = """
    "id": "编号", "ordered on": "日期", "remark": "备注", "total": "金额"
    """
  private static let filling = #""fillDown": { "by": "id", "fields": ["ordered on", "remark"] }"#
  private static let totals = """
    "totals": { "column": "编号", "text": "合计", "subtotals": ["小计"], "sums": ["total"] }
    """

  private func read(
    _ text: String, fields: String = Self.fields, filling: String = Self.filling
  ) throws -> Dataset {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "orders.csv")
    return folder.read(
      ["orders.csv"], as: try Shop.csv(fields: fields, filling + ", " + Self.totals))
  }

  private func rows(_ dataset: Dataset) -> [String] {
    Shop.rows(dataset, Shop.order, ["id", "ordered on", "remark", "total"])
  }

  static let cases: [(what: String, records: String, rows: [String])] = [
    (
      "an order's cells are merged", "A1,2025/9/1,x,1\n,,,2\n,,,3\n",
      ["A1|2025-09-01|x|1", "A1|2025-09-01|x|2", "A1|2025-09-01|x|3"]
    ),
    (
      "what another order said is not taken over", "A1,2025/9/1,x,1\nA2,,,2\n,,y,3\n,,,4\n",
      ["A1|2025-09-01|x|1", "A2|empty|empty|2", "A2|empty|y|3", "A2|empty|y|4"]
    ),
    (
      "a new value counts from its row on", "A1,2025/9/1,x,1\n,2025/9/2,,2\n,,y,3\n",
      ["A1|2025-09-01|x|1", "A1|2025-09-02|x|2", "A1|2025-09-02|y|3"]
    ),
    (
      "the same order named again goes on", "A1,2025/9/1,x,1\nA1,,,2\n A1 ,,,3\n",
      ["A1|2025-09-01|x|1", "A1|2025-09-01|x|2", "A1|2025-09-01|x|3"]
    ),
    (
      "an order that comes back begins anew", "A1,2025/9/1,x,1\nA2,,,2\nA1,,,3\n",
      ["A1|2025-09-01|x|1", "A2|empty|empty|2", "A1|empty|empty|3"]
    ),
    (
      "a column that is not named stays as it is", "A1,2025/9/1,x,1\n,2025/9/2,,\n",
      ["A1|2025-09-01|x|1", "A1|2025-09-02|x|empty"]
    ),
    (
      "blanks are no value", "A1,2025/9/1,x,1\n\u{3000},\t, ,2\n",
      ["A1|2025-09-01|x|1", "A1|2025-09-01|x|2"]
    ),
    (
      "above the first order nothing speaks", ",,,1\nA1,,x,2\n",
      ["empty|empty|empty|1", "A1|empty|x|2"]
    ),
    (
      "totals rows are about nobody",
      "A1,2025/9/1,x,1\n小计,,,1\nA2,,y,2\n小计,2025/9/9,z,2\n,,,4\n合计,,,7\n,,,5\n",
      [
        "A1|2025-09-01|x|1", "A2|empty|y|2", "A2|empty|y|4", "A2|empty|y|5",
      ]
    ),
  ]

  @Test(arguments: cases)
  func emptyCellsAreFilledWithinAnOrder(what: String, records: String, rows: [String]) throws {
    let dataset = try read("编号,日期,备注,金额\n" + records)
    #expect(self.rows(dataset) == rows, "\(what)")
    #expect(dataset.unreadables.isEmpty)
  }

  @Test func aFilledCellStandsWhereItsValueStands() throws {
    let text = "编号,日期,备注,金额\nA1,?,x,1\n,,,2\nA2,,y,3\n\n,!,,4\n,,,5\n"
    let dataset = try read(text)
    let expected = [(2, 1, "?"), (2, 2, "?"), (6, 4, "!"), (6, 5, "!")]
    try #require(dataset.unreadables.count == expected.count)
    for (fault, (line, record, value)) in zip(dataset.unreadables.sortedByRecord, expected) {
      #expect(fault.position.line == line && fault.position.record == record)
      #expect(fault.originalText == value && fault.column == "日期")
      #expect(Array(text.utf8)[fault.position.byte] == value.utf8.first)
    }
  }

  @Test func aValueMayStandInALaterLineOfItsRecord() throws {
    let text = "备注,编号,日期,金额\n\"a\nb\",A1,?,1\n,,,2\n"
    let dataset = try read(text)
    #expect(rows(dataset) == ["A1|unreadable|a\nb|1", "A1|unreadable|a\nb|2"])
    #expect(dataset.unreadables.map(\.position.line) == [3, 3])
    #expect(dataset.unreadables.allSatisfy { Array(text.utf8)[$0.position.byte] == 0x3F })
  }

  /// Records come in batches of some thousands: an order reaches over their borders.
  @Test func anOrderReachesOverTheBordersOfBatches() throws {
    let count = 10_000
    let text =
      "编号,日期,备注,金额\nA1,?,长备注,0\n"
      + (1..<count).map { $0 == 9_000 ? "A2,,x,9000\n" : ",,,\($0)\n" }.joined()
    let dataset = try read(text)
    let rows = rows(dataset)
    try #require(rows.count == count)
    for number in [1, 4_095, 4_096, 4_097, 8_191, 8_192, 8_193, 8_999] {
      #expect(rows[number] == "A1|unreadable|长备注|\(number)")
    }
    for number in [9_000, 9_001, 9_999] { #expect(rows[number] == "A2|empty|x|\(number)") }
    #expect(rows.count { $0.hasPrefix("A1|unreadable|长备注|") } == 9_000)
    #expect(dataset.unreadables.count == 9_000)
    #expect(dataset.unreadables.allSatisfy { $0.position.line == 2 && $0.originalText == "?" })
  }

  /// The row that could not be read may have named the order of those below it.
  @Test func belowAnUnreadableRowNothingIsFilledUntilTheNextOrder() throws {
    let dataset = try read(
      "编号,日期,备注,金额\nA1,2025/9/1,x,1\n,,,2\nA2,2025/9/2,y\n,,,3\n,,z,4\n,,,5\nA3,,w,6\n,,,7\n")
    #expect(
      rows(dataset) == [
        "A1|2025-09-01|x|1", "A1|2025-09-01|x|2", "empty|empty|empty|3", "empty|empty|z|4",
        "empty|empty|z|5", "A3|empty|w|6", "A3|empty|w|7",
      ])
    #expect(dataset.unreadables.map(\.code) == ["too-few-fields"])
  }

  @Test func ordersMayBeNamedByTwoColumns() throws {
    let dataset = try read(
      "日,号,日期,备注,金额\n0901,1,2025/9/1,x,1\n,,,,2\n0901,2,,y,3\n0901,2,2025/9/2,,4\n",
      fields: """
        "id": { "join": ["日", "号"] }, "ordered on": "日期", "remark": "备注", "total": "金额"
        """)
    #expect(
      rows(dataset) == [
        "09011|2025-09-01|x|1", "09011|2025-09-01|x|2", "09012|empty|y|3", "09012|2025-09-02|y|4",
      ])
  }

  @Test func withoutTheColumnOfOrdersNothingIsFilled() throws {
    let dataset = try read("日期,备注,金额\n2025/9/1,x,1\n,,2\n")
    #expect(rows(dataset) == ["no column|2025-09-01|x|1", "no column|empty|empty|2"])
    #expect(dataset.unreadables.map(\.code) == ["unknown-column"])
  }

  @Test func aValueInAnotherColumnIsNotCovered() throws {
    let dataset = try read(
      "编号,日期,甲,乙,金额\nA1,2025/9/1,x,,1\n,,,y,2\n,,,,3\n",
      fields: """
        "id": "编号", "ordered on": "日期", "remark": { "from": ["甲", "乙"] }, "total": "金额"
        """)
    #expect(
      rows(dataset) == ["A1|2025-09-01|x|1", "A1|2025-09-01|y|2", "A1|2025-09-01|y|3"],
      "the value above stands in the second column")
  }

  /// Any small table whose merged cells are left empty within an order is read as it was before.
  @Test func blankedTablesAreReadAsTheyWere() throws {
    for seed in 1...150 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let table = MergedTable(&random)
      let dataset = try read(table.text)
      #expect(rows(dataset) == table.rows, "seed \(seed)")
    }
  }
}

extension Sequence<Unreadable> {
  fileprivate var sortedByRecord: [Unreadable] {
    sorted { $0.position.record < $1.position.record }
  }
}

/// A random table, and its text with cells left empty that say what the one above says.
private struct MergedTable {
  var rows: [String] = []
  var text = "编号,日期,备注,金额\n"

  init(_ random: inout SeededGenerator) {
    for order in 0..<Int.random(in: 1...4, using: &random) {
      // Two orders may bear one name, but not one behind the other.
      var cells = ["A\(order % 3)", "", ""]
      var above = ["", "", ""]
      for row in 0..<Int.random(in: 1...4, using: &random) {
        if row == 0 || Bool.random(using: &random) {
          // What was said once in an order can change, and not become nothing.
          let day = Int.random(in: 1...3, using: &random)
          if cells[1].isEmpty ? Bool.random(using: &random) : true { cells[1] = "2025-09-0\(day)" }
          let remark = ["x", "\u{FF11}", "长 备注"].randomElement(using: &random)!
          if cells[2].isEmpty ? Bool.random(using: &random) : true { cells[2] = remark }
        }
        let written = zip(cells, above).map { cell, above in
          cell == above && Bool.random(using: &random) ? "" : cell
        }
        rows.append((cells.map { $0.isEmpty ? "empty" : $0 } + ["\(row)"]).joined(separator: "|"))
        text += written.joined(separator: ",") + ",\(row)\n"
        above = cells
      }
      if Bool.random(using: &random) { text += "小计,2025-09-30,z,9\n" }
    }
  }
}
