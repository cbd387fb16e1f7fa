public import Values

/// The records of one stream of an export, written to disk in segments as they are read.
public struct SpilledPart: Sendable {
  public let export: Int
  public let folder: SpillFolder
  public private(set) var rowCount = 0
  private(set) var segments: [SpilledSegment] = []
  /// For each field of the entity whether the export brings it.
  public private(set) var fields: [Bool]
  /// For each field of numbers how those of all segments are to be kept.
  private(set) var numbers: [NumberShape]

  /// - Parameter fields: for each field of the entity whether the export is thought to bring it.
  public init(export: Int, fields: [Bool], in folder: SpillFolder) {
    self.export = export
    self.fields = fields
    numbers = fields.map { _ in NumberShape() }
    self.folder = folder
  }

  /// Writes records behind those that were written.
  public mutating func append(_ table: Table) {
    guard table.rowCount > 0 else { return }
    rowCount += table.rowCount
    // Nobody reads what could not be written.
    guard folder.fault == nil else { return }
    segments.append(SpilledSegment(table, to: folder, through: SpillBuffer()))
  }

  /// Says how the numbers of a field are to be kept, now that all of them were seen.
  public mutating func note(_ field: Int, _ shape: NumberShape) { numbers[field] = shape }

  /// Says that the export does not bring a field, as it turned out.
  public mutating func drop(_ field: Int) {
    fields[field] = false
    set(field, to: .absent)
  }

  /// Says that the export has a field and no row a value in it.
  public mutating func add(_ field: Int, _ state: CellState) {
    fields[field] = true
    set(field, to: .missing(state))
  }

  private mutating func set(_ field: Int, to column: StoredColumn) {
    for number in segments.indices { segments[number].columns[field] = column }
  }

  /// Calls `body` with the values of a field, segment by segment, and the number of the first row of each.
  public func forEachSegment(
    of field: Int, _ body: (_ firstRow: Int, Column) -> Void
  ) throws(SpillFault) {
    let buffer = SpillBuffer()
    let shape = FieldShape(segments.lazy.map { $0.columns[field] }, scale: numbers[field].scale)
    var first = 0
    for segment in segments {
      body(first, try segment.column(field, shape, of: folder, through: buffer))
      first += segment.rowCount
    }
  }

  /// Takes back texts of a field that turned out not to be values, now that all of them were seen.
  ///
  /// - Parameter isWrong: whether a text is no value.
  /// - Returns: the texts that were there, in the order of the rows.
  public mutating func takeBack(
    _ field: Int, where isWrong: (UnsafeBufferPointer<UInt8>) -> Bool
  ) throws(SpillFault) -> [(text: String, position: Position)] {
    var taken: [(text: String, position: Position)] = []
    let buffer = SpillBuffer()
    for number in segments.indices {
      let segment = segments[number]
      guard case .stored = segment.columns[field] else { continue }
      let shape = FieldShape([segment.columns[field]], scale: 0)
      var column = try segment.column(field, shape, of: folder, through: buffer)
      let wrong = (0..<column.count).filter { row in
        column.state(at: row) == .present && column.withUTF8(at: row, isWrong)
      }
      if wrong.isEmpty { continue }
      let positions = try segment.positions(of: folder, through: buffer)
      if column.states.isEmpty {
        column.states = [CellState](repeating: .present, count: column.count)
      }
      for row in wrong {
        column.states[row] = .unreadable
        taken.append((column.text(at: row), positions[row]))
      }
      segments[number].columns[field] = StoredColumn(column, to: folder, through: buffer)
    }
    return taken
  }
}
