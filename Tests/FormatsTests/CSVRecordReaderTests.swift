import Diagnostics
import Testing

@testable import Formats

@Suite struct CSVRecordReaderTests {
  @Test func aRowMayLeaveOutTrailingColumnsNobodyAskedFor() throws {
    let read = try readAll(text: "a,b,c\n1,2\n3\n4,5,6\n", csv("a", "b"))
    #expect(read.texts == [["1", "2"], ["4", "5"]])
    #expect(read.summary.unusedFields == ["c"])
    let reject = try #require(read.summary.rejects.first)
    #expect(reject.code == "too-few-fields")
    #expect(reject.column == "b")
    #expect(reject.position == RecordPosition(record: 2, line: 3, byte: 10))
    #expect(reject.message == "the row has 1 of the header's 3 fields, so 'b' is missing")
    #expect(reject.originalText == "3")
    #expect(read.records.map(\.position.record) == [1, 3])
  }

  @Test func emptyFieldsTooManyAreNoFault() throws {
    let read = try readAll(text: "a,b\n1,2,\n3,4,,\"\"\n5,6,,x\n7,8\n", csv("b", "a"))
    #expect(read.texts == [["2", "1"], ["4", "3"], ["8", "7"]])
    #expect(read.rejectCodes == ["too-many-fields"])
    #expect(
      read.summary.rejects[0].message
        == "the row has 4 or more fields where the header has 2")
  }

  /// A text, the first cells of the records it holds, and the codes and lines of its rejects.
  @Test(arguments: [
    ("a stray quote costs its row", "a,b\n\"x\"y,1\n2,3\n", ["2"], ["stray-quote 2"]),
    (
      "a quote never closed costs its line", "a,b\n1,\"x\n2,3\n4,5", ["2", "4"],
      ["unclosed-quote 2"]
    ),
    (
      "a quote closed by the next opening one costs one line", "a,b\n1,\"x\n2,\"y\"\n3,4\n",
      ["2", "3"], ["stray-quote 2"]
    ),
    ("quotes within a cell are text", "a,b\nx\"y\"z,1\n5\",2\n", ["x\"y\"z", "5\""], []),
    ("blank lines are skipped", "a,b\n\n\r\n1,2\n\n\n3,4\n\n", ["1", "3"], []),
    ("a quoted nothing is a record", "a\n\"\"\n1\n", ["", "1"], []),
    ("a cell goes over lines", "a,b\n\"x\r\ny\",1\n2,3", ["x\r\ny", "2"], []),
    ("doubled quotes are single", "a,b\n\"\"\"x\"\"\",\n", ["\"x\""], []),
    ("NUL bytes are text", "a,b\n\u{0}x,1\n", ["\u{0}x"], []),
    ("no line end at the end", "a,b\n1,", ["1"], []),
    ("only a header", "a,b", [], []),
  ])
  func rowsAsTheyAreFound(
    what: String, text: String, firsts: [String], rejects: [String]
  ) throws {
    for chunkBytes in [1, 2, 3, 5, 1024] {
      let read = try readAll(text: text, csv("a", delimiter: ","), chunkBytes: chunkBytes)
      #expect(read.texts.map { $0[0] } == firsts, "\(what)")
      #expect(read.summary.rejects.map { "\($0.code) \($0.position.line)" } == rejects, "\(what)")
    }
  }

  @Test func faultsAreToldWithTheirPlace() throws {
    let read = try readAll(text: "a,b\n1,\"x\n y\"z\n2,3\n", csv("a"))
    let reject = try #require(read.summary.rejects.first)
    #expect(reject.position == RecordPosition(record: 1, line: 2, byte: 4))
    #expect((reject.line, reject.byte) == (3, 12))
    #expect(reject.originalText == "1,\"x")
    // The line behind is a row again, though one of too few fields for anyone who asks for b.
    #expect(read.texts == [[" y\"z"], ["2"]])
  }

  @Test func anUnclosedQuoteDoesNotSwallowTheFile() throws {
    var text = "a,b\n0,\"open\n"
    for i in 1...20_000 { text += "\(i),x\n" }
    var limits = FormatLimits()
    for fieldBytes in [1000, 1 << 20] {
      limits.fieldBytes = fieldBytes
      let layout = csv("a", delimiter: ",")
      let read = try readAll(text: text, layout, limits: limits, chunkBytes: 4096)
      #expect(read.records.count == 20_000)
      #expect(read.rejectCodes == ["unclosed-quote"])
      #expect(read.records[0].position == RecordPosition(record: 2, line: 3, byte: 12))
    }
  }

  @Test func theHeaderIsTheRowWithTheMostWantedNames() throws {
    let text = "订单报表,编号\n编号;日期\n\n编号,金额 ,\"客户\n名称\"\n1,2,3\n"
    let read = try readAll(text: text, csv("编号", "金额"))
    #expect(read.summary.header == ["编号", "金额", "客户\n名称"])
    #expect((read.summary.headerLine, read.summary.headerRow) == (4, 4))
    #expect(read.texts == [["1", "2"]])
    #expect(read.records[0].position.line == 6)
    #expect(read.summary.delimiter == UInt8(ascii: ","))
  }

  @Test func theHeaderCanBeDeclared() throws {
    let text = "a,b\n\na,c\n1,2\n"
    #expect(try readAll(text: text, csv("a", header: 3)).texts == [["1"]])
    #expect(try readAll(text: text, csv("a", header: 1)).texts == [["a"], ["1"]])
    #expect(
      formatError(text: text, csv("a", header: 2))
        == .noHeader(wanted: ["a"], rowsSearched: 3, firstRow: ["a", "b"]))
    #expect(
      formatError(text: text, csv("b", header: 3))
        == .missingFields(["b"], header: ["a", "c"], line: 3))
  }

  @Test func namesInTheHeaderAreMetWithoutTheSpaceAroundThem() throws {
    let text = "\u{FEFF} a\u{3000},\tb \n1,2\n"
    #expect(try readAll(text: text, csv("a", "b")).texts == [["1", "2"]])
  }

  @Test func aNameThatStandsTwiceMustBeTold() throws {
    let text = "金额,x,金额\n1,2,3\n"
    #expect(
      formatError(text: text, csv("金额")) == .repeatedField("金额", columns: [1, 3], line: 1))
    #expect(try readAll(text: text, csv("金额#2", "金额#1", "x")).texts == [["3", "1", "2"]])
  }

  @Test func allMissingColumnsAreToldAtOnce() throws {
    let error = try #require(formatError(text: "\nid,total,date\n", csv("id", "totl", "buyer")))
    #expect(
      error.diagnostic(file: "o.csv").description == """
        o.csv:2: error[missing-column]: the columns 'totl', 'buyer' are not in the header
          help: for 'totl' did you mean 'total'? the header has 'id', 'total', 'date'
        """)
  }

  @Test func theSameFieldCanBeAskedForTwice() throws {
    #expect(try readAll(text: "a,b\n1,2\n", csv("b", "b")).texts == [["2", "2"]])
  }

  @Test(arguments: [
    ("id,total\n1,2\n", ","), ("id;total\n1;2,5\n3;4,5\n", ";"), ("id\ttotal\n1,5\t2\n", "\t"),
    ("id|total\n1,5|2;3\n", "|"), ("a, title; with | signs\nid;total\n1;2\n", ";"),
    ("\"id\",\"total\"\n\"1;1;1\",\"2;2;2\"\n", ","), ("id\n1\n", ","),
  ])
  func theDelimiterIsFoundOut(text: String, delimiter: Character) throws {
    let wanted = text.contains("total") ? csv("id", "total") : csv("id")
    let read = try readAll(text: text, wanted)
    #expect(read.summary.delimiter == delimiter.asciiValue)
    #expect(read.records.allSatisfy { $0.cells.count == wanted.streams[0].fields.count })
    #expect(!read.records.isEmpty)
  }

  @Test func aDeclaredDelimiterHolds() throws {
    let read = try readAll(text: "a,b;c\n1,2;3\n", csv("c", delimiter: ";"))
    #expect(read.texts == [["3"]])
    #expect(read.summary.header == ["a,b", "c"])
  }

  /// Each row behind the header is a record or a reject, whatever is in it.
  @Test func noRowIsLost() throws {
    for seed in 1...150 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let rows = Int.random(in: 1...40, using: &random)
      var body: [UInt8] = []
      for row in 0..<rows {
        let cells = ["\(row)", "\"q\(row)\"", "", "x\"y", "\"", "\"a\"b", "é", "1,2"]
        let count = Int.random(in: 1...4, using: &random)
        body += Array(
          (0..<count).map { _ in cells.randomElement(using: &random)! }.joined(separator: ",").utf8)
        if Int.random(in: 0..<9, using: &random) == 0 { body.append(0xFF) }
        body.append(0x0A)
      }
      let text = Array("a,b\n".utf8) + body
      let layout = csv("a", "b", delimiter: ",", encoding: .utf8)
      let whole = try readAll(bytes: text, layout)
      let pieces = try readAll(
        bytes: text, layout, chunkBytes: Int.random(in: 1...50, using: &random))
      #expect(whole == pieces, "seed \(seed)")
      let numbers =
        whole.records.map(\.position.record) + whole.summary.rejects.map(\.position.record)
      #expect(numbers.sorted() == Array(1...max(1, numbers.count)), "seed \(seed)")
      let lines = Set(
        whole.records.map(\.position.line) + whole.summary.rejects.map(\.position.line))
      #expect(lines.count == numbers.count, "seed \(seed)")
    }
  }
}
