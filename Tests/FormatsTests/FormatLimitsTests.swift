import Diagnostics
import Testing

@testable import Formats

@Suite struct FormatLimitsTests {
  private func limits(_ change: (inout FormatLimits) -> Void) -> FormatLimits {
    var limits = FormatLimits()
    change(&limits)
    return limits
  }

  @Test func fileBytes() {
    let limits = limits { $0.fileBytes = 3 }
    #expect(
      formatError(text: "a\n1\n", csv("a"), limits: limits)
        == .isTooLarge(byteCount: 4, limit: 3))
  }

  /// In each format: the second of three records is too long.
  @Test func recordBytes() throws {
    let long = String(repeating: "x", count: 3000)
    let limits = limits { $0.recordBytes = 1000 }
    let exports = [
      ("a,b\n1,\n2,\(long)\n3,\n", csv("a", delimiter: ",")),
      (
        "[{\"a\":1},{\"a\":2,\"l\":[\(repeated("{\"n\":1}", ","))]},{\"a\":3}]",
        json("$[*]", "a", children: [RecordStream(parent: 0, path: "l[*]", fields: ["n"])])
      ),
      ("{\"a\":1}\n{\"a\":2,\"l\":[\(repeated("{\"n\":1}", ","))]}\n{\"a\":3}", json("$", "a")),
      (
        "<r><a k='1'/><a k='2'>\(repeated("<n>1</n>", " "))</a><a k='3'/></r>",
        xml("/r/a", "@k", children: [RecordStream(parent: 0, path: "n", fields: ["."])])
      ),
    ]
    for (text, layout) in exports {
      let read = try readAll(text: text, layout, limits: limits, chunkBytes: 100)
      #expect(read.texts == [["1"], ["3"]])
      #expect(read.rejectCodes == ["record-too-long"])
      #expect(read.streams.dropFirst().joined().isEmpty)
      #expect(read.records.map(\.position.record) == [1, 3])
      #expect(read.summary.rejects[0].originalText.count >= 900)
    }
  }

  private func repeated(_ text: String, _ separator: String) -> String {
    Array(repeating: text, count: 500).joined(separator: separator)
  }

  @Test func fieldBytes() throws {
    let limits = limits { $0.fieldBytes = 5 }
    let exports = [
      ("a\n12345\n123456\n\"12345\"\n", csv("a")),
      ("[{\"a\":\"12345\"},{\"a\":\"123456\"},{\"a\":12345}]", json("$[*]", "a")),
      ("<r><a><b>12345</b></a><a><b>123456</b></a><a><b>12345</b></a></r>", xml("/r/a", "b")),
      ("<r><a b='12345'/><a b='123456'/><a b='12345'/></r>", xml("/r/a", "@b")),
    ]
    for (text, layout) in exports {
      let read = try readAll(text: text, layout, limits: limits)
      #expect(read.texts == [["12345"], ["12345"]])
      #expect(read.rejectCodes == ["field-too-long"])
      #expect(read.summary.rejects[0].column == layout.streams[0].fields[0])
    }
  }

  @Test func aValueWithoutEndStopsReadingJSON() throws {
    let limits = limits { $0.recordBytes = 1000 }
    let text = "[{\"a\":1},{\"a\":\"" + String(repeating: "x", count: 5000)
    let read = try readAll(text: text, json("$[*]", "a"), limits: limits, chunkBytes: 100)
    #expect(read.texts == [["1"]])
    #expect(read.summary.fault?.code == "field-too-long")
  }

  @Test func columns() throws {
    let limits = limits { $0.columns = 3 }
    #expect(
      formatError(text: "a,b,c,d\n1,2,3,4\n", csv("a"), limits: limits)
        == .tooManyColumns(limit: 3, line: 1))
    #expect(try readAll(text: "a,b,c\n1,2,3\n", csv("a"), limits: limits).texts == [["1"]])
  }

  @Test func depth() throws {
    let limits = limits { $0.depth = 4 }
    let json = json("$[*]", "a")
    #expect(try readAll(text: "[{\"x\":[[1]]}]", json, limits: limits).summary.fault == nil)
    let deepJSON = try readAll(text: "[{\"a\":1},{\"x\":[[[1]]]}]", json, limits: limits)
    #expect(deepJSON.texts == [["1"]])
    #expect(deepJSON.summary.fault?.message == "arrays and objects are nested more than 4 deep")

    let xml = xml("/r/a", "b")
    let flat = try readAll(text: "<r><a><c><d/></c></a></r>", xml, limits: limits)
    #expect(flat.summary.fault == nil)
    let deepXML = try readAll(
      text: "<r><a><b>1</b></a><a><c><d><e/></d></c></a></r>", xml, limits: limits)
    #expect(deepXML.texts == [["1"]])
    #expect(deepXML.summary.fault?.code == "too-deep")
  }

  @Test func headRows() throws {
    let limits = limits { $0.headRows = 3 }
    #expect(try readAll(text: "x\n\na,b\n1,2\n", csv("a"), limits: limits).texts == [["1"]])
    #expect(
      formatError(text: "x\ny\nz\na,b\n1,2\n", csv("a"), limits: limits)
        == .noHeader(wanted: ["a"], rowsSearched: 3, firstRow: ["x"]))
  }

  @Test func headBytes() throws {
    let limits = limits { $0.headBytes = 1000 }
    let rows = String(repeating: "1,2\n", count: 200_000)
    let file = TemporaryFile("a,b\n" + rows)
    #expect(try sniff(file: file.path, limits: limits).isSample)
    #expect(try !sniff(file: file.path).isSample)
  }

  @Test func rejectTextBytes() throws {
    let limits = limits {
      $0.rejectTextBytes = 4
      $0.allRejectTextBytes = 6
    }
    let read = try readAll(text: "a,b\n12345\n12345\n12345\n", csv("b"), limits: limits)
    #expect(read.summary.rejects.map(\.originalText) == ["1234", "12", ""])
  }

  @Test func aLineOfMegabytesIsARecord() throws {
    let long = String(repeating: "长", count: 1_000_000)
    let (csv, json) = (csv("a", "b"), json("$[*]", "a", "b"))
    let exports = [
      ("a,b\n1,\"\(long)\"\n2,\(long)\n", csv, "UTF-8"),
      ("a,b\n1,\"\(long)\"\n2,\(long)\n", csv, "GB18030"),
      ("[{\"a\":1,\"b\":\"\(long)\"},{\"a\":2,\"b\":\"\(long)\"}]", json, "UTF-8"),
      ("{\"a\":1,\"b\":\"\(long)\"}\n{\"a\":2,\"b\":\"\(long)\"}", json, "UTF-16LE"),
      (
        "<r><e><a>1</a><b>\(long)</b></e><e><a>2</a><b>\(long)</b></e></r>", xml("/r/e", "a", "b"),
        "UTF-8"
      ),
    ]
    for (text, layout, name) in exports {
      let mark: [UInt8] = name == "UTF-16LE" ? [0xFF, 0xFE] : []
      let read = try readAll(bytes: mark + encoded(text, name), layout)
      #expect(read.texts.map { $0[0] } == ["1", "2"])
      #expect(read.records.allSatisfy { $0.cells[1].text == long })
    }
  }

  /// What passes a limit, the code of its reject, the field and what is said. The records around it
  /// are read.
  @Test func aRecordThatPassesALimitIsToldByName() throws {
    typealias Case = (RecordLayout, String, code: String, column: String?, message: String)
    let csv = csv("k", "a", delimiter: ",")
    let (json, xml) = (json("$[*]", "k", "a"), xml("/r/e", "@k", "a"))
    let long = String(repeating: "x", count: 101)
    let nested = "{\"k\":2,\"z\":[[[[[1]]]]]}"
    let fields = "'a' has 6 bytes, more than the limit of 5"
    let record = "the record has more than 100 bytes"
    let depth = "the line is not JSON: arrays and objects are nested more than 4 deep"
    let cases: [Case] = [
      (csv, "k,a\n1,\n2,123456\n3,\n", "field-too-long", "a", fields),
      (csv, "k,a\n1,\n2,,\(long)\n3,\n", "record-too-long", nil, record),
      (
        csv, "k,a\n1,\n2,\"123456\"\n3,\n", "unclosed-quote", nil,
        "a quote is opened in this line and not closed within 5 bytes"
      ),
      (json, "[{\"k\":1},{\"k\":2,\"a\":\"123456\"},{\"k\":3}]", "field-too-long", "a", fields),
      (json, "[{\"k\":1},{\"k\":2,\"a\":123456},{\"k\":3}]", "field-too-long", "a", fields),
      (json, "[{\"k\":1},{\"k\":2,\"z\":\"\(long)\"},{\"k\":3}]", "record-too-long", nil, record),
      (json, "{\"k\":1}\n{\"k\":2,\"z\":\"\(long)\"}\n{\"k\":3}", "record-too-long", nil, record),
      (json, "{\"k\":1}\n\(nested)\n{\"k\":3}", "too-deep", nil, depth),
      (
        xml, "<r><e k='1'/><e k='2'><a>123456</a></e><e k='3'/></r>", "field-too-long", "a",
        "'a' has more than 5 bytes"
      ),
      (
        xml, "<r><e k='1'/><e k='123456'/><e k='3'/></r>", "field-too-long", "@k",
        "'@k' has more than 5 bytes"
      ),
      (xml, "<r><e k='1'/><e><z>\(long)</z></e><e k='3'/></r>", "record-too-long", nil, record),
    ]
    let limits = limits { ($0.fieldBytes, $0.recordBytes, $0.depth) = (5, 100, 4) }
    for (layout, text, code, column, message) in cases {
      let read = try readAll(text: text, layout, limits: limits)
      #expect(read.texts.map { $0[0] } == ["1", "3"], "\(text)")
      #expect(read.rejectCodes == [code], "\(text)")
      #expect(read.summary.rejects.first?.column == column, "\(text)")
      #expect(read.summary.rejects.first?.message == message, "\(text)")
      #expect(read.summary.rejects.first?.position.record == 2, "\(text)")
      #expect(read.summary.fault == nil, "\(text)")
    }
  }

  /// Brackets and tags in brackets and tags: what stands before stays, and nothing overflows.
  @Test(arguments: [
    ("[{\"a\":1},", "[", "arrays and objects are nested more than 128 deep"),
    ("[{\"a\":1},", "{\"x\":", "arrays and objects are nested more than 128 deep"),
    ("[{\"a\":1},{\"a\":", "[{\"a\":", "arrays and objects are nested more than 128 deep"),
    ("<r><e><a>1</a></e>", "<e>", "elements are nested more than 128 deep"),
    ("<r><e><a>1</a></e>", "<x y='z'>", "elements are nested more than 128 deep"),
  ])
  func nestingStopsAtItsLimit(start: String, unit: String, message: String) throws {
    let text = start + String(repeating: unit, count: 50_000)
    let layout = start.first == "<" ? xml("/r/e", "a") : json("$[*]", "a")
    for chunkBytes in [1000, standardChunkBytes] {
      let read = try readAll(text: text, layout, chunkBytes: chunkBytes)
      #expect(read.texts == [["1"]])
      #expect(read.summary.fault?.code == "too-deep")
      #expect(read.summary.fault?.message == message)
    }
    let file = TemporaryFile(text)
    #expect(try !sniff(file: file.path).streams.isEmpty)
  }

  @Test func aLimitOfTheWholeExportSaysWhatToDo() {
    let columns = limits { $0.columns = 2 }
    #expect(
      formatError(text: "title\na,b,c\n", csv("a"), limits: columns)?
        .diagnostic(file: "x").description
        == "x:2: error[too-many-columns]: the header has more than 2 columns")
    let bytes = limits { $0.fileBytes = 9 }
    for layout in [csv("a"), json("$", "a"), xml("/a", "b")] {
      #expect(
        formatError(text: "<a>123</a>", layout, limits: bytes)?
          .diagnostic(file: "x").description == """
            x: error[is-too-large]: the file has 10 bytes, more than the limit of 9
              help: split the export
            """)
    }
    let file = TemporaryFile("<a>123</a>")
    #expect(throws: FormatError.isTooLarge(byteCount: 10, limit: 9)) {
      try sniff(file: file.path, limits: bytes)
    }
  }

  /// Small limits on random texts: how much is read at a time must not decide what passes them.
  @Test func limitsDoNotDependOnThePieces() {
    let exports: [(RecordLayout, start: String, units: [String])] = [
      (
        csv("a", "b", delimiter: ",", header: 1), "a,b\n",
        ["x", "\"", "\"", ",", "\n", "yyyy", "\"\n"]
      ),
      (
        json("$[*]", "a"), "[0",
        [",{\"a\":\"", "x", "yyyyyyyy", "\"}", "\"},", "[", "]", ",1", "{\"a\":{\"b\":", "}"]
      ),
      (
        json("$", "a"), "{}\n",
        ["{\"a\":\"x\"}\n", "{\"a\":\"", "yyyyyyyyy", "\"}\n", "[[[[[", "\n", "]]]]]", "{}\n"]
      ),
      (
        xml("/r/a", "b", "@c"), "<r>",
        [
          "<a>", "<b>", "x", "yyyyyyyyyy", "</b>", "</a>", "<a><b>z</b></a>",
          "<a c='yyyyyyyyyyy'/>",
        ]
      ),
    ]
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let limits = limits {
        $0.fieldBytes = Int.random(in: 4...20, using: &random)
        // A single value of JSON that passes the limit of a record ends the reading.
        $0.recordBytes = Int.random(in: 30...60, using: &random)
        $0.depth = Int.random(in: 2...6, using: &random)
      }
      for (number, (layout, start, units)) in exports.enumerated() {
        var limits = limits
        if layout.grammar == .json { limits.recordBytes += 300 }
        var text = start
        for _ in 0..<Int.random(in: 1...40, using: &random) {
          text += units.randomElement(using: &random)!
        }
        let file = TemporaryFile(text)
        let whole = places(file, layout, limits, chunkBytes: standardChunkBytes)
        let chunkBytes = Int.random(in: 1...40, using: &random)
        let pieces = places(file, layout, limits, chunkBytes: chunkBytes)
        #expect(whole == pieces, "layout \(number), seed \(seed)")
      }
    }
  }

  /// The code of each record's reject, or an empty one for a record, by where it starts.
  private func places(
    _ file: TemporaryFile, _ layout: RecordLayout, _ limits: FormatLimits, chunkBytes: Int
  ) -> [Int: String]? {
    let outcome = outcome(file.path, layout, limits: limits, chunkBytes: chunkBytes)
    guard let export = try? outcome.get() else { return nil }
    var places = [-1: export.summary.fault == nil ? "" : "fault"]
    for record in export.records { places[record.position.byte] = "" }
    for reject in export.summary.rejects { places[reject.position.byte] = "reject" }
    return places
  }
}
