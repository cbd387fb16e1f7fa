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
    let rowCount = dialect.headerRowCount
    var best: (rows: [SniffedRow], matches: Int, state: State, headers: [CSVHeader.Row])?
    var first: [String] = []
    var before: SniffedRow?
    var headerBefore: CSVHeader.Row?
    var searched = 0
    let lastRow = dialect.headerRow.map { $0 + (rowCount ?? 1) - 1 } ?? limits.headRows
    search: while searched < lastRow {
      switch try next(keepsHead: true) {
      case .end:
        break search
      case .fault(let fault):
        searched = fault.number
        before = nil
        headerBefore = nil
      case .row(let row):
        searched = row.number
        guard tokenizer.fields.count <= limits.columns else {
          throw .tooManyColumns(limit: limits.columns, line: row.line)
        }
        let this = sniffed(row, encoding: encoding)
        if first.isEmpty { first = this.cells }
        let header = headerRow(row, this.cells)
        for rows in [[this], [before, this].compactMap(\.self)]
        where rows.count <= rowCount ?? 2 && rows.count >= rowCount ?? 1 {
          if let wanted = dialect.headerRow, rows[0].row != wanted { continue }
          let matches = CSVHeader.matchCount(of: fields, in: namesOfColumns(rows.map(\.cells)))
          // All names count as found where none is wanted.
          if matches > best?.matches ?? (dialect.headerRow == nil && !fields.isEmpty ? 0 : -1) {
            let headers = rows.count == 2 ? [headerBefore, header] : [header]
            best = (rows, matches, state, headers.compactMap(\.self))
          }
        }
        before = this
        headerBefore = header
        if best?.matches == fields.count { break search }
      }
    }
    guard let best else {
      throw .noHeader(wanted: fields, rowsSearched: searched, firstRow: first)
    }
    state = best.state
    return try CSVHeader(best.rows, rows: best.headers, fields: fields)
  }

  /// The row found last as one of a header.
  private func headerRow(_ row: CSVRow, _ cells: [String]) -> CSVHeader.Row {
    let column = cells.firstIndex { !$0.isEmpty } ?? 0
    let field = tokenizer.fields.base[column]
    let start = window.bytes + row.range.lowerBound + Int(field.start)
    return CSVHeader.Row(
      cells: cells, column: column,
      bytes: Array(UnsafeBufferPointer(start: start, count: Int(field.length))))
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
