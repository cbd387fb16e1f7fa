import Entities
import Intake
import Tables
import Testing
import Values

/// Several exports put together.
@Suite struct DatasetReadingTests {
  @Test func exportsOfOneEntityStandInTheirOrder() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额,日期\nA1,1.5,2025/9/1\nA2,x,2025/9/2\n", to: "1.csv")
    try folder.write("金额,编号\n20,B1\n30,合计\n", to: "2.csv")
    try folder.write("日期,编号,金额\n2025/9/3,C1,12345678901234567890.1\n", to: "3.csv")
    let dataset = folder.read(["1.csv", "2.csv", "3.csv"], as: try Shop.source(Shop.orders))
    #expect(
      Shop.rows(dataset, Shop.order, ["id", "total", "ordered on"]) == [
        "A1|1.5|2025-09-01", "A2|unreadable|2025-09-02", "B1|20|unreadable",
        "C1|12345678901234567890.1|2025-09-03",
      ])
    let positions = try #require(dataset.tables[Shop.order]?.positions)
    #expect((0..<4).map { positions[$0].export } == [0, 0, 1, 2])
    #expect((0..<4).map { positions[$0].line } == [2, 3, 2, 2])
    #expect(dataset.unreadables.map(\.position.export) == [0, 1])
    #expect(dataset.unreadables.map(\.code) == ["not-a-number", "unknown-column"])
    #expect(dataset.exports.map(\.controlTotals.count) == [0, 1, 0])
  }

  @Test func anExportWithoutRecordsDoesNotHideAColumn() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,日期\nA1,2025/9/1\n", to: "1.csv")
    try folder.write("编号,日期,金额\n", to: "2.csv")
    let dataset = folder.read(["1.csv", "2.csv"], as: try Shop.source(Shop.orders))
    #expect(Shop.rows(dataset, Shop.order, ["id", "total"]) == ["A1|unreadable"])
  }

  @Test func theDatasetDoesNotDependOnTheThreads() throws {
    let folder = try TemporaryFolder()
    var names: [String] = []
    for number in 0..<6 {
      let name = "orders_\(number).csv"
      names.append(name)
      let rows = (0..<number * 50).map {
        "A\(number)-\($0),\($0 % 7 == 3 ? "?" : "\($0).25"),2025/9/1\n"
      }
      try folder.write("编号,\(number == 2 ? "价" : "金额"),日期\n" + rows.joined(), to: name)
    }
    try folder.write(NestedReadingTests.xmlText, to: "invoices.xml")
    let files =
      try FileMatching(folder: folder.path, sources: [Shop.source(Shop.orders)]).exports
      + [
        ExportFile(
          path: folder.path + "/invoices.xml", name: "invoices.xml",
          source: Shop.source(NestedReadingTests.xml))
      ]
    #expect(files.count == 7)
    let one = Dataset.reading(files, model: Shop.model, threads: 1)
    for threads in [2, 5] {
      let several = Dataset.reading(files, model: Shop.model, threads: threads)
      for (entity, fields) in [
        (Shop.order, ["id", "total", "ordered on"]), (Shop.invoice, ["number", "total"]),
        (Shop.line, ["invoice number", "line", "price"]),
      ] {
        #expect(Shop.rows(several, entity, fields) == Shop.rows(one, entity, fields))
        let count = one.tables[entity]?.rowCount ?? 0
        #expect(
          (0..<count).map { several.tables[entity]!.positions[$0] }
            == (0..<count).map { one.tables[entity]!.positions[$0] })
      }
      #expect(several.unreadables == one.unreadables)
      #expect(several.exports.map(\.sha256) == one.exports.map(\.sha256))
      #expect(several.exports.map(\.file) == names + ["invoices.xml"])
    }
    #expect(one.tables[Shop.order]?.rowCount == 750)
  }

  @Test func aFolderTellsWhatIsUnknownAndWhatIsMissing() throws {
    let folder = try TemporaryFolder()
    try folder.write("编号,金额,日期\n", to: "orders.csv")
    try folder.write("?", to: "what.bin")
    let sources = [
      try Shop.source(Shop.orders), try Shop.source(id: "returns", format: "csv", files: "r*.csv"),
    ]
    let dataset = Dataset.reading(
      try FileMatching(folder: folder.path, sources: sources), model: Shop.model, terms: nil,
      threads: 2)
    #expect(dataset.unrecognisedFiles == ["what.bin"])
    #expect(dataset.missingSources.map(\.id) == ["returns"])
    #expect(dataset.tables[Shop.order]?.rowCount == 0)
  }
}
