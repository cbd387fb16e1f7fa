/// Some hundreds or thousands of records of one stream, as text cells.
///
/// A batch is what crosses the border of this module: the cells of all its records lie in one block
/// of UTF-8, already unquoted, unescaped and transcoded, and each cell says where it stood in the
/// export. A field's text is read a column at a time, without a `String` for each cell.
package struct RecordBatch: Sendable {
  /// Which stream of the ``RecordLayout`` these records belong to.
  package var stream: Int
  /// The number of cells of each record: the number of fields the stream asked for.
  package var fieldCount: Int
  /// The text of all cells.
  package var text: [UInt8]
  /// The cells, record by record: the cell of record `r` and field `f` is
  /// `cells[r * fieldCount + f]`.
  package var cells: [Cell]
  /// Where each record starts.
  package var positions: [RecordPosition]
  /// For a child stream, the number of each record's parent among the records of its stream that
  /// were handed on, counted over the whole export from 0; empty for a stream without a parent.
  package var parents: [Int]

  /// For rows of CSV that have a value in one of the wanted columns at most: how many other columns have
  /// one, by record. Not more than two are counted; records without any are left out.
  package var otherValues: [Int: Int] = [:]

  /// Whether a zero byte may stand in the text.
  package var mayHoldZeroBytes = true
  /// About how much of the text belongs to these records; nil for all of it.
  var ownTextBytes: Int?

  package var recordCount: Int { positions.count }

  /// About how many bytes of text these records have.
  package var textByteCount: Int { ownTextBytes ?? text.count }

  package init(stream: Int, fieldCount: Int) {
    self.stream = stream
    self.fieldCount = fieldCount
    text = []
    cells = []
    positions = []
    parents = []
  }

  /// The batch without some of its records, which its parents are not told of.
  ///
  /// - Precondition: the batch is of a stream without a parent.
  package func without(_ dropped: Set<Int>) -> RecordBatch {
    precondition(parents.isEmpty, "the children of a record cannot lose it")
    var batch = RecordBatch(stream: stream, fieldCount: fieldCount)
    batch.text = text
    batch.mayHoldZeroBytes = mayHoldZeroBytes
    batch.ownTextBytes = ownTextBytes
    for record in 0..<recordCount where !dropped.contains(record) {
      if let others = otherValues[record] { batch.otherValues[batch.recordCount] = others }
      batch.positions.append(positions[record])
      batch.cells += cells[record * fieldCount..<(record + 1) * fieldCount]
    }
    return batch
  }

  /// The text of one cell; empty when the cell is absent, null or empty.
  package func string(record: Int, field: Int) -> String {
    let cell = cells[record * fieldCount + field]
    return String(decoding: text[cell.range], as: UTF8.self)
  }
}

/// One value of a record: a range of the batch's text, and where it stood in the export.
package struct Cell: Hashable, Sendable, BitwiseCopyable {
  package enum Kind: UInt8, Sendable, BitwiseCopyable {
    /// The record has no such field: a short row, a missing key or element.
    case absent
    /// The field is there and says that it has no value: JSON `null`, `xsi:nil`.
    case null
    /// Text: a CSV cell, a JSON string, XML text. May be empty.
    case text
    /// A JSON number, as it was written.
    case number
    /// A JSON `true` or `false`, as it was written.
    case boolean
  }

  package var kind: Kind
  /// Where the cell's text starts in ``RecordBatch/text``, in bytes.
  package var start: UInt32
  /// The length of the cell's text in bytes.
  package var length: UInt32
  /// Where the value starts in the export: bytes after its record's first byte. Negative for a
  /// value that a nested record takes from the record around it.
  package var byteOffset: Int32
  /// Where the value starts in the export: lines after its record's first line, or before it when
  /// negative.
  package var lineOffset: Int32

  package var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

  package init(
    kind: Kind, start: UInt32 = 0, length: UInt32 = 0, byteOffset: Int32 = 0,
    lineOffset: Int32 = 0
  ) {
    self.kind = kind
    self.start = start
    self.length = length
    self.byteOffset = byteOffset
    self.lineOffset = lineOffset
  }
}

/// Where a record starts in its export.
package struct RecordPosition: Hashable, Sendable, BitwiseCopyable {
  /// The record's number in its stream, from 1; rejects count, a CSV's header and the rows above it
  /// do not.
  package var record: Int
  /// The line of its first byte, from 1.
  package var line: Int
  /// The offset of its first byte, from 0, in the export as it lies on disk.
  package var byte: Int

  package init(record: Int, line: Int, byte: Int) {
    self.record = record
    self.line = line
    self.byte = byte
  }
}
