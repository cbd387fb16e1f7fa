import Testing

@testable import Formats

/// A small table in one of the formats, with the place at which each value was written.
private struct WrittenExport {
  var bytes: [UInt8] = []
  var line = 1
  /// Line and byte of each record and of each of its values.
  var records: [(line: Int, byte: Int)] = []
  var values: [[(line: Int, byte: Int)]] = []

  private let encoding: String

  init(encoding: String) { self.encoding = encoding }

  /// - Parameter marks: what starts here.
  mutating func write(_ text: String, startsRecord: Bool = false, startsValue: Bool = false) {
    if startsRecord {
      records.append((line, bytes.count))
      values.append([])
    }
    if startsValue { values[values.count - 1].append((line, bytes.count)) }
    bytes += encoding == "UTF-8" ? Array(text.utf8) : encoded(text, encoding)
    let scalars = Array(text.unicodeScalars)
    for (i, scalar) in scalars.enumerated() {
      let isPair = scalar == "\r" && i + 1 < scalars.count && scalars[i + 1] == "\n"
      if scalar == "\n" || scalar == "\r" && !isPair { line += 1 }
    }
  }
}

/// One way to write a table, and how to read it again.
private struct WayOfWriting: Sendable, CustomTestStringConvertible {
  var name: String
  var layout: RecordLayout
  var write: @Sendable ([[String]]) -> WrittenExport

  var testDescription: String { name }
}

private let columns = ["id", "名称", "note"]

private func csvWay(
  _ name: String, delimiter: String = ",", lineEnd: String = "\n", quotesAll: Bool = false,
  encoding: String = "UTF-8", mark: [UInt8] = [], declared: TextEncoding? = nil,
  titles: [String] = []
) -> WayOfWriting {
  let layout = RecordLayout(
    grammar: .csv(CSVDialect()), encoding: declared,
    streams: [RecordStream(path: "", fields: columns)])
  return WayOfWriting(name: name, layout: layout) { table in
    var export = WrittenExport(encoding: encoding)
    export.bytes = mark
    for title in titles { export.write(title + lineEnd) }
    export.write(columns.joined(separator: delimiter) + lineEnd)
    for row in table {
      for (i, value) in row.enumerated() {
        if i > 0 { export.write(delimiter) }
        let special = value.unicodeScalars.contains {
          "\"\r\n\(delimiter)".unicodeScalars.contains($0)
        }
        let doubled = value.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"")
        let text = quotesAll || special ? "\"\(doubled)\"" : value
        export.write(text, startsRecord: i == 0, startsValue: true)
      }
      export.write(lineEnd)
    }
    return export
  }
}

private func jsonWay(
  _ name: String, path: String, open: String, separator: String, close: String,
  escapes: Bool = false,
  encoding: String = "UTF-8", mark: [UInt8] = [], declared: TextEncoding? = nil
) -> WayOfWriting {
  let layout = RecordLayout(
    grammar: .json, encoding: declared, streams: [RecordStream(path: path, fields: columns)])
  return WayOfWriting(name: name, layout: layout) { table in
    var export = WrittenExport(encoding: encoding)
    export.bytes = mark
    export.write(open)
    for (r, row) in table.enumerated() {
      if r > 0 { export.write(separator) }
      for (i, value) in row.enumerated() {
        export.write(i == 0 ? "{" : ", ", startsRecord: i == 0)
        export.write("\(jsonText(columns[i], escapes: false)): ")
        export.write(jsonText(value, escapes: escapes), startsValue: true)
      }
      export.write("}")
    }
    export.write(close)
    return export
  }
}

private func jsonText(_ text: String, escapes: Bool) -> String {
  var result = "\""
  for unit in text.utf16 {
    let hex = String(unit, radix: 16)
    let padded = "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    if escapes || unit < 0x20 || unit == 0x22 || unit == 0x5C { result += padded }
  }
  if escapes { return result + "\"" }
  result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

private func xmlWay(
  _ name: String, encoding: String = "UTF-8", declared: String? = nil, mark: [UInt8] = [],
  inAttributes: Bool = false, usesCDATA: Bool = false, prefix: String = ""
) -> WayOfWriting {
  let fields = inAttributes ? columns.map { "@" + $0 } : columns.map { "Values/" + $0 }
  let layout = RecordLayout(
    grammar: .xml, streams: [RecordStream(path: "/Rows/Row", fields: fields)])
  return WayOfWriting(name: name, layout: layout) { table in
    var export = WrittenExport(encoding: encoding)
    export.bytes = mark
    if let declared { export.write("<?xml version=\"1.0\" encoding=\"\(declared)\"?>\n") }
    let namespace = prefix.isEmpty ? "" : " xmlns:\(prefix.dropLast())=\"urn:rows\""
    export.write("<\(prefix)Rows\(namespace)>\r\n<!-- <Row/> -->")
    for row in table {
      if inAttributes {
        export.write("<\(prefix)Row", startsRecord: true)
        for (i, value) in row.enumerated() {
          export.write("\n \(columns[i])='")
          export.write(xmlText(value), startsValue: true)
          export.write("'")
        }
        export.write("/>\n")
      } else {
        export.write("<\(prefix)Row >", startsRecord: true)
        export.write("\n  <\(prefix)Values>")
        for (i, value) in row.enumerated() {
          export.write("<\(prefix)\(columns[i])>", startsValue: true)
          export.write(usesCDATA ? "\n<![CDATA[\(value)]]>" : "  \(xmlText(value))\n")
          export.write("</\(prefix)\(columns[i])>")
        }
        export.write("</\(prefix)Values></\(prefix)Row>")
      }
    }
    export.write("</\(prefix)Rows>\n")
    return export
  }
}

private func xmlText(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "<": result += "&lt;"
    case "&": result += "&amp;"
    case "'": result += "&apos;"
    case "\r": result += "&#13;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

private let ways: [WayOfWriting] = [
  csvWay("CSV"),
  csvWay("CSV with CR LF, a mark and titles", lineEnd: "\r\n", mark: utf8Mark, titles: ["报表", ""]),
  csvWay("CSV with CR and all quoted", lineEnd: "\r", quotesAll: true),
  csvWay("CSV with semicolons", delimiter: ";"),
  csvWay("CSV with tabs in UTF-16", delimiter: "\t", encoding: "UTF-16LE", mark: [0xFF, 0xFE]),
  csvWay("CSV in big-endian UTF-16", encoding: "UTF-16BE", mark: [0xFE, 0xFF]),
  csvWay("CSV with bars in GB18030", delimiter: "|", encoding: "GB18030", declared: .gb18030),
  csvWay("CSV in GB18030, found out", encoding: "GB18030"),
  jsonWay("JSON", path: "$[*]", open: "[", separator: ",", close: "]"),
  jsonWay(
    "JSON in an object", path: "$.data.rows[*]", open: "{\"data\":\r\n{\"rows\" : [\n",
    separator: "\n,\r", close: "],\"total\":1}}"),
  jsonWay(
    "JSON, all escaped", path: "$[*]", open: "[", separator: ",", close: "]", escapes: true,
    mark: utf8Mark),
  jsonWay("JSON Lines", path: "$[*]", open: "", separator: "\n", close: "\n"),
  jsonWay("JSON Lines by the value itself", path: "$", open: "", separator: "\r\n", close: ""),
  jsonWay(
    "JSON in UTF-16", path: "$[*]", open: "[", separator: ",\n", close: "]", encoding: "UTF-16LE",
    mark: [0xFF, 0xFE]),
  jsonWay(
    "JSON in GB18030", path: "$[*]", open: "[", separator: ",\n", close: "]",
    encoding: "GB18030", declared: .gb18030),
  xmlWay("XML"),
  xmlWay("XML with CDATA and a mark", mark: utf8Mark, usesCDATA: true),
  xmlWay("XML with a prefix", declared: "utf-8", prefix: "x:"),
  xmlWay("XML in GBK", encoding: "GB18030", declared: "GB18030"),
  xmlWay("XML in UTF-16", encoding: "UTF-16LE", declared: "UTF-16", mark: [0xFF, 0xFE]),
]

@Suite struct ReaderConformanceTests {
  private static let table = [
    ["0001", "上海木业有限公司", "plain"],
    ["", "a,b;c\td|e", ""],
    ["say \"no\"", "two\nlines", "\"quoted\""],
    ["<tag> & 'apos'", "\u{20000}亄|", "back\\slash"],
    ["1.50", "é", "]]"],
  ]

  @Test(arguments: ways)
  private func theSameTableReadsAsTheSameCells(way: WayOfWriting) throws {
    let export = way.write(Self.table)
    for chunkBytes in [1, 7, 64, standardChunkBytes] {
      let read = try readAll(bytes: export.bytes, way.layout, chunkBytes: chunkBytes)
      #expect(read.texts == Self.table, "in pieces of \(chunkBytes)")
      #expect(read.summary.recordCounts == [Self.table.count])
      #expect(read.summary.rejects.isEmpty && read.summary.fault == nil)
      #expect(read.summary.byteCount == export.bytes.count)
      for (r, record) in read.records.enumerated() {
        let (line, byte) = export.records[r]
        #expect(record.position == RecordPosition(record: r + 1, line: line, byte: byte))
        for (f, cell) in record.cells.enumerated() {
          #expect(cell.kind == .text)
          #expect(cell.line == export.values[r][f].line, "\(cell)")
          #expect(cell.byte == export.values[r][f].byte, "\(cell)")
        }
      }
    }
  }

  /// White space at the ends of an attribute is kept.
  @Test func attributesKnowTheirPlace() throws {
    let table = [["1", "张三", " kept "], ["a=\"b", "<李四>&'", ""], ["", "=", "x"]]
    let way = xmlWay("XML in attributes", inAttributes: true)
    let export = way.write(table)
    let read = try readAll(bytes: export.bytes, way.layout)
    #expect(read.texts == table)
    for (r, record) in read.records.enumerated() {
      for (f, cell) in record.cells.enumerated() {
        #expect(cell.line == export.values[r][f].line)
        #expect(cell.byte == export.values[r][f].byte)
      }
    }
  }

  /// Any table of any text reads back as it was written.
  @Test(arguments: ways)
  private func randomTablesReadBack(way: WayOfWriting) throws {
    let letters = Array("ab01,;|\t\"'\\<>&\n订單Ωé\u{1F600}\u{3000} ".unicodeScalars)
    for seed in 1...12 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let table = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        columns.map { _ in
          var text = String.UnicodeScalarView()
          for _ in 0..<Int.random(in: 0...12, using: &random) {
            text.append(letters.randomElement(using: &random)!)
          }
          // White space at the ends is what XML does not keep; CDATA cannot hold its own end.
          return trimmed(String(text))
        }
      }
      let export = way.write(table)
      let chunkBytes = Int.random(in: 1...300, using: &random)
      let read = try readAll(bytes: export.bytes, way.layout, chunkBytes: chunkBytes)
      #expect(read.texts == table, "seed \(seed)")
      #expect(read.records.map(\.position.byte) == export.records.map(\.byte), "seed \(seed)")
    }
  }

  /// More records than fit a batch keep their order and their numbers.
  @Test func batchesFollowEachOther() throws {
    let count = 2 * BatchBuilder.fullRecordCount + 1
    let table = (1...count).map { ["\($0)", "x", ""] }
    for way in [ways[0], ways[8], ways[15]] {
      var sizes: [Int] = []
      let file = TemporaryFile(way.write(table).bytes)
      var numbers: [Int] = []
      _ = try readRecords(ofFile: file.path, layout: way.layout) { batch in
        sizes.append(batch.recordCount)
        numbers += batch.positions.map(\.record)
      }
      #expect(sizes == [BatchBuilder.fullRecordCount, BatchBuilder.fullRecordCount, 1])
      #expect(numbers == Array(1...count))
    }
  }
}
