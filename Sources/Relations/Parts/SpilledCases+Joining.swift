import Entities
import Intake
import Tables

/// Where the partners are that records find by a relation.
struct Reach: Sendable {
  let links: BlockLinks
  /// Whether the relation leads from the second of the linked tables to the first.
  let isFromSecond: Bool

  /// Ranges of rows among which the partners of some rows are.
  func partners(of rows: RowSelection, among rowCount: Int) -> [Range<Int>] {
    links.partners(of: rows, isFromSecond: isFromSecond, among: rowCount)
  }
}

extension SpilledCases {
  /// For each relation how records find each other, and where.
  ///
  /// Records with the same key are always in the same part, so that the counts of parts add up.
  func joined() throws(SpillFault) -> (counts: [LinkCounts?], reaches: [Int: Reach]) {
    let relations = dataset.model.relations
    var counts = [LinkCounts?](repeating: nil, count: relations.count)
    var reaches: [Int: Reach] = [:]
    let plan = JoinPlan(relations, rowCount: { dataset.tables[$0]?.rowCount ?? 0 })
    let indexes = plan.byIndex
    // As many are at work at once as there are threads, and share the room.
    let found = Workers.map(count: indexes.count, threads: threads) { number in
      Result { () throws(SpillFault) in try joined(indexes[number]) }
    }
    for joins in found {
      for join in try joins.get() {
        for (number, direction) in join.join.directions.enumerated() {
          counts[direction.relation] = join.counts[number]
          reaches[direction.relation] = Reach(
            links: join.links, isFromSecond: !direction.startsAtIndex)
        }
      }
    }
    return (counts, reaches)
  }

  /// A join as far as its records were looked at.
  private struct Joined: Sendable {
    let join: Join
    /// One for each direction.
    var counts: [LinkCounts]
    /// From the indexed side to the other.
    var links: BlockLinks
  }

  /// What joins over one index come to, of which both sides are there.
  private func joined(_ joins: [Join]) throws(SpillFault) -> [Joined] {
    let side = joins[0].indexed
    var joined = joins.filter { has(side) && has($0.other) }.map { join in
      Joined(
        join: join, counts: join.directions.map { _ in LinkCounts() },
        links: BlockLinks(rowCount(side), rowCount(join.other), blockSize: blockSize))
    }
    if joined.isEmpty { return [] }
    // Every further part looks at all hashes once more: too small a share costs more than it saves.
    let share = max(min(partBytes, 64 << 20), partBytes / threads)
    let parts = max(1, (bytes(of: joined.map(\.join)) + share - 1) / share)
    for part in 0..<parts {
      let range = (1 << 32) * part / parts..<(1 << 32) * (part + 1) / parts
      try join(UInt64(range.lowerBound)..<UInt64(range.upperBound), into: &joined)
    }
    return joined
  }

  /// Adds what the records with keys of some hashes come to.
  private func join(
    _ hashes: Range<UInt64>, into joined: inout [Joined]
  ) throws(SpillFault) {
    let side = joined[0].join.indexed
    let near = try keys(of: side, hashes)
    let index = KeyIndex(near.columns, rowCount: near.rowCount)
    let indexed = KeyedRows(index.groupOfRow, groupCount: index.groupCount, columns: near.columns)
    let nearRows = GroupedRows(selection: near.selection, groups: index.groupOfRow)
    for number in joined.indices {
      let join = joined[number].join
      var (other, otherRows) = (indexed, nearRows)
      if join.other != side {
        let far = try keys(of: join.other, hashes)
        let groups = index.groups(withKeysOf: far.columns, rowCount: far.rowCount)
        other = KeyedRows(groups, groupCount: index.groupCount, columns: far.columns)
        otherRows = GroupedRows(selection: far.selection, groups: groups)
      }
      for (place, direction) in join.directions.enumerated() {
        let isToOne = dataset.model.relations[direction.relation].kind == .one
        joined[number].counts[place] +=
          direction.startsAtIndex
          ? LinkCounts(from: indexed, to: other, isToOne: isToOne)
          : LinkCounts(from: other, to: indexed, isToOne: isToOne)
      }
      joined[number].links.note(nearRows, otherRows, groupCount: index.groupCount)
    }
  }

  /// The key columns of some rows.
  private struct Keys {
    var selection: RowSelection
    var columns: [Column]
    var rowCount: Int
  }

  /// The keys of the rows with some hashes, those without a key among the lowest.
  private func keys(
    of side: JoinSide, _ hashes: Range<UInt64>
  ) throws(SpillFault) -> Keys {
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
    let part = try table.table(selection, fields: Set(side.fields), threads: 1)
    return Keys(
      selection: selection, columns: side.fields.map { part.columns[$0]! },
      rowCount: part.rowCount)
  }

  private func rowCount(_ side: JoinSide) -> Int { dataset.tables[side.entity]?.rowCount ?? 0 }

  private func has(_ side: JoinSide) -> Bool {
    guard let table = dataset.tables[side.entity] else { return false }
    return side.fields.allSatisfy { table.has($0) }
  }

  /// The bytes that the keys of both sides take with the index of one.
  private func bytes(of joins: [Join]) -> Int {
    func bytes(_ side: JoinSide) -> Int {
      dataset.tables[side.entity]!.byteCount(of: Set(side.fields)) + rowCount(side) * 20
    }
    let others = joins.map { bytes($0.other) }.max() ?? 0
    return bytes(joins[0].indexed) + rowCount(joins[0].indexed) * 24 + others
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
