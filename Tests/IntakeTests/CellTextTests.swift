import Intake
import Testing

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
  ]

  @Test(arguments: cases)
  func theValueWithinACell(what: String, cell: String, value: String) {
    let framed = Array(("|" + cell + "|").utf8)
    let read = CellText.value(framed[1..<framed.count - 1])
    #expect(String(decoding: read, as: UTF8.self) == value, "\(what)")
  }

  @Test func whatSaysNothing() {
    for text in ["", "-", "--", "—", "/", "无", "NULL", "N/A", "0000-00-00", "0000-00-00 00:00:00"] {
      #expect(CellText.saysNothing(Array(text.utf8)[...]), "'\(text)'")
    }
    for text in ["0", "---", "Null and void", "无效", " "] {
      #expect(!CellText.saysNothing(Array(text.utf8)[...]), "'\(text)'")
    }
  }
}
