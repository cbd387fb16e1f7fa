import Entities
import Glibc
import Tables
import Testing
import Values

@testable import Intake

/// Expects that exports whose records are written to disk come to what they come to in memory, with segments of few rows
/// and of many.
func expectSpilled(
  _ dataset: Dataset, _ files: FileMatching, keeping kept: KeptFields?, terms: DeliveryTerms?
) {
  for rowCount in [3, 100] {
    do throws(SpillFault) {
      let folder = try SpillFolder(in: "/tmp")
      let spilled = try SpilledDataset.reading(
        files, model: dataset.model, terms: terms, keeping: kept,
        spilling: Spilling(folder: folder, rowCount: rowCount), threads: 2)
      var random = SeededGenerator(seed: UInt64(rowCount))
      let oracle = SpilledOracle(dataset: dataset, spilled: spilled)
      oracle.expectTheSameIsTold()
      try oracle.expectTheSameRecords(&random)
      withExtendedLifetime(folder) {}
    } catch {
      Issue.record("\(error)")
    }
  }
}

/// Compares records on disk with the same in memory.
struct SpilledOracle {
  let dataset: Dataset
  let spilled: SpilledDataset

  func expectTheSameIsTold() {
    let outline = spilled.outline
    #expect(outline.unreadables == dataset.unreadables)
    #expect(outline.unrecognisedFiles == dataset.unrecognisedFiles)
    #expect(
      outline.missingSources.map(\.id) == dataset.missingSources.map(\.id))
    #expect(
      outline.exports.map(SpilledOracle.told) == dataset.exports.map(SpilledOracle.told))
    #expect(
      outline.tables.map { $0?.columns.map { $0 != nil } }
        == dataset.tables.map { $0?.columns.map { $0 != nil } })
    #expect(outline.tables.allSatisfy { $0?.rowCount ?? 0 == 0 })
  }

  private static func told(_ export: Export) -> String {
    """
    \(export.file) \(export.encoding) \(String(describing: export.encodingReason)) \
    \(String(describing: export.delimiter)) \(export.byteCount) \(export.sha256) \
    \(export.recordCounts) \(export.controlTotals) \(export.unusedFields) \(export.setAside) \
    \(String(describing: export.copyOf))
    """
  }

  func expectTheSameRecords(_ random: inout SeededGenerator) throws(SpillFault) {
    for entity in dataset.tables.indices {
      guard let table = dataset.tables[entity], let stored = spilled.tables[entity] else {
        #expect(
          (dataset.tables[entity] == nil) == (spilled.tables[entity] == nil))
        continue
      }
      guard stored.rowCount == table.rowCount else {
        Issue.record("\(stored.rowCount) rows")
        continue
      }
      let all = Set(table.columns.indices)
      expect(try stored.table(.all, fields: all, threads: 2), table, Array(0..<table.rowCount), all)
      for _ in 0..<4 {
        let (selection, rows) = SpilledOracle.selection(of: table.rowCount, &random)
        let fields = all.filter { _ in Bool.random(using: &random) }
        expect(try stored.table(selection, fields: fields, threads: 1), table, rows, fields)
        #expect(stored.byteCount(of: fields) >= 0)
      }
      try expectKeyHashes(of: stored, table, dataset.model.entities[entity])
    }
  }

  private static func selection(
    of count: Int, _ random: inout SeededGenerator
  ) -> (RowSelection, [Int]) {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return (.all, Array(0..<count))
    case 1:
      let ends = [
        Int.random(in: 0...count, using: &random), Int.random(in: 0...count, using: &random),
      ]
      return (.range(ends.min()!..<ends.max()!), Array(ends.min()!..<ends.max()!))
    default:
      let share = Double.random(in: 0...1, using: &random)
      let rows = (0..<count).filter { _ in Double.random(in: 0...1, using: &random) < share }
      return (.rows(rows.map(Int32.init)), rows)
    }
  }

  /// Expects the records of some rows, value by value.
  private func expect(_ read: Table, _ whole: Table, _ rows: [Int], _ fields: Set<Int>) {
    #expect(read.rowCount == rows.count)
    #expect(
      rows.indices.allSatisfy { read.positions[$0] == whole.positions[rows[$0]] })
    for field in whole.columns.indices {
      guard let column = read.columns[field], let original = whole.columns[field] else {
        #expect(
          (read.columns[field] == nil) == (whole.columns[field] == nil), "\(field)")
        continue
      }
      #expect(
        column.isKept == (original.isKept && fields.contains(field)))
      guard column.isKept else { continue }
      let different = rows.indices.first { row in
        SpilledOracle.text(column, row) != SpilledOracle.text(original, rows[row])
      }
      if let different {
        Issue.record(
          """
          field \(field) row \(different) of \(rows.count): \
          \(SpilledOracle.text(column, different)), not \
          \(SpilledOracle.text(original, rows[different]))
          """)
      }
    }
  }

  private static func text(_ column: Column, _ row: Int) -> String {
    guard column.state(at: row) == .present else { return "\(column.state(at: row))" }
    switch column.storage {
    case .text, .dictionary, .numbered: return column.text(at: row)
    case .small, .scaled, .decimals: return column.decimal(at: row).description
    case .booleans: return "\(column.boolean(at: row))"
    case .dates: return column.date(at: row).description
    case .dateTimes: return "\(column.dateTime(at: row))"
    }
  }

  private func expectKeyHashes(
    of stored: SpilledTable, _ table: Table, _ entity: Entity
  ) throws(SpillFault) {
    for key in [entity.key, Array(entity.key.prefix(1))] where !key.isEmpty {
      var hashes: [UInt32] = []
      // Twice: they are made the first time.
      for _ in 0..<2 {
        hashes = []
        try stored.forEachKeyHash(of: key) { (first, part) throws(SpillFault) in
          #expect(first == hashes.count)
          hashes += part
        }
      }
      var inMemory: [UInt32] = []
      try SpilledTable(table).forEachKeyHash(of: key) { (_, part) throws(SpillFault) in
        inMemory += part
      }
      #expect(hashes == inMemory)
      let columns = key.map { table.columns[$0] }
      let lacks = (0..<table.rowCount).map { row in
        columns.contains { $0 == nil || $0!.state(at: row) != .present }
      }
      #expect(hashes.map { $0 == 0 } == lacks)
    }
  }
}
