import Entities
package import Intake
import Synchronization
package import Tables

/// The cases of a dataset that does not fit in memory, in parts that do.
package struct SpilledCases: Sendable {
  package let dataset: SpilledDataset
  /// About how many bytes a part may take.
  let partBytes: Int
  let threads: Int
  /// How many rows are taken together where partners are looked for.
  let blockSize: Int

  /// For each relation how records find each other, or nil when an entity or a key field is not there. Of those to what
  /// comes before nothing is counted.
  package private(set) var linkCounts: [LinkCounts?] = []
  /// For each relation of which both sides are there, where partners may be.
  private(set) var reaches: [Int: Reach] = [:]
  private let predecessors = Predecessors()

  /// Joins the records of a dataset.
  package init(
    _ dataset: SpilledDataset, partBytes: Int, threads: Int, blockSize: Int = 1 << 14
  ) throws(SpillFault) {
    self.dataset = dataset
    self.partBytes = max(1, partBytes)
    self.threads = threads
    self.blockSize = blockSize
    let joined = try joined()
    linkCounts = joined.counts
    reaches = joined.reaches
  }

  /// Some subjects of a view, with every record that is looked at for them.
  package struct Part: Sendable {
    package var cases: Cases
    /// For each entity where its rows stand in the whole, ascending.
    package var places: [[Int32]]
    /// The subjects, by the rows of the part at which they stand; a range where they follow each other.
    package var own: RowSelection
  }

  /// Calls `body` with parts that have all subjects of a view, in the order of these where records may be divided.
  package func forEachPart(
    of view: PartView, _ body: (Part) throws(SpillFault) -> Void
  ) throws(SpillFault) {
    guard let table = dataset.tables[view.entity] else { return }
    let tree = PartTree(
      from: view.entity,
      along: view.ways.union([dataset.model.wayToCase(from: view.entity)])
        .sorted { $0.lexicographicallyPrecedes($1) }, of: dataset.model)
    let fields = view.fields.keeping(tree, of: dataset.model)
    let selecting = PartSelecting(
      dataset: dataset, tree: tree, predecessors: try predecessors(tree.relations),
      reaches: reaches)
    let sizes = RowSizes(dataset, fields, tree)
    var left = selections(of: view, table, sizes).map { Piece(own: $0) }
    while let next = left.popLast() {
      let rows = try selecting.rows(next.own)
      if rows.own.count(of: table.rowCount) == 0, view.isDivided { continue }
      let byteCount = sizes.byteCount(of: rows, dataset)
      if byteCount > partBytes, view.isDivided, let halves = next.halves(of: byteCount) {
        left += [halves.1, halves.0]
        continue
      }
      try body(part(rows, tree, keeping: fields))
    }
  }

  /// Some subjects that may have to be divided further.
  private struct Piece {
    var own: OwnSelection
    /// How large the pieces were that it was divided out of, the last of them last.
    var byteCountsBefore: [Int] = []

    /// Two halves, or nil when there is nothing to divide, or nothing to be won by it: where all subjects lead to the same
    /// records, such as the orders of one contract, each of a thousand parts would have them all.
    func halves(of byteCount: Int) -> (Piece, Piece)? {
      if let before = byteCountsBefore.dropLast(2).last, byteCount > before / 2 { return nil }
      guard let halves = own.halves else { return nil }
      let byteCounts = byteCountsBefore + [byteCount]
      return (
        Piece(own: halves.0, byteCountsBefore: byteCounts),
        Piece(own: halves.1, byteCountsBefore: byteCounts)
      )
    }
  }

  /// The parts to begin with, the first at the end.
  private func selections(
    of view: PartView, _ table: SpilledTable, _ sizes: RowSizes
  ) -> [OwnSelection] {
    let count = max(1, (sizes.total + partBytes - 1) / partBytes)
    func divided(_ count: Int, into parts: Int) -> [Range<Int>] {
      let parts = max(1, min(parts, count))
      return (0..<parts).reversed().map {
        count * $0 / parts..<count * ($0 + 1) / parts
      }
    }
    switch view.division {
    case .records: return divided(table.rowCount, into: count).map { .rows($0) }
    case .undivided: return [.rows(0..<table.rowCount)]
    case .only(let rows):
      // As many as make a part are found by halving.
      return [.listed(rows)]
    case .keys(let fields):
      if fields.isEmpty { return [.rows(0..<table.rowCount)] }
      return divided(1 << 32, into: count).map {
        .hashes(of: fields, UInt64($0.lowerBound)..<UInt64($0.upperBound))
      }
    }
  }

  private func part(
    _ rows: PartRows, _ tree: PartTree, keeping fields: KeptFields
  ) throws(SpillFault) -> Part {
    let part = try dataset.dataset(rows.all, keeping: fields, threads: threads)
    let places = rows.all.indices.map { entity in
      rows.all[entity]?.list(of: dataset.tables[entity]?.rowCount ?? 0) ?? []
    }
    return Part(
      cases: Cases(part, linking: tree.relations, threads: threads), places: places,
      own: rows.own.among(places[tree.entity]))
  }

  /// For each relation to what comes before, the row before each row; none where the numbers are not there.
  private func predecessors(_ relations: Set<Int>) throws(SpillFault) -> [Int: [Int32]] {
    var found: [Int: [Int32]] = [:]
    for number in relations.sorted() where dataset.model.relations[number].kind == .previous {
      if let known = predecessors.known.withLock({ $0[number] }) {
        found[number] = known
        continue
      }
      found[number] = try predecessors(dataset.model.relations[number])
      predecessors.known.withLock { $0[number] = found[number] }
    }
    return found
  }

  /// Numbers are put in order over all records at once.
  private func predecessors(_ relation: Relation) throws(SpillFault) -> [Int32]? {
    var fields = KeptFields()
    fields.keep(relation.on.map(\.near) + relation.within, of: relation.from)
    var rows = [RowSelection?](repeating: nil, count: dataset.tables.count)
    rows[relation.from] = .all
    let numbers = try dataset.dataset(rows, keeping: fields, threads: threads)
    guard let link = Link(previousBy: relation, in: numbers), case .one(let found) = link.adjacency
    else { return nil }
    return found
  }
}

/// What comes before what, as far as somebody asked: several views do.
private final class Predecessors: Sendable {
  let known = Mutex<[Int: [Int32]]>([:])
}

extension PartView {
  fileprivate var isDivided: Bool {
    switch division {
    case .undivided, .keys([]): false
    default: true
    }
  }
}

extension KeptFields {
  /// The same, and what names and dates the records that a tree leads to, and leads to them.
  fileprivate func keeping(_ tree: PartTree, of model: Model) -> KeptFields {
    var kept = self
    for number in tree.entities {
      let entity = model.entities[number]
      kept.keep(entity.key + [entity.date].compactMap { $0 }, of: number)
    }
    for relation in tree.relations.map({ model.relations[$0] }) {
      kept.keep(relation.on.map(\.near) + relation.within, of: relation.from)
      kept.keep(relation.on.map(\.far), of: relation.to)
    }
    return kept
  }
}

/// About how many bytes the rows of each entity take, with the links from and to them.
private struct RowSizes {
  private let perRow: [Int: Int]
  let total: Int

  init(_ dataset: SpilledDataset, _ fields: KeptFields, _ tree: PartTree) {
    var perRow: [Int: Int] = [:]
    var total = 0
    for entity in tree.entities {
      guard let table = dataset.tables[entity], table.rowCount > 0 else { continue }
      let bytes = table.byteCount(of: fields.fields(of: entity))
      // Places, groups and indexes while records are joined.
      let links =
        12 + 24
        * tree.steps.indices.count {
          tree.steps[$0].target == entity || tree.origin(of: $0) == entity
        }
      perRow[entity] = bytes / table.rowCount + links
      total += bytes + links * table.rowCount
    }
    self.perRow = perRow
    self.total = total
  }

  func byteCount(of rows: PartRows, _ dataset: SpilledDataset) -> Int {
    perRow.reduce(0) { sum, entity in
      sum + entity.value
        * (rows.all[entity.key]?.count(of: dataset.tables[entity.key]!.rowCount) ?? 0)
    }
  }
}

extension RowSelection {
  /// The same rows by their places in a list that holds them.
  fileprivate func among(_ places: [Int32]) -> RowSelection {
    switch self {
    case .all: return .range(places.indices)
    case .range(let rows):
      return .range(places.place(of: rows.lowerBound)..<places.place(of: rows.upperBound))
    case .rows(let rows):
      if rows.count == places.count { return .range(places.indices) }
      return .rows(rows.map { Int32(places.place(of: Int($0))) })
    }
  }
}
