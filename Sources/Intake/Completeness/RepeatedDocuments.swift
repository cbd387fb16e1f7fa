import Entities
import Tables
import Values

/// How many records of an export an earlier one brought already, value by value the same.
struct RepeatedDocuments {
  var count = 0
  /// The earlier export of the first of them, by number.
  var first: Int
}

extension Dataset {
  /// For each export that repeats records of its main entity, how many.
  ///
  /// - Complexity: O(*n*), where *n* is the number of records of entities that several exports bring.
  var repeatedDocuments: [Int: RepeatedDocuments] {
    var found: [Int: RepeatedDocuments] = [:]
    for (entity, table) in zip(model.entities.indices, tables) {
      guard let table, hasSeveralExports(entity) else { continue }
      let keys = model.entities[entity].key.compactMap { table.columns[$0] }
      guard !keys.isEmpty, keys.count == model.entities[entity].key.count else { continue }
      let columns = table.columns.compactMap(\.self)
      let groups = KeyIndex(keys, rowCount: table.rowCount).rowGroups
      for group in 0..<groups.count where groups.size(ofGroup: group) > 1 {
        note(groups.rows(ofGroup: group), columns, table, &found)
      }
    }
    return found
  }

  private func hasSeveralExports(_ entity: Int) -> Bool {
    exports.count { $0.copyOf == nil && $0.source.streams[0].entity == entity } > 1
  }

  /// Notes the rows of one key that equal a row of an earlier export.
  private func note(
    _ rows: ArraySlice<Int32>, _ columns: [Column], _ table: Table,
    _ found: inout [Int: RepeatedDocuments]
  ) {
    // Many records with one key are a fault of its own, and comparing all of them would take forever.
    let rows = rows.prefix(100).map(Int.init)
    for (index, row) in rows.enumerated() {
      let export = table.positions[row].export
      let earlier = rows[..<index].first { earlier in
        table.positions[earlier].export != export
          && columns.allSatisfy { $0.isSame(at: row, as: earlier) }
      }
      guard let earlier else { continue }
      let first = table.positions[earlier].export
      found[export, default: RepeatedDocuments(first: first)].count += 1
    }
  }
}

extension Column {
  /// Whether two rows have the same value, or both none for the same reason.
  fileprivate func isSame(at row: Int, as other: Int) -> Bool {
    guard state(at: row) == state(at: other) else { return false }
    return state(at: row) != .present || [self].isKey(at: row, equalTo: [self], at: other)
  }
}
