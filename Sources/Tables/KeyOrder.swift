/// That the rows of a table stand in the order of their keys' first values, as exports mostly do. Then keys are put
/// together and found by going along, and nothing is hashed.
///
/// The keys with one first value are a block, such as the products of an order: within it they stand as they like.
struct KeyOrder: Sendable {
  /// The first group of each block; empty where keys have one value, and each group is a block.
  private var blocks: [Int32] = []

  /// The keys of a block that are looked through one by one; where there are more, a hash finds them sooner.
  private static let longestBlock = 16

  /// Puts the rows of each key together.
  ///
  /// - Parameter groups: for each row its group, which is set here.
  /// - Returns: the order and the first row of each group; nil, with `groups` in disorder, when there is no order.
  static func order<Keys: OrderedKeys>(
    of keys: Keys, groups: UnsafeMutableBufferPointer<Int32>
  ) -> (KeyOrder, firstRows: [Int32])? {
    var order = KeyOrder()
    var firstRows: [Int32] = []
    var firstOfBlock = 0
    for row in groups.indices {
      guard keys.hasKey(row) else {
        groups[row] = KeyIndex.noKey
        continue
      }
      if !firstRows.isEmpty {
        let place = keys.order(row, keys, Int(firstRows[firstOfBlock]))
        if place < 0 { return nil }
        if place == 0 {
          if let group = keys.group(of: row, like: keys, firstRows, firstOfBlock..<firstRows.count)
          {
            groups[row] = group
            continue
          }
          if firstRows.count - firstOfBlock >= longestBlock { return nil }
        } else {
          firstOfBlock = firstRows.count
        }
      }
      if Keys.hasRest, firstOfBlock == firstRows.count { order.blocks.append(Int32(firstOfBlock)) }
      groups[row] = Int32(truncatingIfNeeded: firstRows.count)
      firstRows.append(Int32(truncatingIfNeeded: row))
    }
    return (order, firstRows)
  }

  /// Finds the groups of rows whose keys stand in the same order, more or less.
  ///
  /// - Returns: of how many rows the group was found, or that there is none; the others are in no order.
  func findGroups<Keys: OrderedKeys>(
    of near: Keys, in far: Keys, firstRows: [Int32], _ groups: UnsafeMutableBufferPointer<Int32>
  ) -> Int {
    firstRows.withUnsafeBufferPointer { firstRows in
      blocks.withUnsafeBufferPointer { blocks in
        var search = OrderedSearch(near: near, far: far, firstRows: firstRows, blocks: blocks)
        for start in stride(from: 0, to: groups.count, by: KeyBatch.size) {
          let rows = start..<min(start + KeyBatch.size, groups.count)
          let jumpCount = search.search(rows, groups)
          if jumpCount * 4 > rows.count { return rows.upperBound }
        }
        return groups.count
      }
    }
  }
}

extension OrderedKeys {
  /// The group among some with the same first value that has the other values of a row as well.
  @inline(__always)
  fileprivate func group(
    of row: Int, like other: Self, _ firstRows: some RandomAccessCollection<Int32>,
    _ groups: Range<Int>
  ) -> Int32? {
    for group in groups {
      let firstRow = firstRows[firstRows.index(firstRows.startIndex, offsetBy: group)]
      if isSameRest(row, as: other, Int(firstRow)) { return Int32(truncatingIfNeeded: group) }
    }
    return nil
  }
}

/// Goes along the blocks of an index while it goes along the rows that are looked for.
private struct OrderedSearch<Keys: OrderedKeys> {
  let near: Keys
  let far: Keys
  let firstRows: UnsafeBufferPointer<Int32>
  let blocks: UnsafeBufferPointer<Int32>
  /// The block where the last search ended: the first that does not come before the key.
  private var block = 0

  init(
    near: Keys, far: Keys, firstRows: UnsafeBufferPointer<Int32>,
    blocks: UnsafeBufferPointer<Int32>
  ) {
    self.near = near
    self.far = far
    self.firstRows = firstRows
    self.blocks = blocks
  }

  /// How many blocks are stepped over before one is looked for farther away.
  private static var reach: Int { 8 }

  private var blockCount: Int { Keys.hasRest ? blocks.count : firstRows.count }

  /// - Returns: how many rows were not near the one before.
  mutating func search(_ rows: Range<Int>, _ groups: UnsafeMutableBufferPointer<Int32>) -> Int {
    var block = block
    var jumpCount = 0
    for row in rows {
      guard near.hasKey(row) else {
        groups[row] = KeyIndex.noKey
        continue
      }
      var place = order(row, block)
      var steps = 0
      while place > 0, steps < Self.reach {
        block &+= 1
        steps &+= 1
        place = order(row, block)
      }
      if place > 0 {
        jumpCount &+= 1
        (block, place) = first(row, in: block &+ 1..<blockCount)
      } else if place < 0, steps == 0, block > 0, order(row, block &- 1) <= 0 {
        jumpCount &+= 1
        (block, place) = first(row, in: 0..<block)
      }
      groups[row] = place == 0 ? group(of: row, in: block) : KeyIndex.absent
    }
    self.block = block
    return jumpCount
  }

  /// How a row's first value stands to that of a block; before the end, where there is none.
  @inline(__always)
  private func order(_ row: Int, _ block: Int) -> Int {
    block < blockCount ? near.order(row, far, firstRow(of: block)) : -1
  }

  @inline(__always)
  private func firstRow(of block: Int) -> Int {
    Int(firstRows[Keys.hasRest ? Int(blocks[block]) : block])
  }

  /// The first of some blocks that does not come before a row's first value, or the one behind them.
  @inline(never)
  private func first(_ row: Int, in blocks: Range<Int>) -> (block: Int, place: Int) {
    var (low, high) = (blocks.lowerBound, blocks.upperBound)
    while low < high {
      let middle = (low &+ high) / 2
      if order(row, middle) > 0 { low = middle &+ 1 } else { high = middle }
    }
    return (low, order(row, low))
  }

  @inline(__always)
  private func group(of row: Int, in block: Int) -> Int32 {
    guard Keys.hasRest else { return Int32(truncatingIfNeeded: block) }
    let end = block &+ 1 < blocks.count ? Int(blocks[block &+ 1]) : firstRows.count
    return near.group(of: row, like: far, firstRows, Int(blocks[block])..<end) ?? KeyIndex.absent
  }
}
