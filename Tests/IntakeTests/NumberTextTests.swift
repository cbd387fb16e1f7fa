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
    ("1.5E3", "1500"), ("1e-2", "0.01"), ("1.23E+3", "1230"),
    // Money.
    ("￥1,234.50", "1234.50"), ("¥1,234.50", "1234.50"), ("¥ 12", "12"), ("1,234.50元", "1234.50"),
    ("1,234.50 元", "1234.50"), ("人民币 12 元", "12"), ("CNY 1,234.50", "1234.50"), ("12 RMB", "12"),
    ("RMB1234", "1234"), ("12圆", "12"), ("12圓", "12"),
    ("-￥5", "-5"), ("￥-5", "-5"), ("+¥5", "5"), ("￥−5", "-5"), ("￥-12.00", "-12"),
    // Negatives of the books.
    ("(1,234.50)", "-1234.50"), ("（1,234.50）", "-1234.50"), ("(￥5)", "-5"), ("( 5 )", "-5"),
    // Grouping.
    ("1,234", "1234"), ("12,345,678.9", "12345678.9"), ("1 234 567.5", "1234567.5"),
    ("1\u{A0}234", "1234"), ("1，234．50", "1234.50"),
    // Full width, rates, units.
    ("１２３", "123"), ("－１２．５％", "-0.125"), ("13%", "0.13"), ("13 %", "0.13"), ("5‰", "0.005"),
    ("１，２３４．５０", "1234.5"), ("45,5 %", "0.455"), ("45,50%", "0.455"), ("１３，５％", "0.135"),
    ("1,234%", "12.34"),
    ("1.2万", "12000"), ("1.2 万元", "12000"), ("3亿", "300000000"), ("0.00012345万", "1.2345"),
    ("1.2萬", "12000"), ("1.5億", "150000000"), ("1.5亿元", "150000000"), ("-3万", "-30000"),
    // No numbers.
    ("", nil), ("-", nil), (".", nil), ("+", nil), ("元", nil), ("￥", nil), ("%", nil), ("()", nil),
    ("1,23.4", nil), ("1,23", nil), ("1234,567", nil), (",123", nil), ("1,,234", nil),
    ("1,234,", nil), ("1,23.45", nil), ("12,34", nil), ("12..3", nil), ("45,5", nil),
    ("45,5,5%", nil), ("4.5,5%", nil), ("45,5‰", nil),
    ("1,234.567,8", nil), ("1.2.3", nil), ("1 2", nil), ("12 34", nil), ("1,234 567", nil),
    ("1,234.5 6", nil), ("--5", nil), ("-¥-5", nil), ("(-5)", nil), ("-(5)", nil), ("+-5", nil),
    ("5-", nil), ("(5", nil), ("5)", nil), ("12a", nil), ("abc", nil), ("0x10", nil), ("½", nil),
    ("一百", nil), ("一百元", nil), ("NaN", nil), ("Infinity", nil), ("1万2", nil), ("5%%", nil),
    ("2025-09-01", nil), ("1E99999", nil), ("1.5万亿", nil),
  ]

  @Test func numbersAsExportsWriteThem() {
    for (text, number) in Self.cases {
      let read = bytes(text) { NumberText.read($0) }
      #expect(read == number.flatMap { Decimal128($0) }, "'\(text)'")
    }
    #expect(bytes([0xFF, 0x31]) { NumberText.read($0) } == nil)
  }

  /// What a German or Brazilian export writes.
  static let commaCases: [(text: String, number: String?)] = [
    ("12", "12"), ("45,5", "45.5"), ("-0,25", "-0.25"), ("1.234,50", "1234.50"),
    ("1 234,5", "1234.5"), ("1.234.567", "1234567"), ("1.234", "1234"), ("1.234,50元", "1234.50"),
    ("(1.234,50)", "-1234.50"), ("45,5 %", "0.455"), ("1.234,5%", "12.345"), ("1,2万", "12000"),
    ("0,001", "0.001"), ("１．２３４，５", "1234.5"),
    ("1.23", nil), ("1.5", nil), ("1,234.5", nil), ("1,2,3", nil), ("12.34,5", nil), ("", nil),
    (",", nil), ("1.234,5.6", nil), ("a,b", nil),
  ]

  @Test func aDecimalCommaIsReadWhereItIsDeclared() {
    for (text, number) in Self.commaCases {
      let read = bytes(text) { NumberText.read($0, hasDecimalComma: true) }
      #expect(read == number.flatMap { Decimal128($0) }, "'\(text)'")
    }
  }

  /// Every text of up to five of these characters, against the shape of a plain or grouped number.
  @Test func smallTextsAgreeWithTheGrammar() throws {
    let grammar = /([+-]?)([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.([0-9]*))?/
    let texts = texts(of: "12,.-", upTo: 5)
    for text in texts {
      let isNumber =
        text.wholeMatch(of: grammar) != nil && text.contains { $0.isNumber }
        && !(text.contains(",") && text.hasPrefix("."))
      let read = bytes(text) { NumberText.read($0) }
      let plain = text.filter { $0 != "," }
      if read != (isNumber ? Decimal128(plain) : nil) {
        Issue.record("'\(text)' is read as \(read?.description ?? "no number")")
      }
    }
    #expect(texts.count == 3_906)
  }

  /// With the marks exchanged, a text is the same number to an export with a decimal comma.
  @Test func theCommaTakesThePlaceOfThePoint() {
    for text in texts(of: "12,.-", upTo: 5)
    where !text.hasPrefix(".") && !text.hasPrefix("-.") && !text.hasSuffix(".") {
      let turned = String(text.map { $0 == "," ? "." : $0 == "." ? "," : $0 })
      let read = bytes(turned) { NumberText.read($0, hasDecimalComma: true) }
      if read != bytes(text, { NumberText.read($0) }) {
        Issue.record("'\(turned)' is read as \(read?.description ?? "no number")")
      }
    }
  }
}
