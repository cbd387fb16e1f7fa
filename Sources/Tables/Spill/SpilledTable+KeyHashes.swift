import Synchronization

/// The hashes of keys that were made of a table.
final class KeyHashes: Sendable {
  /// For each list of fields those on disk, segment by segment.
  let blocks = Mutex<[[Int]: [SpillBlock]]>([:])
  /// For each list of fields those in memory.
  let arrays = Mutex<[[Int]: [UInt32]]>([:])
}

extension SpilledTable {
  /// Calls `body` with hashes of the values of some fields, row by row: 0 for a row without key, since one of the values
  /// is missing or unreadable, and never 0 otherwise.
  ///
  /// Equal keys have equal hashes across tables, however their values are kept. They are made once and kept beside the
  /// columns.
  ///
  /// - Parameter rows: those that somebody asks for; of all others some may be left out.
  public func forEachKeyHash(
    of fields: [Int], in rows: RowSelection = .all,
    _ body: (_ firstRow: Int, UnsafeBufferPointer<UInt32>) throws(SpillFault) -> Void
  ) throws(SpillFault) {
    precondition(!fields.isEmpty, "a key has at least one value")
    switch place {
    case .memory(let table):
      let hashes = keyHashes.arrays.withLock { known in
        if let hashes = known[fields] { return hashes }
        let hashes = table.keyHashes(of: fields)
        known[fields] = hashes
        return hashes
      }
      try hashes.lend { hashes throws(SpillFault) in try body(0, hashes) }
    case .disk(let stored):
      let buffer = SpillBuffer()
      for (number, block) in try keyHashes(of: fields, stored).enumerated() {
        let segment = stored.rows(of: number)
        guard rows.hasRow(in: segment) else { continue }
        try buffer.read(block, of: stored.folder)
        try body(segment.lowerBound, buffer.take(UInt32.self))
      }
    }
  }

  private func keyHashes(
    of fields: [Int], _ rows: SpilledRows
  ) throws(SpillFault) -> [SpillBlock] {
    if let blocks = keyHashes.blocks.withLock({ $0[fields] }) { return blocks }
    var blocks: [SpillBlock] = []
    let buffer = SpillBuffer()
    let readers = fields.map { _ in SpillBuffer() }
    for segment in rows.segments {
      let hashes = try segment.keyHashes(of: fields, rows.folder, through: readers)
      buffer.begin()
      buffer.append(hashes)
      blocks.append(buffer.write(to: rows.folder))
      if let fault = rows.folder.fault { throw fault }
    }
    keyHashes.blocks.withLock { $0[fields] = blocks }
    return blocks
  }
}

extension Table {
  fileprivate func keyHashes(of fields: [Int]) -> [UInt32] {
    let columns = fields.compactMap { self.columns[$0] }
    guard columns.count == fields.count else { return [UInt32](repeating: 0, count: rowCount) }
    return columns.withKeyViews { [UInt32](hashesOf: $0, rowCount: rowCount) }
  }
}

extension SpilledSegment {
  /// - Parameter readers: one for each of the fields, as all are looked at together.
  fileprivate func keyHashes(
    of fields: [Int], _ folder: SpillFolder, through readers: [SpillBuffer]
  ) throws(SpillFault) -> [UInt32] {
    var views: [KeyView] = []
    var hashesOfEntries: [UnsafeMutableBufferPointer<UInt64>] = []
    defer { for hashes in hashesOfEntries { hashes.deallocate() } }
    for (field, reader) in zip(fields, readers) {
      switch columns[field] {
      case .absent, .missing: return [UInt32](repeating: 0, count: rowCount)
      case .unkept: preconditionFailure("fields of keys are kept")
      case .stored(let block, let shape):
        try reader.read(block, of: folder)
        var view = reader.takeColumn(shape)
        if case .dictionary(_, let count) = shape, case .text(let texts, _) = view.values {
          let hashes = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: Int(count))
          for entry in 0..<Int(count) {
            hashes.initializeElement(at: entry, to: UInt64(hashOf: texts.text(ofEntry: entry)))
          }
          hashesOfEntries.append(hashes)
          view = KeyView(
            states: view.states, values: .text(texts, hashes: UnsafeBufferPointer(hashes)))
        }
        views.append(view)
      }
    }
    return views.withUnsafeBufferPointer { [UInt32](hashesOf: $0, rowCount: rowCount) }
  }
}

extension [UInt32] {
  /// The hashes of rows' keys; 0 for rows without one.
  fileprivate init(hashesOf views: UnsafeBufferPointer<KeyView>, rowCount: Int) {
    if let keys = TextKeys(views) {
      self.init(hashesOf: keys, rowCount: rowCount)
    } else if let keys = TextPairKeys(views) {
      self.init(hashesOf: keys, rowCount: rowCount)
    } else {
      self.init(hashesOf: ColumnKeys(views), rowCount: rowCount)
    }
  }

  private init(hashesOf keys: some RowKeys, rowCount: Int) {
    self.init(unsafeUninitializedCapacity: rowCount) { hashes, count in
      for row in 0..<rowCount {
        let hash = keys.hasKey(row) ? keys.hash(row) : 0
        let folded = UInt32(truncatingIfNeeded: hash ^ hash &>> 32)
        hashes[row] = keys.hasKey(row) ? Swift.max(folded, 1) : 0
      }
      count = rowCount
    }
  }

  /// Calls `body` with the values where they lie.
  fileprivate func lend(
    _ body: (UnsafeBufferPointer<UInt32>) throws(SpillFault) -> Void
  ) throws(SpillFault) {
    let result = withUnsafeBufferPointer { values in
      Result { () throws(SpillFault) in try body(values) }
    }
    try result.get()
  }
}
