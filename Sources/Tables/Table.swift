public import Values

/// The records of one entity, typed: a column for each field of the model, and where each row stood.
public struct Table: Sendable {
  public var rowCount: Int
  /// One column for each field of the entity, in the model's order; nil for a field that no export
  /// brings, which is not the same as a field that is empty.
  public var columns: [Column?]
  public var positions: PositionColumn

  public init(rowCount: Int, columns: [Column?], positions: PositionColumn) {
    precondition(positions.count == rowCount, "every row has a position")
    for column in columns.compactMap({ $0 }) {
      precondition(column.count == rowCount, "every column has a value for every row")
    }
    self.rowCount = rowCount
    self.columns = columns
    self.positions = positions
  }
}

/// Where each row of a table stood in the exports.
public struct PositionColumn: Sendable {
  private var exports: [UInt32] = []
  private var records: [UInt32] = []
  private var lines: [UInt32] = []
  private var bytes: [Int] = []

  public init() {}

  public var count: Int { exports.count }

  public mutating func append(_ position: Position) {
    exports.append(UInt32(position.export))
    records.append(UInt32(position.record))
    lines.append(UInt32(position.line))
    bytes.append(position.byte)
  }

  public mutating func append(contentsOf other: PositionColumn) {
    exports.append(contentsOf: other.exports)
    records.append(contentsOf: other.records)
    lines.append(contentsOf: other.lines)
    bytes.append(contentsOf: other.bytes)
  }

  public subscript(row: Int) -> Position {
    Position(
      export: Int(exports[row]), record: Int(records[row]), line: Int(lines[row]), byte: bytes[row])
  }
}
