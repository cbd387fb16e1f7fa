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
    var isFound = [Bool](repeating: false, count: index.groupCount)
    var partners: [Int32] = []
    partners.reserveCapacity(near.rowCount)
    for row in 0..<near.rowCount {
      let group = index.group(withKeyOf: nearColumns, at: row)
      let found = index.rows(ofGroup: group ?? -1)
      counts.add(found, hasKey: group != nil, kind: relation.kind)
      if let group, group >= 0 { isFound[group] = true }
      if group == nil, nearColumns.contains(where: { $0.state(at: row) == .unreadable }) {
        partners.append(Adjacency.unknownKey)
      } else {
        partners.append(
          relation.kind == .one ? Link.only(found) : group.map { Int32($0) } ?? Adjacency.noRow)
      }
    }
    let foundRows = isFound.indices.reduce(0) {
      $0 + (isFound[$1] ? index.rows(ofGroup: $1).count : 0)
    }
    counts.orphans = far.rowCount - foundRows
    adjacency = relation.kind == .one ? .one(rows: partners) : index.adjacency(groups: partners)
    self.counts = counts
  }

  private static func only(_ found: ArraySlice<Int32>) -> Int32 {
    guard let first = found.first else { return Adjacency.noRow }
    return found.count == 1 ? first : Adjacency.ambiguous
  }
}

extension LinkCounts {
  fileprivate mutating func add(_ found: ArraySlice<Int32>, hasKey: Bool, kind: Relation.Kind) {
    if !hasKey {
      withoutKey += 1
    } else if found.isEmpty {
      unmatched += 1
    } else if kind == .one, found.count > 1 {
      ambiguous += 1
    } else {
      matched += 1
    }
  }
}
