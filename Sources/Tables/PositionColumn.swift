public import Values

/// Where each row of a table stood in the exports.
///
/// Rows follow each other as their records do in an export, so that what is said of one says it of those behind
/// it too: of most rows only the byte is kept.
public struct PositionColumn: Sendable {
  /// The lower half of each row's byte.
  private var bytes: [UInt32] = []
  private var runs: [Run] = []
  /// The record and the line of each row, from when on there are too many runs to be worth it.
  private var places: [Place]?

  /// Rows whose record and line grow by one from each to the next.
  private struct Run {
    var firstRow: Int
    var export: Int
    /// What the row's number is less than the record's and the line's.
    var recordOffset: Int
    var lineOffset: Int
    /// The upper half of the byte.
    var byteBase: Int
  }

  private struct Place {
    var record: UInt32
    var line: UInt32
  }

  public init() {}

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
    guard let last = runs.last, last.export == own.export, last.byteBase == own.byteBase,
      places != nil || last.recordOffset == own.recordOffset && last.lineOffset == own.lineOffset
    else {
      runs.append(own)
      if places == nil, runs.count > 1024, runs.count * 8 > row { spellOut() }
      return
    }
  }

  public mutating func append(contentsOf other: PositionColumn) {
    if bytes.isEmpty {
      self = other
      return
    }
    for row in 0..<other.count { append(other[row]) }
  }

  public subscript(row: Int) -> Position {
    let run = runs[numberOfRun(at: row)]
    let place = places?[row]
    return Position(
      export: run.export, record: place.map { Int($0.record) } ?? row + run.recordOffset,
      line: place.map { Int($0.line) } ?? row + run.lineOffset,
      byte: run.byteBase | Int(bytes[row]))
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
