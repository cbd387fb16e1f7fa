/// For each row of one table, the rows of another that belong to it.
public enum Adjacency: Sendable {
  /// At most one each: `rows[row]`, or ``noRow``, ``ambiguous`` or ``unknownKey``.
  case one(rows: [Int32])
  /// Any number each: `groups[row]` is the number of a group of rows of the other table, ``noRow``
  /// or ``unknownKey``; group `g` is `rows[starts[g] ..< starts[g + 1]]`, in the order of the other table. Rows that name
  /// the same key share a group, so that what is kept grows with the two tables and not with their pairs.
  case many(groups: [Int32], starts: [Int32], rows: [Int32])

  /// No row of the other table belongs to this one.
  public static let noRow: Int32 = -1
  /// Several rows of the other table bear the key that this row names, so none is taken.
  public static let ambiguous: Int32 = -2
  /// What this row names as its key could not be read, so nothing is known of its partners.
  public static let unknownKey: Int32 = -3

  /// The rows that belong to `row`; empty when there is none or it is ambiguous.
  public func rows(of row: Int) -> [Int] {
    switch self {
    case .one(let rows):
      return rows[row] >= 0 ? [Int(rows[row])] : []
    case .many(let groups, let starts, let rows):
      guard groups[row] >= 0 else { return [] }
      let group = Int(groups[row])
      return rows[Int(starts[group])..<Int(starts[group + 1])].map(Int.init)
    }
  }
  /// The first of the rows that belong to `row`; nil when there is none or it is ambiguous.
  public func firstRow(of row: Int) -> Int? {
    switch self {
    case .one(let rows): return rows[row] >= 0 ? Int(rows[row]) : nil
    case .many(let groups, let starts, let rows):
      guard groups[row] >= 0 else { return nil }
      let group = Int(groups[row])
      return starts[group] < starts[group + 1] ? Int(rows[Int(starts[group])]) : nil
    }
  }
}
