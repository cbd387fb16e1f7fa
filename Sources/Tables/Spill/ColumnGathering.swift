/// Puts the values of one field together out of the segments of a table, whole segments or some of their rows.
struct ColumnGathering {
  private let shape: FieldShape
  private let rowCount: Int
  private var count = 0
  private var states: [CellState] = []
  private var texts: GatheredTexts
  private var numbers: GatheredNumbers
  private var booleans: [Bool] = []
  private var days: [Int32] = []
  private var moments: [Int64] = []
  private var offsets: [Int32] = []

  /// - Parameters:
  ///   - rowCount: how many rows there will be.
  ///   - share: which part of all rows that is.
  init(_ shape: FieldShape, rowCount: Int, share: Double) {
    self.shape = shape
    self.rowCount = rowCount
    texts = GatheredTexts(isDictionary: shape.isDictionary)
    numbers = GatheredNumbers(shape)
    switch shape.kind {
    case .unknown: break
    case .text:
      texts.reserve(count: rowCount, byteCount: Int(Double(shape.byteCount) * share))
    case .number: numbers.reserve(rowCount)
    case .boolean: booleans.reserveCapacity(rowCount)
    case .date: days.reserveCapacity(rowCount)
    case .dateTime: moments.reserveCapacity(rowCount)
    }
  }

  /// Adds some rows of a segment that begins at the row `first`.
  mutating func append(
    _ column: StoredColumn, _ part: RowPart, from first: Int, of folder: SpillFolder,
    through buffer: SpillBuffer
  ) throws(SpillFault) {
    switch column {
    case .absent: preconditionFailure("what some export brings is missing where another lacks it")
    case .unkept: count += part.count
    case .missing(let state): appendMissing(state, part.count)
    case .stored(let block, let shape):
      try buffer.read(block, of: folder)
      var entryCount = 0
      if case .dictionary(_, let count) = shape { entryCount = Int(count) }
      append(buffer.takeColumn(shape), entryCount: entryCount, part, from: first)
    }
  }

  /// Adds rows that have no value.
  private mutating func appendMissing(_ state: CellState, _ added: Int) {
    spellOutStates()
    states.append(contentsOf: repeatElement(state, count: added))
    switch shape.kind {
    case .unknown: break
    case .text: texts.appendMissing(added)
    case .number: numbers.appendMissing(added)
    case .boolean: booleans.append(contentsOf: repeatElement(false, count: added))
    case .date: days.append(contentsOf: repeatElement(0, count: added))
    case .dateTime:
      moments.append(contentsOf: repeatElement(0, count: added))
      if !offsets.isEmpty {
        offsets.append(contentsOf: repeatElement(Column.noOffset, count: added))
      }
    }
    count += added
  }

  private mutating func append(
    _ view: KeyView, entryCount: Int, _ part: RowPart, from first: Int
  ) {
    if !view.states.isEmpty {
      spellOutStates()
      states.append(view.states, part, from: first)
    } else if !states.isEmpty {
      states.append(contentsOf: repeatElement(.present, count: part.count))
    }
    switch view.values {
    case .text(let view, _): texts.append(view, entryCount: entryCount, part, from: first)
    case .small(let values, let scale): numbers.append(values, scale, part, from: first)
    case .scaled(let values, let scale): numbers.append(values, scale, part, from: first)
    case .decimals(let values): numbers.append(values, part, from: first)
    case .booleans(let values): booleans.append(values, part, from: first)
    case .days(let values): days.append(values, part, from: first)
    case .moments(let values, let others):
      if !others.isEmpty, offsets.isEmpty {
        offsets.reserveCapacity(rowCount)
        offsets.append(contentsOf: repeatElement(Column.noOffset, count: count))
      }
      moments.append(values, part, from: first)
      if !others.isEmpty {
        offsets.append(others, part, from: first)
      } else if !offsets.isEmpty {
        offsets.append(contentsOf: repeatElement(Column.noOffset, count: part.count))
      }
    }
    count += part.count
  }

  private mutating func spellOutStates() {
    guard states.isEmpty else { return }
    states.reserveCapacity(rowCount)
    states.append(contentsOf: repeatElement(.present, count: count))
  }

  /// The column of everything added.
  ///
  /// - Parameter kind: what it holds, where that does not follow from the values, since there are none.
  mutating func finished(_ kind: ColumnBuilder.Kind = .text) -> Column {
    if shape.isUnkept { return Column(unkept: count) }
    let storage: Column.Storage =
      switch shape.kind {
      case .unknown: Column.Storage(fillers: count, of: kind)
      case .text: texts.storage
      case .number: numbers.storage
      case .boolean: .booleans(booleans)
      case .date: .dates(days)
      case .dateTime: .dateTimes(nanoseconds: moments, offsets: offsets)
      }
    return Column(storage: storage, states: states)
  }
}

extension Column.Storage {
  /// As many fillers: no row has a value.
  fileprivate init(fillers count: Int, of kind: ColumnBuilder.Kind) {
    switch kind {
    case .text, .words:
      var texts = GatheredTexts(isDictionary: kind == .words)
      texts.appendMissing(count)
      self = texts.storage
    case .number: self = .small(values: [Int32](repeating: 0, count: count), scale: 0)
    case .boolean: self = .booleans([Bool](repeating: false, count: count))
    case .date: self = .dates([Int32](repeating: 0, count: count))
    case .dateTime:
      self = .dateTimes(nanoseconds: [Int64](repeating: 0, count: count), offsets: [])
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Adds the values of some rows; those of the row `first` come first.
  @inline(__always)
  mutating func append(_ values: UnsafeBufferPointer<Element>, _ part: RowPart, from first: Int) {
    switch part {
    case .range(let range):
      let own = range.lowerBound - first..<range.upperBound - first
      append(contentsOf: UnsafeBufferPointer(rebasing: values[own]))
    case .rows(let rows):
      rows.withUnsafeBufferPointer { for row in $0 { append(values[Int(row) &- first]) } }
    }
  }
}
