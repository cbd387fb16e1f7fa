import Testing

@testable import Formats

/// Damages a text at some places: bytes are changed, put in, taken out, doubled, or the rest is cut.
private func damaged(_ text: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
  var text = text
  let bytes = Array("\"',;|\\\r\n\t{}[]<>&:=/ 0a-\0".utf8) + [0x80, 0xA0, 0xE4, 0xFF]
  for _ in 0..<Int.random(in: 1...4, using: &random) {
    guard !text.isEmpty else { break }
    let place = Int.random(in: 0..<text.count, using: &random)
    let length = min(Int.random(in: 1...40, using: &random), text.count - place)
    switch Int.random(in: 0..<12, using: &random) {
    case 0..<3: text[place] = bytes.randomElement(using: &random)!
    case 3: text[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 4..<7: text.insert(bytes.randomElement(using: &random)!, at: place)
    case 7: text.remove(at: place)
    case 8: text.removeSubrange(place..<place + length)
    case 9, 10: text.insert(contentsOf: text[place..<place + length], at: place)
    default: if Bool.random(using: &random) { text.removeSubrange(place...) }
    }
  }
  return text
}

extension ReadExport {
  /// Where the records and rejects of a stream start, in the order of the export.
  fileprivate func places(ofStream stream: Int = 0) -> [RecordPosition] {
    let rejects = summary.rejects.filter { $0.stream == stream }.map(\.position)
    return (streams[stream].map(\.position) + rejects).sorted { $0.byte < $1.byte }
  }
}

extension SlowRow {
  fileprivate var text: [UInt8]? {
    if case .row(_, _, _, _, let text) = self { text } else { nil }
  }

  /// Whether both are rows with the same cells, but for the white space around them.
  fileprivate func hasCells(of other: SlowRow) -> Bool {
    guard case .row(_, _, _, let mine, _) = self, case .row(_, _, _, let others, _) = other else {
      return false
    }
    func trimmedCells(_ cells: [[UInt8]]) -> [String] {
      cells.map { trimmed(String(decoding: $0, as: UTF8.self)) }
    }
    return trimmedCells(mine) == trimmedCells(others)
  }
}

@Suite(.timeLimit(.minutes(5))) struct DamagedExportsTests {
  /// Reads whole and in pieces, which must come to the same.
  private func read(
    _ file: TemporaryFile, _ layout: RecordLayout, _ what: Comment,
    using random: inout SeededGenerator
  ) -> ReadExport? {
    let whole = outcome(file.path, layout)
    let pieces = outcome(file.path, layout, chunkBytes: Int.random(in: 1...300, using: &random))
    #expect(whole == pieces, what)
    return try? whole.get()
  }

  /// The layout of what `sniff` finds.
  private func found(_ file: TemporaryFile) -> RecordLayout? {
    guard let sniffed = try? sniff(file: file.path) else { return nil }
    if let dialect = sniffed.dialect {
      guard let header = sniffed.rows.first else { return nil }
      return RecordLayout(
        grammar: .csv(dialect),
        streams: [RecordStream(path: "", fields: header.cells.filter { !$0.isEmpty })])
    }
    guard !sniffed.streams.isEmpty else { return nil }
    return RecordLayout(
      grammar: sniffed.format == .xml ? .xml : .json,
      streams: sniffed.streams.map {
        RecordStream(parent: $0.parent, path: $0.pathInParent ?? $0.path, fields: $0.fields)
      })
  }

  /// Each row behind the header is a record, a reject or a repeated header.
  @Test func noRowOfACSVIsLost() throws {
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let language = Language.all.randomElement(using: &random)!
      var writing = CSVWriting.all.randomElement(using: &random)!
      let isDoubleByte = seed % 4 == 0
      if isDoubleByte { (writing.delimiter, writing.escape) = (",", "") }
      let charset =
        language.charsets.filter {
          isDoubleByte ? $0.encoding.hasASCIITrailBytes && $0.mark.isEmpty : $0.name == "UTF-8"
        }.randomElement(using: &random) ?? .utf8
      let rows = Int.random(in: 1...12, using: &random)
      let table = language.table(rows: rows, using: &random)
      var bytes = writing.write(table, language.columns, in: charset).bytes
      if seed % 3 == 0 { bytes += writing.write(table, language.columns, in: charset).bytes }
      let text = damaged(bytes, using: &random)
      let what: Comment = "\(writing.name) in \(charset.name), seed \(seed)"
      var dialect = writing.dialect
      (dialect.headerRow, dialect.headerRowCount) = (1, 1)
      let layout = RecordLayout(
        grammar: .csv(dialect), encoding: charset.encoding,
        streams: [RecordStream(path: "", fields: [language.columns[0], language.columns[4]])])
      let file = TemporaryFile(text)
      if let export = read(file, layout, what, using: &random) {
        checkRows(of: export, in: text, writing.marks, what)
      }
      if let found = found(file), let export = read(file, found, what, using: &random),
        case .csv(let dialect) = found.grammar, export.summary.encoding == charset.encoding
      {
        let quote: UInt8? = if case .byte(let byte)? = dialect.quote { byte } else { nil }
        let marks = CSVMarks(delimiter: dialect.delimiter!, quote: quote, escape: dialect.escape!)
        if !isDoubleByte || marks == writing.marks {
          checkRows(of: export, in: text, marks, what)
        }
      }
    }
  }

  private func checkRows(
    of export: ReadExport, in text: [UInt8], _ marks: CSVMarks, _ what: Comment
  ) {
    let rows = slowRows(text, marks)
    guard let header = rows.first(where: { $0.number == export.summary.headerRow }),
      header.text != nil
    else {
      Issue.record("the header is no row: \(what)")
      return
    }
    let behind = rows.filter { $0.number > header.number }
    let kept = Set(export.places().map(\.byte))
    let passed = behind.filter { !kept.contains($0.byte) }
    #expect(passed.count == export.summary.repeatedHeaders, what)
    #expect(passed.allSatisfy { $0.hasCells(of: header) }, what)
    if export.summary.header.count > 1 {
      #expect(behind.allSatisfy { $0.text != header.text || !kept.contains($0.byte) }, what)
    }
    let records = behind.filter { kept.contains($0.byte) }
    let positions = records.enumerated().map { number, row in
      RecordPosition(record: number + 1, line: row.line, byte: row.byte)
    }
    #expect(export.places() == positions, what)
  }

  private static let record = """
    {"id": 1, "客户": {"name": "华东\\u6728业"}, "total": -12.50, "lines": [{"n": 1}, {"n": 2}], "x": null}
    """

  /// Each line of JSON Lines is a record or a reject.
  @Test func noLineOfJSONLinesIsLost() {
    let layout = json("$", "id", "客户.name", "total")
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random)!
      let count = Int.random(in: 1...8, using: &random)
      let lines = Array(repeating: Self.record, count: count).joined(separator: lineEnd)
      let text = damaged(Array(lines.utf8), using: &random)
      let what: Comment = "seed \(seed)"
      let file = TemporaryFile(text)
      var declared = layout
      declared.encoding = .utf8
      if let export = read(file, declared, what, using: &random), export.summary.fault == nil {
        var slow = SlowJSON(text)
        #expect(export.places().map(\.byte) == slow.lineStarts(), what)
      }
      if let found = found(file) { _ = read(file, found, what, using: &random) }
    }
  }

  /// Each element of an array is a record or a reject, as far as the document is whole.
  @Test(arguments: [("", ""), ("{\"code\":0,\"data\":{\"list\":", ",\"n\":7}}")])
  func noElementOfAJSONArrayIsLost(open: String, close: String) {
    let path = open.isEmpty ? [] : ["data", "list"]
    let layout = json((["$"] + path).joined(separator: ".") + "[*]", "id", "客户.name", "total")
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let separator = [",", ",\n", "\n,\r\n  "].randomElement(using: &random)!
      let count = Int.random(in: 0...6, using: &random)
      let list = Array(repeating: Self.record, count: count).joined(separator: separator)
      let text = damaged(Array("\(open)[\n\(list)]\(close)".utf8), using: &random)
      let what: Comment = "seed \(seed)"
      let file = TemporaryFile(text)
      var declared = layout
      declared.encoding = .utf8
      if let export = read(file, declared, what, using: &random) {
        var slow = SlowJSON(text, path: path)
        let isWhole = slow.isWhole()
        if isWhole {
          #expect(export.summary.fault == nil, what)
          #expect(export.places().map(\.byte) == slow.starts, what)
        } else if export.summary.fault != nil {
          // All but perhaps the one that was open.
          let places = export.places().map(\.byte)
          #expect(slow.starts.starts(with: places), what)
          #expect(slow.starts.count - places.count <= 1, what)
        } else {
          // An array that is closed too early: the lines behind it are values or rejects.
          let isRejected = export.rejectCodes.contains("not-well-formed")
          #expect(isRejected || slow.lineStarts() != nil, what)
        }
      }
      if let found = found(file) { _ = read(file, found, what, using: &random) }
    }
  }

  /// Each element at the path of the records is a record or a reject, as far as the document is
  /// well-formed.
  @Test func noElementOfAnXMLIsLost() {
    let record = """
      <Order id='1' note="a>b"><Buyer><Name>华东 &amp; <![CDATA[<Order>]]></Name></Buyer>
      <!-- <Order/> --><Total cur="CNY">12.50</Total><Line/><Line no='2'>x</Line></Order>
      """
    let layout = xml("/Orders/Order", "@id", "Buyer/Name", "Total", "Total/@cur")
    var wholeCount = 0
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 1...6, using: &random)
      let orders = Array(repeating: record, count: count).joined(separator: "\n")
      let text = damaged(
        Array("<?xml version=\"1.0\"?>\n<Orders>\(orders)</Orders>".utf8), using: &random)
      let what: Comment = "seed \(seed)"
      let file = TemporaryFile(text)
      if let export = read(file, layout, what, using: &random), export.summary.fault == nil,
        let root = SlowXML(text)
      {
        wholeCount += 1
        let starts = root.children.filter { $0.name == "Order" }.map(\.start)
        #expect(export.places().map(\.byte) == starts, what)
      }
      if let found = found(file) { _ = read(file, found, what, using: &random) }
    }
    #expect(wholeCount > 20)
  }
}
