import Formats

/// Where the value of a field stands in the records of a batch: in one column, in the first of several
/// that has one, or in several together.
struct CellValues {
  private let alternatives: [[Int]]
  /// The only column, for nearly all fields.
  private let only: Int?

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
    only = alternatives.count == 1 && alternatives[0].count == 1 ? self.alternatives[0][0] : nil
  }

  /// The value of a record without what stands around it, and the cell it is from; nil when no cell
  /// has one.
  @inline(__always)
  func value(of record: Int, in batch: RecordBatch) -> (cell: Cell, value: ArraySlice<UInt8>?) {
    if let only {
      let cell = batch.cells[record * batch.fieldCount + only]
      return (cell, text(of: cell, in: batch))
    }
    return firstValue(of: record, in: batch)
  }

  @inline(__always)
  private func text(of cell: Cell, in batch: RecordBatch) -> ArraySlice<UInt8>? {
    if cell.kind == .absent || cell.kind == .null { return nil }
    return CellText.value(batch.text[cell.range])
  }

  private func firstValue(
    of record: Int, in batch: RecordBatch
  ) -> (cell: Cell, value: ArraySlice<UInt8>?) {
    let row = record * batch.fieldCount
    for columns in alternatives {
      var joined: [UInt8] = []
      let isWhole = columns.allSatisfy { column in
        guard let text = text(of: batch.cells[row + column], in: batch),
          !CellText.saysNothing(text)
        else { return false }
        joined += text
        return true
      }
      if isWhole { return (batch.cells[row + columns[0]], joined[...]) }
    }
    return (batch.cells[row + alternatives[0][0]], nil)
  }
}
