import Entities
import Intake
package import Tables

extension SpilledCases {
  /// For each relation how records find each other, or nil when an entity or a key field is not there. Of those to what
  /// comes before nothing is counted.
  ///
  /// Records with the same key are always in the same part, so that the counts of parts add up.
  package func linkCounts() throws(SpillFault) -> [LinkCounts?] {
    let relations = dataset.model.relations
    var counts = [LinkCounts?](repeating: nil, count: relations.count)
    let plan = JoinPlan(relations, rowCount: { dataset.tables[$0]?.rowCount ?? 0 })
    for joins in plan.byIndex {
      for (relation, found) in try linkCounts(of: joins) { counts[relation] = found }
    }
    return counts
  }

  /// What joins over one index come to, by relation.
  private func linkCounts(of joins: [Join]) throws(SpillFault) -> [Int: LinkCounts] {
    let side = joins[0].indexed
    let joins = joins.filter { has(side) && has($0.other) }
    var counts: [Int: LinkCounts] = [:]
    for join in joins {
      for direction in join.directions { counts[direction.relation] = LinkCounts() }
    }
    if joins.isEmpty { return counts }
    let parts = max(1, (bytes(of: joins) + partBytes - 1) / partBytes)
    for part in 0..<parts {
      let range = (1 << 32) * part / parts..<(1 << 32) * (part + 1) / parts
      try count(joins, of: UInt64(range.lowerBound)..<UInt64(range.upperBound), into: &counts)
    }
    return counts
  }

  /// Adds what the records with keys of some hashes come to.
  private func count(
    _ joins: [Join], of hashes: Range<UInt64>, into counts: inout [Int: LinkCounts]
  ) throws(SpillFault) {
    let side = joins[0].indexed
    let columns = try columns(of: side, hashes)
    let index = KeyIndex(columns.values, rowCount: columns.rowCount)
    let indexed = KeyedRows(
      index.groupOfRow, groupCount: index.groupCount, columns: columns.values)
    for join in joins {
      let other: KeyedRows
      if join.other == side {
        other = indexed
      } else {
        let columns = try self.columns(of: join.other, hashes)
        other = KeyedRows(
          index.groups(withKeysOf: columns.values, rowCount: columns.rowCount),
          groupCount: index.groupCount, columns: columns.values)
      }
      for (relation, startsAtIndex) in join.directions {
        let isToOne = dataset.model.relations[relation].kind == .one
        counts[relation]! +=
          startsAtIndex
          ? LinkCounts(from: indexed, to: other, isToOne: isToOne)
          : LinkCounts(from: other, to: indexed, isToOne: isToOne)
      }
    }
  }

  /// The key columns of the rows with some hashes, those without a key among the lowest.
  private func columns(
    of side: JoinSide, _ hashes: Range<UInt64>
  ) throws(SpillFault) -> (values: [Column], rowCount: Int) {
    let table = dataset.tables[side.entity]!
    var selection = RowSelection.all
    if hashes.count < 1 << 32 {
      var rows: [Int32] = []
      try table.forEachKeyHash(of: side.fields) { first, found in
        for place in found.indices where hashes.contains(UInt64(found[place])) {
          rows.append(Int32(first + place))
        }
      }
      selection = .rows(rows)
    }
    let part = try table.table(selection, fields: Set(side.fields), threads: threads)
    return (side.fields.map { part.columns[$0]! }, part.rowCount)
  }

  private func has(_ side: JoinSide) -> Bool {
    guard let table = dataset.tables[side.entity] else { return false }
    return side.fields.allSatisfy { table.has($0) }
  }

  /// The bytes that the keys of both sides take with the index of one.
  private func bytes(of joins: [Join]) -> Int {
    func bytes(_ side: JoinSide) -> Int {
      let table = dataset.tables[side.entity]!
      return table.byteCount(of: Set(side.fields)) + table.rowCount * 16
    }
    let others = joins.map { bytes($0.other) }.max() ?? 0
    return bytes(joins[0].indexed) + dataset.tables[joins[0].indexed.entity]!.rowCount * 16 + others
  }
}

extension LinkCounts {
  static func += (a: inout LinkCounts, b: LinkCounts) {
    a.matched += b.matched
    a.withoutKey += b.withoutKey
    a.unmatched += b.unmatched
    a.ambiguous += b.ambiguous
    a.orphans += b.orphans
    a.duplicateKeys += b.duplicateKeys
  }
}
