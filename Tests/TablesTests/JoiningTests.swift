import Tables
import Testing
import Values

@Suite struct JoiningTests {
  /// A column cut anywhere into two or three parts and joined is the column.
  @Test(arguments: [ColumnBuilder.Kind.text, .words, .number, .boolean, .date, .dateTime])
  func partsJoinedAreTheWhole(kind: ColumnBuilder.Kind) {
    let rowCount = 7
    let whole = column(kind, 0..<rowCount)
    for first in 0...rowCount {
      for second in first...rowCount {
        let parts = [0..<first, first..<second, second..<rowCount].map {
          (column: Optional(column(kind, $0)), rowCount: $0.count)
        }
        let joined = Column.joined(parts, kind: kind)
        #expect(joined.map(texts) == texts(whole), "\(kind) cut at \(first) and \(second)")
      }
    }
  }

  @Test func aPartWithoutTheFieldHasNoValues() throws {
    let one = column(.number, 1..<3)
    let joined = try #require(Column.joined([(one, 2), (nil, 2), (one, 2)], kind: .number))
    #expect(texts(joined) == ["1.01", "2.02", "empty", "empty", "1.01", "2.02"])
    #expect(Column.joined([(nil, 2), (nil, 0)], kind: .number) == nil)
  }

  @Test func aPartWithoutRowsStillSaysThatTheFieldIsThere() throws {
    let none = column(.date, 0..<0)
    #expect(
      Column.joined([(nil, 3), (none, 0)], kind: .date).map(texts) == ["empty", "empty", "empty"])
    #expect(Column.joined([(none, 0), (nil, 0)], kind: .date)?.count == 0)
    #expect(Column.joined([(none, 0), (column(.date, 1..<2), 1)], kind: .date)?.count == 1)
  }

  @Test func numbersOfDifferentScalesAreJoinedExactly() throws {
    let parts: [(column: Column?, rowCount: Int)] = ["1.5", "12345678901234567890.123", "2"].map {
      var builder = ColumnBuilder(kind: .number)
      builder.append(Decimal128($0)!)
      return (builder.finished(), 1)
    }
    let joined = try #require(Column.joined(parts, kind: .number))
    #expect(
      (0..<3).map { joined.decimal(at: $0) }
        == [Decimal128("1.5")!, Decimal128("12345678901234567890.123")!, Decimal128(2)])
  }

  @Test func tablesAreJoinedWithTheirPositions() {
    let tables = [0, 1].map { export in
      var positions = PositionColumn()
      for row in 0..<2 {
        positions.append(
          Position(export: export, record: row + 1, line: row + 2, byte: (5 << 32) + row))
      }
      return Table(
        rowCount: 2,
        columns: [column(.text, 0..<2), export == 0 ? nil : column(.number, 1..<3), nil],
        positions: positions)
    }
    let joined = Table.joined(tables, kinds: [.text, .number, .date])
    #expect(joined.rowCount == 4)
    #expect(
      joined.columns.map { $0.map(texts) } == [
        ["row 0", "empty", "row 0", "empty"], ["empty", "empty", "1.01", "2.02"], nil,
      ])
    #expect(joined.positions[3] == Position(export: 1, record: 2, line: 3, byte: (5 << 32) + 1))
    #expect(joined.positions[0].export == 0)
  }

  /// Values that differ from row to row; every third row from the second on has none.
  private func column(_ kind: ColumnBuilder.Kind, _ rows: Range<Int>) -> Column {
    var builder = ColumnBuilder(kind: kind)
    for row in rows {
      switch kind {
      case .number:
        builder.append(Decimal128(row).adding(Decimal128(scaled: Int64(row), scale: 2))!)
      case _ where row % 3 == 1: builder.appendMissing(row == 1 ? .empty : .unreadable)
      case .text: builder.append(utf8: Array("row \(row)".utf8)[...])
      case .words: builder.append(utf8: Array("word \(row % 2)".utf8)[...])
      case .boolean: builder.append(row % 2 == 0)
      case .date: _ = builder.append(CivilDate(dayNumber: Int64(row) - 3))
      case .dateTime:
        _ = builder.append(
          DateTime(localSeconds: Int64(row) - 3, nanosecond: 7, offset: row == 5 ? 3_600 : nil))
      }
    }
    return builder.finished()
  }

  private func texts(_ column: Column) -> [String] {
    (0..<column.count).map { row in
      guard column.state(at: row) == .present else { return "\(column.state(at: row))" }
      switch column.storage {
      case .text, .dictionary, .numbered: return column.text(at: row)
      case .small, .scaled, .decimals: return column.decimal(at: row).reduced.description
      case .booleans: return "\(column.boolean(at: row))"
      case .dates: return column.date(at: row).description
      case .dateTimes:
        let moment = column.dateTime(at: row)
        return "\(moment.localSeconds) \(moment.nanosecond) \(moment.offset as Any)"
      }
    }
  }
}
