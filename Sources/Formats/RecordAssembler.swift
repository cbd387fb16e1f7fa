/// Puts records together that are nested in each other, and hands them on in batches.
///
/// A reader begins a record, sets its values in any order, and ends it. Only when an outermost
/// record has ended are it and everything in it certain to stay: a rejected record takes the
/// records nested in it along.
struct RecordAssembler: ~Copyable {
  let plans: [StreamPlan]
  /// For each stream, whether records in its records take something over from those around them.
  private let takesOver: [Bool]
  /// For each stream the one around it, or -1, and its subtree, beside the plans: a plan is several arrays, whose
  /// references would be counted at every record.
  private let parents: [Int]
  private let subtrees: [[Int]]
  /// One for each stream; those who read plain records set values in them directly.
  let builders: UnsafeMutablePointer<StreamBuilder>
  /// What the streams held at ``keepPlace()``.
  let kept: UnsafeMutablePointer<(mark: StreamBuilder.Mark, seen: Int)>
  private(set) var log: RejectLog
  /// The streams that have a record open, from the outermost to the innermost.
  private(set) var openStreams: [Int] = []

  init(plans: [StreamPlan], limits: FormatLimits, encoding: TextEncoding) {
    self.plans = plans
    takesOver = plans.map { plan in
      plan.subtree.contains { plans[$0].parentSlots.contains { $0 != nil } }
    }
    parents = plans.map { $0.parent ?? -1 }
    subtrees = plans.map(\.subtree)
    log = RejectLog(limits: limits, encoding: encoding)
    builders = .allocate(capacity: plans.count)
    kept = .allocate(capacity: plans.count)
    kept.initialize(repeating: (StreamBuilder.Mark(), 0), count: plans.count)
    for (index, plan) in plans.enumerated() {
      (builders + index).initialize(to: StreamBuilder(plan))
    }
  }

  deinit {
    builders.deinitialize(count: plans.count)
    builders.deallocate()
    kept.deallocate()
  }

  var innermostStream: Int? { openStreams.last }

  func isOpen(_ stream: Int) -> Bool { builders[stream].isOpen }

  /// Where the open record of a stream starts.
  func position(of stream: Int) -> RecordPosition { builders[stream].open.position }

  /// The position that a record starting now would have.
  func nextPosition(of stream: Int, line: Int, byte: Int) -> RecordPosition {
    RecordPosition(record: builders[stream].seen + 1, line: line, byte: byte)
  }

  /// Opens a record of a stream, nested in the open record of the stream's parent.
  mutating func begin(_ stream: Int, line: Int, byte: Int) {
    for i in 0..<subtrees[stream].count {
      builders[stream].marks[i] = builders[subtrees[stream][i]].mark
    }
    var parentRow = -1
    let parent = parents[stream]
    if parent >= 0 {
      parentRow = builders[parent].handedOn + builders[parent].batch.recordCount - 1
    }
    builders[stream].begin(line: line, byte: byte, parentRow: parentRow)
    openStreams.append(stream)
  }

  /// Whether the open record has a value in a slot already.
  func isSet(_ slot: Int, of stream: Int) -> Bool {
    builders[stream].cell(slot).pointee.kind != .absent
  }

  /// Whether the open record has just this value in a slot.
  func holds(
    _ text: UnsafeBufferPointer<UInt8>, kind: Cell.Kind, in slot: Int, of stream: Int
  ) -> Bool {
    let cell = builders[stream].cell(slot).pointee
    guard cell.kind == kind, cell.length == text.count else { return false }
    let start = builders[stream].batch.text.base + Int(cell.start)
    return UnsafeBufferPointer(start: start, count: text.count).elementsEqual(text)
  }

  /// Sets a value of the open record.
  ///
  /// - Parameters:
  ///   - line: the line it starts in, and `byte` the byte on disk.
  mutating func set(
    _ slot: Int, of stream: Int, kind: Cell.Kind, text: UnsafeBufferPointer<UInt8>, line: Int,
    byte: Int
  ) {
    let start = builders[stream].batch.text.count
    if text.count > 0 {
      builders[stream].batch.text.append(text.baseAddress!, count: text.count)
    }
    builders[stream].set(slot, kind: kind, textStart: start, line: line, byte: byte)
  }

  /// Sets a value of the open record to a JSON string, without its escapes.
  mutating func setUnescaped(
    _ slot: Int, of stream: Int, text: UnsafeBufferPointer<UInt8>, line: Int, byte: Int
  ) {
    let start = builders[stream].batch.text.count
    JSONEscape.appendUnescaped(text, to: &builders[stream].batch.text)
    builders[stream].set(slot, kind: .text, textStart: start, line: line, byte: byte)
  }

  /// Says that the open record of a stream cannot be kept; only the first reason counts.
  mutating func fail(
    _ stream: Int, code: String, line: Int, byte: Int, column: String? = nil, _ message: String
  ) {
    guard builders[stream].open.fault == nil else { return }
    builders[stream].open.fault = FormatReject(
      code: code, stream: stream, position: builders[stream].open.position, line: line, byte: byte,
      column: column, message: message)
  }

  /// Ends the innermost open record, and takes it out again if it failed.
  ///
  /// - Parameter text: the record as it stands in the export, or its beginning.
  mutating func end(
    text: UnsafeBufferPointer<UInt8>, onBatch: (RecordBatch) -> Void
  ) {
    let stream = openStreams.removeLast()
    builders[stream].isOpen = false
    if builders[stream].open.fault != nil, var fault = builders[stream].open.fault {
      let nested = takeOut(stream)
      if nested > 0 { fault.message += "; \(nested) nested records go with it" }
      log.add(fault, text: text)
      builders[stream].open.fault = nil
    }
    guard openStreams.isEmpty else { return }
    if takesOver[stream] { inherit(plans[stream]) }
    if isAnyFull(of: subtrees[stream]) { handOn(onBatch) }
  }

  private func isAnyFull(of streams: [Int]) -> Bool {
    for stream in streams where builders[stream].batch.isFull { return true }
    return false
  }

  /// Gives up all open records without a reject of their own.
  mutating func abandon() {
    guard let outermost = openStreams.first else { return }
    for stream in openStreams {
      builders[stream].open.fault = nil
      builders[stream].isOpen = false
    }
    _ = takeOut(outermost)
    openStreams = []
  }

  mutating func reject(_ reject: FormatReject, text: UnsafeBufferPointer<UInt8>) {
    builders[reject.stream].seen = max(builders[reject.stream].seen, reject.position.record)
    log.add(reject, text: text)
  }

  mutating func shownText(_ text: UnsafeBufferPointer<UInt8>) -> String { log.shownText(text) }

  /// Hands on whatever was collected, parents first.
  mutating func handOn(_ onBatch: (RecordBatch) -> Void) {
    for plan in plans where builders[plan.stream].batch.recordCount > 0 {
      builders[plan.stream].handedOn += builders[plan.stream].batch.recordCount
      builders[plan.stream].hidden.truncate(to: 0)
      onBatch(builders[plan.stream].batch.takeBatch())
    }
  }

  /// The number of records handed on, for each stream.
  var recordCounts: [Int] { plans.map { builders[$0.stream].handedOn } }

  /// The fields, for each stream, that no record had.
  var absentFields: [[String]] {
    plans.map { plan in
      (0..<plan.fieldCount).filter { !builders[plan.stream].everSet.base[$0] }.map {
        plan.slots[$0]
      }
    }
  }
}

extension RecordAssembler {
  /// Remembers what was collected, while no record is open.
  func keepPlace() {
    for stream in 0..<plans.count {
      kept[stream] = (builders[stream].mark, builders[stream].seen)
      builders[stream].keepEverSet()
    }
  }

  /// Forgets what was collected after ``keepPlace()``, as if it had never been read.
  mutating func returnToPlace() {
    for stream in 0..<plans.count {
      builders[stream].truncate(to: kept[stream].mark)
      builders[stream].seen = kept[stream].seen
      builders[stream].returnToEverSet()
      builders[stream].isOpen = false
    }
    openStreams.removeAll(keepingCapacity: true)
  }

  /// Takes the last record of a stream out again, with all nested in it; returns how many those
  /// were.
  private func takeOut(_ stream: Int) -> Int {
    var nested = 0
    for (i, member) in plans[stream].subtree.enumerated() {
      let mark = builders[stream].marks[i]
      if member != stream { nested += builders[member].batch.recordCount - mark.batch.records }
      builders[member].truncate(to: mark)
    }
    return nested
  }

  /// Fills in what the records within an outermost record take over from those around them.
  private func inherit(_ outermost: StreamPlan) {
    for (i, stream) in outermost.subtree.enumerated() {
      guard let parent = plans[stream].parent else { continue }
      let parentSlots = plans[stream].parentSlots
      guard parentSlots.contains(where: { $0 != nil }) else { continue }
      let first = builders[outermost.stream].marks[i].batch.records
      for (slot, parentSlot) in parentSlots.enumerated() {
        guard let parentSlot else { continue }
        inherit(slot, of: stream, from: parentSlot, of: parent, firstRow: first)
      }
    }
  }

  private func inherit(
    _ slot: Int, of stream: Int, from parentSlot: Int, of parent: Int, firstRow: Int
  ) {
    var lastParentRow = -1
    var textStart = 0
    for row in firstRow..<builders[stream].batch.recordCount {
      let parentRow = builders[stream].batch.parents.base[row] - builders[parent].handedOn
      let source = builders[parent].cell(parentSlot, row: parentRow).pointee
      if source.kind == .absent { continue }
      if parentRow != lastParentRow {
        // The children of one parent share its text.
        lastParentRow = parentRow
        textStart = builders[stream].batch.text.count
        builders[stream].batch.text.append(
          builders[parent].batch.text.base + Int(source.start), count: Int(source.length))
      }
      let (from, to) = (
        builders[parent].batch.positions.base[parentRow],
        builders[stream].batch.positions.base[row]
      )
      builders[stream].everSet.base[slot] = true
      builders[stream].cell(slot, row: row).pointee = Cell(
        kind: source.kind, start: UInt32(textStart), length: source.length,
        byteOffset: Int32(clamping: from.byte + Int(source.byteOffset) - to.byte),
        lineOffset: Int32(clamping: from.line + Int(source.lineOffset) - to.line))
    }
  }
}
