import Formats

/// The cells of one column in the records of a batch, where they lie in memory.
struct CellRun {
  /// The text of the batch.
  let text: Bytes
  let count: Int
  private let cells: UnsafePointer<Cell>
  private let fieldCount: Int
  private let edges = CellRun.edges

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
    if edges[Int(text[start])] & CellRun.mayBegin != 0,
      edges[Int(text[start + count - 1])] & CellRun.mayEnd != 0
    {
      return (start, count)
    }
    return trimmedValue(of: cell)
  }

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

  /// Whether a cell begins with a byte that only a value can begin with.
  @inline(__always)
  static func beginsPlainly(_ byte: UInt8) -> Bool { edges[Int(byte)] & mayBegin != 0 }

  private static let mayBegin: UInt8 = 1
  private static let mayEnd: UInt8 = 2

  /// For each byte whether a value may begin or end with it and nothing needs to be taken off there: blanks, guards
  /// and the bytes of wide blanks are looked at with care.
  private nonisolated(unsafe) static let edges: UnsafePointer<UInt8> = {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    table.initialize(repeating: mayBegin | mayEnd, count: 256)
    for byte in 0...0x20 { table[byte] = 0 }
    for byte in [0x3D, 0x27, 0xC2, 0xE2, 0xE3, 0xEF] { table[byte] &= ~mayBegin }
    for byte in [0x22, 0xA0, 0x80, 0x8B, 0xBF] { table[byte] &= ~mayEnd }
    return UnsafePointer(table)
  }()
}
