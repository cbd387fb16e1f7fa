import Diagnostics
import Entities
import FoundationEssentials
import Glibc
import Tables
import Testing
import Values

@testable import Intake

/// Exports whose records are written to disk. That they come to what they come to in memory is expected of all that
/// other tests read as well.
@Suite struct SpilledDatasetTests {
  @Test(arguments: ["2025-09", "2025-10"]) func theSampleMonthsAreTheSame(month: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let rules = root.appending(path: "Rules")
    func text(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: rules.appending(path: name)))
    }
    let model = try Model.read(try text("model.json"), file: "model.json")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: rules.appending(path: "sources").path
    ).filter { $0.hasSuffix(".json") }.sorted()
    let sources = try names.map {
      try Source.read(try text("sources/\($0)"), file: $0, model: model)
    }
    let data = root.appending(path: "SampleData/\(month)").path
    let files = try FileMatching(folder: data, sources: sources)
    #expect(files.exports.count > 10)
    let last = try #require(CivilDate(year: 2025, month: 11, day: 7))
    let terms = DeliveryTerms(
      period: Period(containing: last.adding(days: -30)), asOf: last, calendar: .mondayToFriday)
    for kept in [nil, KeptFields(namesOf: model)] {
      let dataset = Dataset.reading(files, model: model, terms: terms, keeping: kept, threads: 2)
      expectSpilled(dataset, files, keeping: kept, terms: terms)
    }
  }

  private static let lines = (1...40).map { "A\($0 % 9),\($0).5,2025/9/\($0 % 28 + 1)\n" }
  private static let fields = #""id": "编号", "total": "金额", "ordered on": "日期""#

  /// - Returns: the folder too, which is there as long as somebody holds it.
  private func spilled(
    _ texts: [String], fields: String = fields, in temporary: TemporaryFolder
  ) throws -> (SpilledDataset, SpillFolder) {
    for (number, text) in texts.enumerated() {
      try temporary.write(text, to: "exports/orders_\(number).csv")
    }
    let folder = try SpillFolder(in: temporary.path)
    let files = try FileMatching(
      folder: temporary.path + "/exports", sources: [try Shop.csv(fields: fields)])
    let spilled = try SpilledDataset.reading(
      files, model: Shop.model, terms: nil, keeping: nil,
      spilling: Spilling(folder: folder, rowCount: 8), threads: 1)
    return (spilled, folder)
  }

  @Test func aDatasetOfSomeRecordsHasTheFieldsThatAreKept() throws {
    let temporary = try TemporaryFolder()
    let (spilled, folder) = try spilled(
      ["编号,金额,日期\n" + Self.lines.joined()], in: temporary)
    var rows = [RowSelection?](repeating: nil, count: Shop.model.entities.count)
    rows[Shop.order] = .rows([0, 8, 9, 39])
    let dataset = try spilled.dataset(rows, keeping: KeptFields(namesOf: Shop.model), threads: 2)
    #expect(Shop.rows(dataset, Shop.order, ["id"]) == ["A1", "A0", "A1", "A4"])
    let total = try #require(Shop.model.entities[Shop.order].field(named: "total"))
    #expect(dataset.tables[Shop.order]?.columns[total]?.isKept == false)
    #expect(dataset.tables[Shop.export]?.rowCount == 0, "no rows were asked for")
    #expect(dataset.exports.map(\.recordCounts) == [[40]])
    #expect(dataset.unreadables.isEmpty)
    withExtendedLifetime(folder) {}
  }

  /// Of two keys with one hash each is compared for itself, however many records both have.
  @Test(arguments: [1, 7, 1 << 20]) func documentsAreComparedInAsLittleMemory(bytes: Int) throws {
    let temporary = try TemporaryFolder()
    let many = [String](repeating: "J,1,2025/9/1\n", count: 150).joined()
    let (spilled, folder) = try spilled(
      ["", "A7,7.5,2025/9/8\n" + many].map { "编号,金额,日期\n" + Self.lines.joined() + $0 },
      in: temporary)
    let table = try #require(spilled.tables[Shop.order])
    let whole = try table.table(.all, fields: Set(0..<table.fieldCount), threads: 1)
    var expected: [Int: RepeatedDocuments] = [:]
    whole.noteRepeats(in: Shop.order, key: [0], &expected) { $0 }
    var found: [Int: RepeatedDocuments] = [:]
    try SpilledRepeats(
      entity: Shop.order, key: [0], table: table, exports: table.exports, threads: 1,
      memoryBytes: bytes
    ).note(&found)
    #expect(found.mapValues(\.count) == expected.mapValues(\.count))
    #expect(found.mapValues(\.first) == expected.mapValues(\.first))
    #expect(expected[1]?.count ?? 0 > 0)
    withExtendedLifetime(folder) {}
  }

  @Test func aFullDiskIsOneFault() throws {
    let temporary = try TemporaryFolder()
    try temporary.write("编号,金额,日期\n" + Self.lines.joined(), to: "orders.csv")
    let files = try FileMatching(
      folder: temporary.path, sources: [try Shop.csv(fields: Self.fields)])
    let folder = try SpillFolder(columnsIn: "/dev/full")
    #expect(throws: SpillFault(path: "/dev/full", kind: .full)) {
      try SpilledDataset.reading(
        files, model: Shop.model, terms: nil, keeping: nil,
        spilling: Spilling(folder: folder, rowCount: 8), threads: 2)
    }
  }
}
