import Testing

@testable import Intake

@Suite struct CellTextTests {
  static let cases: [(what: String, cell: String, value: String)] = [
    ("nothing", "", ""),
    ("blanks only", " \t\u{3000}\u{A0}\u{200B}\r\n", ""),
    ("blanks around", "\u{FEFF}\u{3000} 甲 乙\u{A0}\t", "甲 乙"),
    ("a guard", "=\"00123\"", "00123"),
    ("a guard with blanks", " =\" 00123 \" ", "00123"),
    ("an empty guard", "=\"\"", ""),
    ("half a guard", "=\"", "=\""),
    ("a formula stays", "=A1+1", "=A1+1"),
    ("an apostrophe", "'00123", "00123"),
    ("an apostrophe within a guard", "=\"'5\"", "5"),
    ("an apostrophe inside stays", "O'Neill", "O'Neill"),
    ("quotes stay", "\"a\"", "\"a\""),
    ("a character whose last byte looks like half a blank", "\u{3080}", "\u{3080}"),
    ("bytes of blanks in other characters", "\u{80A0}\u{E3A0}", "\u{80A0}\u{E3A0}"),
    ("a field that a database pads", "甲\0\0\0", "甲"),
    ("a zero byte inside stays", "甲\0乙", "甲\0乙"),
    ("a tab that keeps a long number whole", "1234567890123456789\t", "1234567890123456789"),
    ("a mark pasted into the file", "\u{FEFF}订单编号", "订单编号"),
    ("ideographic blanks", "\u{3000}张三\u{3000}", "张三"),
  ]

  @Test(arguments: cases)
  func theValueWithinACell(what: String, cell: String, value: String) {
    #expect(self.value(cell) == value, "\(what)")
  }

  @Test func whatSaysNothing() {
    for text in [
      "", "-", "--", "—", "/", "无", "無", "NULL", "null", "N/A", "n/a", "0000-00-00",
      "0000-00-00 00:00:00", "1900-01-00", "1900/1/0",
    ] {
      #expect(bytes(text) { CellText.saysNothing($0) }, "'\(text)'")
    }
    for text in ["0", "---", "Null and void", "无效", " ", "0000-00-00 00:00:001", "1900-01-01"] {
      #expect(!bytes(text) { CellText.saysNothing($0) }, "'\(text)'")
    }
  }

  /// Every text of up to five of these characters, against the same taken character by character.
  @Test func smallCellsAgreeWithTheSlowReading() {
    let cells = texts(of: " \u{3000}'=\"a", upTo: 5)
    for cell in cells where value(cell) != slowValue(cell) {
      Issue.record("'\(cell)' is read as '\(value(cell))'")
    }
    #expect(cells.count == 9_331)
  }

  private func value(_ cell: String) -> String {
    bytes(cell) { String(decoding: CellText.value($0), as: UTF8.self) }
  }

  private func slowValue(_ cell: String) -> String {
    func trimmed(_ text: String) -> String {
      let blanks: [Character] = [" ", "\u{3000}"]
      var text = text
      while let last = text.last, blanks.contains(last) { text.removeLast() }
      return String(text.drop { blanks.contains($0) })
    }
    var text = trimmed(cell)
    if text.count > 2, text.hasPrefix("=\""), text.hasSuffix("\"") {
      text = trimmed(String(text.dropFirst(2).dropLast()))
    }
    return text.hasPrefix("'") ? trimmed(String(text.dropFirst())) : text
  }

  /// Where the first and the last byte say that nothing has to be taken off, nothing is.
  @Test func plainEdgesHaveNothingToTakeOff() {
    var random = SeededGenerator(seed: 3)
    let edges = CellText.Edges()
    let parts = [
      "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}", " ", "\t", "'", "=\"", "\"", "a", "中", "\0",
      "0",
    ]
    var plain = 0
    for _ in 0..<20_000 {
      let cell = (0...Int.random(in: 0...4, using: &random)).map { _ in
        parts.randomElement(using: &random)!
      }
      .joined()
      let bytes = Array(cell.utf8)
      guard edges.mayBegin(bytes[0]), edges.mayEnd(bytes[bytes.count - 1]) else { continue }
      plain += 1
      #expect(bytes.withUnsafeBufferPointer { CellText.value($0).text } == cell, "'\(cell)'")
    }
    #expect(plain > 500)
  }
}
