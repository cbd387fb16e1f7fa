import Values

extension Column {
  /// The columns of several parts of a table, one behind the other.
  ///
  /// - Parameters:
  ///   - parts: for each part its column, or nil when the part has no such field, and its rows.
  ///   - kind: what the column holds.
  /// - Returns: nil when no part has the field. The rows of a part without it have no value.
  public static func joined(
    _ parts: [(column: Column?, rowCount: Int)], kind: ColumnBuilder.Kind
  ) -> Column? {
    guard let some = parts.lazy.compactMap(\.column).first else { return nil }
    let present = parts.filter { $0.rowCount > 0 }
    if present.isEmpty { return some }
    if present.count == 1, let only = present[0].column { return only }
    var builder = ColumnBuilder(kind: kind)
    for part in present {
      for row in 0..<part.rowCount {
        builder.append(part.column, row)
      }
    }
    return builder.finished()
  }
}

extension ColumnBuilder {
  fileprivate mutating func append(_ column: Column?, _ row: Int) {
    guard let column else { return appendMissing(.empty) }
    guard column.state(at: row) == .present else { return appendMissing(column.state(at: row)) }
    switch kind {
    case .text, .words: column.withUTF8(at: row) { append(utf8: $0) }
    case .number: append(column.decimal(at: row))
    case .boolean: append(column.boolean(at: row))
    case .date: _ = append(column.date(at: row))
    case .dateTime: _ = append(column.dateTime(at: row))
    }
  }
}

extension Table {
  /// Several parts of a table, one behind the other.
  ///
  /// - Parameter kinds: what each column holds.
  public static func joined(_ parts: [Table], kinds: [ColumnBuilder.Kind]) -> Table {
    var positions = PositionColumn()
    for part in parts { positions.append(contentsOf: part.positions) }
    let columns = kinds.indices.map { field in
      Column.joined(parts.map { ($0.columns[field], $0.rowCount) }, kind: kinds[field])
    }
    return Table(rowCount: positions.count, columns: columns, positions: positions)
  }
}
