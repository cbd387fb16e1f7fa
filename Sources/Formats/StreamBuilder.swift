/// The records of one stream that a ``RecordAssembler`` has collected, the last of which may be
/// open.
struct StreamBuilder: ~Copyable {
  var batch: BatchBuilder
  /// The values that only nested records ask for, as many a record as the plan has hidden slots.
  var hidden: GrowingBuffer<Cell>
  /// The number of records begun, rejects included.
  var seen = 0
  var handedOn = 0
  /// For each slot, whether any record had a value in it.
  var everSet: GrowingBuffer<Bool>
  private var keptEverSet: GrowingBuffer<Bool>
  /// What the streams of the subtree held when the open record began.
  var marks: [Mark]
  var open = OpenRecord()
  var isOpen = false
  private let hiddenCount: Int

  struct OpenRecord {
    var position = RecordPosition(record: 0, line: 1, byte: 0)
    var fault: FormatReject?
  }

  struct Mark: BitwiseCopyable {
    var batch = BatchBuilder.Mark()
    var hidden = 0
  }

  init(_ plan: StreamPlan) {
    batch = BatchBuilder(stream: plan.stream, fieldCount: plan.fieldCount)
    hidden = GrowingBuffer(capacity: plan.hiddenCount * 256)
    hiddenCount = plan.hiddenCount
    everSet = GrowingBuffer(capacity: plan.slots.count)
    everSet.append(repeating: false, count: plan.slots.count)
    keptEverSet = GrowingBuffer(capacity: plan.slots.count)
    marks = Array(repeating: Mark(), count: plan.subtree.count)
  }

  var mark: Mark { Mark(batch: batch.mark, hidden: hidden.count) }

  mutating func keepEverSet() {
    keptEverSet.base.update(from: everSet.base, count: everSet.count)
  }

  mutating func returnToEverSet() {
    everSet.base.update(from: keptEverSet.base, count: everSet.count)
  }

  mutating func truncate(to mark: Mark) {
    batch.truncate(to: mark.batch)
    hidden.truncate(to: mark.hidden)
  }

  /// - Parameter parentRow: the number of the parent's record, or -1.
  mutating func begin(line: Int, byte: Int, parentRow: Int) {
    seen += 1
    isOpen = true
    open.position = RecordPosition(record: seen, line: line, byte: byte)
    // Hardly any record has one, and letting go of it costs even where there is none.
    if open.fault != nil { open.fault = nil }
    batch.positions.append(open.position)
    if parentRow >= 0 { batch.parents.append(parentRow) }
    batch.cells.append(repeating: Cell(kind: .absent), count: batch.fieldCount)
    hidden.append(repeating: Cell(kind: .absent), count: hiddenCount)
  }

  /// Sets a value of the last record to the text behind `textStart`.
  mutating func set(_ slot: Int, kind: Cell.Kind, textStart: Int, line: Int, byte: Int) {
    everSet.base[slot] = true
    cell(slot).pointee = Cell(
      kind: kind, start: UInt32(textStart), length: UInt32(batch.text.count - textStart),
      byteOffset: Int32(clamping: byte - open.position.byte),
      lineOffset: Int32(clamping: line - open.position.line))
  }

  /// The cells of the last record's fields.
  var lastCells: UnsafeMutablePointer<Cell> {
    batch.cells.base + (batch.cells.count - batch.fieldCount)
  }

  /// The cell of a slot in a record, by default the last.
  func cell(_ slot: Int, row: Int? = nil) -> UnsafeMutablePointer<Cell> {
    let row = row ?? batch.recordCount - 1
    return slot < batch.fieldCount
      ? batch.cells.base + (row * batch.fieldCount + slot)
      : hidden.base + (row * hiddenCount + slot - batch.fieldCount)
  }
}
