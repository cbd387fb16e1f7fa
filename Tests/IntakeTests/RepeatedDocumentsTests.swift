import Intake
import Tables
import Testing

/// Files that come twice, and documents that come again in another file.
@Suite struct RepeatedDocumentsTests {
  private static let fields = #""id": "编号", "total": "金额""#

  private func exports(_ dataset: Dataset) -> [String] {
    Shop.rows(
      dataset, Shop.export,
      ["file", "records", "documents", "copy of", "repeated documents", "repeated file"])
  }

  @Test func aFileUnderTwoNamesIsReadOnce() throws {
    let folder = try TemporaryFolder()
    let text = "编号,金额\nA1,5\nA2,x\n"
    try folder.write("编号,金额\nB1,5\n", to: "orders_0.csv")
    for number in 1...3 { try folder.write(text, to: "orders_\(number).csv") }
    let dataset = try folder.read([try Shop.csv(fields: Self.fields)])
    #expect(Shop.rows(dataset, Shop.order, ["id", "total"]) == ["B1|5", "A1|5", "A2|unreadable"])
    #expect(dataset.unreadables.count == 1, "its faults are told once")
    #expect(dataset.exports.map(\.copyOf) == [nil, nil, 1, 1], "of the first of them")
    #expect(dataset.exports.map(\.recordCounts) == [[1], [2], [0], [0]])
    #expect(dataset.exports.map(\.encoding) == ["UTF-8", "UTF-8", "UTF-8", "UTF-8"])
    #expect(Set(dataset.exports[1...].map(\.sha256)).count == 1)
    #expect(dataset.exports.map(\.byteCount) == [19] + [1, 2, 3].map { _ in text.utf8.count })
    #expect(
      exports(dataset) == [
        "orders_0.csv|1|1|empty|0|empty", "orders_1.csv|2|2|empty|0|empty",
        "orders_2.csv|0|0|orders_1.csv|0|empty", "orders_3.csv|0|0|orders_1.csv|0|empty",
      ])
  }

  @Test func oneByteMakesAnotherFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\n", to: "orders_1.csv")
    try folder.write("编号,金额\nA1,5", to: "orders_2.csv")
    let dataset = try folder.read([try Shop.csv(fields: Self.fields)])
    #expect(dataset.exports.map(\.copyOf) == [nil, nil])
    #expect(
      exports(dataset) == [
        "orders_1.csv|1|1|empty|0|empty", "orders_2.csv|1|1|empty|1|orders_1.csv",
      ])
  }

  @Test func emptyFilesAreNoCopies() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "orders_1.csv")
    try folder.write("", to: "orders_2.csv")
    let dataset = try folder.read([try Shop.csv(fields: Self.fields)])
    #expect(dataset.exports.map(\.copyOf) == [nil, nil])
    #expect(dataset.unreadables.map(\.code) == ["is-empty", "is-empty"])
  }

  /// A table of orders with their lines is given twice, once for each of the sources that read it.
  @Test func whatAnotherSourceReadsIsNoCopy() throws {
    let folder = try TemporaryFolder()
    let text = "单号,金额\nA1,5\n"
    try folder.write(text, to: "invoices.csv")
    try folder.write(text, to: "orders.csv")
    let sources = [
      try Shop.csv("orders", fields: #""id": "单号", "total": "金额""#),
      try Shop.source(
        """
        { "id": "invoices", "entity": "invoice", "files": ["invoices*"], "format": "csv",
          "fields": { "number": "单号", "total": "金额" } }
        """),
    ]
    let dataset = try folder.read(sources)
    #expect(dataset.exports.map(\.copyOf) == [nil, nil])
    #expect(Shop.rows(dataset, Shop.order, ["id", "total"]) == ["A1|5"])
    #expect(Shop.rows(dataset, Shop.invoice, ["number", "total"]) == ["A1|5"])
  }

  @Test func documentsThatCameBeforeAreCounted() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额\nA1,5\nA2,6\nA3,7\nA3,7\nA4,\n", to: "orders_1.csv")
    try folder.write("编号,金额\nA1,5.0\nA2,60\nB1,5\nA3,7\nA4,-\n,1\n", to: "orders_2.csv")
    try folder.write("金额,编号\n60,A2\n5,B1\n5,A1\n1,\n", to: "orders_3.csv")
    let dataset = try folder.read([try Shop.csv(fields: Self.fields)])
    #expect(
      exports(dataset) == [
        // A3 twice in one file is another fault.
        "orders_1.csv|5|5|empty|0|empty",
        // A1, A3 and A4: 5.0 is 5, and both totals of A4 are empty; A2 has another total.
        "orders_2.csv|6|6|empty|3|orders_1.csv",
        // A2 and B1 came with the second file, A1 with the first; without an id nothing is the same.
        "orders_3.csv|4|4|empty|3|orders_1.csv",
      ])
    #expect(dataset.tables[Shop.order]?.rowCount == 15, "all of them are there")
  }

  @Test func anEntityWithoutItsKeyIsNotCompared() throws {
    let folder = try TemporaryFolder()
    try folder.write("金额\n5\n", to: "orders_1.csv")
    try folder.write("金额\n5\n\n", to: "orders_2.csv")
    let dataset = try folder.read([try Shop.csv(fields: #""total": "金额""#)])
    #expect(exports(dataset).allSatisfy { $0.hasSuffix("|0|empty") })
  }
}
