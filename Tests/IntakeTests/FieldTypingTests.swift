import Intake
import Testing
import Values

@Suite struct FieldTypingTests {
  /// How a number is kept that an export writes with another sign or in another unit.
  static let numbers: [(what: String, how: String, cells: [String], totals: [String])] = [
    ("as it stands", #""optional": false"#, ["5", "-2.5", "13%"], ["5", "-2.5", "0.13"]),
    (
      "with the other sign", #""negate": true"#, ["5", "-2.5", "（3）", "0", "13%", "-"],
      ["-5", "2.5", "3", "0", "-0.13", "empty"]
    ),
    (
      "in percent without the sign", #""percent": true"#,
      ["13", "0.5", "-6", "１３", "（13）", "13%", "13 ％", "6‰"],
      ["0.13", "0.005", "-0.06", "0.13", "-0.13", "0.13", "0.13", "0.006"]
    ),
    (
      "in ten thousands", #""times": 10000"#,
      ["1.5", "￥2", "１．５", "（1.5）", "(1.5)", "1,234.5", "1.5万", "15000元", "2亿"],
      ["15000", "20000", "15000", "-15000", "-15000", "12345000", "15000", "15000", "200000000"]
    ),
    ("as a part", #""times": 0.001"#, ["1500", "1"], ["1.5", "0.001"]),
    (
      "in thousands with the other sign", #""times": 1000, "negate": true"#, ["1.5", "-2"],
      ["-1500", "2000"]
    ),
  ]

  @Test(arguments: numbers)
  func numbersInAnotherUnit(what: String, how: String, cells: [String], totals: [String]) throws {
    let dataset = try read(cells, as: "total", #""from": "x", "# + how)
    #expect(Shop.rows(dataset, Shop.order, ["total"]) == totals, "\(what)")
    #expect(dataset.unreadables.isEmpty)
  }

  /// What a text field makes of a cell: its text, or the code of the fault.
  static let texts: [(what: String, cell: String, result: String)] = [
    ("plain text", "A1", "A1"),
    ("a long number", "1930679858170647", "1930679858170647"),
    ("a number as a spreadsheet shows it", "1.93068E+15", "scientific-notation"),
    ("with few digits", "4.63e+14", "scientific-notation"),
    ("a small number", "1.5E+3", "1.5E+3"),
    ("a guard keeps the digits", "=\"1930679858170647\"", "1930679858170647"),
    ("a zero byte within", "A\u{0}1", "zero-byte"),
    ("zero bytes around", "A1\u{0}\u{0}", "A1"),
  ]

  @Test(arguments: texts)
  func textsThatLostSomething(what: String, cell: String, result: String) throws {
    let dataset = try read([cell, "B2"], as: "remark", #""from": "x""#)
    let isFault = ["scientific-notation", "zero-byte"].contains(result)
    #expect(dataset.unreadables.map(\.code) == (isFault ? [result] : []), "\(what)")
    #expect(
      Shop.rows(dataset, Shop.order, ["remark"]) == [isFault ? "unreadable" : result, "B2"],
      "\(what)")
    #expect(dataset.unreadables.first?.extent ?? .value == .value)
    if result == "scientific-notation" {
      #expect(dataset.unreadables[0].help?.contains("spreadsheet") == true)
      #expect(dataset.unreadables[0].originalText == cell)
    }
  }

  @Test func aScientificNumberIsANumberWhereNumbersAre() throws {
    let dataset = try read(["1.93068E+15", "5"], as: "total", #""from": "x""#)
    #expect(Shop.rows(dataset, Shop.order, ["total"]) == ["1930680000000000", "5"])
  }

  /// Numbers are kept to 34 digits: a longer one is told and not rounded.
  @Test func aNumberOfTooManyDigitsIsAFault() throws {
    let digits = String(repeating: "1234567890", count: 4)
    let cells = [
      digits.prefix(34) + "", digits.prefix(35) + "", "0.\(digits.prefix(35))",
      "000000\(digits.prefix(34))", "\(digits.prefix(30))000000", "0.\(digits.prefix(34))",
    ]
    let dataset = try read(cells, as: "total", #""from": "x""#)
    #expect(
      Shop.rows(dataset, Shop.order, ["total"]).map { $0 == "unreadable" }
        == [false, true, true, false, false, false])
    #expect(dataset.unreadables.map(\.code) == ["too-many-digits", "too-many-digits"])
    #expect(dataset.unreadables.map(\.originalText) == [cells[1], cells[2]])
  }

  static let dates: [(format: String, cell: String, result: String)] = [
    ("", "45901", "2025-09-01"), ("", "45901.354166", "2025-09-01"), ("", "2025/9/1", "2025-09-01"),
    ("", "20250901083000", "2025-09-01"), ("", "２０２５／９／１", "2025-09-01"),
    ("excel", "45901", "2025-09-01"), ("excel-1904", "44439", "2025-09-01"),
    ("excel", "2025/9/1", "not-a-date"), ("yyyy/M/d", "45901", "not-a-date"),
    ("", "1900-01-00", "empty"), ("excel", "-", "empty"),
  ]

  @Test(arguments: dates)
  func datesOfSpreadsheets(format: String, cell: String, result: String) throws {
    let how = format.isEmpty ? "" : #", "format": "\#(format)""#
    let dataset = try read([cell], as: "ordered on", #""from": "x""# + how)
    let isFault = result == "not-a-date"
    #expect(dataset.unreadables.map(\.code) == (isFault ? [result] : []))
    #expect(Shop.rows(dataset, Shop.order, ["ordered on"]) == [isFault ? "unreadable" : result])
  }

  @Test func aDecimalCommaIsThatOfTheWholeSource() throws {
    let folder = try TemporaryFolder()
    try folder.write("id;x\nA1;1.234,50\nA2;45,5\nA3;1.5\n合计;1.280,00\n", to: "orders.csv")
    let source = try Shop.csv(
      fields: #""id": "id", "total": "x""#,
      #""decimal": ",", "totals": { "field": "id", "text": "合计", "sums": ["total"] }"#)
    let dataset = folder.read(["orders.csv"], as: source)
    #expect(Shop.rows(dataset, Shop.order, ["total"]) == ["1234.5", "45.5", "unreadable"])
    #expect(dataset.exports[0].controlTotals.map(\.stated.description) == ["1280.00"])
  }

  /// Reads cells as one field of orders; a cell is quoted so that it may hold anything.
  private func read(_ cells: [String], as field: String, _ how: String) throws -> Dataset {
    let folder = try TemporaryFolder()
    let rows = cells.enumerated().map { "\($0),\"\($1.replacing("\"", with: "\"\""))\"\n" }
    try folder.write("id,x\n" + rows.joined(), to: "orders.csv")
    let source = try Shop.csv(fields: #""id": "id", "\#(field)": { \#(how) }"#)
    return folder.read(["orders.csv"], as: source)
  }
}
