import Intake
import Testing

/// Sources that declare no names of files are found by what stands in a file.
@Suite struct ContentRecogniserTests {
  private static func source(_ id: String, _ fields: String, _ more: String) throws -> Source {
    try Shop.source(
      #"{ "id": "\#(id)", "entity": "order", "fields": { \#(fields) }, \#(more) }"#)
  }

  private static let orders = (
    #""id": "编号", "total": { "from": ["金额", "价"] }"#, #""format": "csv""#
  )

  /// The id of the source that a file is taken for, or nil.
  private func found(_ text: String, _ sources: [Source]) throws -> String? {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "export")
    let matching = try FileMatching(folder: folder.path, sources: sources)
    #expect(matching.exports.count + matching.unrecognisedFiles.count == 1)
    return matching.exports.first?.source.id
  }

  static let csvCases: [(what: String, text: String, id: String?)] = [
    ("all columns are there", "编号,金额\nA1,5\n", "orders"),
    ("in another order, among others", "日期,金额,备注,编号\n1,2,3,4\n", "orders"),
    ("with another name for one", "编号,价\nA1,5\n", "orders"),
    ("below a title", "九月订单\n\n编号;金额\nA1;5\n", "orders"),
    ("a column lacks", "编号,日期\nA1,5\n", nil),
    ("another export", "x,y\n1,2\n", nil),
    ("no text at all", "", nil),
    ("another format", #"[{"编号": "A1", "金额": 5}]"#, nil),
  ]

  @Test func aTableIsFoundByItsColumns() throws {
    let source = try Self.source("orders", Self.orders.0, Self.orders.1)
    for (what, text, id) in Self.csvCases { #expect(try found(text, [source]) == id, "\(what)") }
  }

  @Test func columnsOfATwoRowHeaderAreFound() throws {
    let source = try Self.source(
      "orders", #""id": "编号", "total": "金额/含税""#, #""format": "csv", "headerRows": 2"#)
    #expect(try found("编号,金额,\n,含税,不含税\nA1,5,4\n", [source]) == "orders")
  }

  @Test func whatTwoSourcesCouldReadIsNeithers() throws {
    let sources = try ["one", "two"].map { try Self.source($0, Self.orders.0, Self.orders.1) }
    #expect(try found("编号,金额\nA1,5\n", sources) == nil)
    let optional = try Self.source(
      "one", #""id": "编号", "total": "金额", "remark": { "from": "x", "optional": true }"#,
      #""format": "csv""#)
    let other = try Self.source("two", #""id": "单号""#, #""format": "csv""#)
    #expect(try found("编号,金额\nA1,5\n", [optional, other]) == "one")
  }

  @Test func aNameGoesBeforeTheContent() throws {
    let named = try Shop.source(id: "named", format: "csv", files: "exp*")
    let source = try Self.source("orders", Self.orders.0, Self.orders.1)
    #expect(try found("编号,金额\nA1,5\n", [named, source]) == "named")
  }

  @Test func jsonIsFoundByThePathOfItsRecordsAndTheirFields() throws {
    let source = try Self.source(
      "orders", #""id": "no", "total": "sum.gross""#,
      #""format": "json", "records": "$.data[*]""#)
    #expect(try found(#"{"data": [{"no": "A1", "sum": {"gross": 1}}]}"#, [source]) == "orders")
    #expect(try found(#"{"rows": [{"no": "A1", "sum": {"gross": 1}}]}"#, [source]) == nil)
    #expect(try found(#"{"data": [{"no": "A1"}]}"#, [source]) == nil)
  }

  @Test func xmlIsFoundByItsOutermostElement() throws {
    let plain = try Self.source(
      "plain", #""id": "No""#, #""format": "xml", "records": "/Orders/Order""#)
    let spaced = try Self.source(
      "spaced", #""id": "o:No""#,
      #""format": "xml", "records": "/o:Order", "namespaces": { "o": "urn:order" }"#)
    for sources in [[plain, spaced], [spaced, plain]] {
      #expect(try found("<Orders><Order><No>A1</No></Order></Orders>", sources) == "plain")
      #expect(try found(#"<Order xmlns="urn:order"><No>A1</No></Order>"#, sources) == "spaced")
      #expect(try found(#"<Order xmlns="urn:other"><No>A1</No></Order>"#, sources) == nil)
      #expect(try found("<Order><No>A1</No></Order>", sources) == nil)
    }
    #expect(try found("<Orders/>", [plain, plain]) == nil, "two of them")
  }
}
