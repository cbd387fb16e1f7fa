import Tables

/// Which rows of two tables may find each other, block of rows by block of rows: whoever looks for partners of some need
/// not go through all others. Exports tend to be in the order of time, and the lines of an order stand where the order
/// does.
struct BlockLinks: Sendable {
  /// How many rows a block has.
  private let blockSize: Int
  private let firstCount: Int
  private let secondCount: Int
  /// For each block of the first table whether it has partners in each of the second.
  private var flags: [Bool]

  init(_ firstRowCount: Int, _ secondRowCount: Int, blockSize: Int) {
    self.blockSize = blockSize
    firstCount = (firstRowCount + blockSize - 1) / blockSize
    secondCount = (secondRowCount + blockSize - 1) / blockSize
    flags = [Bool](repeating: false, count: firstCount * secondCount)
  }

  /// Notes the rows that have the same key.
  ///
  /// - Parameters:
  ///   - first: rows of the first table, ascending, and for each the group of its key.
  ///   - second: the same of the second table.
  mutating func note(_ first: GroupedRows, _ second: GroupedRows, groupCount: Int) {
    let (firstGroups, firstBlocks) = blocks(of: first, groupCount: groupCount)
    let (secondGroups, secondBlocks) = blocks(of: second, groupCount: groupCount)
    let byGroup = RowGroups(of: firstGroups, count: groupCount)
    for (group, block) in zip(secondGroups, secondBlocks) {
      for place in byGroup.rows(ofGroup: Int(group)) {
        flags[Int(firstBlocks[Int(place)]) * secondCount + Int(block)] = true
      }
    }
  }

  /// The groups that rows have, with the blocks in which these stand: each pair once, however many rows bear one key.
  private func blocks(
    of rows: GroupedRows, groupCount: Int
  ) -> (groups: [Int32], blocks: [Int32]) {
    // The rows of a group come in their order.
    var lastBlock = [Int32](repeating: -1, count: groupCount)
    var (groups, blocks): ([Int32], [Int32]) = ([], [])
    for (place, group) in rows.groups.enumerated() where group >= 0 {
      let block = Int32(rows.row(place) / blockSize)
      guard lastBlock[Int(group)] != block else { continue }
      lastBlock[Int(group)] = block
      groups.append(group)
      blocks.append(block)
    }
    return (groups, blocks)
  }

  /// The rows of the other table among which the partners of some rows are, in ranges.
  ///
  /// - Parameters:
  ///   - rowCount: how many rows the other table has.
  ///   - isFromSecond: whether the rows are of the second table.
  func partners(
    of rows: RowSelection, isFromSecond: Bool, among rowCount: Int
  ) -> [Range<Int>] {
    let (nearCount, farCount) =
      isFromSecond ? (secondCount, firstCount) : (firstCount, secondCount)
    var isReached = [Bool](repeating: false, count: farCount)
    for near in 0..<nearCount {
      let block = near * blockSize..<(near + 1) * blockSize
      guard rows.hasRow(in: block) else { continue }
      for far in 0..<farCount {
        let place = isFromSecond ? far * secondCount + near : near * secondCount + far
        if flags[place] { isReached[far] = true }
      }
    }
    return ranges(isReached, rowCount)
  }

  private func ranges(_ isReached: [Bool], _ rowCount: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for block in isReached.indices where isReached[block] {
      let rows = block * blockSize..<min((block + 1) * blockSize, rowCount)
      if let last = ranges.last, last.upperBound == rows.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<rows.upperBound
      } else {
        ranges.append(rows)
      }
    }
    return ranges
  }
}

/// Some rows of a table, ascending, and for each the group of its key, below 0 for none.
struct GroupedRows {
  var selection: RowSelection
  var groups: [Int32]

  @inline(__always)
  func row(_ place: Int) -> Int {
    switch selection {
    case .all: place
    case .range(let rows): rows.lowerBound + place
    case .rows(let rows): Int(rows[place])
    }
  }
}
