import Values

/// One column of a segment: what of it is on disk, and how it is to be read.
enum StoredColumn: Sendable {
  /// The export does not bring it.
  case absent
  /// It was read and not kept.
  case unkept
  /// No row has a value, all for the same reason.
  case missing(CellState)
  case stored(SpillBlock, Shape)

  /// How the values lie in the block.
  enum Shape: Sendable {
    case text(width: UInt32)
    case dictionary(width: UInt32, entryCount: UInt32)
    case small(scale: Int16)
    case scaled(scale: Int16)
    case decimals
    case booleans
    case dates
    case dateTimes
  }

  var isAbsent: Bool { if case .absent = self { true } else { false } }

  /// The bytes on disk.
  var byteCount: Int { if case .stored(let block, _) = self { block.byteCount } else { 0 } }

  /// Writes a column.
  init(_ column: Column?, to folder: SpillFolder, through buffer: SpillBuffer) {
    guard let column else {
      self = .absent
      return
    }
    guard column.isKept else {
      self = .unkept
      return
    }
    if let state = column.onlyState, state != .present {
      self = .missing(state)
      return
    }
    buffer.begin()
    let shape = buffer.append(column)
    self = .stored(buffer.write(to: folder), shape)
  }
}

extension Column {
  /// The state of all rows, if it is the same.
  fileprivate var onlyState: CellState? {
    guard let first = states.first else { return count == 0 ? nil : .present }
    return states.allSatisfy { $0 == first } ? first : nil
  }
}

extension SpillBuffer {
  /// Adds what is known of a column's rows, and its values.
  fileprivate func append(_ column: Column) -> StoredColumn.Shape {
    append(column.states)
    switch column.storage {
    case .text(let texts): return append(texts)
    case .numbered(let texts): return append(texts.spelledOut)
    case .dictionary(let ids, let entries):
      append(ids)
      append(entries.ends)
      append(entries.bytes)
      return .dictionary(
        width: UInt32(entries.width), entryCount: UInt32(entries.count))
    case .small(let values, let scale):
      append(values)
      return .small(scale: Int16(scale))
    case .scaled(let values, let scale):
      append(values)
      return .scaled(scale: Int16(scale))
    case .decimals(let values):
      append(values)
      return .decimals
    case .booleans(let values):
      append(values)
      return .booleans
    case .dates(let values):
      append(values)
      return .dates
    case .dateTimes(let values, let offsets):
      append(values)
      append(offsets)
      return .dateTimes
    }
  }

  private func append(_ texts: TextColumn) -> StoredColumn.Shape {
    append(texts.ends)
    append(texts.bytes)
    return .text(width: UInt32(texts.width))
  }

  /// The column of a block that was read, as it lies in memory until another one is read. The entries of a dictionary
  /// have no hashes.
  func takeColumn(_ shape: StoredColumn.Shape) -> KeyView {
    let states = take(CellState.self)
    let noHashes = UnsafeBufferPointer<UInt64>(start: nil, count: 0)
    switch shape {
    case .text(let width):
      let ends = take(UInt32.self)
      let none = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
      let view = TextView(bytes: take(UInt8.self), ends: ends, width: Int(width), ids: none)
      return KeyView(states: states, values: .text(view, hashes: noHashes))
    case .dictionary(let width, _):
      let ids = take(UInt32.self)
      let ends = take(UInt32.self)
      let view = TextView(bytes: take(UInt8.self), ends: ends, width: Int(width), ids: ids)
      return KeyView(states: states, values: .text(view, hashes: noHashes))
    case .small(let scale):
      return KeyView(states: states, values: .small(take(Int32.self), scale: Int(scale)))
    case .scaled(let scale):
      return KeyView(states: states, values: .scaled(take(Int64.self), scale: Int(scale)))
    case .decimals: return KeyView(states: states, values: .decimals(take(Decimal128.self)))
    case .booleans: return KeyView(states: states, values: .booleans(take(Bool.self)))
    case .dates: return KeyView(states: states, values: .days(take(Int32.self)))
    case .dateTimes:
      let values = take(Int64.self)
      return KeyView(states: states, values: .moments(values, offsets: take(Int32.self)))
    }
  }
}
