/// Collects the records of one stream until there are enough of them for a batch.
struct BatchBuilder: ~Copyable {
  let stream: Int
  let fieldCount: Int
  var text = GrowingBuffer<UInt8>(capacity: BatchBuilder.fullTextBytes + 4096)
  var cells: GrowingBuffer<Cell>
  var positions = GrowingBuffer<RecordPosition>()
  var parents = GrowingBuffer<Int>()
  var otherValues: [Int: Int] = [:]

  /// What a batch holds at most, but for the records nested in its last one.
  static let fullRecordCount = 4096
  static let fullTextBytes = 1 << 20

  init(stream: Int, fieldCount: Int) {
    self.stream = stream
    self.fieldCount = fieldCount
    cells = GrowingBuffer(capacity: fieldCount * 256)
  }

  var recordCount: Int { positions.count }

  var isFull: Bool { positions.count >= Self.fullRecordCount || text.count >= Self.fullTextBytes }

  /// Returns the records collected so far and starts anew.
  ///
  /// - Parameter shared: the text that their cells lie in; nil when it was collected with them.
  mutating func takeBatch(text shared: [UInt8]? = nil) -> RecordBatch {
    var batch = RecordBatch(stream: stream, fieldCount: fieldCount)
    batch.text = shared ?? text.array()
    batch.cells = cells.array()
    batch.positions = positions.array()
    batch.parents = parents.array()
    batch.otherValues = otherValues
    otherValues.removeAll(keepingCapacity: true)
    truncate(to: Mark())
    return batch
  }

  /// How much was collected at some time.
  struct Mark: BitwiseCopyable {
    var text = 0
    var cells = 0
    var records = 0
    var parents = 0
  }

  var mark: Mark {
    Mark(
      text: text.count, cells: cells.count, records: positions.count, parents: parents.count)
  }

  /// Drops what was collected after `mark`.
  mutating func truncate(to mark: Mark) {
    text.truncate(to: mark.text)
    cells.truncate(to: mark.cells)
    positions.truncate(to: mark.records)
    parents.truncate(to: mark.parents)
  }
}
