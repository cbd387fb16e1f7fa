import Intake
import Tables
import Testing
import Values

/// JSON and XML, whose records contain others.
@Suite struct NestedReadingTests {
  static let json = """
    { "id": "invoices", "entity": "invoice", "files": [], "format": "json", "records": "$.data[*]",
      "fields": { "number": "no", "total": "sum.gross" },
      "children": [ { "entity": "invoice line", "records": "lines[*]",
        "fields": { "invoice number": "../no", "line": "n", "price": "price" } } ] }
    """

  static let xml = """
    { "id": "invoices", "entity": "invoice", "files": [], "format": "xml",
      "records": "/Invoices/Invoice", "fields": { "number": "@no", "total": "Sum/Gross" },
      "children": [ { "entity": "invoice line", "records": "Lines/Line",
        "fields": { "invoice number": "../@no", "line": "@n", "price": "Price" } } ] }
    """

  static let jsonText = """
    {"data": [
      {"no": "F1", "sum": {"gross": 12.50},
       "lines": [{"n": 1, "price": "2.50"}, {"n": 2, "price": 10.00}]},
      {"no": "F2", "sum": {"gross": null}, "lines": []},
      {"no": "F3", "sum": {"gross": "n.n."}, "lines": [{"n": 1}]}
    ]}
    """

  static let xmlText = """
    <?xml version="1.0"?>
    <Invoices>
      <Invoice no="F1"><Sum><Gross>12.50</Gross></Sum>
        <Lines><Line n="1"><Price>2.50</Price></Line><Line n="2"><Price>10.00</Price></Line></Lines>
      </Invoice>
      <Invoice no="F2"><Sum><Gross/></Sum></Invoice>
      <Invoice no="F3"><Sum><Gross>n.n.</Gross></Sum><Lines><Line n="1"/></Lines></Invoice>
    </Invoices>
    """

  @Test(arguments: [(json, jsonText, 5, "\"n.n.\""), (xml, xmlText, 7, "<Gross>n.n.")])
  func recordsAndTheirChildrenBecomeTables(
    source: String, text: String, line: Int, start: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "invoices")
    let dataset = folder.read(["invoices"], as: try Shop.source(source))
    #expect(
      Shop.rows(dataset, Shop.invoice, ["number", "total"]) == [
        "F1|12.5", "F2|empty", "F3|unreadable",
      ])
    #expect(
      Shop.rows(dataset, Shop.line, ["invoice number", "line", "price"])
        == ["F1|1|2.5", "F1|2|10", "F3|1|empty"])
    #expect(dataset.exports[0].recordCounts == [3, 3])
    try #require(dataset.unreadables.count == 1)
    let fault = dataset.unreadables[0]
    #expect(fault.code == "not-a-number" && fault.originalText == "n.n." && fault.extent == .value)
    #expect(fault.position.line == line && fault.position.record == 3)
    #expect(fault.position.byte == Array(text.utf8).firstRange(of: Array(start.utf8))?.lowerBound)
  }

  @Test(arguments: [
    (json, jsonText, "{\"no\": \"F3\""), (xml, xmlText, "<Sum><Gross>n.n."),
    (xml, xmlText, "Invoice no=\"F3"),
  ])
  func whatStandsBeforeACutIsKept(source: String, text: String, cut: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(String(text[..<text.firstRange(of: cut)!.lowerBound]), to: "invoices")
    let dataset = folder.read(["invoices"], as: try Shop.source(source))
    #expect(Shop.rows(dataset, Shop.invoice, ["number", "total"]) == ["F1|12.5", "F2|empty"])
    #expect(Shop.rows(dataset, Shop.line, ["invoice number", "line"]) == ["F1|1", "F1|2"])
    #expect(dataset.unreadables.map(\.extent).contains(.file) && dataset.isIncomplete)
  }

  @Test func namesOfNamespacesAndConditionsLeadToValues() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      <i:Invoice xmlns:i="urn:invoice" xmlns="urn:common" xmlns:x="urn:other">
        <x:ID>X1</x:ID><ID scheme="A">F0</ID><ID scheme="B">F1</ID>
        <Total currency="CNY">12.50</Total>
        <i:Line n="1"><Price>2.50</Price></i:Line><x:Line n="9"/><i:Line n="2"/>
      </i:Invoice>
      """, to: "invoice.xml")
    let source = try Shop.source(
      """
      { "id": "ubl", "entity": "invoice", "files": [], "format": "xml", "records": "/in:Invoice",
        "namespaces": { "in": "urn:invoice", "c": "urn:common" },
        "fields": { "number": "c:ID[@scheme='B']", "total": "c:Total" },
        "children": [ { "entity": "invoice line", "records": "in:Line",
          "fields": { "invoice number": "../c:ID[@scheme='B']", "line": "@n",
            "price": { "from": "c:Price", "optional": true } } } ] }
      """)
    let dataset = folder.read(["invoice.xml"], as: source)
    #expect(dataset.unreadables.map(\.message) == [])
    #expect(Shop.rows(dataset, Shop.invoice, ["number", "total"]) == ["F1|12.5"])
    #expect(
      Shop.rows(dataset, Shop.line, ["invoice number", "line", "price"])
        == ["F1|1|2.5", "F1|2|empty"])
  }

  @Test func aFieldThatNoRecordHasIsToldWithItsDeclaration() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.jsonText.replacing("\"price\"", with: "\"prize\""), to: "invoices")
    let dataset = folder.read(["invoices"], as: try Shop.source(Self.json))
    #expect(
      Shop.rows(dataset, Shop.line, ["line", "price"]) == [
        "1|no column", "2|no column", "1|no column",
      ])
    let faults = dataset.unreadables.filter { $0.extent == .file }
    #expect(faults.map(\.code) == ["unknown-column"] && faults.map(\.column) == ["price"])
    #expect(faults.first?.entity == Shop.line)
    #expect(faults.first?.message.contains("source.json:4:66") == true)
  }

  @Test(arguments: [(json, "\"price\"", "\"prize\""), (xml, "Price>", "Prize>")])
  func aFieldThatMayBeAbsentIsEmptyAllOver(source: String, name: String, other: String) throws {
    let folder = try TemporaryFolder()
    let text = source == Self.json ? Self.jsonText : Self.xmlText
    try folder.write(text.replacing(name, with: other), to: "invoices")
    let from = name.filter(\.isLetter)
    let optional = #""price": { "from": "\#(from)", "optional": true }"#
    let source = try Shop.source(source.replacing(#""price": "\#(from)""#, with: optional))
    let dataset = folder.read(["invoices"], as: source)
    #expect(Shop.rows(dataset, Shop.line, ["line", "price"]) == ["1|empty", "2|empty", "1|empty"])
    #expect(!dataset.isIncomplete)
  }

  @Test(arguments: [
    (json, #"{"data": []}"#), (xml, "<Invoices></Invoices>"),
    (json, #"{"data": [{"no": "F1", "sum": {"gross": 1}, "lines": []}]}"#),
    (xml, #"<Invoices><Invoice no="F1"><Sum><Gross>1</Gross></Sum></Invoice></Invoices>"#),
  ])
  func anExportWithoutRecordsLacksNoFields(source: String, text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "invoices")
    let dataset = folder.read(["invoices"], as: try Shop.source(source))
    #expect(dataset.unreadables.map(\.message) == [])
    let columns = dataset.tables[Shop.line]?.columns.prefix(3) ?? [nil]
    for column in columns { #expect(column?.count == 0) }
  }
}
