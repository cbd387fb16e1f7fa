import Entities
import Tables
import Values

/// How many records of an export an earlier one brought already, value by value the same.
struct RepeatedDocuments {
  var count = 0
  /// The earlier export of the first of them, by number.
  var first: Int
  /// Where the first of them stands.
  private var place: Place

  /// Documents are looked at entity by entity, and in each by the first record of their key.
  struct Place: Comparable {
    var entity: Int
    var firstRow: Int
    var row: Int

    static func < (a: Place, b: Place) -> Bool {
      (a.entity, a.firstRow, a.row) < (b.entity, b.firstRow, b.row)
    }
  }

  fileprivate init(first: Int, at place: Place) {
    (self.first, self.place) = (first, place)
  }

  /// Counts one, whose earlier record comes from the export `first`.
  fileprivate mutating func count(_ first: Int, at place: Place) {
    count += 1
    if place < self.place { (self.first, self.place) = (first, place) }
  }
}

extension Dataset {
  /// For each export that repeats records of its main entity, how many.
  ///
  /// - Complexity: O(*n*), where *n* is the number of records of entities that several exports bring.
  var repeatedDocuments: [Int: RepeatedDocuments] {
    var found: [Int: RepeatedDocuments] = [:]
    for (entity, table) in zip(model.entities.indices, tables) {
      guard let table, hasSeveralExports(entity) else { continue }
      table.noteRepeats(in: entity, key: model.entities[entity].key, &found) { $0 }
    }
    return found
  }

  func hasSeveralExports(_ entity: Int) -> Bool {
    exports.count { $0.copyOf == nil && $0.source.streams[0].entity == entity } > 1
  }
}

extension Table {
  /// How many records of one key are compared: many are a fault of their own, and to compare all of them would take
  /// forever.
  static let comparedRecords = 100

  /// Notes the records that equal one of an earlier export.
  ///
  /// - Parameter place: the place of a row among all records of the entity, of which these may be some.
  func noteRepeats(
    in entity: Int, key: [Int], _ found: inout [Int: RepeatedDocuments],
    place: (_ row: Int) -> Int
  ) {
    let keys = key.compactMap { columns[$0] }
    guard !keys.isEmpty, keys.count == key.count else { return }
    let compared = columns.compactMap(\.self)
    let groups = KeyIndex(keys, rowCount: rowCount).rowGroups
    for group in 0..<groups.count where groups.size(ofGroup: group) > 1 {
      let rows = groups.rows(ofGroup: group).prefix(Table.comparedRecords).map(Int.init)
      for (index, row) in rows.enumerated() {
        let export = positions[row].export
        let earlier = rows[..<index].first { earlier in
          positions[earlier].export != export
            && compared.allSatisfy { $0.isSame(at: row, as: earlier) }
        }
        guard let earlier else { continue }
        let first = positions[earlier].export
        let at = RepeatedDocuments.Place(
          entity: entity, firstRow: place(rows[0]), row: place(row))
        found[export, default: RepeatedDocuments(first: first, at: at)].count(first, at: at)
      }
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
