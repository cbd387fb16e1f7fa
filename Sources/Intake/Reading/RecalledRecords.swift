import Entities
import Formats
package import Tables
import Values

/// Records that were read again, with all of their fields.
package struct RecalledRecords: Sendable {
  private var tables: [Place: (table: Table, row: Int)] = [:]

  private struct Place: Hashable {
    var entity: Int
    var row: Int
  }

  /// No record.
  package init() {}

  /// The column and the row at which a record stands that stands at `row` of its table; nil when it was not recalled.
  package func column(
    _ field: Int, of entity: Int, row: Int
  ) -> (column: Column, row: Int)? {
    guard let found = tables[Place(entity: entity, row: row)],
      let column = found.table.columns[field]
    else { return nil }
    return (column, found.row)
  }

  fileprivate mutating func note(_ table: Table, of entity: Int, rows: [Int: Int]) {
    for row in 0..<table.rowCount {
      guard let original = rows[table.positions[row].byte] else { continue }
      tables[Place(entity: entity, row: original)] = (table, row)
    }
  }
}

extension Dataset {
  /// Reads some records again for the sake of texts that were not kept.
  ///
  /// - Parameter rows: for each entity rows of its table.
  /// - Returns: those whose tables lack a text. A record whose export was taken away since is not among them.
  package func recalled(_ rows: [Int: Set<Int>]) -> RecalledRecords {
    var recalled = RecalledRecords()
    for (entity, rows) in rows {
      guard let table = tables[entity], table.columns.contains(where: { $0?.isKept == false })
      else {
        continue
      }
      for (number, rows) in Dictionary(grouping: rows, by: { table.positions[$0].export }) {
        let export = exports[number]
        var source = export.source
        source.encoding = TextEncoding(rawValue: export.encoding)
        let places = Dictionary(rows.map { (table.positions[$0].byte, $0) }) { first, _ in first }
        let file = ExportFile(path: export.path, name: export.file, source: source)
        let reading = file.read(at: places.keys.sorted(), model: model)
        if let read = reading.tables.first { recalled.note(read, of: entity, rows: places) }
      }
    }
    return recalled
  }
}
