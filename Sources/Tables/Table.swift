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
