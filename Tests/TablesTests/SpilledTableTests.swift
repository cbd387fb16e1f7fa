import Glibc
import TestSupport
import Testing
import Values

@testable import Tables

/// Tables on disk against the same in memory, in segments that are cut anywhere.
@Suite struct SpilledTableTests {
  /// More rows than are looked at before it is decided how texts are kept.
  private static let rowCount = 12_000
  private static let kinds: [ColumnBuilder.Kind] = [
    .text, .text, .text, .words, .number, .number, .boolean, .date, .dateTime, .dateTime, .text,
    .number,
  ]
  /// One that no export brings comes last.
  private static let fields = kinds.map { _ in true } + [false]

  /// Adds what stands in a row of a field.
  private static func add(_ field: Int, _ row: Int, to builder: inout ColumnBuilder) {
    func text(_ text: String) { builder.append(utf8: Array(text.utf8)[...]) }
    let isMissing = row % 97 == field
    switch field {
    case _ where isMissing: builder.appendMissing(row % 2 == 0 ? .empty : .unreadable)
    case 0: text(row < 5_000 ? "SO-\(100_000 + row)" : "SO-\(row)/\(row % 11)")
    case 1: text("run \(row / 7)")
    case 2: text(row % 5_000 < 4_500 ? "product \(row * row % 50)" : "product \(row)")
    case 3: text(["open", "done", "void"][row % 3])
    case 4: builder.append(Decimal128(scaled: Int64(row * 31), scale: row / 4_000))
    case 5:
      // From some row on numbers are too large for 64 bits at the scale of others.
      let value = row > 9_000 ? "12345678901234567890.5" : row % 2 == 0 ? "1.25" : "700000000000"
      builder.append(Decimal128(value)!)
    case 6: builder.append(row % 3 == 0)
    case 7: _ = builder.append(CivilDate(dayNumber: Int64(row % 500) - 100))
    case 8, 9:
      let offset: Int32? = field == 9 && row > 7_000 && row % 2 == 0 ? 28_800 : nil
      _ = builder.append(
        DateTime(localSeconds: Int64(row) * 86_399, nanosecond: Int32(row % 2), offset: offset))
    case 10: builder.appendMissing(.empty)
    default: builder.append(Decimal128(scaled: Int64(row) * 3_000_000_000, scale: 2))
    }
  }

  private static func position(_ row: Int, isEven: Bool) -> Position {
    // Lines of records with line breaks in them do not just grow by one.
    Position(
      export: 4, record: row + 1, line: isEven ? row + 2 : row * 2 + row % 5,
      byte: row * 400_000)
  }

  private static func whole(isEven: Bool) -> Table {
    var positions = PositionColumn()
    for row in 0..<rowCount { positions.append(position(row, isEven: isEven)) }
    let columns = kinds.indices.map { field -> Column? in
      var builder = ColumnBuilder(kind: kinds[field])
      for row in 0..<rowCount { add(field, row, to: &builder) }
      return builder.finished()
    }
    return Table(rowCount: rowCount, columns: columns + [nil], positions: positions)
  }

  /// The same rows written in segments that end at `cuts`.
  private static func spilled(
    _ cuts: [Int], isEven: Bool, in folder: SpillFolder
  ) throws -> SpilledTable {
    var builders = kinds.map { ColumnBuilder(kind: $0) }
    var part = SpilledPart(export: 4, fields: fields, in: folder)
    var first = 0
    for end in cuts + [rowCount] {
      var positions = PositionColumn()
      for row in first..<end {
        for field in kinds.indices { add(field, row, to: &builders[field]) }
        positions.append(position(row, isEven: isEven))
      }
      let columns = builders.indices.map { Optional(builders[$0].cut()) } + [nil]
      part.append(Table(rowCount: end - first, columns: columns, positions: positions))
      first = end
    }
    for field in kinds.indices where kinds[field] == .number {
      part.note(field, builders[field].numberShape)
    }
    return try SpilledTable([part], kinds: kinds + [.text], in: folder)
  }

  static let cuts: [[Int]] = [
    [], [1], [5_000], [4_096, 8_192], Array(stride(from: 100, to: rowCount, by: 100)),
    [17, 9_001, 9_002, 11_999],
  ]

  @Test(arguments: cuts) func rowsReadBackAreThoseOfTheWhole(cuts: [Int]) throws {
    let isEven = cuts.count % 2 == 0
    let whole = Self.whole(isEven: isEven)
    let folder = try SpillFolder(in: "/tmp")
    let table = try Self.spilled(cuts, isEven: isEven, in: folder)
    #expect(table.rowCount == whole.rowCount)
    #expect(Self.fields.indices.map(table.has) == Self.fields)
    var random = SeededRandom(seed: UInt64(cuts.count))
    let share = (0..<Self.rowCount).filter { _ in Int.random(in: 0..<9, using: &random) == 0 }
    let selections: [(RowSelection, [Int])] = [
      (.all, Array(0..<Self.rowCount)), (.range(4_000..<9_500), Array(4_000..<9_500)),
      (.range(7..<7), []), (.rows([]), []), (.rows(share.map(Int32.init)), share),
      (.rows([0, 1, 2, 3, 11_999]), [0, 1, 2, 3, 11_999]),
    ]
    for (selection, rows) in selections {
      for stored in cuts.isEmpty ? [table, SpilledTable(whole)] : [table] {
        let read = try stored.table(selection, fields: Set(Self.kinds.indices), threads: 2)
        #expect(read.rowCount == rows.count)
        #expect(rows.indices.allSatisfy { read.positions[$0] == whole.positions[rows[$0]] })
        for field in Self.kinds.indices {
          let (own, original) = (read.columns[field]!, whole.columns[field]!)
          let different = rows.indices.first { !Self.isSame(own, $0, original, rows[$0]) }
          #expect(different == nil, "field \(field)")
        }
        #expect(read.columns.last! == nil)
      }
    }
    withExtendedLifetime(folder) {}
  }

  /// Whether two rows have the same value, numbers with the same decimal places, or none for the same reason.
  private static func isSame(
    _ column: Column, _ row: Int, _ other: Column, _ otherRow: Int
  ) -> Bool {
    guard column.state(at: row) == other.state(at: otherRow) else { return false }
    guard column.state(at: row) == .present else { return true }
    switch column.storage {
    case .text, .dictionary, .numbered:
      return [column].isKey(at: row, equalTo: [other], at: otherRow)
    case .small, .scaled, .decimals:
      let (one, two) = (column.decimal(at: row), other.decimal(at: otherRow))
      return one == two && one.exponent == two.exponent
    case .booleans: return column.boolean(at: row) == other.boolean(at: otherRow)
    case .dates: return column.date(at: row) == other.date(at: otherRow)
    case .dateTimes:
      let (one, two) = (column.dateTime(at: row), other.dateTime(at: otherRow))
      return one.localSeconds == two.localSeconds && one.nanosecond == two.nanosecond
        && one.offset == two.offset
    }
  }

  @Test func fieldsThatWereNotAskedForAreThereAndNotKept() throws {
    let folder = try SpillFolder(in: "/tmp")
    let table = try Self.spilled([5_000], isEven: true, in: folder)
    let read = try table.table(.range(4_990..<5_010), fields: [3], threads: 1)
    #expect(read.columns.map { $0?.isKept } == Self.kinds.indices.map { $0 == 3 } + [nil])
    #expect(read.columns.allSatisfy { $0 == nil || $0!.count == 20 })
    #expect(table.withoutRows.columns.map { $0?.count } == Self.kinds.map { _ in 0 } + [nil])
    withExtendedLifetime(folder) {}
  }

  @Test(arguments: [
    [0], [1], [3, 1], [4], [5], [11, 4], [6, 7], [8], [9, 2], [0, 3, 7], [10], [12],
  ])
  func keysThatAreEqualHaveOneHash(fields: [Int]) throws {
    let folder = try SpillFolder(in: "/tmp")
    var expected: [UInt32] = []
    try SpilledTable(Self.whole(isEven: true)).forEachKeyHash(of: fields) {
      (_, hashes) throws(SpillFault) in expected += hashes
    }
    for cuts in [[], [5_000], [17, 9_001, 9_002, 11_999]] {
      let table = try Self.spilled(cuts, isEven: true, in: folder)
      for _ in 0..<2 {
        var hashes: [UInt32] = []
        let before = folder.byteCount
        try table.forEachKeyHash(of: fields) { (first, part) throws(SpillFault) in
          #expect(first == hashes.count)
          hashes += part
        }
        #expect(hashes == expected)
        if folder.byteCount == before { break }
      }
    }
    if fields[0] < 10 {
      #expect(Set(expected).count > 1 && expected.count { $0 == 0 } < Self.rowCount / 20)
    } else if fields[0] != 11 {
      #expect(Set(expected) == [0], "no row has such a key")
    }
    withExtendedLifetime(folder) {}
  }

  /// Another way of keeping a value does not change its hash.
  @Test func aHashIsThatOfTheValue() throws {
    let numbers: [Column.Storage] = [
      .small(values: [0, 15, -200], scale: 0), .small(values: [0, 150, -2_000], scale: 1),
      .scaled(values: [0, 15_000, -200_000], scale: 3),
      .decimals(["0", "15.0", "-2E+2"].map { Decimal128($0)! }),
    ]
    let texts: [Column.Storage] = [
      .text(TextColumn(["a", "", "a"])),
      .dictionary(ids: [1, 0, 2], entries: TextColumn(["", "a", "a"])),
    ]
    for storages in [numbers, texts] {
      var found: Set<[UInt32]> = []
      for storage in storages {
        var positions = PositionColumn()
        for row in 0..<3 {
          positions.append(Position(export: 0, record: row, line: row, byte: row))
        }
        let table = Table(
          rowCount: 3, columns: [Column(storage: storage, states: [])], positions: positions)
        try SpilledTable(table).forEachKeyHash(of: [0]) { (_, hashes) throws(SpillFault) in
          found.insert(Array(hashes))
        }
      }
      #expect(found.count == 1)
      #expect(found.first?.contains(0) == false)
    }
  }

  @Test func theSizeInMemoryIsAbout() throws {
    let folder = try SpillFolder(in: "/tmp")
    let table = try Self.spilled([5_000], isEven: true, in: folder)
    let positions = table.byteCount(of: [])
    #expect((40_000...60_000).contains(positions), "four bytes for each row")
    #expect((55_000...65_000).contains(table.byteCount(of: [7]) - positions))
    #expect((90_000...130_000).contains(table.byteCount(of: [11]) - positions))
    withExtendedLifetime(folder) {}
  }
}
