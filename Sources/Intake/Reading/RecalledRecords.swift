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

  /// Notes what was read, as far as it is what was read before: a file may have been written over since.
  ///
  /// - Parameters:
  ///   - fields: those that were read again.
  ///   - before: the table of the run, and its rows by the byte at which they begin.
  fileprivate mutating func note(
    _ table: Table, _ fields: [Int], of entity: Int, before: (table: Table, rows: [Int: Int])
  ) {
    let kept = fields.filter { before.table.columns[$0]?.isKept == true }
    guard kept.allSatisfy({ table.columns[$0] != nil }) else { return }
    let (again, first) = (
      kept.map { table.columns[$0]! }, kept.map { before.table.columns[$0]! }
    )
    for row in 0..<table.rowCount {
      guard let original = before.rows[table.positions[row].byte],
        zip(again, first).allSatisfy({ $0.hasValue(at: row, of: $1, at: original) })
      else { continue }
      tables[Place(entity: entity, row: original)] = (table, row)
    }
  }
}

extension Column {
  /// Whether a value is one that was read before. Of one that could not be read there is nothing to compare: digits
  /// that were cut are found out by the whole column.
  fileprivate func hasValue(at row: Int, of other: Column, at otherRow: Int) -> Bool {
    let state = other.state(at: otherRow)
    if state == .unreadable { return true }
    return self.state(at: row) == state
      && (state != .present || [self].isKey(at: row, equalTo: [other], at: otherRow))
  }
}

extension Dataset {
  /// Reads some records again for the sake of fields that were not kept.
  ///
  /// - Parameter rows: for each entity rows of its table.
  /// - Returns: those whose tables lack a field. A record whose export was taken away or written over is not among them.
  package func recalled(_ rows: [Int: Set<Int>]) -> RecalledRecords {
    var recalled = RecalledRecords()
    for (entity, rows) in rows {
      guard let table = tables[entity], table.columns.contains(where: { $0?.isKept == false })
      else {
        continue
      }
      for (number, rows) in Dictionary(grouping: rows, by: { table.positions[$0].export }) {
        let export = exports[number]
        guard export.source.canBeRecalled,
          var source = export.source.ofSingleRecords(of: entity),
          fileSize(export.path) == export.byteCount
        else { continue }
        source.encoding = TextEncoding(rawValue: export.encoding)
        let places = Dictionary(rows.map { (table.positions[$0].byte, $0) }) { first, _ in first }
        let file = ExportFile(path: export.path, name: export.file, source: source)
        let reading = file.read(at: places.keys.sorted(), model: model)
        if let read = reading.tables.first {
          recalled.note(
            read, source.streams[0].fields.map(\.field), of: entity, before: (table, places))
        }
      }
    }
    return recalled
  }
}
