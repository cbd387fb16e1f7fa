import Formats
import Intake
import Testing

/// The keys of a source that say how a file is written and when it comes.
@Suite struct SourceDialectTests {
  private static let fields = #""id": "编号""#

  static let dialects: [(what: String, keys: String, dialect: CSVDialect)] = [
    ("a delimiter", #""delimiter": "|""#, CSVDialect(delimiter: UInt8(ascii: "|"))),
    ("a tab", #""delimiter": "\t""#, CSVDialect(delimiter: UInt8(ascii: "\t"))),
    (
      "a quote is doubled", #""quote": "'""#,
      CSVDialect(quote: .byte(UInt8(ascii: "'")), escape: 0)
    ),
    (
      "or escaped", #""quote": "\"", "escape": "\\""#,
      CSVDialect(quote: .byte(UInt8(ascii: "\"")), escape: UInt8(ascii: "\\"))
    ),
    ("an escape alone", #""escape": "\\""#, CSVDialect(escape: UInt8(ascii: "\\"))),
    ("no quotes", #""quote": "none""#, CSVDialect(quote: CSVDialect.Quote.none, escape: 0)),
    ("the row of the header", #""header": 3"#, CSVDialect(headerRow: 3)),
    ("its rows", #""headerRows": 2"#, CSVDialect(headerRowCount: 2)),
  ]

  @Test(arguments: dialects)
  func howATableIsWritten(what: String, keys: String, dialect: CSVDialect) throws {
    #expect(try Shop.csv(fields: Self.fields, keys).dialect == dialect, "\(what)")
  }

  @Test func theOtherKeys() throws {
    let source = try Shop.csv(
      fields: Self.fields,
      """
      "decimal": ",", "optional": true, "fileCount": 3, "due": { "workingDay": 5 }
      """)
    #expect(source.hasDecimalComma && source.isOptional)
    #expect(source.fileCount == 3 && source.due == .workingDay(5))
    #expect(try Shop.csv(fields: Self.fields, #""decimal": ".""#).hasDecimalComma == false)
    #expect(try Shop.csv(fields: Self.fields, #""due": { "day": 31 }"#).due == .day(31))
    let xml = try Shop.source(
      """
      { "id": "ubl", "entity": "order", "format": "xml", "records": "/o:Order",
        "namespaces": { "o": "urn:order", "c": "urn:common" }, "fields": { "id": "c:ID" } }
      """)
    #expect(xml.namespaces == ["o": "urn:order", "c": "urn:common"] && xml.patterns.isEmpty)
    #expect(xml.layout.root == SniffedRoot(namespace: "urn:order", local: "Order"))
  }

  static let faults: [(what: String, keys: String, faults: [String])] = [
    ("a delimiter of two", #""delimiter": ";;""#, [#"wrong-type ";;""#]),
    ("a delimiter beyond ASCII", #""delimiter": "，""#, [#"wrong-type "，""#]),
    ("a quote of two", #""quote": "''""#, [#"wrong-type "''""#]),
    ("a quote that is a number", #""quote": 1"#, ["wrong-type 1"]),
    ("an escape of none", #""escape": """#, [#"wrong-type """#]),
    ("row zero", #""header": 0"#, ["wrong-type 0"]),
    ("no rows", #""headerRows": 0"#, ["wrong-type 0"]),
    ("three rows", #""headerRows": 3"#, ["wrong-type 3"]),
    ("half a row", #""headerRows": 1.5"#, ["wrong-type 1.5"]),
    ("an unknown encoding", #""encoding": "utf-7""#, [#"unknown-word "utf-7""#]),
    ("no files", #""fileCount": 0"#, ["wrong-type 0"]),
    ("files that cannot be counted", #""fileCount": "2""#, [#"wrong-type "2""#]),
    ("no day", #""due": {}"#, ["missing-key {}"]),
    ("a day that is none", #""due": { "day": 0 }"#, ["wrong-type 0"]),
    ("a working day that is none", #""due": { "workingDay": "3" }"#, [#"wrong-type "3""#]),
    ("a date", #""due": "2025-10-09""#, [#"wrong-type "2025"#]),
    ("a mistyped day", #""due": { "days": 3 }"#, ["missing-key {", #"unknown-key "days""#]),
    ("namespaces that are a list", #""namespaces": ["a"]"#, [#"wrong-type ["a"]"#]),
    ("a namespace that is none", #""namespaces": { "a": 1 }"#, ["wrong-type 1"]),
  ]

  @Test(arguments: faults)
  func aFaultPointsAtItsCause(what: String, keys: String, faults: [String]) {
    #expect(Shop.faults(fields: Self.fields, keys, like: faults) == faults, "\(what)")
  }

  @Test(arguments: ["", "a/", "/a.csv", "a/b/c.csv", "a//b.csv"])
  func aPatternHasOneFolderAtMost(pattern: String) {
    let expected = [#"bad-pattern "\#(pattern)""#]
    let text = #"""
      { "id": "a", "entity": "order", "format": "csv", "files": ["b*", "\#(pattern)"],
        "fields": { "id": "b" } }
      """#
    #expect(Shop.faults(of: text, like: expected) == expected)
  }
}
