import Testing

@testable import Formats

@Suite struct SniffingTests {
  private func look(_ text: String) throws -> Sniffed { try look(Array(text.utf8)) }

  private func look(_ bytes: [UInt8]) throws -> Sniffed {
    let file = TemporaryFile(bytes)
    defer { withExtendedLifetime(file) {} }
    return try sniff(file: file.path)
  }

  @Test(arguments: [
    ("a,b\n1,2", Sniffed.Format.csv), (" \n{\"a\":1}", .json), ("[]", .json), ("[{", .json),
    ("[订单号],x\n", .csv), ("{x},y\n", .csv), ("<a/>", .xml),
    ("\u{FEFF}\n<?xml version='1.0'?><a/>", .xml),
    ("<订单/>", .xml), ("<!-- c --><a/>", .xml), ("< 5,b\n", .csv), ("x", .csv), ("\n", .csv),
  ])
  func theFirstCharactersTellTheFormat(text: String, format: Sniffed.Format) throws {
    #expect(try look(text).format == format)
    #expect(try look([0xFF, 0xFE] + encoded(text, "UTF-16LE")).format == format)
  }

  @Test func theRowsOfACSVAreCandidatesForItsHeader() throws {
    let text = "订单报表\n\n编号;\" 金额\n(元)\";\n1;2,5;\n\"3;4\n"
    for name in ["UTF-8", "GB18030", "UTF-16LE"] {
      let mark: [UInt8] = name == "UTF-16LE" ? [0xFF, 0xFE] : []
      let sniffed = try look(mark + encoded(text, name))
      #expect(sniffed.encoding.rawValue == name)
      #expect(sniffed.dialect?.delimiter == UInt8(ascii: ";"))
      #expect(
        sniffed.rows == [
          SniffedRow(row: 1, line: 1, cells: ["订单报表"]),
          SniffedRow(row: 3, line: 3, cells: ["编号", "金额\n(元)", ""]),
          SniffedRow(row: 4, line: 5, cells: ["1", "2,5", ""]),
        ])
    }
  }

  /// Line ends within quotes are none of rows; the last row needs none.
  @Test(arguments: [
    ("a,b\n1,2\n", [LineEnd.lf]), ("a,b\r\n1,2\r\n", [.crlf]), ("a,b\r1,2\r", [.cr]),
    ("a,b\n1,2\r\n3,4\r", [.lf, .crlf, .cr]), ("a,\"x\r\ny\rz\"\n1,2", [.lf]), ("a,b", []),
    ("a,b\n\r\n1,2\n", [.lf]),
  ])
  func theLineEndsAreTold(text: String, ends: [LineEnd]) throws {
    #expect(try look(text).lineEnds == Set(ends))
    #expect(try look([0xFF, 0xFE] + encoded(text, "UTF-16LE")).lineEnds == Set(ends))
  }

  /// Of a large export rows from its middle and its end are shown, in every encoding.
  @Test(arguments: [Charset.utf8, .gb18030, .utf16BE])
  func aLargeExportIsLookedAtInPlaces(charset: Charset) throws {
    let writing = CSVWriting()
    let table = (0..<3000).map { ["\($0)", "x", String(repeating: "y", count: 400)] }
    let file = TemporaryFile(writing.write(table, charset.columns, in: charset).bytes)
    var limits = FormatLimits()
    limits.headBytes = 10_000
    let hints = SniffingHints(encoding: charset.encoding)
    let sniffed = try sniff(file: file.path, hints: hints, limits: limits)
    #expect(sniffed.isSample)
    #expect(sniffed.rows.first?.cells == charset.columns)
    let rows = Set(table)
    #expect(sniffed.middleRows.allSatisfy { rows.contains($0.cells) })
    #expect(sniffed.lastRows.allSatisfy { rows.contains($0.cells) })
    #expect(sniffed.lastRows.last?.cells.first == "2999")
    #expect(sniffed.lastRows.count == limits.headRows)
    #expect(sniffed.middleRows.count == 3 * limits.headRows)
  }

  /// What an export may hold that is no row: none of it is lost, and none of it is the end.
  @Test func longLinesZeroBytesAndOpenQuotesAreLookedAt() throws {
    let long = String(repeating: "长", count: 1_000_000)
    let line = try look("a,b\n1,\(long)\n2,x\n")
    #expect(line.isSample)
    #expect(line.rows.map(\.cells) == [["a", "b"]])
    #expect(line.lastRows.map(\.cells) == [["2", "x"]])
    #expect(try look("a,b\n1,\u{0}x\n").rows.last?.cells == ["1", "x"])
    #expect(try look("a,b\n1,x\u{0}y\n").rows.last?.cells == ["1", "x\u{0}y"])
    let quote = try look("a,b\n1,\"x\n2,y\n3,z\n")
    #expect(quote.rows.map(\.cells) == [["a", "b"], ["2", "y"], ["3", "z"]])
  }

  @Test func theArraysOfAJSONAreCandidatesForItsRecords() throws {
    let sniffed = try look(
      """
      {"code":0,"data":{"list":[{"id":1,"buyer":{"name":"x"},"a.b":2,"lines":[{"n":1,"t":["x"]}]},
      {"id":2,"note":null,"lines":[{"n":2,"parts":[{"p":1}]},{"m":3}]}]}}
      """)
    #expect(
      sniffed.streams == [
        SniffedStream(path: "$", parent: nil, pathInParent: nil, fields: ["code"], count: 1),
        SniffedStream(
          path: "$.data.list[*]", parent: 0, pathInParent: "data.list[*]",
          fields: ["id", "buyer.name", "['a.b']"], count: 2),
        SniffedStream(
          path: "$.data.list[*].lines[*]", parent: 1, pathInParent: "lines[*]", fields: ["n", "m"],
          count: 3),
        SniffedStream(
          path: "$.data.list[*].lines[*].parts[*]", parent: 2, pathInParent: "parts[*]",
          fields: ["p"], count: 1),
      ])
    #expect(try look("[{\"a\":1},{\"b\":2}").streams.map(\.fields) == [["a", "b"]])
    #expect(try look("{\"a\":1}\n{\"a\":2}\n{").streams.map(\.path) == ["$[*]"])
    #expect(try look("[1,2]").streams.isEmpty)
  }

  /// Each path that is found can be read, whatever the key; no path can name a key with both quotes.
  @Test func oddKeysAreFoundAsTheyCanBeNamed() throws {
    let text = #"[{"it's":{"a":"1"},"x\"y":"2","[z]":"3","both ' and \"":"4"}]"#
    let fields = try look(text).streams[0].fields
    #expect(fields == [#"["it's"].a"#, #"['x"y']"#, "['[z]']"])
    let layout = RecordLayout(
      grammar: .json, streams: [RecordStream(path: "$[*]", fields: fields)])
    #expect(try readAll(text: text, layout).texts == [["1", "2", "3"]])
  }

  @Test func theRepeatedElementsOfAnXMLAreCandidatesForItsRecords() throws {
    let sniffed = try look(
      """
      <u:Order xmlns:u="urn:u" id="1"><ID>7</ID><Buyer><Name lang="zh">x</Name></Buyer>
      <Line no="1"><Q>1</Q></Line><Line no="2"><Q>2</Q><Tag/></Line></u:Order>
      """)
    #expect(
      sniffed.streams == [
        SniffedStream(
          path: "/Order", parent: nil, pathInParent: nil,
          fields: ["@id", "ID", "Buyer/Name", "Buyer/Name/@lang"], count: 1),
        SniffedStream(
          path: "/Order/Line", parent: 0, pathInParent: "Line", fields: ["@no", "Q", "Tag"],
          count: 2),
      ])
    #expect(try look("<r><a><b>1</b></a></r>").streams.map(\.path) == ["/r/a"])
  }

  /// A layout made of what was found reads the export.
  @Test func whatIsFoundCanBeRead() throws {
    let text = "{\"data\":{\"list\":[{\"id\":1,\"lines\":[{\"n\":1},{\"n\":2}]},{\"id\":2}]}}"
    let streams = try look(text).streams
    let layout = RecordLayout(
      grammar: .json,
      streams: streams.map {
        RecordStream(parent: $0.parent, path: $0.pathInParent ?? $0.path, fields: $0.fields)
      })
    let read = try readAll(text: text, layout)
    #expect(read.streams.map { $0.map(\.texts) } == [[["1"], ["2"]], [["1"], ["2"]]])
  }
}
