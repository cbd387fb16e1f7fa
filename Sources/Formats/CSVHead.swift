/// The rows at the top of a CSV export.
struct CSVHead {
  var rows: [SniffedRow]
  /// How many rows were looked at, blank lines and broken rows included.
  var rowsSearched: Int
}

extension CSVRows {
  /// Reads rows up to and including the header.
  ///
  /// - Parameters:
  ///   - fields: the wanted names.
  ///   - headerRow: the header's row, from 1 with blank lines counted, or nil to find the first of
  ///     the rows that hold the most of the wanted names.
  mutating func header(
    fields: [String], headerRow: Int?, encoding: TextEncoding
  ) throws(FormatError) -> CSVHeader {
    var best: (row: SniffedRow, matches: Int, state: State)?
    var first: [String] = []
    var searched = 0
    let lastRow = headerRow ?? limits.headRows
    search: while searched < lastRow {
      switch try next(keepsHead: true) {
      case .end:
        break search
      case .fault(let fault):
        searched = fault.number
      case .row(let row):
        searched = row.number
        guard tokenizer.fields.count <= limits.columns else {
          throw .tooManyColumns(limit: limits.columns, line: row.line)
        }
        let names = sniffed(row, encoding: encoding)
        if first.isEmpty { first = names.cells }
        if let headerRow, row.number != headerRow { continue }
        let matches = CSVHeader.matchCount(of: fields, in: names.cells)
        if matches > best?.matches ?? (headerRow == nil && !fields.isEmpty ? 0 : -1) {
          best = (names, matches, state)
        }
        if matches == fields.count { break search }
      }
    }
    guard let best else {
      throw .noHeader(wanted: fields, rowsSearched: searched, firstRow: first)
    }
    state = best.state
    return try CSVHeader(best.row, fields: fields)
  }

  /// The cells of the row found last, as texts.
  func sniffed(_ row: CSVRow, encoding: TextEncoding) -> SniffedRow {
    var cells: [String] = []
    for i in 0..<tokenizer.fields.count {
      let field = tokenizer.fields.base[i]
      let start = window.bytes + row.range.lowerBound + Int(field.start)
      let bytes = UnsafeBufferPointer(start: start, count: Int(field.length))
      var text = repairedText(bytes, in: encoding)
      if field.hasDoubledQuotes { text = collapsed(text, quote: tokenizer.quote) }
      cells.append(trimmed(text))
    }
    return SniffedRow(row: row.number, line: row.line, cells: cells)
  }
}

/// A text with its doubled quotes made single.
private func collapsed(_ text: String, quote: UInt8) -> String {
  var result: [UInt8] = []
  var isSecond = false
  for byte in text.utf8 {
    isSecond = byte == quote && !isSecond
    if byte != quote || isSecond { result.append(byte) }
  }
  return String(decoding: result, as: UTF8.self)
}
