/// Takes from a cell what spreadsheets and databases put around its value.
package enum CellText {
  /// The value within a cell: without blanks around it (ideographic and no-break ones too), a guard
  /// `="…"`, or a leading `'`. Zero bytes around it are what a database pads its fields with.
  ///
  /// Spreadsheet users guard long numbers so that no digit gets lost; the guard is not part of the value.
  package static func value(_ cell: Bytes) -> Bytes {
    var text = trimmed(cell)
    guard let first = text.first else { return text }
    if first == guardMark, text.count >= 3, text[1] == 0x22, text[text.count - 1] == 0x22 {
      text = trimmed(text.part(2..<text.count - 1))
    }
    if text.first == textMark { text = trimmed(text.from(1)) }
    return text
  }

  /// What begins a guard, and what spreadsheets put before a number that is to stay text.
  private static let guardMark: UInt8 = 0x3D
  private static let textMark: UInt8 = 0x27

  /// For each byte whether a value may begin or end with it and nothing needs to be taken off there, which holds for
  /// nearly all cells: the others are looked at with care.
  struct Edges {
    private let table = Edges.table

    @inline(__always)
    func mayBegin(_ byte: UInt8) -> Bool { table[Int(byte)] & Edges.beginning != 0 }

    @inline(__always)
    func mayEnd(_ byte: UInt8) -> Bool { table[Int(byte)] & Edges.end != 0 }

    /// The same of bytes that a value may begin with, but for digits.
    @inline(__always)
    func mayBeginText(_ byte: UInt8) -> Bool { table[Int(byte)] & Edges.textBeginning != 0 }

    private static let beginning: UInt8 = 1
    private static let end: UInt8 = 2
    private static let textBeginning: UInt8 = 4

    private nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
      let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
      for byte in UInt8.min...UInt8.max {
        let isBlank = isASCIIBlank(byte)
        let begins =
          byte == guardMark || byte == textMark || wideBlanks.contains { $0.utf8Start[0] == byte }
        let ends = wideBlanks.contains { $0.utf8Start[$0.utf8CodeUnitCount - 1] == byte }
        let isDigit = 0x30...0x39 ~= byte
        table[Int(byte)] =
          (isBlank || begins ? 0 : beginning) | (isBlank || ends ? 0 : end)
          | (isBlank || begins || isDigit ? 0 : textBeginning)
      }
      return UnsafePointer(table)
    }()
  }

  /// Whether a cell for a number or date says that there is none.
  package static func saysNothing(_ value: Bytes) -> Bool {
    if value.isEmpty { return true }
    guard value.count <= 19 else { return false }
    return blanks.contains { value.isEqual(to: $0) }
  }

  private static let blanks: [StaticString] = [
    "-", "--", "—", "/", "无", "無", "NULL", "null", "N/A", "n/a", "0000-00-00",
    "0000-00-00 00:00:00", "1900-01-00", "1900/1/0",
  ]

  @inline(__always)
  private static func trimmed(_ text: Bytes) -> Bytes {
    var start = 0
    var end = text.count
    while start < end, let length = blankLength(text, at: start, end) { start += length }
    while start < end, let length = blankLength(text, before: end, start) { end -= length }
    return text.part(start..<end)
  }

  @inline(__always)
  private static func blankLength(_ text: Bytes, at start: Int, _ end: Int) -> Int? {
    let first = text[start]
    if isASCIIBlank(first) { return 1 }
    if first < 0xC2 { return nil }
    return wideBlanks.first { text.has($0, at: start) }?.utf8CodeUnitCount
  }

  @inline(__always)
  private static func blankLength(_ text: Bytes, before end: Int, _ start: Int) -> Int? {
    let last = text[end - 1]
    if isASCIIBlank(last) { return 1 }
    if last < 0x80 { return nil }
    return wideBlanks.first {
      end - $0.utf8CodeUnitCount >= start && text.has($0, at: end - $0.utf8CodeUnitCount)
    }?.utf8CodeUnitCount
  }

  @inline(__always)
  private static func isASCIIBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0
  }

  /// No-break space, ideographic space, zero-width space, byte-order mark.
  private static let wideBlanks: [StaticString] = [
    "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}",
  ]
}
