import Formats

/// The cells of one column in the records of a batch, where they lie in memory.
struct CellRun {
  /// The text of the batch.
  let text: Bytes
  let count: Int
  private let cells: UnsafePointer<Cell>
  private let fieldCount: Int
  private let edges = CellText.Edges()

  /// - Precondition: the batch has a record.
  init(_ column: Int, of batch: RecordBatch, _ cells: UnsafeBufferPointer<Cell>, _ text: Bytes) {
    self.text = text
    count = batch.recordCount
    fieldCount = batch.fieldCount
    self.cells = cells.baseAddress! + column
  }

  @inline(__always)
  subscript(record: Int) -> Cell { cells[record * fieldCount] }

  /// Where the value of a cell lies, without what stands around it (``CellText/value(_:)``); empty when the cell has
  /// none.
  @inline(__always)
  func value(of cell: Cell) -> (start: Int, count: Int) {
    let (start, count) = (Int(cell.start), Int(cell.length))
    if count == 0 { return (start, 0) }
    if edges.mayBegin(text[start]), edges.mayEnd(text[start + count - 1]) { return (start, count) }
    return trimmedValue(of: cell)
  }

  /// Whether the value of a cell that has a text begins with its first byte, and that is no digit.
  @inline(__always)
  func beginsAsText(_ cell: Cell) -> Bool { edges.mayBeginText(text[Int(cell.start)]) }

  @inline(never)
  private func trimmedValue(of cell: Cell) -> (start: Int, count: Int) {
    let value = CellText.value(text.part(cell.range))
    guard !value.isEmpty else { return (Int(cell.start), 0) }
    return (value.baseAddress! - text.baseAddress!, value.count)
  }

  /// Whether the record has no such field or says that it is empty.
  @inline(__always)
  static func isAbsent(_ cell: Cell) -> Bool {
    switch cell.kind {
    case .absent, .null: true
    case .text, .number, .boolean: false
    }
  }
}
