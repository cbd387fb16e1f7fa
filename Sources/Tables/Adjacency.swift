/// For each row of one table, the rows of another that belong to it.
public enum Adjacency: Sendable {
  /// At most one each: `rows[row]`, or ``noRow``, or ``ambiguous``.
  case one(rows: [Int32])
  /// Any number each: `rows[starts[row] ..< starts[row + 1]]`, in the order of the other table.
  case many(starts: [UInt32], rows: [UInt32])

  /// No row of the other table belongs to this one.
  public static let noRow: Int32 = -1
  /// Several rows of the other table bear the key that this row names, so none is taken.
  public static let ambiguous: Int32 = -2

  /// The rows that belong to `row`; empty when there is none or it is ambiguous.
  public func rows(of row: Int) -> [Int] {
    switch self {
    case .one(let rows):
      return rows[row] >= 0 ? [Int(rows[row])] : []
    case .many(let starts, let rows):
      return rows[Int(starts[row])..<Int(starts[row + 1])].map(Int.init)
    }
  }
}
