import Entities
import Intake
import Tables

extension Link {
  /// Pairs the rows of a relation's two tables.
  ///
  /// - Returns: nil when a table or one of the key columns is not there.
  /// - Complexity: O(*n* + *m*), where *n* and *m* are the rows of the two tables.
  init?(_ relation: Relation, in dataset: Dataset) {
    guard let near = dataset.tables[relation.from], let far = dataset.tables[relation.to] else {
      return nil
    }
    let nearColumns = relation.on.compactMap { near.columns[$0.near] }
    let farColumns = relation.on.compactMap { far.columns[$0.far] }
    guard nearColumns.count == relation.on.count, farColumns.count == relation.on.count else {
      return nil
    }
    let index = KeyIndex(farColumns, rowCount: far.rowCount)
    var counts = LinkCounts()
    counts.duplicateKeys = relation.kind == .one ? index.duplicateCount : 0
    var isFound = [Bool](repeating: false, count: far.rowCount)
    var ones: [Int32] = []
    var starts: [UInt32] = [0]
    var rows: [UInt32] = []
    for row in 0..<near.rowCount {
      let found = index.rows(withKeyOf: nearColumns, at: row)
      counts.add(found, kind: relation.kind)
      for row in found ?? [] { isFound[Int(row)] = true }
      switch relation.kind {
      case .one: ones.append(Link.only(found))
      case .many:
        rows.append(contentsOf: (found ?? []).map { UInt32($0) })
        starts.append(UInt32(rows.count))
      }
    }
    counts.orphans = isFound.reduce(0) { $0 + ($1 ? 0 : 1) }
    adjacency = relation.kind == .one ? .one(rows: ones) : .many(starts: starts, rows: rows)
    self.counts = counts
  }

  private static func only(_ found: ArraySlice<Int32>?) -> Int32 {
    guard let found, let first = found.first else { return Adjacency.noRow }
    return found.count == 1 ? first : Adjacency.ambiguous
  }
}

extension LinkCounts {
  fileprivate mutating func add(_ found: ArraySlice<Int32>?, kind: Relation.Kind) {
    guard let found else {
      withoutKey += 1
      return
    }
    if found.isEmpty {
      unmatched += 1
    } else if kind == .one, found.count > 1 {
      ambiguous += 1
    } else {
      matched += 1
    }
  }
}
