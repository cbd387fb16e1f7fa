/// Looks at the head of an export to see its format, and what a layout for it could name.
///
/// The encoding is found over the whole file. For CSV the candidates of the header are its first
/// rows; for JSON and XML the records are guessed from what repeats.
///
/// - Throws: when the file cannot be opened, is empty or compressed; never because of what it
///   holds.
package func sniff(
  file path: String, limits: FormatLimits = .standard
) throws(FormatError) -> Sniffed {
  let file = try ExportFile(path: path, limits: limits)
  let format = format(of: try file.head(4096))
  let encoding =
    format == .xml
    ? try detectXMLEncoding(of: file, fallback: nil, chunkBytes: standardChunkBytes)
    : try detectEncoding(of: file, declared: nil, chunkBytes: standardChunkBytes)
  let isPlain = format == .csv ? encoding.encoding.keepsASCII : encoding.encoding == .utf8
  let window = try InputWindow(
    file, markLength: encoding.markLength, decodedFrom: isPlain ? nil : encoding.encoding,
    chunkBytes: standardChunkBytes)
  while !window.isLast, window.count < limits.headBytes { try window.extend(keepingFrom: 0) }

  var sniffed = Sniffed(
    format: format, encoding: encoding, byteCount: file.byteCount, isSample: !window.isLast)
  switch format {
  case .csv:
    let text = isPlain ? encoding.encoding : .utf8
    let marks = try detectMarks(
      in: window, dialect: CSVDialect(), encoding: text, fields: [], limits: limits)
    sniffed.delimiter = marks.delimiter
    let tokenizer = CSVTokenizer(marks, encoding: text)
    var rows = CSVRows(window, tokenizer: tokenizer, limits: limits)
    while sniffed.rows.count < limits.headRows, let next = rows.nextInWindow() {
      if case .row(let row) = next { sniffed.rows.append(rows.sniffed(row, encoding: text)) }
    }
  case .json:
    sniffed.streams = jsonStreams(in: window, limits: limits)
  case .xml:
    sniffed.streams = xmlStreams(in: window, limits: limits)
  }
  return sniffed
}

/// The format of an export by its first characters.
private func format(of head: [UInt8]) -> Sniffed.Format {
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
