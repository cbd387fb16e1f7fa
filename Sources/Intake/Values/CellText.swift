/// Takes from a cell what spreadsheets and databases put around its value.
package enum CellText {
  /// The value within a cell: without blanks around it (ideographic and no-break ones too), a guard
  /// `="…"`, or a leading `'`. Zero bytes around it are what a database pads its fields with.
  ///
  /// Spreadsheet users guard long numbers so that no digit gets lost; the guard is not part of the value.
  package static func value(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = trimmed(cell)
    if text.count >= 3, text.starts(with: [0x3D, 0x22]), text.last == 0x22 {
      text = trimmed(text.dropFirst(2).dropLast())
    }
    if text.first == 0x27 { text = trimmed(text.dropFirst()) }
    return text
  }

  /// Whether a cell for a number or date says that there is none.
  package static func saysNothing(_ value: ArraySlice<UInt8>) -> Bool {
    value.isEmpty || blanks.contains { value.elementsEqual($0) }
  }

  private static let blanks: [[UInt8]] = [
    "-", "--", "—", "/", "无", "無", "NULL", "null", "N/A", "n/a", "0000-00-00",
    "0000-00-00 00:00:00",
  ].map { Array($0.utf8) }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let length = blankLength(atStartOf: text) { text = text.dropFirst(length) }
    while let length = blankLength(atEndOf: text) { text = text.dropLast(length) }
    return text
  }

  private static func blankLength(atStartOf text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.first else { return nil }
    if isASCIIBlank(first) { return 1 }
    if first < 0x80 { return nil }
    return wideBlanks.first { text.starts(with: $0) }?.count
  }

  private static func blankLength(atEndOf text: ArraySlice<UInt8>) -> Int? {
    guard let last = text.last else { return nil }
    if isASCIIBlank(last) { return 1 }
    if last < 0x80 { return nil }
    return wideBlanks.first { text.count >= $0.count && text.suffix($0.count).elementsEqual($0) }?
      .count
  }

  private static func isASCIIBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0
  }

  /// No-break space, ideographic space, zero-width space, byte-order mark.
  private static let wideBlanks: [[UInt8]] = [
    [0xC2, 0xA0], [0xE3, 0x80, 0x80], [0xE2, 0x80, 0x8B], [0xEF, 0xBB, 0xBF],
  ]
}
