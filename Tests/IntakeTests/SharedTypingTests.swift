import Entities
import Tables
import TestSupport
import Testing
import Values

@testable import Intake

/// One export that several threads read together comes to what one thread reads.
@Suite struct SharedTypingTests {
  private static let fields = [
    "id", "total", "ordered on", "paid at", "urgent", "status", "remark",
  ]

  /// A month's orders with values that cannot be read, blank rows, subtotals and a row of totals.
  private struct Orders {
    var csv = "编号,金额,日期,付款,加急,状态,备注\n"
    var rowCount = 0
    var faultCount = 0

    init(seed: UInt64, count: Int) {
      var random = SeededRandom(seed: seed)
      for row in 0..<count {
        if Int.random(in: 0..<900, using: &random) == 0 { csv += ",,,,,,\n" }
        if Int.random(in: 0..<2000, using: &random) == 0 { csv += "小计,1,,,,,\n" }
        let isRight = Int.random(in: 0..<50, using: &random) != 0
        let values = [
          "DD2509\(String(String(1_000_000 + row).dropFirst()))",
          isRight ? "\(row).25" : "?", "2025-09-\(row % 20 + 10)",
          row % 11 == 0 ? "" : "2025-09-\(row % 20 + 10) 08:00:0\(row % 10)",
          row % 3 == 0 ? "是" : "否", isRight ? ["open", "done"][row % 2] : "lost",
          Int.random(in: 0..<99, using: &random) == 0
            ? "1.5E+15" : "\(row % 500 == 0 ? "a \"\"note\"\"\n" : "")of \(row % 777), and so on",
        ]
        faultCount += (isRight ? 0 : 2) + (values[6] == "1.5E+15" ? 1 : 0)
        csv += values.prefix(6).joined(separator: ",") + ",\"\(values[6])\"\n"
        rowCount += 1
      }
      csv += "合计,12,,,,,\n"
    }
  }

  private static let source = """
    { "id": "orders", "entity": "order", "files": ["*.csv"], "format": "csv",
      "totals": { "field": "id", "text": "合计", "subtotals": ["小计"], "sums": ["total"] },
      "fields": { "id": "编号", "total": "金额", "ordered on": "日期", "paid at": "付款",
                  "urgent": "加急", "status": "状态", "remark": "备注" } }
    """

  private func told(_ dataset: Dataset) -> [String] {
    dataset.unreadables.map { "\($0)" } + dataset.exports.map { "\($0)" }
      + Shop.rows(dataset, Shop.order, Self.fields)
  }

  /// More batches than may wait, of more bytes than room is made for beforehand.
  @Test(arguments: UInt64(1)...2)
  func oneExportIsReadByManyThreads(seed: UInt64) throws {
    let orders = Orders(seed: seed, count: 30_000)
    let folder = try TemporaryFolder()
    try folder.write(orders.csv, to: "orders.csv")
    let files = try FileMatching(folder: folder.path, sources: [try Shop.source(Self.source)])
    let alone = Dataset.reading(files.exports, model: Shop.model, threads: 1)
    #expect(alone.tables[Shop.order]?.rowCount == orders.rowCount, "seed \(seed)")
    #expect(alone.unreadables.count == orders.faultCount, "seed \(seed)")
    #expect(alone.exports[0].controlTotals.last?.stated.description == "12", "seed \(seed)")
    for threads in [2, 3, 8] {
      let shared = Dataset.reading(files.exports, model: Shop.model, threads: threads)
      #expect(told(shared) == told(alone), "seed \(seed), \(threads) threads")
    }
    expectSpilled(alone, files, keeping: nil, terms: nil)
  }

  /// An export that is taken for UTF-8 until late is begun anew, and nothing of the first time counts.
  @Test func anExportInAnotherEncodingIsReadAnew() throws {
    let folder = try TemporaryFolder()
    var text = "id,total,day,paid,urgent,state,note\n"
    for row in 0..<40_000 {
      text += "A\(row),\(row % 97 == 0 ? "?" : "\(row)"),2025-09-01,,no,open,x\n"
    }
    text += "A,1,2025-09-01,,no,open,备注\n"
    let source = """
      { "id": "orders", "entity": "order", "files": ["*.csv"], "format": "csv",
        "fields": { "id": "id", "total": "total", "ordered on": "day", "remark": "note" } }
      """
    try folder.write(encoded(text, "GB18030"), to: "orders.csv")
    let files = try FileMatching(folder: folder.path, sources: [try Shop.source(source)]).exports
    let alone = Dataset.reading(files, model: Shop.model, threads: 1)
    #expect(alone.tables[Shop.order]?.rowCount == 40_001)
    #expect(alone.exports[0].encoding.lowercased().hasPrefix("gb"))
    #expect(alone.unreadables.count == 413)
    for threads in [2, 5] {
      let shared = Dataset.reading(files, model: Shop.model, threads: threads)
      #expect(shared.unreadables == alone.unreadables, "\(threads) threads")
      let names = ["id", "total", "remark"]
      #expect(
        Shop.rows(shared, Shop.order, names) == Shop.rows(alone, Shop.order, names),
        "\(threads) threads")
    }
  }

  /// Nested records go to a table each, all of which are filled at the same time.
  @Test(arguments: [
    (NestedReadingTests.json, NestedReadingTests.jsonText, "{\"no\": \"F1\"", 3),
    (NestedReadingTests.xml, NestedReadingTests.xmlText, "<Invoice no=\"F1\"", 3),
  ])
  func nestedRecordsAreReadByManyThreads(
    source: String, text: String, first: String, records: Int
  ) throws {
    let folder = try TemporaryFolder()
    let bytes = Array(text.utf8)
    let isJSON = text.hasPrefix("{")
    let start = try #require(bytes.firstRange(of: Array(first.utf8))).lowerBound
    let end = bytes.count - (isJSON ? "\n]}" : "\n</Invoices>").utf8.count
    let repeated = [[UInt8]](repeating: Array(bytes[start..<end]), count: 2_000)
    let body = repeated.joined(separator: Array((isJSON ? "," : "").utf8))
    try folder.write(
      String(decoding: bytes[..<start] + Array(body) + bytes[end...], as: UTF8.self), to: "invoices"
    )
    let file = ExportFile(
      path: folder.path + "/invoices", name: "invoices", source: try Shop.source(source))
    let alone = Dataset.reading([file], model: Shop.model, threads: 1)
    #expect(alone.exports[0].recordCounts == [records * 2_000, 6_000])
    #expect(alone.unreadables.count == 2_000)
    for threads in [2, 5] {
      let shared = Dataset.reading([file], model: Shop.model, threads: threads)
      #expect(told(shared) == told(alone), "\(threads) threads")
      #expect(lines(shared) == lines(alone), "\(threads) threads")
    }
  }

  private func lines(_ dataset: Dataset) -> [String] {
    Shop.rows(dataset, Shop.invoice, ["number", "total"])
      + Shop.rows(dataset, Shop.line, ["invoice number", "line", "price"])
  }
}
