/// Opens a CSV export, finds its encoding, delimiter and header, and reads its records.
func readCSV(
  _ file: ExportFile, layout: RecordLayout, dialect: CSVDialect, limits: FormatLimits,
  chunkBytes: Int, at places: [Int]? = nil, witness: ReadingWitness? = nil,
  onBatch: (RecordBatch) -> Void
) throws(FormatError) -> ReadSummary {
  precondition(layout.streams.count == 1, "a CSV export has one stream of records")
  let fields = layout.streams[0].fields
  let encoding = try detectEncoding(
    of: file, declared: layout.encoding, chunkBytes: chunkBytes, witness: witness)
  let text = CSVText(encoding: encoding)
  let window = try InputWindow(
    file, markLength: encoding.markLength,
    decodedFrom: text.isDecodedBefore ? encoding.encoding : nil, chunkBytes: chunkBytes,
    witness: witness)
  let marks = try detectMarks(
    in: window, dialect: dialect, encoding: text.encoding, fields: fields, limits: limits)
  let tokenizer = CSVTokenizer(marks, encoding: text.encoding)
  var rows = CSVRows(window, tokenizer: tokenizer, limits: limits)
  let header = try rows.header(fields: fields, dialect: dialect, encoding: text.encoding)
  let transcoder = text.encoding == .utf8 ? nil : try Transcoder(text.encoding)
  var reader = CSVRecordReader(
    rows: rows, header: header, layout: layout, dialect: dialect, text: text,
    transcoder: transcoder, limits: limits)
  var summary =
    if let places {
      try reader.read(at: places, onBatch: onBatch)
    } else {
      try reader.read(onBatch: onBatch)
    }
  summary.byteCount = file.byteCount
  return summary
}

/// How the text of a CSV export's cells is found in its bytes.
struct CSVText {
  let detected: DetectedEncoding
  /// Whether the window already holds UTF-8 made from the export's bytes.
  let isDecodedBefore: Bool
  /// What the bytes in the window are encoded in.
  let encoding: TextEncoding

  init(encoding: DetectedEncoding) {
    detected = encoding
    isDecodedBefore = !encoding.encoding.keepsASCII
    self.encoding = isDecodedBefore ? .utf8 : encoding.encoding
  }

  /// Whether cells can be copied without a look at their bytes.
  var isValid: Bool { isDecodedBefore || detected.isValidated }
}

/// Reads the records of a CSV export, behind its header.
struct CSVRecordReader: ~Copyable {
  var rows: CSVRows
  let header: CSVHeader
  let fields: [String]
  let columns: [Int]
  /// The same as ranges of columns that follow each other.
  let neighbours: [Range<Int>]
  let lastColumn: Int
  private let summaryWords: Set<SummaryWord>
  let text: CSVText
  private let transcoder: Transcoder?
  let window: InputWindow
  let limits: FormatLimits
  private var builder: BatchBuilder
  private var log: RejectLog
  /// Rejects count.
  var recordCount = 0
  /// The columns that nobody asked for.
  let unwanted: [Int]
  private var repeatedHeaders = 0
  var handedOn = 0
  /// Where the rows end that look as nearly all do.
  var index: CSVIndex
  /// Whether the export is one whose rows may be read by the index.
  private let hasStretches: Bool

  init(
    rows: consuming CSVRows, header: CSVHeader, layout: RecordLayout, dialect: CSVDialect,
    text: CSVText, transcoder: Transcoder?, limits: FormatLimits
  ) {
    window = rows.window
    let index = CSVIndex(rows.tokenizer.marks)
    // A column that is wanted twice would be rid of its doubled quotes twice.
    hasStretches =
      index.isUsable && text.encoding == .utf8 && !text.isDecodedBefore
      && Set(header.columns).count == header.columns.count
    self.index = index
    self.rows = rows
    self.header = header
    fields = layout.streams[0].fields
    columns = header.columns
    neighbours = header.columns.reduce(into: []) { ranges, column in
      if let last = ranges.last, last.upperBound == column {
        ranges[ranges.count - 1] = last.lowerBound..<column + 1
      } else {
        ranges.append(column..<column + 1)
      }
    }
    lastColumn = header.names.count - 1
    let wanted = Set(header.columns)
    unwanted = header.names.indices.filter { !wanted.contains($0) }
    summaryWords = Set(dialect.summaryWords.map { SummaryWord($0) })
    self.text = text
    self.transcoder = transcoder
    self.limits = limits
    builder = BatchBuilder(stream: 0, fieldCount: fields.count)
    log = RejectLog(limits: limits, encoding: text.encoding)
  }

  /// Reads all records behind the header.
  mutating func read(onBatch: (RecordBatch) -> Void) throws(FormatError) -> ReadSummary {
    var attempts = StretchAttempts()
    reading: while true {
      if hasStretches, attempts.isDue {
        let count = readStretch(within: attempts.reach, onBatch: onBatch)
        attempts.note(rows: count, of: index.rowEnds.count)
        if count > 0 { continue }
      }
      switch try rows.next() {
      case .end: break reading
      case .fault(let fault): reject(fault)
      case .row(let row): record(row)
      }
      if builder.isFull { handOn(onBatch) }
    }
    handOn(onBatch)
    return summary
  }

  /// Reads the records that begin at some bytes; their numbers and lines are not known.
  mutating func read(
    at places: [Int], onBatch: (RecordBatch) -> Void
  ) throws(FormatError) -> ReadSummary {
    // The file is another one by now where the encoding is not that in which it was read.
    guard !text.isDecodedBefore else { return summary }
    for place in places {
      window.seek(to: place)
      rows.state = CSVRows.State()
      if case .row(let row) = try rows.next(), row.range.lowerBound == 0 { record(row) }
      if builder.isFull { handOn(onBatch) }
    }
    handOn(onBatch)
    return summary
  }

  mutating func handOn(_ onBatch: (RecordBatch) -> Void) {
    guard builder.recordCount > 0 else { return }
    handedOn += builder.recordCount
    onBatch(builder.takeBatch())
  }

  private var summary: ReadSummary {
    var summary = ReadSummary(recordCounts: [handedOn], encoding: text.detected, byteCount: 0)
    summary.rejects = log.rejects
    summary.delimiter = rows.tokenizer.marks.delimiter
    summary.repeatedHeaders = repeatedHeaders
    summary.header = header.names
    summary.headerLine = header.line
    summary.headerRow = header.row
    summary.unusedFields = header.unusedNames
    summary.absentFields = [[]]
    return summary
  }

  private mutating func record(_ row: CSVRow) {
    recordCount += 1
    let found = rows.tokenizer.fields.count
    if isHeader(row) {
      recordCount -= 1
      repeatedHeaders += 1
      return
    }
    if found != header.names.count, let fault = wrongFieldCount(found), !isSummary(row) {
      return reject(row, fault)
    }
    let mark = builder.mark
    if let fault = appendCells(of: row) {
      builder.truncate(to: mark)
      return reject(row, fault)
    }
    builder.positions.append(position(of: row))
    if !unwanted.isEmpty { countOtherValues(of: row) }
  }

  /// A row that seems to be empty may have values where nobody looks.
  private mutating func countOtherValues(of row: CSVRow) {
    let end = builder.cells.count
    var values = 0
    for number in end - fields.count..<end where builder.cells.base[number].length > 0 {
      values += 1
      if values == 2 { return }
    }
    var others = 0
    for column in unwanted where column < rows.tokenizer.fields.count && others < 2 {
      let field = rows.tokenizer.fields.base[column]
      let start = window.bytes + row.range.lowerBound + Int(field.start)
      let bytes = UnsafeBufferPointer(start: start, count: Int(field.length))
      if bytes.contains(where: { $0 > 0x20 }) { others += 1 }
    }
    if others > 0 { builder.otherValues[builder.recordCount - 1] = others }
  }
}

extension CSVRecordReader {
  /// What keeps a row from being a record.
  private struct Fault {
    var code: String
    /// Where it is in the window; nil for the row's start.
    var index: Int?
    var column: String?
    var message: String
  }

  /// A row may leave out columns at its end that nobody asked for, and have empty ones too many.
  private func wrongFieldCount(_ found: Int) -> Fault? {
    let wanted = header.names.count
    if found > wanted {
      let extra = (wanted..<found).first { rows.tokenizer.fields.base[$0].length > 0 }
      guard let extra else { return nil }
      return Fault(
        code: "too-many-fields",
        message: "the row has \(extra + 1) or more fields where the header has \(wanted)")
    }
    guard let missing = columns.indices.first(where: { columns[$0] >= found }) else { return nil }
    return Fault(
      code: "too-few-fields", column: fields[missing],
      message: "the row has \(found) of the header's \(wanted) fields, "
        + "so '\(fields[missing])' is missing")
  }

  /// Whether a row repeats the header, as exports do that are printed page by page.
  @inline(__always)
  private func isHeader(_ row: CSVRow) -> Bool {
    // A single word may well be a value too.
    guard header.names.count > 1 else { return false }
    for known in header.rows {
      guard known.column < rows.tokenizer.fields.count else { continue }
      let field = rows.tokenizer.fields.base[known.column]
      let start = window.bytes + row.range.lowerBound + Int(field.start)
      guard known.begins(with: UnsafeBufferPointer(start: start, count: Int(field.length))) else {
        continue
      }
      if rows.sniffed(row, encoding: text.encoding).cells == known.cells { return true }
    }
    return false
  }

  /// Whether a row is one of those that may lack fields.
  private func isSummary(_ row: CSVRow) -> Bool {
    guard !summaryWords.isEmpty else { return false }
    let texts = rows.sniffed(row, encoding: text.encoding).cells.filter { !$0.isEmpty }
    // The word stands first, or behind a number of the row.
    return texts.prefix(2).contains { summaryWords.contains(SummaryWord($0)) }
  }

  /// Appends the wanted cells of a row, or returns what is wrong with one.
  private mutating func appendCells(of row: CSVRow) -> Fault? {
    let start = row.range.lowerBound
    let rowByte = window.byteOffset(of: start)
    for (position, column) in columns.enumerated() {
      guard column < rows.tokenizer.fields.count else {
        builder.cells.append(Cell(kind: .absent))
        continue
      }
      let field = rows.tokenizer.fields.base[column]
      let length = Int(field.length)
      let textStart = builder.text.count
      let bytes = UnsafeBufferPointer(start: window.bytes + start + Int(field.start), count: length)
      if length > limits.fieldBytes {
        return Fault(
          code: "field-too-long", index: start + field.fieldStart, column: fields[position],
          message: "'\(fields[position])' has \(length) bytes, more than the limit of "
            + "\(limits.fieldBytes)")
      }
      if let bad = appendText(bytes) ?? gap(in: field, of: row) {
        return undecodable(start + Int(field.start) + bad, column: fields[position])
      }
      if field.hasEscapes { unescape(from: textStart, isQuoted: field.isQuoted) }
      let place = placeOfCell(field, in: row, startingAt: rowByte)
      builder.cells.append(
        Cell(
          kind: .text, start: UInt32(textStart), length: UInt32(builder.text.count - textStart),
          byteOffset: place.byte, lineOffset: place.line))
    }
    return nil
  }

  /// Where in a field bytes are missing that could not be decoded.
  @inline(__always)
  private func gap(in field: CSVField, of row: CSVRow) -> Int? {
    guard text.isDecodedBefore else { return nil }
    let start = row.range.lowerBound + Int(field.start)
    return window.firstGap(in: start..<start + Int(field.length)).map { $0 - start }
  }

  /// Appends a cell's text, or returns the offset of its first byte that cannot be decoded.
  @inline(__always)
  private mutating func appendText(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    if bytes.isEmpty { return nil }
    if !text.isValid, !isASCII(bytes) {
      if let transcoder { return transcoder.append(bytes, to: &builder.text) }
      if let bad = firstInvalidUTF8(in: bytes) { return bad }
    }
    builder.text.append(bytes.baseAddress!, count: bytes.count)
    return nil
  }

  private mutating func unescape(from start: Int, isQuoted: Bool) {
    let text = UnsafeMutableBufferPointer(
      start: builder.text.base + start, count: builder.text.count - start)
    builder.text.truncate(to: start + rows.tokenizer.marks.unescape(text, isQuoted: isQuoted))
  }

  /// How far behind the row's start a cell stands.
  @inline(__always)
  private func placeOfCell(
    _ field: CSVField, in row: CSVRow, startingAt rowByte: Int
  ) -> (byte: Int32, line: Int32) {
    guard row.hasInnerLineEnds || text.isDecodedBefore else { return (Int32(field.fieldStart), 0) }
    let index = row.range.lowerBound + field.fieldStart
    let before = UnsafeBufferPointer(
      start: window.bytes + row.range.lowerBound, count: field.fieldStart)
    let byte =
      text.isDecodedBefore ? window.byteOffset(of: index) - rowByte : field.fieldStart
    return (Int32(byte), Int32(lineEnds(in: before, followedBy: nil)))
  }

  private func undecodable(_ index: Int, column: String) -> Fault {
    Fault(
      code: "bad-encoding", index: index, column: column,
      message: "the byte at offset \(window.byteOffset(of: index)) in '\(column)' is not "
        + text.detected.encoding.rawValue)
  }

  private func position(of row: CSVRow) -> RecordPosition {
    RecordPosition(
      record: recordCount, line: row.line, byte: window.byteOffset(of: row.range.lowerBound))
  }

  private mutating func reject(_ row: CSVRow, _ fault: Fault) {
    let text = UnsafeBufferPointer(
      start: window.bytes + row.range.lowerBound, count: row.range.count)
    let index = fault.index ?? row.range.lowerBound
    let before = UnsafeBufferPointer(rebasing: text[..<(index - row.range.lowerBound)])
    log.add(
      FormatReject(
        code: fault.code, position: position(of: row),
        line: row.line + lineEnds(in: before, followedBy: nil),
        byte: window.byteOffset(of: index), column: fault.column, message: fault.message),
      text: text)
  }

  private mutating func reject(_ fault: CSVRowFault) {
    recordCount += 1
    let (code, message) =
      switch fault.kind {
      case .unclosedQuote:
        ("unclosed-quote", "a quote is opened in this line and never closed")
      case .distantQuote:
        (
          "unclosed-quote",
          "a quote is opened in this line and not closed within \(limits.fieldBytes) bytes"
        )
      case .strayQuote: ("stray-quote", "text follows the closing quote of a field")
      case .recordTooLong:
        ("record-too-long", "the record has more than \(limits.recordBytes) bytes")
      }
    fault.text.withUnsafeBufferPointer { text in
      log.add(
        FormatReject(
          code: code,
          position: RecordPosition(record: recordCount, line: fault.line, byte: fault.byte),
          line: fault.faultLine, byte: fault.faultByte, message: message),
        text: text)
    }
  }
}

/// Whether all bytes are ASCII.
@inline(__always)
func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let base = bytes.baseAddress else { return true }
  let raw = UnsafeRawPointer(base)
  var i = 0
  while i + 8 <= bytes.count {
    if raw.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
      return false
    }
    i += 8
  }
  while i < bytes.count {
    if base[i] >= 0x80 { return false }
    i += 1
  }
  return true
}
