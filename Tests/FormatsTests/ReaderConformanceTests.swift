import Testing

@testable import Formats

@Suite struct ReaderConformanceTests {
  private static let table = [
    ["0001", "上海木业有限公司", "plain"],
    ["", "a,b;c\td|e", ""],
    ["say \"no\"", "two\nlines", "\"quoted\""],
    ["<tag> & 'apos'", "\u{20000}亄|", "back\\slash"],
    ["1.50", "é", "]]"],
  ]

  @Test(arguments: ways)
  func theSameTableReadsAsTheSameCells(way: WayOfWriting) throws {
    let table = way.charset.fitted(Self.table)
    for chunkBytes in [1, 7, 64, standardChunkBytes] {
      try check(way, table, chunkBytes: chunkBytes, "in pieces of \(chunkBytes)")
    }
  }

  /// White space at the ends of an attribute is kept.
  @Test(arguments: Charset.all)
  func attributesKnowTheirPlace(charset: Charset) throws {
    let declares = charset.mark.isEmpty && charset.encoding.keepsASCII
    let way = xmlWay(
      "attributes", in: charset, declared: declares ? charset.encoding.rawValue : nil,
      inAttributes: true)
    let table = [["1", "张三", " kept "], ["a=\"b", "<李四>&'", ""], ["", "=", "x>\ty"]]
    for chunkBytes in [1, 7, standardChunkBytes] {
      try check(
        way, charset.fitted(table), chunkBytes: chunkBytes, "in pieces of \(chunkBytes)")
    }
    try checkRandomTables(way, seeds: 1...4)
  }

  /// Any table of any text reads back as it was written.
  @Test(arguments: ways)
  func randomTablesReadBack(way: WayOfWriting) throws {
    try checkRandomTables(way, seeds: 1...8)
  }

  /// The same in every dialect of CSV, in every encoding.
  @Test(arguments: Charset.all)
  func randomTablesReadBackInEveryDialect(charset: Charset) throws {
    for (number, writing) in CSVWriting.all.enumerated() {
      let way = csvWay(writing.name, writing, in: charset, isDeclared: true)
      try check(
        way, charset.fitted(Self.table), chunkBytes: standardChunkBytes, writing.name)
      let seed = UInt64(number + 1)
      try checkRandomTables(way, seeds: seed...seed)
    }
  }

  /// A table of one column, whose empty cells must be quoted to be rows.
  @Test(arguments: Charset.all)
  func aTableOfOneColumnReadsBack(charset: Charset) throws {
    var charset = charset
    charset.columns = ["id"]
    for writing in CSVWriting.all {
      var writing = writing
      writing.quoting = .all
      let way = csvWay(writing.name, writing, in: charset, isDeclared: true)
      try checkRandomTables(way, seeds: 7...7)
    }
  }

  /// More records than fit a batch keep their order and their numbers.
  @Test func batchesFollowEachOther() throws {
    let count = 2 * BatchBuilder.fullRecordCount + 1
    let table = (1...count).map { ["\($0)", "x", ""] }
    for way in [csvWay("CSV"), jsonWay("JSON"), xmlWay("XML")] {
      var sizes: [Int] = []
      let file = TemporaryFile(way.write(table).bytes)
      var numbers: [Int] = []
      _ = try readRecords(ofFile: file.path, layout: way.layout) { batch in
        sizes.append(batch.recordCount)
        numbers += batch.positions.map(\.record)
      }
      #expect(sizes.allSatisfy { 1...BatchBuilder.fullRecordCount ~= $0 })
      // Records of JSON are handed on with the part of the export that they stand in.
      #expect(sizes.count <= (way.name == "JSON" ? 5 : 3))
      #expect(numbers == Array(1...count))
    }
  }

  private func checkRandomTables(
    _ way: WayOfWriting, seeds: ClosedRange<UInt64>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for seed in seeds {
      var random = SeededGenerator(seed: seed)
      let rows = Int.random(in: 1...20, using: &random)
      let table = way.randomTable(rows: rows, using: &random)
      let chunkBytes = Int.random(in: 1...300, using: &random)
      try check(
        way, table, chunkBytes: chunkBytes, "\(way.name), seed \(seed)", at: sourceLocation)
    }
  }

  /// Writes and reads a table: nothing may be lost, and every value must know its place.
  private func check(
    _ way: WayOfWriting, _ table: [[String]], chunkBytes: Int, _ what: String,
    at sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let export = way.write(table)
    let read = try readAll(bytes: export.bytes, way.layout, chunkBytes: chunkBytes)
    #expect(read.texts == table, "\(what)", sourceLocation: sourceLocation)
    #expect(read.summary.recordCounts == [table.count], "\(what)", sourceLocation: sourceLocation)
    #expect(read.summary.rejects.isEmpty, "\(what)", sourceLocation: sourceLocation)
    #expect(read.summary.fault == nil, "\(what)", sourceLocation: sourceLocation)
    #expect(read.summary.byteCount == export.bytes.count, sourceLocation: sourceLocation)
    #expect(read.summary.encoding == way.charset.encoding, sourceLocation: sourceLocation)
    let positions = export.records.enumerated().map { number, place in
      RecordPosition(record: number + 1, line: place.line, byte: place.byte)
    }
    #expect(read.records.map(\.position) == positions, "\(what)", sourceLocation: sourceLocation)
    let cells = zip(table, export.values).map { row, places in
      zip(row, places).map { ReadCell(kind: .text, text: $0, line: $1.line, byte: $1.byte) }
    }
    #expect(read.records.map(\.cells) == cells, "\(what)", sourceLocation: sourceLocation)
  }
}
