extension SpilledRows {
  /// The same rows in larger segments, where many small exports left many small ones.
  func inFewerSegments() throws(SpillFault) -> SpilledRows {
    guard segments.count > 64, rowCount / segments.count < SpilledRows.fewRows / 4 else {
      return self
    }
    let buffer = SpillBuffer()
    var larger: [SpilledSegment] = []
    var (first, byteCount) = (0, 0)
    for number in segments.indices {
      let rows = starts[first]..<starts[number + 1]
      byteCount += segments[number].byteCount
      let isEnough = rows.count >= SpilledRows.fewRows || byteCount >= SpilledRows.fewBytes
      if !isEnough, number + 1 < segments.count, segments[number + 1].isSmall { continue }
      // One that is large enough by itself is not written again.
      larger.append(
        first == number ? segments[number] : try joined(rows, like: segments[number], buffer))
      (first, byteCount) = (number + 1, 0)
    }
    return SpilledRows(larger, kinds: kinds, scales: scales, in: folder)
  }

  fileprivate static let fewRows = 16_384
  fileprivate static let fewBytes = 8 << 20

  private func joined(
    _ rows: Range<Int>, like segment: SpilledSegment, _ buffer: SpillBuffer
  ) throws(SpillFault) -> SpilledSegment {
    var columns = [Column?](repeating: nil, count: kinds.count)
    for field in kinds.indices where !segment.columns[field].isAbsent {
      let column = try column(field, .range(rows), count: rows.count)
      columns[field] = kinds[field] == .text ? column.gatheredAnew() : column
    }
    let positions = try positions(.range(rows))
    return SpilledSegment(
      Table(rowCount: rows.count, columns: columns, positions: positions), to: folder,
      through: buffer)
  }
}

extension SpilledSegment {
  fileprivate var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }

  fileprivate var isSmall: Bool {
    rowCount < SpilledRows.fewRows && byteCount < SpilledRows.fewBytes
  }
}

extension Column {
  /// A column of texts kept as they turn out to be now that there are more of them.
  fileprivate func gatheredAnew() -> Column {
    guard isKept else { return self }
    var builder = ColumnBuilder(kind: .text)
    for row in 0..<count {
      if state(at: row) == .present {
        withUTF8(at: row) { builder.append(utf8: $0) }
      } else {
        builder.appendMissing(state(at: row))
      }
    }
    return builder.finished()
  }
}
