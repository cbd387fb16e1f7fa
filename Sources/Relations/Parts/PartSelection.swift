import Entities
package import Intake
import Tables

/// The records whose subjects are looked at together, and how these may be divided.
package struct PartView: Sendable {
  /// How the subjects may be divided.
  package enum Division: Sendable, Hashable {
    /// Each record by itself.
    case records
    /// Records with the same values in some fields stay together; those without stay away.
    case keys([Int])
    /// Not at all.
    case undivided
    /// Each record by itself, and of all records only those at some rows of the whole.
    case only([Int32])
  }

  package var entity: Int
  package var division: Division
  /// The relations that lead to what is looked at, one after the other, by their numbers in the model.
  package var ways: Set<[Int]>
  /// The fields that are looked at, besides those that name records and lead to them.
  package var fields: KeptFields

  package init(
    of entity: Int, _ division: Division, along ways: Set<[Int]>, keeping fields: KeptFields
  ) {
    self.entity = entity
    self.division = division
    self.ways = ways
    self.fields = fields
  }
}

/// Some of the subjects of a view.
enum OwnSelection {
  case rows(Range<Int>)
  /// Some of the rows that are meant.
  case listed([Int32])
  /// Those with keys of some hashes.
  case hashes(of: [Int], Range<UInt64>)

  /// Two halves, or nil when there is nothing to divide.
  var halves: (OwnSelection, OwnSelection)? {
    switch self {
    case .rows(let rows):
      guard rows.count > 1 else { return nil }
      let middle = rows.lowerBound + rows.count / 2
      return (.rows(rows.lowerBound..<middle), .rows(middle..<rows.upperBound))
    case .listed(let rows):
      guard rows.count > 1 else { return nil }
      let middle = rows.count / 2
      return (.listed(Array(rows[..<middle])), .listed(Array(rows[middle...])))
    case .hashes(let fields, let hashes):
      guard hashes.count > 1 else { return nil }
      let middle = hashes.lowerBound + UInt64(hashes.count / 2)
      return (
        .hashes(of: fields, hashes.lowerBound..<middle),
        .hashes(of: fields, middle..<hashes.upperBound)
      )
    }
  }
}

/// The rows of each entity that a part of a view needs.
struct PartRows {
  /// The subjects, ascending.
  var own: RowSelection
  /// For each entity all rows, ascending; nil for none.
  var all: [RowSelection?]
}

/// Finds the rows that parts need.
struct PartSelecting {
  let dataset: SpilledDataset
  let tree: PartTree
  /// For each relation of the tree to what comes before, which row comes before which.
  let predecessors: [Int: [Int32]]
  /// For each relation where partners may be.
  let reaches: [Int: Reach]

  private var model: Model { dataset.model }

  func rows(_ own: OwnSelection) throws(SpillFault) -> PartRows {
    let subjects = try rows(of: own)
    var reached: [RowSelection] = []
    for number in tree.steps.indices {
      let step = tree.steps[number]
      let near = step.before.map { reached[$0] } ?? subjects
      reached.append(
        try rows(reachedFrom: near, of: tree.origin(of: number), by: step.relation))
    }
    var all = [RowSelection?](repeating: nil, count: model.entities.count)
    all[tree.entity] = subjects
    for (step, rows) in zip(tree.steps, reached) {
      all[step.target] = all[step.target].map { $0.union(rows) } ?? rows
    }
    return PartRows(own: subjects, all: all)
  }

  private func rows(of own: OwnSelection) throws(SpillFault) -> RowSelection {
    switch own {
    case .rows(let rows): return .range(rows)
    case .listed(let rows): return .rows(rows)
    case .hashes(let fields, let range):
      var rows: [Int32] = []
      try dataset.tables[tree.entity]?.forEachKeyHash(of: fields) { first, hashes in
        for place in hashes.indices
        where hashes[place] != 0 && range.contains(UInt64(hashes[place])) {
          rows.append(Int32(first + place))
        }
      }
      return .rows(rows)
    }
  }

  /// The rows that some records lead to by a relation, and a few more.
  private func rows(
    reachedFrom near: RowSelection, of entity: Int, by number: Int
  ) throws(SpillFault) -> RowSelection {
    let relation = model.relations[number]
    guard let nearTable = dataset.tables[entity], let farTable = dataset.tables[relation.to]
    else { return .rows([]) }
    if relation.kind == .previous {
      // Without a number no row comes before another.
      guard let before = predecessors[number] else { return .rows([]) }
      var rows: Set<Int32> = []
      near.forEach(of: nearTable.rowCount) { row in
        if before[row] >= 0 { rows.insert(before[row]) }
      }
      return .rows(rows.sorted())
    }
    // Without a way from one to the other, a key is not there and nobody is found.
    guard let reach = reaches[number] else { return .rows([]) }
    var keys = HashSet(count: near.count(of: nearTable.rowCount))
    try nearTable.forEachKeyHash(of: relation.on.map(\.near), near) { keys.insert($0) }
    var rows: [Int32] = []
    for range in reach.partners(of: near, among: farTable.rowCount) {
      try farTable.forEachKeyHash(of: relation.on.map(\.far), in: .range(range)) { first, hashes in
        let part = range.clamped(to: first..<first + hashes.count)
        keys.select(
          UnsafeBufferPointer(rebasing: hashes[part.lowerBound - first..<part.upperBound - first]),
          from: part.lowerBound, into: &rows)
      }
    }
    return .rows(rows)
  }
}

extension SpilledTable {
  /// Calls `body` with the hashes of the keys of some rows.
  fileprivate func forEachKeyHash(
    of fields: [Int], _ rows: RowSelection, _ body: (UInt32) -> Void
  ) throws(SpillFault) {
    var next = 0
    try forEachKeyHash(of: fields, in: rows) { first, hashes in
      switch rows {
      case .all: for hash in hashes { body(hash) }
      case .range(let range):
        for row in range.clamped(to: first..<first + hashes.count) { body(hashes[row - first]) }
      case .rows(let rows):
        // Of rows that are asked for none is left out.
        while next < rows.count, Int(rows[next]) < first + hashes.count {
          body(hashes[Int(rows[next]) - first])
          next += 1
        }
      }
    }
  }
}

extension RowSelection {
  func forEach(of rowCount: Int, _ body: (Int) -> Void) {
    switch self {
    case .all: for row in 0..<rowCount { body(row) }
    case .range(let rows): for row in rows { body(row) }
    case .rows(let rows): for row in rows { body(Int(row)) }
    }
  }

  /// The rows as a list, of a table of so many.
  func list(of rowCount: Int) -> [Int32] {
    switch self {
    case .all: Array(0..<Int32(rowCount))
    case .range(let rows): rows.map { Int32($0) }
    case .rows(let rows): rows
    }
  }

  /// The rows that are in either.
  ///
  /// - Precondition: neither is all rows.
  func union(_ other: RowSelection) -> RowSelection {
    let (a, b) = (list(of: 0), other.list(of: 0))
    if a.isEmpty { return other }
    if b.isEmpty { return self }
    var rows: [Int32] = []
    rows.reserveCapacity(a.count + b.count)
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if j == b.count || i < a.count && a[i] < b[j] {
        rows.append(a[i])
        i += 1
      } else {
        if i < a.count && a[i] == b[j] { i += 1 }
        rows.append(b[j])
        j += 1
      }
    }
    return .rows(rows)
  }
}
