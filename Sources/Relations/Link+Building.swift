import Entities
import Intake
import Tables

extension Link {
  /// Pairs the rows of a relation's two tables.
  ///
  /// - Returns: nil when a table or one of the key columns is not there.
  /// - Complexity: O(*n* + *m*), where *n* and *m* are the rows of the two tables.
  ///
  /// - Parameter index: the far table's, by the relation's far fields.
  init?(_ relation: Relation, by index: KeyIndex, in dataset: Dataset) {
    guard let near = dataset.tables[relation.from], let far = dataset.tables[relation.to] else {
      return nil
    }
    let nearColumns = relation.on.compactMap { near.columns[$0.near] }
    guard nearColumns.count == relation.on.count else { return nil }
    var counts = LinkCounts()
    counts.duplicateKeys = relation.kind == .one ? index.duplicateCount : 0
    var isFound = [Bool](repeating: false, count: index.groupCount)
    var partners: [Int32] = []
    partners.reserveCapacity(near.rowCount)
    let groups = index.groups(withKeysOf: nearColumns, rowCount: near.rowCount)
    for (row, group) in groups.enumerated() {
      let hasKey = group != KeyIndex.noKey
      let found = index.rows(ofGroup: Int(group))
      counts.add(found, hasKey: hasKey, kind: relation.kind)
      if group >= 0 { isFound[Int(group)] = true }
      if !hasKey, nearColumns.contains(where: { $0.state(at: row) == .unreadable }) {
        partners.append(Adjacency.unknownKey)
      } else {
        partners.append(
          relation.kind == .one ? Link.only(found) : hasKey ? group : Adjacency.noRow)
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
