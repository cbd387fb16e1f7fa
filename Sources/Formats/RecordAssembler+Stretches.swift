// Records whose values stand in the text of a stretch of the export.

extension RecordAssembler {
  /// Whether any records wait to be handed on.
  var isEmpty: Bool {
    for stream in 0..<plans.count where builders[stream].batch.recordCount > 0 { return false }
    return true
  }

  /// Hands on the records of a stretch, all of which are whole, parents first.
  ///
  /// All batches share one text: the stretch, and behind it the texts that stand in it with escapes.
  mutating func handOn(
    _ stretch: UnsafeBufferPointer<UInt8>, _ unescaped: UnescapedTexts,
    onBatch: (RecordBatch) -> Void
  ) {
    unescaped.settle(behind: stretch.count, in: builders)
    let added = unescaped.bytes.count
    let text = [UInt8](unsafeUninitializedCapacity: stretch.count + added) { bytes, count in
      let start = bytes.baseAddress!
      start.update(from: stretch.baseAddress!, count: stretch.count)
      (start + stretch.count).update(from: unescaped.bytes.base, count: added)
      count = stretch.count + added
    }
    // No byte below 0x20 stands in a text but by an escape.
    let mayHoldZeroBytes = (0..<added).contains { unescaped.bytes.base[$0] == 0 }
    for plan in plans where builders[plan.stream].batch.recordCount > 0 {
      inherit(plan)
      builders[plan.stream].noteSetFields()
    }
    for plan in plans where builders[plan.stream].batch.recordCount > 0 {
      builders[plan.stream].isOpen = false
      builders[plan.stream].handedOn += builders[plan.stream].batch.recordCount
      builders[plan.stream].hidden.truncate(to: 0)
      var batch = builders[plan.stream].batch.takeBatch(text: text)
      batch.mayHoldZeroBytes = mayHoldZeroBytes
      batch.ownTextBytes = text.count / plans.count
      onBatch(batch)
    }
  }

  /// Fills in what all records of a stream take over from those around them, whose text is theirs as well.
  private func inherit(_ plan: StreamPlan) {
    guard let parent = plan.parent else { return }
    let stream = plan.stream
    for (slot, parentSlot) in plan.parentSlots.enumerated() {
      guard let parentSlot else { continue }
      let handedOn = builders[parent].handedOn
      for row in 0..<builders[stream].batch.recordCount {
        let parentRow = builders[stream].batch.parents.base[row] - handedOn
        var cell = builders[parent].cell(parentSlot, row: parentRow).pointee
        if cell.kind == .absent { continue }
        let from = builders[parent].batch.positions.base[parentRow]
        let to = builders[stream].batch.positions.base[row]
        cell.byteOffset = Int32(clamping: from.byte + Int(cell.byteOffset) - to.byte)
        cell.lineOffset = Int32(clamping: from.line + Int(cell.lineOffset) - to.line)
        builders[stream].cell(slot, row: row).pointee = cell
      }
    }
  }

  /// Remembers what was collected, while no record is open; ``returnToMarks()`` forgets what came since.
  func markPlace() {
    for stream in 0..<plans.count { kept[stream] = (builders[stream].mark, builders[stream].seen) }
  }

  func returnToMarks() {
    for stream in 0..<plans.count {
      builders[stream].truncate(to: kept[stream].mark)
      builders[stream].seen = kept[stream].seen
      builders[stream].isOpen = false
    }
  }

  /// Whether enough records were collected for a batch.
  var isAnyFull: Bool {
    for stream in 0..<plans.count where builders[stream].batch.isFull { return true }
    return false
  }
}

extension StreamBuilder {
  /// Notes which fields the records collected have.
  fileprivate mutating func noteSetFields() {
    let fieldCount = batch.fieldCount
    for slot in 0..<fieldCount where !everSet.base[slot] {
      everSet.base[slot] = (0..<batch.recordCount).contains {
        batch.cells.base[$0 * fieldCount + slot].kind != .absent
      }
    }
  }
}
