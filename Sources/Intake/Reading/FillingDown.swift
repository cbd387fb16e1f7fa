import Formats

/// Fills cells that were left empty because the one above speaks for them, batch after batch.
///
/// A cell is filled from the nearest row above that has a value in its column and belongs to the same
/// group: the rows from one that names a new group down to the last that names none or the same.
struct FillingDown {
  /// The column that names the group, and the columns that are filled, that one among them.
  private let by: Int
  private let columns: [Int]
  /// What the group is called, and what each column takes from above.
  private var group: [UInt8] = []
  private var above: [Value?]

  private struct Value {
    var kind: Cell.Kind
    var text: [UInt8]
    var line: Int
    var byte: Int
    /// Where the text lies in the batch at hand, once it was put there.
    var start: UInt32?
  }

  init(_ declared: FillDown, of fields: [SourceField], columns names: [String]) {
    func column(_ field: Int) -> Int? {
      fields.first { $0.field == field }.flatMap { names.firstIndex(of: $0.alternatives[0][0]) }
    }
    by = column(declared.by) ?? 0
    columns = [by] + declared.fields.compactMap(column)
    above = Array(repeating: nil, count: columns.count)
  }

  /// The batch with its gaps filled; a filled cell says where its value stands.
  ///
  /// - Parameter skipped: records that belong to no group, such as totals.
  mutating func filled(_ batch: RecordBatch, skipping skipped: Set<Int>) -> RecordBatch {
    var batch = batch
    for index in above.indices { above[index]?.start = nil }
    for record in 0..<batch.recordCount where !skipped.contains(record) {
      let name = text(of: record, by, in: batch)
      if !name.isEmpty, name != group {
        group = name
        above = Array(repeating: nil, count: columns.count)
      }
      for (index, column) in columns.enumerated() {
        if text(of: record, column, in: batch).isEmpty {
          fill(record, column, from: index, in: &batch)
        } else {
          keep(record, column, as: index, of: batch)
        }
      }
    }
    return batch
  }

  private func text(of record: Int, _ column: Int, in batch: RecordBatch) -> [UInt8] {
    let cell = batch.cells[record * batch.fieldCount + column]
    return batch.text[cell.range].withUnsafeBufferPointer { Array(CellText.value($0)) }
  }

  private mutating func keep(_ record: Int, _ column: Int, as index: Int, of batch: RecordBatch) {
    let cell = batch.cells[record * batch.fieldCount + column]
    let place = batch.positions[record]
    above[index] = Value(
      kind: cell.kind, text: Array(batch.text[cell.range]),
      line: place.line + Int(cell.lineOffset), byte: place.byte + Int(cell.byteOffset),
      start: cell.start)
  }

  private mutating func fill(
    _ record: Int, _ column: Int, from index: Int, in batch: inout RecordBatch
  ) {
    guard let value = above[index] else { return }
    let start = value.start ?? UInt32(batch.text.count)
    if value.start == nil {
      batch.text += value.text
      above[index]!.start = start
    }
    let place = batch.positions[record]
    batch.cells[record * batch.fieldCount + column] = Cell(
      kind: value.kind, start: start, length: UInt32(value.text.count),
      byteOffset: Int32(clamping: value.byte - place.byte),
      lineOffset: Int32(clamping: value.line - place.line))
  }
}
