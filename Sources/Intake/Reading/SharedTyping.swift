import Formats
import Glibc
import Synchronization
import Values

/// Types the columns of exports that are read at the same time.
///
/// A column takes the batches of its export one after the other, whoever adds them to it: the thread that reads the
/// export, or one that has no file left to read. So a single large export is read by several threads, and what comes
/// out does not depend on how many there are.
final class SharedTyping: Sendable {
  private let state = Mutex(State())

  private struct State {
    var streams: [OpenStream] = []
    /// How many threads have no file left to read.
    var helperCount = 0
  }

  /// How many batches of a stream, and of how many bytes, may wait before its reader sees to them itself.
  private static let mostWaiting = 8
  private static let mostBytesWaiting = 8 << 20

  /// A stream that is being read. All of it is looked at behind the lock alone; a column belongs to the one that made it
  /// busy.
  private final class OpenStream: @unchecked Sendable {
    let columns: [ColumnTyping]
    /// What some column does not have yet, the oldest first.
    var batches: [TypedBatch] = []
    var byteCount = 0
    /// For each column how many of those it has, and whether somebody adds the next.
    var places: [(count: Int, isBusy: Bool)]

    init(_ columns: [ColumnTyping]) {
      self.columns = columns
      places = columns.map { _ in (0, false) }
    }

    /// The column that is most behind of those that nobody is busy with, and what is to be added to it.
    func take() -> (column: Int, batch: TypedBatch)? {
      let free = places.indices.filter { !places[$0].isBusy && places[$0].count < batches.count }
      guard let column = free.min(by: { places[$0].count < places[$1].count }) else { return nil }
      places[column].isBusy = true
      return (column, batches[places[column].count])
    }

    /// Notes that a column has what was taken for it.
    func note(_ column: Int) {
      places[column].isBusy = false
      places[column].count += 1
      guard places.allSatisfy({ $0.count > 0 }) else { return }
      byteCount -= batches.removeFirst().byteCount
      for column in places.indices { places[column].count -= 1 }
    }
  }

  /// The columns of one stream, fed by its reader.
  struct Feed {
    fileprivate let owner: SharedTyping
    private let stream: OpenStream

    fileprivate init(_ owner: SharedTyping, _ columns: [ColumnTyping]) {
      self.owner = owner
      let stream = OpenStream(columns)
      self.stream = stream
      owner.state.withLock { $0.streams.append(stream) }
    }

    /// Adds a batch to all columns, at once or while the reader goes on.
    func add(_ batch: TypedBatch) {
      if stream.columns.isEmpty { return }
      let isShared = owner.state.withLock { state in
        if state.helperCount == 0, stream.batches.isEmpty { return false }
        stream.batches.append(batch)
        stream.byteCount += batch.byteCount
        return true
      }
      if isShared { return owner.settle(stream, leaving: mostWaiting) }
      for column in stream.columns { column.append(batch) }
    }

    /// Sees to it that all columns have every batch.
    func settle() { owner.settle(stream, leaving: 0) }

    /// Forgets what was not added yet: nobody is at work at the columns afterwards.
    func close() {
      owner.state.withLock { state in state.streams.removeAll { $0 === stream } }
      while owner.state.withLock({ _ in stream.places.contains(where: \.isBusy) }) { sched_yield() }
    }
  }

  func open(_ columns: [ColumnTyping]) -> Feed { Feed(self, columns) }

  /// Tells readers that there is one more thread to help them, or one less.
  func noteHelper(_ change: Int) { state.withLock { $0.helperCount += change } }

  /// Adds a batch to one column of any stream.
  ///
  /// - Returns: whether there was one to be added.
  func help() -> Bool {
    let taken = state.withLock { state -> (stream: OpenStream, column: Int, batch: TypedBatch)? in
      for stream in state.streams {
        if let (column, batch) = stream.take() { return (stream, column, batch) }
      }
      return nil
    }
    guard let (stream, column, batch) = taken else { return false }
    add(batch, to: column, of: stream)
    return true
  }

  private func settle(_ stream: OpenStream, leaving count: Int) {
    while true {
      let (isDone, taken) = state.withLock { _ in
        let isDone = stream.batches.count <= count && stream.byteCount <= Self.mostBytesWaiting
        return isDone || stream.batches.isEmpty ? (true, nil) : (false, stream.take())
      }
      if isDone { return }
      if let (column, batch) = taken {
        add(batch, to: column, of: stream)
      } else {
        sched_yield()
      }
    }
  }

  private func add(_ batch: TypedBatch, to column: Int, of stream: OpenStream) {
    stream.columns[column].append(batch)
    state.withLock { _ in stream.note(column) }
  }
}

/// The records of a batch that are to be typed.
final class TypedBatch: Sendable {
  /// Its number in the stream.
  let number: Int
  let records: RecordBatch
  let hasZeroBytes: Bool

  /// About how much memory it takes.
  var byteCount: Int { records.text.count + records.cells.count * MemoryLayout<Cell>.stride }

  init(_ number: Int, _ records: RecordBatch) {
    self.number = number
    self.records = records
    hasZeroBytes =
      records.mayHoldZeroBytes
      && records.text.withUnsafeBytes {
        $0.count > 0 && memchr($0.baseAddress!, 0, $0.count) != nil
      }
  }
}

/// The typing of one column, which belongs to one thread at a time.
final class ColumnTyping: @unchecked Sendable {
  var typing: FieldTyping
  let values: CellValues
  private let entity: Int
  private let export: Int
  /// What could not be read, with the number of its batch.
  private(set) var faults: [(batch: Int, unreadable: Unreadable)] = []

  init(_ typing: FieldTyping, _ values: CellValues, entity: Int, export: Int) {
    (self.typing, self.values, self.entity, self.export) = (typing, values, entity, export)
  }

  fileprivate func append(_ batch: TypedBatch) {
    let found = typing.append(values, of: batch.records, hasZeroBytes: batch.hasZeroBytes)
    if found.isEmpty { return }
    faults += found.map {
      (batch.number, unreadable(batch.records, $0.record, $0.cell, $0.fault))
    }
  }

  /// What is told of a value that could not be read.
  func unreadable(
    _ batch: RecordBatch, _ record: Int, _ cell: Cell, _ fault: ValueFault
  ) -> Unreadable {
    let place = batch.positions[record]
    return Unreadable(
      fault, String(decoding: batch.text[cell.range].prefix(4_096), as: UTF8.self),
      of: typing.source, entity: entity,
      at: Position(
        export: export, record: place.record, line: place.line + Int(cell.lineOffset),
        byte: place.byte + Int(cell.byteOffset)))
  }
}
