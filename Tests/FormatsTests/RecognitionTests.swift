import Testing

@testable import Formats

@Suite struct RecognitionTests {
  /// Nothing is declared: encoding, delimiter, quotes, escapes and line ends are all found out, by
  /// looking at the export and by reading it.
  @Test(arguments: Language.all)
  func anExportIsReadWithoutAnyDeclaration(language: Language) throws {
    for (c, charset) in language.charsets.enumerated() {
      for seed in UInt64(12 * c)..<UInt64(12 * c + 12) {
        var random = SeededGenerator(seed: seed)
        var writing = CSVWriting.all.randomElement(using: &random)!
        // Single quotes are known by standing around nearly all fields.
        writing.quoting =
          writing.quote == "'" ? .all : [.needed, .all].randomElement(using: &random)!
        let rows = Int.random(in: 30...60, using: &random)
        let table = language.table(rows: rows, using: &random)
        let export = writing.write(table, language.columns, in: charset)
        let what: Comment = "\(writing.name) in \(charset.name), seed \(seed)"
        let file = TemporaryFile(export.bytes)
        let sniffed = try sniff(file: file.path)
        #expect(sniffed.format == .csv, what)
        #expect(sniffed.encoding == charset.encoding, what)
        var dialect = writing.dialect
        // Where a backslash stands before no quote it may be one of the text.
        if sniffed.dialect?.escape == 0, !export.bytes.contains(UInt8(ascii: "\\")) {
          dialect.escape = 0
        }
        #expect(sniffed.dialect == dialect, what)
        #expect(sniffed.lineEnds == Set(writing.lineEnds.map(lineEnd)), what)
        #expect(sniffed.rows.first?.cells == language.columns, what)
        #expect(sniffed.rows.count == rows + 1, what)
        let layout = RecordLayout(
          grammar: .csv(CSVDialect()), streams: [RecordStream(path: "", fields: language.columns)])
        let read = try readAll(file.path, layout)
        #expect(read.texts == table, what)
        #expect(read.records.map(\.position.byte) == export.records.map(\.byte), what)
        #expect(read.summary.rejects.isEmpty, what)
      }
    }
  }

  private func lineEnd(_ text: String) -> LineEnd {
    text == "\n" ? .lf : text == "\r" ? .cr : .crlf
  }

  /// JSON and XML of the same text, read by the paths that were found.
  @Test(arguments: Language.all)
  func aLayoutIsFoundForJSONAndXML(language: Language) throws {
    for (number, charset) in language.charsets.enumerated() {
      var random = SeededGenerator(seed: UInt64(number))
      var charset = charset
      charset.columns = language.columns
      let declares = charset.mark.isEmpty && charset.encoding.keepsASCII
      let table = language.table(rows: 30, using: &random)
      let ways = [
        jsonWay("JSON", open: "[\n", in: charset),
        jsonWay("JSON Lines", open: "", separator: "\n", close: "\n", in: charset),
        xmlWay("XML", in: charset, declared: declares ? charset.encoding.rawValue : nil),
      ]
      for way in ways {
        let what: Comment = "\(way.name) in \(charset.name)"
        let file = TemporaryFile(way.write(table).bytes)
        let sniffed = try sniff(file: file.path)
        #expect(sniffed.encoding == charset.encoding, what)
        #expect(sniffed.format == (way.name == "XML" ? .xml : .json), what)
        let stream = try #require(sniffed.streams.first, what)
        #expect(sniffed.streams.count == 1, what)
        #expect(stream.count == 30, what)
        let layout = RecordLayout(
          grammar: way.layout.grammar,
          streams: [RecordStream(path: stream.path, fields: stream.fields)])
        #expect(try readAll(file.path, layout).texts == table, what)
      }
    }
  }
}
