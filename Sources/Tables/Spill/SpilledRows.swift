/// The segments of a table and how they are read back.
struct SpilledRows: Sendable {
  let folder: SpillFolder
  let segments: [SpilledSegment]
  /// The first row of each segment, and the number of all rows.
  let starts: [Int]
  let kinds: [ColumnBuilder.Kind]
  let scales: [Int]
  /// How each field is kept.
  let shapes: [FieldShape]

  /// - Parameter scales: for each field that of numbers which are kept as integers.
  init(
    _ segments: [SpilledSegment], kinds: [ColumnBuilder.Kind], scales: [Int],
    in folder: SpillFolder
  ) {
    self.folder = folder
    self.segments = segments
    self.kinds = kinds
    self.scales = scales
    starts = segments.reduce(into: [0]) { $0.append($0.last! + $1.rowCount) }
    shapes = kinds.indices.map { field in
      FieldShape(segments.lazy.map { $0.columns[field] }, scale: scales[field])
    }
  }

  var rowCount: Int { starts.last! }

  func rows(of segment: Int) -> Range<Int> { starts[segment]..<starts[segment + 1] }

  /// What a job reads of the table.
  enum Piece: Sendable {
    case column(Column)
    case positions(PositionColumn)
  }

  func result(_ field: Int, _ rows: RowSelection, count: Int) -> Result<Piece, SpillFault> {
    do throws(SpillFault) {
      return .success(.column(try column(field, rows, count: count)))
    } catch {
      return .failure(error)
    }
  }

  func positionResult(_ rows: RowSelection) -> Result<Piece, SpillFault> {
    do throws(SpillFault) {
      return .success(.positions(try positions(rows)))
    } catch {
      return .failure(error)
    }
  }

  func column(
    _ field: Int, _ rows: RowSelection, count: Int
  ) throws(SpillFault) -> Column {
    let buffer = SpillBuffer()
    let share = rowCount == 0 ? 0 : Double(count) / Double(rowCount)
    var gathering = ColumnGathering(shapes[field], rowCount: count, share: share)
    for number in segments.indices {
      let range = self.rows(of: number)
      guard let part = rows.part(range) else { continue }
      try gathering.append(
        segments[number].columns[field], part, from: range.lowerBound, of: folder,
        through: buffer)
    }
    return gathering.finished(kinds[field])
  }

  /// A column of the field's kind without a row.
  func emptyColumn(_ field: Int) -> Column {
    var gathering = ColumnGathering(shapes[field], rowCount: 0, share: 0)
    return gathering.finished(kinds[field])
  }

  func positions(_ rows: RowSelection) throws(SpillFault) -> PositionColumn {
    let buffer = SpillBuffer()
    var gathered = PositionColumn()
    gathered.reserve(rows.count(of: rowCount))
    for number in segments.indices {
      let range = self.rows(of: number)
      guard let part = rows.part(range) else { continue }
      let positions = try segments[number].positions(of: folder, through: buffer)
      gathered.append(positions, part, from: range.lowerBound)
    }
    return gathered
  }

  func byteCount(of fields: Set<Int>) -> Int {
    let positions = segments.reduce(0) { $0 + $1.positions.byteCount }
    return fields.reduce(positions) { $0 + shapes[$1].byteCount }
  }
}

extension PositionColumn {
  /// Adds some rows of another column; those of the row `first` come first.
  mutating func append(_ other: PositionColumn, _ part: RowPart, from first: Int) {
    switch part {
    case .range(let range):
      append(other, range.lowerBound - first..<range.upperBound - first)
    case .rows: part.forEach(from: first) { append(other[$0]) }
    }
  }
}
