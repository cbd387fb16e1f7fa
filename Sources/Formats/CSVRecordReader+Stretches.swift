/// The rows that look as nearly all rows do are read many at a time: their marks are found 64 bytes at once, and
/// the text of all of them is copied as it stands. Every other row is read by itself, between two stretches.
extension CSVRecordReader {
  /// The rows of a stretch that follow each other without a gap.
  private struct Stretch {
    var rowCount = 0
    /// Its bytes, with the last line feed.
    var byteCount = 0
  }

  /// Reads rows as long as they are regular, and hands them on.
  ///
  /// - Parameter reach: how many bytes are looked at.
  /// - Returns: how many rows it read; 0 when the next row, or what of it is in the window, has to be read by itself.
  mutating func readStretch(within reach: Int, onBatch: (RecordBatch) -> Void) -> Int {
    let start = rows.state.index
    let bytes = window.bytes + start
    let available = min(window.count - start, reach)
    index.read(bytes, count: available, limit: BatchBuilder.fullRecordCount)
    let stretch = regularRows(bytes)
    guard stretch.rowCount > 0 else { return 0 }
    if !text.isValid {
      let read = UnsafeBufferPointer(start: bytes, count: stretch.byteCount)
      guard UTF8Watch.isValid(read) else { return 0 }
    }
    handOn(onBatch)
    let batch = batch(of: stretch, bytes)
    rows.skip(rows: stretch.rowCount, bytes: stretch.byteCount)
    recordCount += stretch.rowCount
    handedOn += stretch.rowCount
    onBatch(batch)
    return stretch.rowCount
  }

  /// The rows of the index up to the first that needs a second look.
  private func regularRows(_ bytes: UnsafePointer<UInt8>) -> Stretch {
    var stretch = Stretch()
    let wanted = header.names.count
    let marks = index.marks.base
    let rowEnds = index.rowEnds.base
    let longest = min(limits.fieldBytes, limits.recordBytes)
    var firstMark = 0
    var begin = 0
    for row in 0..<min(index.rowEnds.count, BatchBuilder.fullRecordCount) {
      let nextMark = Int(rowEnds[row])
      let end = Int(marks[nextMark - 1])
      let isBlank = end == begin || end == begin + 1 && bytes[begin] == UInt8(ascii: "\r")
      guard nextMark - firstMark == wanted, !isBlank, end - begin < longest,
        !mayBeHeader(bytes, marks + firstMark, from: begin)
      else { break }
      firstMark = nextMark
      begin = end + 1
      stretch.rowCount += 1
      stretch.byteCount = begin
    }
    return stretch
  }

  /// Whether the first word of a row of the header stands in its place.
  @inline(__always)
  private func mayBeHeader(
    _ bytes: UnsafePointer<UInt8>, _ marks: UnsafePointer<UInt32>, from begin: Int
  ) -> Bool {
    guard header.names.count > 1 else { return false }
    for known in header.rows where known.column < header.names.count {
      let field = field(known.column, marks, from: begin, in: bytes)
      let text = UnsafeBufferPointer(start: bytes + field.start, count: field.end - field.start)
      if known.begins(with: text) { return true }
    }
    return false
  }

  /// Where the text of a field lies, without the quotes around it.
  ///
  /// - Parameters:
  ///   - marks: those of its row.
  ///   - begin: where its row starts.
  @inline(__always)
  private func field(
    _ column: Int, _ marks: UnsafePointer<UInt32>, from begin: Int, in text: UnsafePointer<UInt8>
  ) -> (start: Int, end: Int, isQuoted: Bool) {
    let start = column == 0 ? begin : Int(marks[column - 1]) + 1
    var end = Int(marks[column])
    if end > start, column == header.names.count - 1, text[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    let isQuoted = end > start && Int(text[start]) == quote
    return isQuoted ? (start + 1, end - 1, true) : (start, end, false)
  }

  /// The byte that stands around quoted fields; never a byte of the text's where there is none.
  @inline(__always)
  private var quote: Int { rows.tokenizer.marks.quote.map(Int.init) ?? -1 }

  private func batch(of stretch: Stretch, _ bytes: UnsafePointer<UInt8>) -> RecordBatch {
    var batch = RecordBatch(stream: 0, fieldCount: columns.count)
    batch.text = Array(UnsafeBufferPointer(start: bytes, count: stretch.byteCount))
    let cellCount = stretch.rowCount * columns.count
    batch.text.withUnsafeMutableBufferPointer { text in
      batch.cells = [Cell](unsafeUninitializedCapacity: cellCount) { cells, count in
        fillCells(cells.baseAddress!, of: stretch, text.baseAddress!)
        count = cellCount
      }
    }
    batch.positions = positions(of: stretch)
    if !unwanted.isEmpty { countOtherValues(of: stretch, in: &batch) }
    return batch
  }

  /// Says where each wanted cell's text lies, and takes the meaning out of doubled quotes where there are any.
  private func fillCells(
    _ cells: UnsafeMutablePointer<Cell>, of stretch: Stretch, _ text: UnsafeMutablePointer<UInt8>
  ) {
    let rowEnds = index.rowEnds.base
    var marks = UnsafePointer(index.marks.base)
    var next = cells
    var begin = 0
    neighbours.withUnsafeBufferPointer { neighbours in
      for row in 0..<stretch.rowCount {
        for columns in neighbours {
          fillCells(next, columns, marks, from: begin, text)
          next += columns.count
        }
        marks = UnsafePointer(index.marks.base + Int(rowEnds[row]))
        begin = Int(marks[-1]) + 1
      }
    }
  }

  /// The same of the cells of a row that follow each other there.
  @inline(__always)
  private func fillCells(
    _ cells: UnsafeMutablePointer<Cell>, _ columns: Range<Int>, _ marks: UnsafePointer<UInt32>,
    from begin: Int, _ text: UnsafeMutablePointer<UInt8>
  ) {
    let quote = quote
    var start = columns.lowerBound == 0 ? begin : Int(marks[columns.lowerBound - 1]) + 1
    var cell = cells
    for column in columns {
      let mark = Int(marks[column])
      var (first, end, isQuoted) = (start, mark, false)
      if end > first {
        if column == lastColumn, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        isQuoted = end > first && Int(text[first]) == quote
      }
      if isQuoted {
        first += 1
        end = first + unescaped(text, first, end - 1)
      }
      cell.initialize(
        to: Cell(
          kind: .text, start: UInt32(truncatingIfNeeded: first),
          length: UInt32(truncatingIfNeeded: end - first),
          byteOffset: Int32(truncatingIfNeeded: start - begin)))
      cell += 1
      start = mark + 1
    }
  }

  /// Makes doubled quotes single within a quoted text; returns its length.
  @inline(__always)
  private func unescaped(_ text: UnsafeMutablePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    let body = UnsafeMutableBufferPointer(start: text + start, count: end - start)
    let quote = rows.tokenizer.marks.quote!
    guard body.contains(quote) else { return body.count }
    return rows.tokenizer.marks.unescape(body, isQuoted: true)
  }

  private func positions(of stretch: Stretch) -> [RecordPosition] {
    let marks = index.marks.base
    let rowEnds = index.rowEnds.base
    let firstByte = window.byteOffset(of: rows.state.index)
    return [RecordPosition](unsafeUninitializedCapacity: stretch.rowCount) { positions, count in
      var begin = 0
      for row in 0..<stretch.rowCount {
        positions.initializeElement(
          at: row,
          to: RecordPosition(
            record: recordCount + 1 + row, line: rows.state.line + row, byte: firstByte + begin))
        begin = Int(marks[Int(rowEnds[row]) - 1]) + 1
      }
      count = stretch.rowCount
    }
  }

  /// A row that seems to be empty may have values where nobody looks.
  private func countOtherValues(of stretch: Stretch, in batch: inout RecordBatch) {
    let fieldCount = columns.count
    let marks = index.marks.base
    var firstMark = 0
    var begin = 0
    for row in 0..<stretch.rowCount {
      var values = 0
      for field in 0..<fieldCount where batch.cells[row * fieldCount + field].length > 0 {
        values += 1
        if values == 2 { break }
      }
      if values < 2 {
        let others = batch.text.withUnsafeBufferPointer { text in
          unwanted.count { column in
            let field = field(column, marks + firstMark, from: begin, in: text.baseAddress!)
            return text[field.start..<field.end].contains { $0 > 0x20 }
          }
        }
        if others > 0 { batch.otherValues[row] = min(others, 2) }
      }
      firstMark = Int(index.rowEnds.base[row])
      begin = Int(marks[firstMark - 1]) + 1
    }
  }
}

/// When it is worth trying to read many rows at once, and how far to look: in an export where every other row is
/// special that would only find out again and again.
struct StretchAttempts {
  /// How many bytes the next attempt may look at.
  private(set) var reach = StretchAttempts.leastReach
  private var rowsToWait = 0
  private var pause = 0

  private static let leastReach = 64 << 10
  /// Small enough for the text and the cells of a stretch to stay in the processor's cache, beside the window.
  private static let greatestReach = standardChunkBytes / 2

  var isDue: Bool {
    mutating get {
      rowsToWait -= 1
      return rowsToWait < 0
    }
  }

  /// - Parameters:
  ///   - rows: how many rows were read at once.
  ///   - known: how many rows were found to end where it was looked.
  mutating func note(rows: Int, of known: Int) {
    if rows == known {
      reach = min(reach * 2, Self.greatestReach)
      pause = 0
    } else {
      reach = Self.leastReach
      pause = rows >= 64 ? 0 : min(max(64, pause * 2), 4096)
    }
    rowsToWait = pause
  }
}
