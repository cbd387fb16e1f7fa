/// Rows of a table, ascending.
public enum RowSelection: Sendable, Hashable {
  case all
  case range(Range<Int>)
  case rows([Int32])

  /// How many rows of a table of so many are selected.
  public func count(of rowCount: Int) -> Int {
    switch self {
    case .all: rowCount
    case .range(let range): range.count
    case .rows(let rows): rows.count
    }
  }

  /// Whether any of the rows lies in a part of the table.
  public func hasRow(in segment: Range<Int>) -> Bool { part(segment) != nil }

  /// The rows that lie in a part of the table, or nil when none do.
  func part(_ segment: Range<Int>) -> RowPart? {
    switch self {
    case .all: return segment.isEmpty ? nil : .range(segment)
    case .range(let range):
      let common = range.clamped(to: segment)
      return common.isEmpty ? nil : .range(common)
    case .rows(let rows):
      let (first, end) = (rows.place(of: segment.lowerBound), rows.place(of: segment.upperBound))
      guard first < end else { return nil }
      let (least, greatest) = (Int(rows[first]), Int(rows[end - 1]))
      if greatest - least == end - first - 1 { return .range(least..<greatest + 1) }
      return .rows(rows[first..<end])
    }
  }
}

/// Rows of one part of a table: all that follow each other, or some.
enum RowPart {
  case range(Range<Int>)
  case rows(ArraySlice<Int32>)

  var count: Int {
    switch self {
    case .range(let range): range.count
    case .rows(let rows): rows.count
    }
  }

  /// Calls `body` with each row, counted from `first`.
  @inline(__always)
  func forEach(from first: Int, _ body: (Int) -> Void) {
    switch self {
    case .range(let range):
      for row in range { body(row &- first) }
    case .rows(let rows):
      rows.withUnsafeBufferPointer {
        for row in $0 { body(Int(row) &- first) }
      }
    }
  }
}

extension [Int32] {
  /// The place of the first row that is not before `row`, of rows that ascend.
  public func place(of row: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if Int(self[middle]) < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
