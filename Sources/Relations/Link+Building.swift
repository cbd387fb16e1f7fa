import Entities
import Intake
import Tables

/// The links by the numbers of their relations, and the groups of the records that were indexed for them.
struct FoundLinks: Sendable {
  var links: [(relation: Int, link: Link)]
  var grouping: (JoinSide, RowGrouping)?
}

/// Builds the links of all joins that look records up in one index.
struct LinkBuilding {
  let relations: [Relation]
  let dataset: Dataset
  /// The relations whose pairs somebody asks for; of the others only the counts are kept.
  let needed: Set<Int>?

  /// The links by the numbers of their relations; none when a table or a key column is not there.
  ///
  /// - Complexity: O(*n*), where *n* are the rows of the indexed table and of each that is looked up.
  func links(_ joins: [Join]) -> FoundLinks {
    let side = joins[0].indexed
    guard let columns = columns(of: side) else { return FoundLinks(links: []) }
    let index = KeyIndex(columns, rowCount: rowCount(side))
    let indexed = KeyedRows(index.groupOfRow, groupCount: index.groupCount, columns: columns)
    // Shared by all relations that start here.
    let partners = startsAtNeeded(joins) ? indexed.partners : []
    let links = joins.flatMap { join -> [(relation: Int, link: Link)] in
      guard let columns = self.columns(of: join.other) else { return [] }
      let groups =
        join.other == side
        ? index.groupOfRow : index.groups(withKeysOf: columns, rowCount: rowCount(join.other))
      let other = KeyedRows(groups, groupCount: index.groupCount, columns: columns)
      return join.directions.map { relation, startsAtIndex in
        let isToOne = relations[relation].kind == .one
        let counts =
          startsAtIndex
          ? LinkCounts(from: indexed, to: other, isToOne: isToOne)
          : LinkCounts(from: other, to: indexed, isToOne: isToOne)
        guard isNeeded(relation) else { return (relation, Link(counts: counts)) }
        let adjacency: Adjacency =
          if isToOne {
            .one(rows: other.partners(in: indexed, firstRows: index.firstRows))
          } else if startsAtIndex {
            Adjacency(groups: partners, RowGroups(of: other.groups, count: index.groupCount))
          } else {
            Adjacency(
              groups: other.partners, index.rowGroups)
          }
        return (relation, Link(adjacency, counts))
      }
    }
    return FoundLinks(
      links: links,
      grouping: (side, RowGrouping(groupOfRow: index.groupOfRow, groupCount: index.groupCount)))
  }

  /// The link of records to those whose numbers come before.
  func linkByOrder(_ relation: Int) -> Link? {
    // How many numbers have one before them is told nowhere, and sorting them all would be for nothing.
    isNeeded(relation)
      ? Link(previousBy: relations[relation], in: dataset) : Link(counts: LinkCounts())
  }

  private func isNeeded(_ relation: Int) -> Bool { needed?.contains(relation) ?? true }

  private func startsAtNeeded(_ joins: [Join]) -> Bool {
    joins.contains { $0.directions.contains { $0.startsAtIndex && isNeeded($0.relation) } }
  }

  private func rowCount(_ side: JoinSide) -> Int { dataset.tables[side.entity]?.rowCount ?? 0 }

  /// Nil when the table or one of the columns is not there.
  private func columns(of side: JoinSide) -> [Column]? {
    guard let table = dataset.tables[side.entity] else { return nil }
    let columns = side.fields.compactMap { table.columns[$0] }
    return columns.count == side.fields.count ? columns : nil
  }
}

extension Adjacency {
  fileprivate init(groups: [Int32], _ far: RowGroups) {
    self = .many(groups: groups, starts: far.starts, rows: far.rows)
  }
}
