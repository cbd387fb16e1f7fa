import Findings
import Values

/// Writes CSV (RFC 4180: CR LF, quotes doubled) that spreadsheet programs open as it is meant.
///
/// It starts with a byte order mark, without which they take Chinese for the local code page. A cell
/// that they would run as a formula gets a leading apostrophe, hidden characters are written out, and
/// a cell is cut at what a spreadsheet cell can hold.
struct CSVWriter {
  /// A spreadsheet cell holds 32,767 characters; the rest is room for the apostrophe and the ellipsis.
  static let cellLimit = 32_000

  private var out: OutputBuffer
  private var isFirstCell = true

  /// Lets `body` write the rows of one file to `buffer`.
  static func write(to buffer: inout OutputBuffer, _ body: (inout CSVWriter) -> Void) {
    buffer.append("\u{FEFF}")
    writeRows(to: &buffer, body)
  }

  /// Lets `body` write further rows of a file.
  static func writeRows(to buffer: inout OutputBuffer, _ body: (inout CSVWriter) -> Void) {
    var writer = CSVWriter(out: buffer.lend())
    body(&writer)
    buffer = writer.out
  }

  private init(out: OutputBuffer) {
    self.out = out
  }

  mutating func cell(_ text: String) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { cell(utf8: $0) }
    if isDone == nil {
      var text = text
      text.withUTF8 { cell(utf8: $0) }
    }
  }

  private mutating func cell(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    separate()
    content(bytes)
  }

  private mutating func separate() {
    if !isFirstCell { out.append(UInt8(ascii: ",")) }
    isFirstCell = false
  }

  /// Writes what stands in a cell.
  private mutating func fill(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first, let last = bytes.last else { return }
    let mayRun = cellStarts.contains(first)
    if !mayRun, last != UInt8(ascii: " "), CSVWriter.isPlain(bytes) { return out.append(bytes) }
    let quotes = needsQuotes(bytes)
    if quotes { out.append(UInt8(ascii: "\"")) }
    if mayRun, isRunAsFormula(bytes) { out.append(UInt8(ascii: "'")) }
    escape(bytes)
    if quotes { out.append(UInt8(ascii: "\"")) }
  }

  /// Cells that were written before, with the commas beside them.
  @inline(__always)
  mutating func written(_ cells: UnsafeBufferPointer<UInt8>) { out.append(cells) }

  /// What stands in a cell whose comma was written; nothing for nil.
  @inline(__always)
  mutating func content(_ text: OwnText?) {
    guard let text else { return }
    let bytes = text.bytes
    if text.isPlain, let first = bytes.first, !cellStarts.contains(first),
      bytes[bytes.count &- 1] != UInt8(ascii: " "), bytes.count <= CSVWriter.cellLimit
    {
      return out.append(bytes)
    }
    content(bytes)
  }

  @inline(never)
  private mutating func content(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count > CSVWriter.cellLimit else { return fill(bytes) }
    fillClipped(bytes)
  }

  mutating func content(_ text: String) {
    var text = text
    text.withUTF8 { content($0) }
  }

  private mutating func fillClipped(_ bytes: UnsafeBufferPointer<UInt8>) {
    var clipped = clipped(String(decoding: bytes, as: UTF8.self), to: CSVWriter.cellLimit)
    clipped.withUTF8 { fill($0) }
  }

  /// The content of a cell of parts that follow each other, each UTF-8 by itself.
  ///
  /// - Parameter part: gives the part of a number, nil for nothing. It is asked twice, and says the same each time.
  @inline(__always)
  mutating func content(
    joining count: Int, _ part: (Int) -> OwnText?
  ) {
    var (isPlainThroughout, length, last) = (true, 0, UInt8(ascii: "."))
    for number in 0..<count {
      guard let text = part(number), let first = text.bytes.first else { continue }
      let bytes = text.bytes
      if length == 0, cellStarts.contains(first) { isPlainThroughout = false }
      if !text.isPlain, isPlainThroughout { isPlainThroughout = CSVWriter.isPlain(bytes) }
      length &+= bytes.count
      last = bytes[bytes.count &- 1]
    }
    if isPlainThroughout, last != UInt8(ascii: " "), length <= CSVWriter.cellLimit {
      for number in 0..<count {
        if let text = part(number) { out.append(text.bytes) }
      }
    } else {
      var joined: [UInt8] = []
      for number in 0..<count {
        if let text = part(number) { joined += text.bytes }
      }
      joined.withUnsafeBufferPointer { content($0) }
    }
  }

  /// The content of a cell that says where a document stands, as ``place(of:)`` does.
  @inline(__always)
  mutating func content(_ file: OwnText?, line: Int) {
    guard let file, let first = file.bytes.first, !cellStarts.contains(first),
      file.bytes.count < CSVWriter.cellLimit - 21, file.isPlain || CSVWriter.isPlain(file.bytes)
    else {
      let file = file.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      return content("\(file):\(line)")
    }
    out.append(file.bytes)
    out.append(UInt8(ascii: ":"))
    out.append(decimal: line)
  }

  /// Cells as they stand in a row behind others: those of a rule are the same in each of its rows.
  static func cells(_ body: (inout CSVWriter) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    var writer = CSVWriter(out: OutputBuffer(pieceBytes: 4096) { bytes += $0 })
    writer.isFirstCell = false
    body(&writer)
    // Memory does not refuse what is written to it.
    try? writer.out.finish()
    return bytes
  }

  /// A plain number, or an empty cell.
  mutating func cell(_ value: Decimal128?) { cell(value?.description ?? "") }

  mutating func cell(_ value: Int) {
    separate()
    out.append(decimal: value)
  }

  mutating func endRow() {
    out.append("\r\n")
    isFirstCell = true
  }

  private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>) {
    out.append(bytes, asking: VisibleText.cellMarks) { index, bytes in
      if bytes[index] == UInt8(ascii: "\"") { return ("\"\"", 1) }
      guard let hidden = VisibleText.hidden(at: index, in: bytes), hidden.scalar != 0x0D else {
        return nil
      }
      return (VisibleText.name(of: hidden.scalar), hidden.length)
    }
  }
}

/// The bytes that a cell begins with which a spreadsheet program may run, or a reader drop.
private let cellStarts = ByteSet { byte in
  [0x09, 0x0A, 0x0D, 0x20, 0x2B, 0x2D, 0x3D, 0x40, 0xC2, 0xE3, 0xEF].contains(byte)
}

extension CSVWriter {
  /// Whether nothing in a cell has it stand in quotes, and nothing is hidden. Chinese punctuation begins as hidden
  /// characters do.
  static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while true {
      place = VisibleText.cellMarks.firstPlace(in: bytes, from: place)
      guard place < bytes.count else { return true }
      if quoteMarks.contains(bytes[place]) || VisibleText.hidden(at: place, in: bytes) != nil {
        return false
      }
      place += 1
    }
  }
}

private let quoteMarks = ByteSet { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }

/// Whether a cell must stand in quotes: it holds a comma, a quote or a line break, or a space at an
/// end that some readers would drop.
private func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = bytes.first, let last = bytes.last else { return false }
  let space = UInt8(ascii: " ")
  if first == space || last == space { return true }
  return quoteMarks.firstPlace(in: bytes, from: 0) < bytes.count
}

/// Whether a spreadsheet program would run the cell: it begins with `=`, `+`, `-`, `@` (in full width
/// too, which programs set to Chinese take for the same), a tab or a line break, spaces of any width
/// before it left out. A plain negative number stays a number.
private func isRunAsFormula(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var start = bytes.startIndex
  while let space = spaces.first(where: { bytes[start...].starts(with: $0) }) {
    start += space.count
  }
  guard start < bytes.endIndex else { return false }
  switch bytes[start] {
  case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
  case UInt8(ascii: "-"): return !isPlainNumber(bytes[(start + 1)...])
  case 0xEF:
    let next = bytes[start...].prefix(3)
    return fullWidthFormulaMarks.contains { $0.elementsEqual(next) }
  default: return false
  }
}

private let spaces = [" ", "\u{A0}", "\u{3000}"].map { Array($0.utf8) }

private let fullWidthFormulaMarks = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }

/// Digits with at most one point between them.
private func isPlainNumber(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
  let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return (1...2).contains(parts.count)
    && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
}
