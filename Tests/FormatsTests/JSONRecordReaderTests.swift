import Diagnostics
import Testing

@testable import Formats

@Suite struct JSONRecordReaderTests {
  private let layout = json(
    "$.data.list[*]", "id", "buyer.name", "total", "paid",
    children: [
      RecordStream(parent: 0, path: "lines[*]", fields: ["n", "../id", "../buyer.name"]),
      RecordStream(parent: 1, path: "tags[*]", fields: [".", "../../id", "../n"]),
    ])

  @Test func nestedRecordsComeWithTheirParents() throws {
    let text = """
      {"code":0,"data":{"x":[[1],{"y":"}"}],"list":[
       {"id":"A","lines":[{"tags":["a","b"],"n":1},{"n":2}]
       ,"buyer":{"name":"张\\u4e09"},"total":1.5},
       {"lines":[],"id":"B","buyer":null,"total":null,"paid":true},
       {"lines":{"n":3,"tags":["c"]},"id":"C","buyer":{"name":""}},
       {"lines":null,"id":"D","paid":false}
      ]}}
      """
    for chunkBytes in [1, 3, 1024] {
      let read = try readAll(text: text, layout, chunkBytes: chunkBytes)
      #expect(
        read.texts == [
          ["A", "张三", "1.5", ""], ["B", "", "", "true"], ["C", "", "", ""],
          ["D", "", "", "false"],
        ])
      #expect(
        read.records.map { $0.cells.map(\.kind) } == [
          [.text, .text, .number, .absent], [.text, .absent, .null, .boolean],
          [.text, .text, .absent, .absent], [.text, .absent, .absent, .boolean],
        ])
      #expect(
        read.streams[1].map(\.texts) == [["1", "A", "张三"], ["2", "A", "张三"], ["3", "C", ""]])
      #expect(read.streams[1].map(\.parent) == [0, 0, 2])
      #expect(
        read.streams[2].map(\.texts) == [["a", "A", "1"], ["b", "A", "1"], ["c", "C", "3"]])
      #expect(read.streams[2].map(\.parent) == [0, 0, 2])
      // What a nested record takes over keeps its own place.
      #expect(read.streams[2][0].cells[1].byte == read.records[0].cells[0].byte)
      #expect(read.streams[2][2].cells[2].line == 5)
      #expect(read.summary.recordCounts == [4, 3, 3])
    }
  }

  /// What stands in a record, the code of its reject and the field it names.
  @Test(
    arguments: [
      (#"{"id":{"x":1}}"#, "not-a-scalar", "id"), (#"{"id":[]}"#, "not-a-scalar", "id"),
      (#"{"id":1,"id":2}"#, "duplicate-key", nil), (#"{"id":1,"\u0069d":1}"#, "duplicate-key", nil),
      (#"{"buyer":{},"buyer":{}}"#, "duplicate-key", nil), (#"{"buyer":5}"#, "not-an-object", nil),
      (#"{"buyer":[]}"#, "not-an-object", nil), (#"{"lines":5}"#, "not-an-array", nil),
      ("5", "not-an-object", nil), ("null", "not-an-object", nil), ("[1]", "not-an-object", nil),
    ] as [(String, String, String?)])
  func aRecordThatCannotBeReadIsAReject(record: String, code: String, column: String?) throws {
    let text = "{\"data\":{\"list\":[{\"id\":1},\n  \(record),{\"id\":3}]}}"
    let read = try readAll(text: text, layout)
    #expect(read.texts.map { $0[0] } == ["1", "3"])
    #expect(read.rejectCodes == [code])
    let reject = try #require(read.summary.rejects.first)
    #expect(reject.position == RecordPosition(record: 2, line: 2, byte: 29))
    #expect(reject.column == column)
    #expect(reject.originalText == record)
    #expect(read.records[1].position.record == 3)
  }

  @Test func aRejectedRecordTakesItsNestedOnesAlong() throws {
    let text = """
      {"data":{"list":[{"id":1,"lines":[{"n":1},{"n":{}},{"n":3}]},
      {"lines":[{"n":4},{"n":5,"tags":["a"]}],"id":[]},{"id":3,"lines":[{"n":6}]}]}}
      """
    let read = try readAll(text: text, layout)
    #expect(read.texts.map { $0[0] } == ["1", "3"])
    #expect(read.streams[1].map { $0.texts[0] } == ["1", "3", "6"])
    #expect(read.streams[1].map(\.parent) == [0, 0, 1])
    #expect(read.streams[1].map(\.position.record) == [1, 3, 6])
    #expect(read.streams[2].isEmpty)
    #expect(read.summary.rejects.map(\.stream) == [1, 0])
    #expect(read.summary.rejects[1].message.hasSuffix("; 3 nested records go with it"))
  }

  /// What JSON Lines hold, the records read and the lines rejected.
  @Test(arguments: [
    ("{\"id\":1}\n{\"id\":2}\n", ["1", "2"], []),
    ("\n{\"id\":1}\r\n\r\n  {\"id\":2}", ["1", "2"], []),
    ("{\"id\":1}\n{\"id\":2\n{\"id\":3}\n", ["1", "3"], [2]),
    ("{\"id\":1\n{\"id\":2}\n", ["2"], [1]),
    ("{\"id\":1}x\n{\"id\":2}\n", ["2"], [1]),
    ("{\"id\":1} {\"id\":9}\n{\"id\":2}\n", ["2"], [1]),
    ("{\"id\":1}\noops\n\"\n{\"id\":2}", ["1", "2"], [2, 3]),
    ("{\"id\":1}\n{\"id\":\"a\n\"}\n{\"id\":2}", ["1", "2"], [2, 3]),
    ("{\"id\":1}\n{\"id\":2", ["1"], [2]),
    ("{\"id\":1}\n[]\n7\n{\"id\":2}", ["1", "2"], [3]),
    ("{\"id\":1}\n{\"id\":[[[[[\n{\"id\":2}", ["1", "2"], [2]),
  ])
  func aLineThatIsNotJSONCostsOnlyItself(text: String, ids: [String], lines: [Int]) throws {
    for chunkBytes in [1, 2, 7, 1024] {
      let read = try readAll(text: text, json("$[*]", "id"), chunkBytes: chunkBytes)
      #expect(read.texts.map { $0[0] } == ids)
      #expect(read.summary.rejects.map(\.position.line) == lines)
      #expect(read.summary.fault == nil)
    }
  }

  /// A fault is over with its line, also where the next piece begins between CR and LF.
  @Test func linesBehindAFaultAreReadInPiecesToo() throws {
    let text = "{\"id\":1}\r\noops\r\n{\"id\":2}\r\n\r\n{\"id\":3}\r\n"
    for chunkBytes in 1...40 {
      let read = try readAll(text: text, json("$[*]", "id"), chunkBytes: chunkBytes)
      #expect(read.texts == [["1"], ["2"], ["3"]], "in pieces of \(chunkBytes)")
      #expect(read.summary.rejects.map(\.position.line) == [2])
    }
  }

  /// A document whose records stand on lines of their own is still one document.
  @Test(arguments: [
    ("{\"list\":[\n{\"id\":1},\n{\"id\":2},\n{\"id\":03},\n{\"id\":4}\n]}", ["1", "2"]),
    ("{\"list\":[\n{\"id\":01},\n{\"id\":2}\n]}", []),
    ("{\"list\":[\n{\"id\":1}\n{\"id\":2}\n]}", ["1"]),
    ("{\"list\":[\n{\"id\":1},\n{\"id\":2},\n{\"id\":", ["1", "2"]),
  ])
  func aDocumentOverLinesIsNoJSONLines(text: String, ids: [String]) throws {
    for chunkBytes in [1, 3, 1024] {
      let read = try readAll(text: text, json("$.list[*]", "id"), chunkBytes: chunkBytes)
      #expect(read.texts.map { $0[0] } == ids)
      #expect(read.summary.rejects.isEmpty)
      #expect(read.summary.isTruncated)
    }
  }

  /// The message shows a whole character, wherever the window ends.
  @Test func aFaultShowsTheCharacterThatIsWrong() throws {
    for chunkBytes in 1...20 {
      let read = try readAll(text: "[{\"id\":1},客]", json("$[*]", "id"), chunkBytes: chunkBytes)
      #expect(read.summary.fault?.message == "a value cannot start with '客'")
    }
  }

  @Test func linesCanHoldArraysAndPaths() throws {
    let arrays = try readAll(text: "[{\"id\":1},{\"id\":2}]\n[{\"id\":3}]", json("$[*]", "id"))
    #expect(arrays.texts == [["1"], ["2"], ["3"]])
    let paths = try readAll(
      text: "{\"l\":[{\"id\":1}]}\n{\"l\":[{\"id\":2},}\n{\"m\":0}\n{\"l\":[{\"id\":3}]}",
      json("$.l[*]", "id"))
    // What was whole before the fault in its line stays.
    #expect(paths.texts == [["1"], ["2"], ["3"]])
    #expect(paths.rejectCodes == ["not-well-formed"])
  }

  @Test func aSingleObjectIsARecord() throws {
    let text = "{\n \"id\": 7,\n \"lines\": [{\"n\": 1}]\n}\n"
    for path in ["$", "$[*]"] {
      let layout = json(
        path, "id", children: [RecordStream(parent: 0, path: "lines[*]", fields: ["n"])])
      let read = try readAll(text: text, layout)
      #expect(read.texts == [["7"]])
      #expect(read.streams[1].map(\.texts) == [["1"]])
    }
  }

  /// A document that breaks off or breaks: what comes before stays.
  @Test(arguments: [
    ("[{\"id\":1},{\"id\":2},", ["1", "2"], "truncated"),
    ("[{\"id\":1},{\"id\":\"2", ["1"], "truncated"),
    ("[{\"id\":1},{\"id\":2}", ["1", "2"], "truncated"),
    ("[{\"id\":1},{\"id\":02},{\"id\":3}]", ["1"], "not-well-formed"),
    ("[{\"id\":1},{\"id\":2},]", ["1", "2"], "not-well-formed"),
    ("[{\"id\":1}]]", ["1"], "not-well-formed"), ("[{\"id\":1}] x", ["1"], "not-well-formed"),
    ("[{\"id\":1},{\"id\":\"\\uD800\"}]", ["1"], "not-well-formed"),
  ])
  func aBrokenDocumentStopsReading(text: String, ids: [String], code: String) throws {
    for chunkBytes in [1, 3, 1024] {
      let read = try readAll(text: text, json("$[*]", "id"), chunkBytes: chunkBytes)
      #expect(read.texts.map { $0[0] } == ids)
      #expect(read.summary.fault?.code == code)
      #expect(read.summary.isTruncated)
    }
  }

  @Test func theFaultSaysWhereItIs() throws {
    let read = try readAll(text: "[{\"id\":1},\n {\"id\":02}]", json("$[*]", "id"))
    let fault = try #require(read.summary.fault)
    #expect(fault.position == RecordPosition(record: 2, line: 2, byte: 12))
    #expect((fault.line, fault.byte) == (2, 19))
    #expect(fault.originalText == "{\"id\":02}]")
  }

  @Test func whatIsNoJSONIsAnError() {
    #expect(
      formatError(text: "<html/>", json("$[*]", "id"))
        == .isNotWellFormed(
          grammar: "JSON", line: 1, byte: 0, reason: "a value cannot start with '<'"))
    #expect(
      formatError(text: ":{\"id\":1}\n", json("$[*]", "id"))
        == .isNotWellFormed(
          grammar: "JSON", line: 1, byte: 0, reason: "expected a value, found ':'"))
    #expect(formatError(text: " \n", json("$[*]", "id")) == .isEmpty)
    #expect(
      formatError(text: "{\"data\":{\"rows\":[{\"a\":1}]}}", json("$.data.row[*]", "id"))?
        .diagnostic(file: "a.json").help
        == "did you mean '$.data.rows[*]'? the export has '$.data.rows[*]'")
  }

  @Test func anEmptyListIsNoError() throws {
    for text in ["[]", "[ \n]", "null"] {
      #expect(try readAll(text: text, json("$[*]", "id")).summary.recordCounts == [0])
    }
    let list = try readAll(text: "{\"data\":{\"list\":null}}", layout)
    #expect(list.summary.recordCounts == [0, 0, 0])
    #expect(list.summary.absentFields[0] == ["id", "buyer.name", "total", "paid"])
  }

  @Test(arguments: [
    ("", "it is empty"), ("a..b", "keys are separated by single dots"),
    ("a.", "keys are separated by single dots"),
    ("a[0]", "in brackets only [*] or a key in quotes can stand"),
    ("a[*]b", "keys are separated by single dots"),
    ("a[*].b", "an array has many values; read it as nested records"),
    ("../a", "its records are not nested in others"),
  ])
  func aPathThatMeansNothingIsAnError(path: String, reason: String) {
    #expect(formatError(text: "[]", json("$[*]", path)) == .badPath(path, reason: reason))
  }

  @Test func oddKeysStandInQuotes() throws {
    let text = #"[{"a.b":{"c[0]":1},"":2,"订单 号":3,"\u00e9":4}]"#
    let read = try readAll(text: text, json("$[*]", "['a.b']['c[0]']", "['']", "订单 号", "é"))
    #expect(read.texts == [["1", "2", "3", "4"]])
  }

  @Test func badBytesInAStringRejectTheRecord() throws {
    let bytes =
      Array("[{\"id\":\"中".utf8) + [0xFF] + Array("\"},{\"id\":\"中\",\"x\":\"".utf8)
      + [0xFE] + Array("\"}]".utf8)
    let layout = RecordLayout(
      grammar: .json, encoding: .utf8, streams: [RecordStream(path: "$[*]", fields: ["id"])])
    let read = try readAll(bytes: bytes, layout)
    #expect(read.texts == [["中"]])
    #expect(read.rejectCodes == ["bad-encoding"])
    #expect(read.summary.rejects[0].byte == 11)
  }

  @Test func everyLineOfDamagedLinesIsARecordOrAReject() throws {
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 2...20, using: &random)
      var lines = (0..<count).map { Array("{\"id\": \($0), \"t\": [\"x\\n\", null]}".utf8) }
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        // The first line stays, so that what follows are lines.
        let line = Int.random(in: 1..<count, using: &random)
        let place = Int.random(in: 0..<lines[line].count, using: &random)
        lines[line][place] = "{}[]\",:x\\".utf8.randomElement(using: &random)!
      }
      let text = Array(lines.joined(separator: [0x0A]))
      let whole = try readAll(bytes: text, json("$", "id"))
      let pieces = try readAll(
        bytes: text, json("$", "id"), chunkBytes: Int.random(in: 1...40, using: &random))
      #expect(whole == pieces, "seed \(seed)")
      let places = whole.records.map(\.position) + whole.summary.rejects.map(\.position)
      #expect(places.map(\.line).sorted() == Array(1...count), "seed \(seed)")
      #expect(places.map(\.record).sorted() == Array(1...count), "seed \(seed)")
    }
  }
}
