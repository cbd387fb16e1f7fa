public import Values

/// Where each row of a table stood in the exports.
///
/// Rows follow each other as their records do in an export, so that what is said of one says it of those behind
/// it too: of most rows only the byte is kept.
public struct PositionColumn: Sendable {
  /// The lower half of each row's byte.
  private(set) var bytes: [UInt32] = []
  private(set) var runs: [Run] = []
  /// The record and the line of each row, from when on there are too many runs to be worth it.
  private(set) var places: [Place]?

  /// Rows whose record and line grow by one from each to the next.
  struct Run {
    var firstRow: Int
    var export: Int
    /// What the row's number is less than the record's and the line's.
    var recordOffset: Int
    var lineOffset: Int
    /// The upper half of the byte.
    var byteBase: Int
  }

  struct Place {
    var record: UInt32
    var line: UInt32
  }

  public init() {}

  /// What was kept of another column.
  init(bytes: [UInt32], runs: [Run], places: [Place]?) {
    (self.bytes, self.runs, self.places) = (bytes, runs, places)
  }

  public var count: Int { bytes.count }

  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  public mutating func append(_ position: Position) {
    let row = bytes.count
    bytes.append(UInt32(truncatingIfNeeded: position.byte))
    let own = Run(
      firstRow: row, export: position.export, recordOffset: position.record - row,
      lineOffset: position.line - row, byteBase: position.byte & ~0xFFFF_FFFF)
    if places != nil {
      places!.append(Place(record: UInt32(position.record), line: UInt32(position.line)))
    }
    if continues(own) { return }
    runs.append(own)
    if places == nil, runs.count > 1024, runs.count * 8 > row { spellOut() }
  }

  /// Adds rows whose record and line grow by one from each to the next.
  ///
  /// - Parameters:
  ///   - first: the position of the first.
  ///   - places: where each of them begins, ascending.
  public mutating func append(first: Position, bytes places: UnsafeBufferPointer<Int>) {
    guard let last = places.last else { return }
    let row = bytes.count
    let run = Run(
      firstRow: row, export: first.export, recordOffset: first.record - row,
      lineOffset: first.line - row, byteBase: first.byte & ~0xFFFF_FFFF)
    guard self.places == nil, last & ~0xFFFF_FFFF == run.byteBase else {
      for (number, byte) in places.enumerated() {
        append(
          Position(
            export: first.export, record: first.record + number, line: first.line + number,
            byte: byte))
      }
      return
    }
    bytes.append(contentsOf: places.lazy.map { UInt32(truncatingIfNeeded: $0) })
    if continues(run) { return }
    runs.append(run)
    if runs.count > 1024, runs.count * 8 > row { spellOut() }
  }

  public mutating func append(contentsOf other: PositionColumn) {
    if bytes.isEmpty {
      self = other
      return
    }
    append(other, 0..<other.count)
  }

  /// Adds rows of another column that follow each other.
  mutating func append(_ other: PositionColumn, _ rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    if other.places != nil, places == nil { spellOut() }
    let shift = bytes.count - rows.lowerBound
    if places != nil {
      if let others = other.places {
        places!.append(contentsOf: others[rows])
      } else {
        for row in rows {
          let position = other[row]
          places!.append(Place(record: UInt32(position.record), line: UInt32(position.line)))
        }
      }
    }
    bytes.append(contentsOf: other.bytes[rows])
    for number in other.numberOfRun(at: rows.lowerBound)..<other.runs.count {
      var run = other.runs[number]
      guard run.firstRow < rows.upperBound else { break }
      run.firstRow = max(run.firstRow, rows.lowerBound) + shift
      run.recordOffset -= shift
      run.lineOffset -= shift
      if !continues(run) { runs.append(run) }
    }
    if places == nil, runs.count > 1024, runs.count * 8 > count { spellOut() }
  }

  /// Whether the last run goes on with another.
  private func continues(_ run: Run) -> Bool {
    guard let last = runs.last, last.export == run.export, last.byteBase == run.byteBase else {
      return false
    }
    return places != nil
      || last.recordOffset == run.recordOffset && last.lineOffset == run.lineOffset
  }

  public subscript(row: Int) -> Position {
    let run = runs[numberOfRun(at: row)]
    let place = places?[row]
    return Position(
      export: run.export, record: place.map { Int($0.record) } ?? row + run.recordOffset,
      line: place.map { Int($0.line) } ?? row + run.lineOffset,
      byte: run.byteBase | Int(bytes[row]))
  }

  /// The rows, of some that follow each other, whose records begin on certain lines, in their order.
  public func rows(in rows: Range<Int>, onLines lines: Set<Int>) -> [Int] {
    if let places { return rows.filter { lines.contains(Int(places[$0].line)) } }
    return runs.indices.flatMap { number -> [Int] in
      let end = number + 1 < runs.count ? runs[number + 1].firstRow : count
      let run = (runs[number].firstRow..<end).clamped(to: rows)
      return lines.map { $0 - runs[number].lineOffset }.filter(run.contains).sorted()
    }
  }

  /// The last run that begins at or before a row.
  private func numberOfRun(at row: Int) -> Int {
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].firstRow <= row { low = middle } else { high = middle }
    }
    return low
  }

  /// Keeps the record and the line of each row, and runs only where the export or the upper half changes.
  private mutating func spellOut() {
    var spelled: [Place] = []
    var left: [Run] = []
    for (number, run) in runs.enumerated() {
      let end = number + 1 < runs.count ? runs[number + 1].firstRow : bytes.count
      for row in run.firstRow..<end {
        spelled.append(
          Place(record: UInt32(row + run.recordOffset), line: UInt32(row + run.lineOffset)))
      }
      if left.last?.export != run.export || left.last?.byteBase != run.byteBase {
        left.append(run)
      }
    }
    places = spelled
    runs = left
  }
}
