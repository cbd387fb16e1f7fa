import Formats

/// Where the value of a field stands in the records of a batch: in one column, in the first of several
/// that has one, or in several together.
struct CellValues {
  private let alternatives: [[Int]]
  /// The only column, for nearly all fields.
  let onlyColumn: Int?

  /// - Parameter columns: the columns of the batch by name.
  init(_ alternatives: [[String]], columns: [String]) {
    self.alternatives = alternatives.map { names in
      names.map { name in
        guard let column = columns.firstIndex(of: name) else {
          preconditionFailure("a stream reads every column that its fields name")
        }
        return column
      }
    }
    onlyColumn =
      alternatives.count == 1 && alternatives[0].count == 1 ? self.alternatives[0][0] : nil
  }

  /// Calls `body` with the value of a record without what stands around it, nil when no cell has one,
  /// and the cell it is from.
  ///
  /// - Parameters:
  ///   - cells: the cells of the record.
  ///   - text: the text of the batch.
  @inline(__always)
  func withValue<R>(
    in cells: UnsafePointer<Cell>, _ text: Bytes, _ body: (Cell, Bytes?) -> R
  ) -> R {
    if let only = onlyColumn { return body(cells[only], Self.value(of: cells[only], text)) }
    return withFirstValue(in: cells, text, body)
  }

  @inline(__always)
  private static func value(of cell: Cell, _ text: Bytes) -> Bytes? {
    if cell.kind == .absent || cell.kind == .null { return nil }
    return CellText.value(text.part(cell.range))
  }

  private func withFirstValue<R>(
    in cells: UnsafePointer<Cell>, _ text: Bytes, _ body: (Cell, Bytes?) -> R
  ) -> R {
    for columns in alternatives {
      let values = columns.compactMap { column in
        Self.value(of: cells[column], text).flatMap { CellText.saysNothing($0) ? nil : $0 }
      }
      guard values.count == columns.count else { continue }
      if values.count == 1 { return body(cells[columns[0]], values[0]) }
      return values.flatMap(Array.init).withUnsafeBufferPointer { body(cells[columns[0]], $0) }
    }
    return body(cells[alternatives[0][0]], nil)
  }
}

extension RecordBatch {
  /// Calls `body` with the text and the cells of the batch where they lie in memory.
  func withCells<R>(_ body: (_ text: Bytes, _ cells: UnsafeBufferPointer<Cell>) -> R) -> R {
    text.withUnsafeBufferPointer { text in cells.withUnsafeBufferPointer { body(text, $0) } }
  }
}
