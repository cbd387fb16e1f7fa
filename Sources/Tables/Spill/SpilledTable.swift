import Synchronization

/// The records of one entity on disk, in segments of at most some rows; or in memory, where they are few.
public struct SpilledTable: Sendable {
  public let rowCount: Int
  let place: Place
  /// For each field whether exports bring it.
  private let fields: [Bool]
  let keyHashes = KeyHashes()
  /// For each export in turn its number, and the first row behind its records; none for records in memory.
  public let exports: [(number: Int, end: Int)]

  enum Place: Sendable {
    case memory(Table)
    case disk(SpilledRows)
  }

  /// In memory from the start: small tables made by the program.
  public init(_ table: Table) {
    rowCount = table.rowCount
    fields = table.columns.map { $0 != nil }
    place = .memory(table)
    exports = []
  }

  /// The records of several exports, one behind the other.
  ///
  /// - Parameters:
  ///   - parts: each of them has the fields that any of them has.
  ///   - kinds: what the fields hold.
  public init(
    _ parts: [SpilledPart], kinds: [ColumnBuilder.Kind], in folder: SpillFolder
  ) throws(SpillFault) {
    let fields = kinds.indices.map { field in parts.contains { $0.fields[field] } }
    precondition(
      parts.allSatisfy { $0.fields == fields }, "what one export brings is not absent in another")
    let joined = try JoinedNumbers(parts.filter { $0.rowCount > 0 }, kinds, in: folder)
    let rows = try SpilledRows(joined.segments, kinds: kinds, scales: joined.scales, in: folder)
      .inFewerSegments()
    exports = parts.reduce(into: []) { $0.append(($1.export, ($0.last?.end ?? 0) + $1.rowCount)) }
    precondition(rows.rowCount <= Int32.max, "an entity has at most 2,147,483,647 records")
    (self.fields, rowCount, place) = (fields, rows.rowCount, .disk(rows))
  }

  /// The table itself, where it is not on disk.
  public var inMemory: Table? {
    if case .memory(let table) = place { table } else { nil }
  }

  /// How many fields the entity has.
  public var fieldCount: Int { fields.count }

  /// No row of it, with the fields that it has.
  public var withoutRows: Table {
    switch place {
    case .memory(let table): table.selected(.range(0..<0), fields: Set(fields.indices))
    case .disk(let stored):
      Table(
        rowCount: 0,
        columns: fields.indices.map { fields[$0] ? stored.emptyColumn($0) : nil },
        positions: PositionColumn())
    }
  }

  /// Whether exports bring a field at all.
  public func has(_ field: Int) -> Bool { fields[field] }

  /// Some rows with some fields; other fields that exports bring are there and not kept.
  ///
  /// Values, states, positions and order are those that the whole table in memory would have at these rows.
  public func table(
    _ rows: RowSelection, fields wanted: Set<Int>, threads: Int
  ) throws(SpillFault) -> Table {
    switch place {
    case .memory(let table): return table.selected(rows, fields: wanted)
    case .disk(let stored):
      let count = rows.count(of: rowCount)
      let kept = fields.indices.filter { fields[$0] && wanted.contains($0) }
      // The positions are one job more.
      let sizes = kept.map { stored.shapes[$0].byteCount } + [rowCount * 4]
      let results = Workers.map(largestFirst: sizes, threads: threads) { job in
        job == kept.count
          ? stored.positionResult(rows) : stored.result(kept[job], rows, count: count)
      }
      var columns = fields.map { $0 ? Column(unkept: count) : nil }
      var positions = PositionColumn()
      for (job, result) in results.enumerated() {
        switch try result.get() {
        case .column(let column): columns[kept[job]] = column
        case .positions(let found): positions = found
        }
      }
      return Table(rowCount: count, columns: columns, positions: positions)
    }
  }

  /// Calls `body` with the values of a field, some of an export's records at a time. Only for records on disk.
  public func forEachPart(
    of field: Int, export: Int, _ body: (Column) -> Void
  ) throws(SpillFault) {
    guard case .disk(let stored) = place, fields[field] else { return }
    var first = 0
    for (number, end) in exports {
      for start in stride(from: first, to: end, by: SpilledTable.partSize) where number == export {
        let rows = start..<min(start + SpilledTable.partSize, end)
        body(try stored.column(field, .range(rows), count: rows.count))
      }
      first = end
    }
  }

  private static let partSize = 65_536

  /// The bytes that some fields of all rows take in memory, about.
  public func byteCount(of wanted: Set<Int>) -> Int {
    switch place {
    case .memory(let table):
      wanted.reduce(rowCount * 4) { $0 + (table.columns[$1]?.byteCount ?? 0) }
    case .disk(let stored): stored.byteCount(of: wanted)
    }
  }
}

extension Column {
  fileprivate var byteCount: Int {
    let perRow =
      switch storage {
      case .text(let texts): texts.byteCount + texts.ends.count * 4
      case .dictionary(let ids, let entries): ids.count * 4 + entries.byteCount
      case .numbered(let texts): texts.byteCount
      case .small(let values, _): values.count * 4
      case .scaled(let values, _): values.count * 8
      case .decimals(let values): values.count * 16
      case .booleans(let values): values.count
      case .dates(let values): values.count * 4
      case .dateTimes(let values, let offsets): values.count * 8 + offsets.count * 4
      }
    return perRow + states.count
  }
}
