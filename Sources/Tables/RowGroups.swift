/// Rows put together by their groups: those of group `g` are `rows[starts[g] ..< starts[g + 1]]`, in the order of the
/// table.
public struct RowGroups: Sendable {
  public private(set) var starts: [Int32]
  /// Further numbers may stand behind those of the last group.
  public private(set) var rows: [Int32]

  /// - Parameters:
  ///   - groupOfRow: for each row the number of its group, below 0 for none.
  ///   - count: how many groups there are.
  /// - Complexity: O(*n* + `count`), where *n* is the number of rows.
  public init(of groupOfRow: [Int32], count: Int) {
    starts = RowGroups.sizes(of: groupOfRow, count: count)
    var total: Int32 = 0
    for group in starts.indices {
      let size = starts[group]
      starts[group] = total
      total += size
    }
    starts.append(total)
    if Self.isInOrder(groupOfRow) {
      rows = AscendingRows.atLeast(Int(total))
      return
    }
    var next = starts
    rows = [Int32](unsafeUninitializedCapacity: Int(total)) { rows, initialized in
      next.withUnsafeMutableBufferPointer { next in
        groupOfRow.withUnsafeBufferPointer { groupOfRow in
          for row in groupOfRow.indices where groupOfRow[row] >= 0 {
            let group = Int(groupOfRow[row])
            rows[Int(next[group])] = Int32(truncatingIfNeeded: row)
            next[group] &+= 1
          }
        }
      }
      initialized = Int(total)
    }
  }

  /// Whether every row has a group, and no group begins before another has ended.
  private static func isInOrder(_ groupOfRow: [Int32]) -> Bool {
    groupOfRow.withUnsafeBufferPointer { groupOfRow in
      var last: Int32 = 0
      for group in groupOfRow {
        if group < last { return false }
        last = group
      }
      return true
    }
  }

  /// How many rows each group has.
  public static func sizes(of groupOfRow: [Int32], count: Int) -> [Int32] {
    var sizes = [Int32](repeating: 0, count: count)
    sizes.withUnsafeMutableBufferPointer { sizes in
      groupOfRow.withUnsafeBufferPointer { groupOfRow in
        for group in groupOfRow where group >= 0 { sizes[Int(group)] &+= 1 }
      }
    }
    return sizes
  }

  /// How many groups there are.
  public var count: Int { starts.count - 1 }

  public func size(ofGroup group: Int) -> Int { Int(starts[group + 1] - starts[group]) }

  public func firstRow(ofGroup group: Int) -> Int32 { rows[Int(starts[group])] }

  public func rows(ofGroup group: Int) -> ArraySlice<Int32> {
    rows[Int(starts[group])..<Int(starts[group + 1])]
  }

  /// The rows of some groups that follow each other, one group behind the other, and where those of each start and the
  /// last end.
  public func rows(ofGroups groups: Range<Int>) -> (starts: [Int32], rows: ArraySlice<Int32>) {
    let first = starts[groups.lowerBound]
    let starts = starts[groups.lowerBound...groups.upperBound].map { $0 &- first }
    return (starts, rows[Int(first)..<Int(self.starts[groups.upperBound])])
  }
}
