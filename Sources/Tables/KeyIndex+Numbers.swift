/// Keys that are numbers close to each other, as those of documents are: each is found by its number, in whatever
/// order the rows stand, and nothing is hashed or compared.
extension KeyIndex {
  /// Puts the rows of each number together.
  ///
  /// - Parameter groups: for each row its group, which is set here.
  /// - Returns: the first row of each group.
  static func gather(
    _ keys: NumberKeys, into table: inout NumberTable, _ others: inout OtherGroups,
    groups: UnsafeMutableBufferPointer<Int32>
  ) -> [Int32] {
    var firstRows: [Int32] = []
    table.withMutableView { table in
      for row in groups.indices where keys.hasKey(row) {
        guard let number = keys.number(row) else {
          groups[row] = others.group(of: keys.text(row)) {
            firstRows.append(Int32(truncatingIfNeeded: row))
            return Int32(firstRows.count - 1)
          }
          continue
        }
        var group = table[number]
        if group < 0 {
          group = Int32(truncatingIfNeeded: firstRows.count)
          table[number] = group
          firstRows.append(Int32(truncatingIfNeeded: row))
        }
        groups[row] = group
      }
    }
    return firstRows
  }

  /// For each row of other keys its group.
  static func find(
    _ keys: NumberKeys, in table: NumberTable, _ others: OtherGroups,
    groups: UnsafeMutableBufferPointer<Int32>
  ) {
    var others = others
    table.withView { table in
      for row in groups.indices {
        guard keys.hasKey(row) else {
          groups[row] = noKey
          continue
        }
        if let number = keys.number(row) {
          groups[row] = table[number]
        } else {
          groups[row] = others.group(of: keys.text(row)) { absent }
        }
      }
    }
  }
}
