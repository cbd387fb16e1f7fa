extension KeyIndex {
  /// For each row of other columns the group of rows that bear its key, by its number: ``absent`` where nobody does,
  /// ``noKey`` where the row has none itself.
  public func groups(withKeysOf others: [Column], rowCount: Int) -> [Int32] {
    others.withKeyViews { near in
      columns.withKeyViews { far in
        if let near = NumberKeys(near), let far = NumberKeys(far), near.isAlike(far) {
          guard let table else { return groups(ofOrdered: near, in: far, rowCount) }
          return made(rowCount) { KeyIndex.find(near, in: table, self.others, groups: $0) }
        }
        if let near = NumberPairKeys(near), let far = NumberPairKeys(far),
          near.first.isAlike(far.first)
        {
          return groups(ofOrdered: near, in: far, rowCount)
        }
        if let near = TextKeys(near), let far = TextKeys(far) {
          return groups(ofOrdered: near, in: far, rowCount)
        }
        if let near = TextPairKeys(near), let far = TextPairKeys(far) {
          return groups(ofOrdered: near, in: far, rowCount)
        }
        return made(rowCount) { find(ColumnKeys(near), in: ColumnKeys(far), from: 0, $0) }
      }
    }
  }

  /// Goes along both tables as long as that finds the keys, and looks in the hash table for all others.
  private func groups<Keys: OrderedKeys>(
    ofOrdered near: Keys, in far: Keys, _ rowCount: Int
  ) -> [Int32] {
    made(rowCount) { groups in
      let foundCount = order?.findGroups(of: near, in: far, firstRows: firstRows, groups) ?? 0
      if foundCount < rowCount { find(near, in: far, from: foundCount, groups) }
    }
  }

  private func find<Keys: RowKeys>(
    _ near: Keys, in far: Keys, from first: Int, _ groups: UnsafeMutableBufferPointer<Int32>
  ) {
    firstRows.withUnsafeBufferPointer { firstRows in
      slots.slots(far, firstRows: firstRows, hashMask: hashMask).withView { slots in
        var search = KeySearch(
          near: near, far: far, firstRows: firstRows, slots: slots, hashMask: hashMask)
        search.run(from: first, groups)
      }
    }
  }

  private func made(
    _ count: Int, _ find: (UnsafeMutableBufferPointer<Int32>) -> Void
  ) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: count) { groups, initialized in
      find(UnsafeMutableBufferPointer(rebasing: groups[..<count]))
      initialized = count
    }
  }
}

/// Looks the keys of one table up in the index of another.
private struct KeySearch<Keys: RowKeys> {
  let near: Keys
  let far: Keys
  let firstRows: UnsafeBufferPointer<Int32>
  let slots: KeySlots.View
  let hashMask: UInt64
  /// The group found last.
  private var last = 0

  init(
    near: Keys, far: Keys, firstRows: UnsafeBufferPointer<Int32>, slots: KeySlots.View,
    hashMask: UInt64
  ) {
    self.near = near
    self.far = far
    self.firstRows = firstRows
    self.slots = slots
    self.hashMask = hashMask
  }

  /// Exports in the order of their orders have neighbouring keys in neighbouring rows: then the neighbour is looked at
  /// before the hash table, most of which is not in the processor's cache. Where that does not help it is tried
  /// again now and then.
  mutating func run(from first: Int, _ groups: UnsafeMutableBufferPointer<Int32>) {
    var batch = KeyBatch()
    var isInOrder = true
    for (number, start) in stride(from: first, to: groups.count, by: KeyBatch.size).enumerated() {
      let rows = start..<min(start + KeyBatch.size, groups.count)
      if isInOrder || number % 16 == 0 {
        isInOrder = searchNeighbours(rows, groups)
      } else {
        search(rows, &batch, groups)
      }
    }
  }

  /// Row by row, each in the group of the row before and the next ones, then by its hash.
  ///
  /// - Returns: whether most rows were found so.
  private mutating func searchNeighbours(
    _ rows: Range<Int>, _ groups: UnsafeMutableBufferPointer<Int32>
  ) -> Bool {
    var last = last
    var missCount = 0
    for row in rows {
      guard near.hasKey(row) else {
        groups[row] = KeyIndex.noKey
        continue
      }
      var found: Int32 = KeyIndex.absent
      var group = last
      let end = Swift.min(last &+ Keys.reach, firstRows.count)
      while group < end {
        if near.isSame(row, as: far, Int(firstRows[group])) {
          found = Int32(truncatingIfNeeded: group)
          break
        }
        group &+= 1
      }
      if found < 0 {
        missCount &+= 1
        found = search(row, near.hash(row) & hashMask)
      }
      groups[row] = found
      if found >= 0 { last = Int(found) }
    }
    self.last = last
    return missCount * 2 < rows.count
  }

  private func search(
    _ rows: Range<Int>, _ batch: inout KeyBatch, _ groups: UnsafeMutableBufferPointer<Int32>
  ) {
    batch.take(rows, of: near, hashMask, groups: groups)
    batch.readSlots(slots)
    for place in 0..<batch.count {
      let (row, hash, candidate) = batch.row(at: place)
      if candidate >= 0, near.isSame(row, as: far, Int(firstRows[Int(candidate)])) {
        groups[row] = candidate
      } else {
        groups[row] = search(row, hash)
      }
    }
    batch.repeatGroups(rows, in: groups)
  }

  @inline(__always)
  private func search(_ row: Int, _ hash: UInt64) -> Int32 {
    slots.find(hash) { near.isSame(row, as: far, Int(firstRows[$0])) }.group
  }
}
