import Intake
import Testing
import Values

@Suite struct NumberTextTests {
  /// What exports write, and the number it is; nil for what is none.
  static let cases: [(text: String, number: String?)] = [
    // Plain.
    ("0", "0"), ("-3", "-3"), ("+3", "3"), ("1234.50", "1234.50"), (".5", "0.5"), ("5.", "5"),
    ("007", "7"), ("-0.00", "0"),
    ("999999999999999999", "999999999999999999"), ("1234567890123456789", "1234567890123456789"),
    ("-99999999999999999", "-99999999999999999"),
    ("0.1234567890123456789012345678901234", "0.1234567890123456789012345678901234"),
    ("1.5E3", "1500"), ("1e-2", "0.01"),
    // Money.
    ("￥1,234.50", "1234.50"), ("¥1,234.50", "1234.50"), ("¥ 12", "12"), ("1,234.50元", "1234.50"),
    ("1,234.50 元", "1234.50"), ("人民币 12 元", "12"), ("CNY 1,234.50", "1234.50"), ("12 RMB", "12"),
    ("-￥5", "-5"), ("￥-5", "-5"), ("+¥5", "5"), ("￥−5", "-5"),
    // Negatives of the books.
    ("(1,234.50)", "-1234.50"), ("（1,234.50）", "-1234.50"), ("(￥5)", "-5"), ("( 5 )", "-5"),
    // Grouping.
    ("1,234", "1234"), ("12,345,678.9", "12345678.9"), ("1 234 567.5", "1234567.5"),
    ("1\u{A0}234", "1234"), ("1，234．50", "1234.50"),
    // Full width, rates, units.
    ("１２３", "123"), ("－１２．５％", "-0.125"), ("13%", "0.13"), ("13 %", "0.13"), ("5‰", "0.005"),
    ("1.2万", "12000"), ("1.2 万元", "12000"), ("3亿", "300000000"), ("0.00012345万", "1.2345"),
    // No numbers.
    ("", nil), ("-", nil), (".", nil), ("+", nil), ("元", nil), ("￥", nil), ("%", nil), ("()", nil),
    ("1,23.4", nil), ("1,23", nil), ("1234,567", nil), (",123", nil), ("1,,234", nil),
    ("1,234,", nil),
    ("1,234.567,8", nil), ("1.2.3", nil), ("1 2", nil), ("12 34", nil), ("1,234 567", nil),
    ("1,234.5 6", nil), ("--5", nil), ("-¥-5", nil), ("(-5)", nil), ("-(5)", nil), ("+-5", nil),
    ("5-", nil), ("(5", nil), ("5)", nil), ("12a", nil), ("abc", nil), ("0x10", nil), ("½", nil),
    ("一百", nil), ("NaN", nil), ("Infinity", nil), ("1万2", nil), ("5%%", nil), ("2025-09-01", nil),
    ("1E99999", nil),
  ]

  @Test func numbersAsExportsWriteThem() {
    for (text, number) in Self.cases {
      let read = NumberText.read(Array(text.utf8)[...])
      #expect(read == number.flatMap { Decimal128($0) }, "'\(text)'")
    }
  }

  @Test func aNumberIsReadFromAnywhereInAText() {
    let bytes = Array("x12.5x".utf8)
    #expect(NumberText.read(bytes[1..<5]) == Decimal128("12.5"))
    #expect(NumberText.read([0xFF, 0x31]) == nil)
  }

  /// Every text of up to five of these characters, against the shape of a plain or grouped number.
  @Test func smallTextsAgreeWithTheGrammar() throws {
    let grammar = /([+-]?)([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.([0-9]*))?/
    var texts = [""]
    var start = 0
    for _ in 1...5 {
      let end = texts.count
      for text in texts[start..<end] {
        for character in "12,.-" { texts.append(text + [character]) }
      }
      start = end
    }
    for text in texts {
      let isNumber =
        text.wholeMatch(of: grammar) != nil && text.contains { $0.isNumber }
        && !(text.contains(",") && text.hasPrefix("."))
      let read = NumberText.read(Array(text.utf8)[...])
      let plain = text.filter { $0 != "," }
      if read != (isNumber ? Decimal128(plain) : nil) {
        Issue.record("'\(text)' is read as \(read?.description ?? "no number")")
      }
    }
    #expect(texts.count == 3_906)
  }

  static let booleans: [(texts: [String], boolean: Bool?)] = [
    (["是", "Y", "y", "yes", "YES", "true", "TRUE", "T", "1", "√", "有", "对", "對"], true),
    (["否", "N", "no", "No", "false", "False", "f", "0", "×", "x", "X", "无", "無", "错", "錯"], false),
    (["", "2", "是的", "yes ", "on", "-", "10"], nil),
  ]

  @Test func yesAndNo() {
    for (texts, boolean) in Self.booleans {
      for text in texts {
        #expect(NumberText.readBoolean(Array(text.utf8)[...]) == boolean, "'\(text)'")
      }
    }
  }
}
