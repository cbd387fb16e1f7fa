import Formats

/// Fills cells that were left empty because the one above speaks for them, batch after batch.
///
/// A cell is filled from the nearest row above that has a value in its column and belongs to the same
/// group: the rows from one that names a new group down to the last that names none or the same.
struct FillingDown {
  /// The columns that name the group.
  private let by: [Int]
  /// The columns that are filled, those among them: together where the first that has a value counts,
  /// so that one above does not cover a value in another column.
  private let columns: [[Int]]
  /// What the group is called, and what each column takes from above.
  private var group: [[UInt8]] = []
  private var above: [[Value?]]
  /// The number of the last record met.
  private var lastRecord = 0

  private struct Value {
    var kind: Cell.Kind
    var text: [UInt8]
    var line: Int
    var byte: Int
    /// Where the text lies in the batch at hand, once it was put there.
    var start: UInt32?
  }

  init(_ declared: FillDown, of fields: [SourceField], columns names: [String]) {
    func columns(_ field: Int) -> [[Int]] {
      let alternatives = fields.first { $0.field == field }?.alternatives ?? []
      let parts =
        alternatives.count == 1 ? alternatives[0].map { [$0] } : [alternatives.flatMap(\.self)]
      return parts.map { $0.compactMap { name in names.firstIndex(of: name) } }
    }
    by = columns(declared.by).flatMap(\.self)
    let filled = ([declared.by] + declared.fields).flatMap(columns)
    self.columns = filled
    above = filled.map { $0.map { _ in nil } }
  }

  private var nothing: [[Value?]] { columns.map { $0.map { _ in nil } } }

  /// The batch with its gaps filled; a filled cell says where its value stands.
  ///
  /// - Parameter skipped: records that belong to no group, such as totals.
  mutating func filled(_ batch: RecordBatch, skipping skipped: Set<Int>) -> RecordBatch {
    var batch = batch
    for part in above.indices {
      for index in above[part].indices { above[part][index]?.start = nil }
    }
    for record in 0..<batch.recordCount {
      // A record that could not be read may have begun another group.
      if batch.positions[record].record != lastRecord + 1 {
        group = []
        above = nothing
      }
      lastRecord = batch.positions[record].record
      if skipped.contains(record) { continue }
      let name = by.map { text(of: record, $0, in: batch) }
      if name != group, !name.allSatisfy(\.isEmpty) {
        group = name
        above = nothing
      }
      for part in columns.indices {
        let isEmpty = columns[part].allSatisfy { text(of: record, $0, in: batch).isEmpty }
        for index in columns[part].indices {
          if isEmpty {
            fill(record, part, index, in: &batch)
          } else {
            keep(record, part, index, of: batch)
          }
        }
      }
    }
    return batch
  }

  private func text(of record: Int, _ column: Int, in batch: RecordBatch) -> [UInt8] {
    let cell = batch.cells[record * batch.fieldCount + column]
    return batch.text[cell.range].withUnsafeBufferPointer { Array(CellText.value($0)) }
  }

  private mutating func keep(_ record: Int, _ part: Int, _ index: Int, of batch: RecordBatch) {
    let cell = batch.cells[record * batch.fieldCount + columns[part][index]]
    let place = batch.positions[record]
    above[part][index] = Value(
      kind: cell.kind, text: Array(batch.text[cell.range]),
      line: place.line + Int(cell.lineOffset), byte: place.byte + Int(cell.byteOffset),
      start: cell.start)
  }

  private mutating func fill(
    _ record: Int, _ part: Int, _ index: Int, in batch: inout RecordBatch
  ) {
    guard let value = above[part][index] else { return }
    let start = value.start ?? UInt32(batch.text.count)
    if value.start == nil {
      batch.text += value.text
      above[part][index]!.start = start
    }
    let place = batch.positions[record]
    batch.cells[record * batch.fieldCount + columns[part][index]] = Cell(
      kind: value.kind, start: start, length: UInt32(value.text.count),
      byteOffset: Int32(clamping: value.byte - place.byte),
      lineOffset: Int32(clamping: value.line - place.line))
  }
}
