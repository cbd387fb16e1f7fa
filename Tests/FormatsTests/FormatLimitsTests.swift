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
      ("a,b\n1,\n2,\(long)\n3,\n", csv("a")),
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
    let text = "a,b\n1,\"\(long)\"\n2,\(long)\n"
    let read = try readAll(text: text, csv("a", "b"))
    #expect(read.texts.map { $0[0] } == ["1", "2"])
    #expect(read.records.allSatisfy { $0.cells[1].text == long })
  }
}
