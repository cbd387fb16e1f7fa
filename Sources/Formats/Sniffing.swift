/// Looks at the head of an export to see its format, and what a layout for it could name.
///
/// The encoding is found over the whole file. For CSV the candidates of the header are its first
/// rows, and rows from its middle and its end are looked at as well; for JSON and XML the records are
/// guessed from what repeats.
///
/// - Parameter hints: what is known of the export already.
/// - Throws: when the file cannot be opened, is empty or compressed; never because of what it
///   holds.
package func sniff(
  file path: String, hints: SniffingHints = SniffingHints(), limits: FormatLimits = .standard
) throws(FormatError) -> Sniffed {
  let file = try ExportFile(path: path, limits: limits)
  let head = try file.head(4096)
  let format = hints.format ?? format(of: head)
  let encoding =
    format == .xml
    ? try detectXMLEncoding(of: file, fallback: hints.encoding, chunkBytes: standardChunkBytes)
    : try detectEncoding(of: file, declared: hints.encoding, chunkBytes: standardChunkBytes)
  let isPlain = format == .csv ? encoding.encoding.keepsASCII : encoding.encoding == .utf8
  let window = try InputWindow(
    file, markLength: encoding.markLength, decodedFrom: isPlain ? nil : encoding.encoding,
    chunkBytes: standardChunkBytes)
  while !window.isLast, window.count < limits.headBytes { try window.extend(keepingFrom: 0) }

  var sniffed = Sniffed(
    format: format, encoding: encoding, byteCount: file.byteCount, isSample: !window.isLast)
  switch format {
  case .csv:
    try sniffed.readRows(file, window, hints: hints, encoding: encoding, limits: limits)
  case .json:
    sniffed.streams = jsonStreams(in: window, limits: limits)
  case .xml:
    (sniffed.root, sniffed.streams) = xmlStreams(in: window, limits: limits)
  }
  return sniffed
}

/// What is known of an export before it is looked at.
package struct SniffingHints: Sendable, Hashable {
  package var format: Sniffed.Format?
  package var encoding: TextEncoding?
  package var dialect = CSVDialect()

  package init(
    format: Sniffed.Format? = nil, encoding: TextEncoding? = nil, dialect: CSVDialect = CSVDialect()
  ) {
    self.format = format
    self.encoding = encoding
    self.dialect = dialect
  }
}

extension Sniffed {
  /// How much of a large CSV export is looked at in each of some places in its middle, and at its end.
  private static let pieceBytes = 64 << 10
  private static let pieceCount = 4

  fileprivate mutating func readRows(
    _ file: ExportFile, _ window: InputWindow, hints: SniffingHints, encoding: DetectedEncoding,
    limits: FormatLimits
  ) throws(FormatError) {
    let text = CSVText(encoding: encoding)
    let marks = try detectMarks(
      in: window, dialect: hints.dialect, encoding: text.encoding, fields: [], limits: limits)
    dialect = CSVDialect(
      delimiter: marks.delimiter, quote: marks.quote.map { .byte($0) } ?? CSVDialect.Quote.none,
      escape: marks.escape, headerRow: hints.dialect.headerRow,
      headerRowCount: hints.dialect.headerRowCount)
    var head = CSVRows(
      window, tokenizer: CSVTokenizer(marks, encoding: text.encoding), limits: limits)
    let last: [SniffedRow]
    (rows, last, lineEnds) = head.rest(
      of: text.encoding, first: limits.headRows * 8, last: isSample ? 0 : limits.headRows)
    rowBytes = head.state.index
    guard isSample else {
      lastRows = last
      return
    }
    // Between head and end, evenly; UTF-16 is cut between its units.
    for piece in 1...Self.pieceCount {
      let isEnd = piece == Self.pieceCount
      let start =
        isEnd
        ? file.byteCount - Self.pieceBytes
        : window.byteOffset(of: window.count)
          + (file.byteCount - limits.headBytes) / Self.pieceCount * (piece - 1)
      let found = try pieceRows(
        of: file, from: max(0, start) & ~1, isEnd: isEnd, marks, text, limits)
      if isEnd { lastRows = found } else { middleRows += found }
    }
  }

  /// The first rows of a piece of the file, behind the first line end in it, or its last rows.
  private func pieceRows(
    of file: ExportFile, from start: Int, isEnd: Bool, _ marks: CSVMarks, _ text: CSVText,
    _ limits: FormatLimits
  ) throws(FormatError) -> [SniffedRow] {
    let window = try InputWindow(
      file, markLength: start, decodedFrom: text.isDecodedBefore ? text.detected.encoding : nil,
      // The start may lie one byte before a piece's length from the end.
      chunkBytes: Self.pieceBytes + 1)
    try window.extend(keepingFrom: 0)
    var rows = CSVRows(
      window, tokenizer: CSVTokenizer(marks, encoding: text.encoding), limits: limits)
    // The piece begins within a row, perhaps within quotes: its first rows are passed over.
    guard
      let first = lineEnd(in: window.bytes, from: 0, count: window.count, isLast: window.isLast)
    else { return [] }
    rows.state.index = first
    let count = limits.headRows
    let found = rows.rest(of: text.encoding, first: isEnd ? 0 : count, last: isEnd ? count : 0)
    return isEnd ? found.last : found.first
  }
}

extension CSVRows {
  /// The first and the last of the rows that lie whole in the window, and the kinds of the line ends of all.
  ///
  /// Texts are made of these rows alone: for all rows of the window that would take most of the time of a
  /// small export.
  fileprivate mutating func rest(
    of encoding: TextEncoding, first firstCount: Int, last lastCount: Int
  ) -> (first: [SniffedRow], last: [SniffedRow], lineEnds: Set<LineEnd>) {
    var first: [SniffedRow] = []
    var starts: [State] = []
    var ends: Set<LineEnd> = []
    var start = state
    while let next = nextInWindow() {
      defer { start = state }
      guard case .row(let row) = next else { continue }
      if first.count < firstCount { first.append(sniffed(row, encoding: encoding)) }
      starts.append(start)
      let end = row.range.upperBound - 1
      switch window.bytes[end] {
      case UInt8(ascii: "\r"): ends.insert(.cr)
      case UInt8(ascii: "\n"):
        let isPair = row.range.count > 1 && window.bytes[end - 1] == UInt8(ascii: "\r")
        ends.insert(isPair ? .crlf : .lf)
      default: break
      }
    }
    let end = state
    state = starts.suffix(lastCount).first ?? end
    var last: [SniffedRow] = []
    while let next = nextInWindow() {
      if case .row(let row) = next { last.append(sniffed(row, encoding: encoding)) }
    }
    state = end
    return (first, last, ends)
  }
}

/// The format of an export by its first characters.
private func format(of head: [UInt8]) -> Sniffed.Format {
  let head = head.dropFirst(byteOrderMark(head)?.markLength ?? 0)
  // Without zero bytes the ASCII characters of UTF-16 stand for themselves; a mark is no character.
  let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x00]
  let spaces = Set(" \t\r\n".utf8)
  let visible = head.drop { marks.contains($0) || spaces.contains($0) }
    .filter { $0 != 0 && !spaces.contains($0) }
  guard let first = visible.first, visible.count > 1 else { return .csv }
  let second = visible[1]
  switch first {
  case UInt8(ascii: "{"): return "\"}".utf8.contains(second) ? .json : .csv
  case UInt8(ascii: "["): return "{[]\"-0123456789tfn".utf8.contains(second) ? .json : .csv
  case UInt8(ascii: "<"):
    let isName = second >= 0x80 || second | 0x20 >= UInt8(ascii: "a") || second == UInt8(ascii: "_")
    return isName || second == UInt8(ascii: "?") || second == UInt8(ascii: "!") ? .xml : .csv
  default: return .csv
  }
}

/// The paths at which a JSON or XML export has records, for an error that found none.
func sniffedPaths(file path: String, limits: FormatLimits) -> [String] {
  (try? sniff(file: path, limits: limits).streams.map(\.path)) ?? []
}
