/// Some rows of a table that follow each other, on disk.
struct SpilledSegment: Sendable {
  var rowCount: Int
  /// For each field of the entity.
  var columns: [StoredColumn]
  var positions: SpillBlock
  /// Whether the record and the line of each row are kept.
  var hasPlaces: Bool

  init(_ table: Table, to folder: SpillFolder, through buffer: SpillBuffer) {
    rowCount = table.rowCount
    columns = table.columns.map { StoredColumn($0, to: folder, through: buffer) }
    buffer.begin()
    buffer.append(table.positions.bytes)
    buffer.append(table.positions.runs)
    if let places = table.positions.places { buffer.append(places) }
    hasPlaces = table.positions.places != nil
    positions = buffer.write(to: folder)
  }

  func positions(
    of folder: SpillFolder, through buffer: SpillBuffer
  ) throws(SpillFault) -> PositionColumn {
    try buffer.read(positions, of: folder)
    let bytes = Array(buffer.take(UInt32.self))
    let runs = Array(buffer.take(PositionColumn.Run.self))
    let places = hasPlaces ? Array(buffer.take(PositionColumn.Place.self)) : nil
    return PositionColumn(bytes: bytes, runs: runs, places: places)
  }
}

extension SpilledSegment {
  /// All values of a field that the export brings.
  func column(
    _ field: Int, _ shape: FieldShape, of folder: SpillFolder, through buffer: SpillBuffer
  ) throws(SpillFault) -> Column {
    var gathering = ColumnGathering(shape, rowCount: rowCount, share: 1)
    try gathering.append(
      columns[field], .range(0..<rowCount), from: 0, of: folder, through: buffer)
    return gathering.finished()
  }
}
