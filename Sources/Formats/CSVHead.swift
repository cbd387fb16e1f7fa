extension CSVRows {
  /// Reads rows up to and including the header.
  ///
  /// - Parameters:
  ///   - fields: the wanted names.
  ///   - dialect: says the header's row and how many rows it has; what it leaves open is found: the
  ///     first row, or two of them, that hold the most of the wanted names.
  mutating func header(
    fields: [String], dialect: CSVDialect, encoding: TextEncoding
  ) throws(FormatError) -> CSVHeader {
    let (headerRow, rowCount) = (dialect.headerRow, dialect.headerRowCount)
    var best: (rows: [SniffedRow], matches: Int, state: State, text: [UInt8])?
    var first: [String] = []
    var before: SniffedRow?
    var searched = 0
    let lastRow = headerRow.map { $0 + (rowCount ?? 1) - 1 } ?? limits.headRows
    search: while searched < lastRow {
      switch try next(keepsHead: true) {
      case .end:
        break search
      case .fault(let fault):
        searched = fault.number
        before = nil
      case .row(let row):
        searched = row.number
        guard tokenizer.fields.count <= limits.columns else {
          throw .tooManyColumns(limit: limits.columns, line: row.line)
        }
        let this = sniffed(row, encoding: encoding)
        if first.isEmpty { first = this.cells }
        for rows in [[this], [before, this].compactMap(\.self)]
        where rows.count <= rowCount ?? 2 && rows.count >= rowCount ?? 1 {
          if let headerRow, rows[0].row != headerRow { continue }
          let matches = CSVHeader.matchCount(of: fields, in: namesOfColumns(rows.map(\.cells)))
          // All names count as found where none is wanted.
          if matches > best?.matches ?? (headerRow == nil && !fields.isEmpty ? 0 : -1) {
            best = (rows, matches, state, [UInt8](text(of: row)))
          }
        }
        before = this
        if best?.matches == fields.count { break search }
      }
    }
    guard let best else {
      throw .noHeader(wanted: fields, rowsSearched: searched, firstRow: first)
    }
    state = best.state
    return try CSVHeader(best.rows, text: best.text, fields: fields)
  }

  /// The bytes of a row without its line end.
  func text(of row: CSVRow) -> UnsafeBufferPointer<UInt8> {
    var end = row.range.upperBound
    while end > row.range.lowerBound, [0x0A, 0x0D].contains(window.bytes[end - 1]) { end -= 1 }
    return UnsafeBufferPointer(
      start: window.bytes + row.range.lowerBound, count: end - row.range.lowerBound)
  }

  /// The cells of the row found last, as texts.
  func sniffed(_ row: CSVRow, encoding: TextEncoding) -> SniffedRow {
    var cells: [String] = []
    for i in 0..<tokenizer.fields.count {
      let field = tokenizer.fields.base[i]
      let start = window.bytes + row.range.lowerBound + Int(field.start)
      let bytes = UnsafeBufferPointer(start: start, count: Int(field.length))
      var text = repairedText(bytes, in: encoding)
      if field.hasEscapes { text = unescaped(text, isQuoted: field.isQuoted) }
      cells.append(trimmed(text))
    }
    return SniffedRow(row: row.number, line: row.line, cells: cells)
  }

  private func unescaped(_ text: String, isQuoted: Bool) -> String {
    var bytes = Array(text.utf8)
    let count = bytes.withUnsafeMutableBufferPointer {
      tokenizer.marks.unescape($0, isQuoted: isQuoted)
    }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
