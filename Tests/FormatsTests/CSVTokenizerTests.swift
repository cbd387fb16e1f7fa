import Testing

@testable import Formats

/// The rows of a text by the reader under test.
private func rows(
  _ file: ExportFile, _ marks: CSVMarks, encoding: TextEncoding = .utf8, chunkBytes: Int
) throws(FormatError) -> [SlowRow] {
  let window = try InputWindow(file, markLength: 0, decodedFrom: nil, chunkBytes: chunkBytes)
  let tokenizer = CSVTokenizer(marks, encoding: encoding)
  var rows = CSVRows(window, tokenizer: tokenizer, limits: .standard)
  var found: [SlowRow] = []
  while true {
    switch try rows.next() {
    case .end:
      return found
    case .fault(let fault):
      found.append(
        .fault(
          byte: fault.byte, line: fault.line, number: fault.number,
          isStray: fault.kind == .strayQuote))
    case .row(let row):
      var cells: [[UInt8]] = []
      for i in 0..<rows.tokenizer.fields.count {
        let field = rows.tokenizer.fields.base[i]
        let start = window.bytes + row.range.lowerBound + Int(field.start)
        var cell = Array(UnsafeBufferPointer(start: start, count: Int(field.length)))
        if field.hasEscapes {
          let length = cell.withUnsafeMutableBufferPointer {
            marks.unescape($0, isQuoted: field.isQuoted)
          }
          cell.removeLast(cell.count - length)
        }
        cells.append(cell)
      }
      let byte = window.byteOffset(of: row.range.lowerBound)
      let start = window.bytes + row.range.lowerBound
      var text = Array(UnsafeBufferPointer(start: start, count: row.range.count))
      while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
      found.append(
        .row(byte: byte, line: row.line, number: row.number, cells: cells, text: text))
    }
  }
}

@Suite struct CSVTokenizerTests {
  /// `a , " CR LF` in every order, up to seven of them, read in pieces of several sizes.
  @Test(arguments: 1...7)
  func everyShortTextIsReadAsTheSlowReaderReadsIt(length: Int) throws {
    let chunks = length < 6 ? [1, 2, 3, 64] : length < 7 ? [1, 64] : [2]
    try checkAll("a,\"\r\n", length, CSVMarks(delimiter: UInt8(ascii: ",")), chunks)
  }

  /// The same with single quotes and backslashes, up to five.
  @Test(arguments: 1...5)
  func everyShortTextWithEscapesIsReadAsTheSlowReaderReadsIt(length: Int) throws {
    let marks = CSVMarks(
      delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "'"), escape: UInt8(ascii: "\\"))
    try checkAll("a,'\\\r\n", length, marks, length < 5 ? [1, 2, 64] : [1])
  }

  /// And where nothing is quoted.
  @Test(arguments: 1...4)
  func everyShortTextWithoutQuotesIsReadAsTheSlowReaderReadsIt(length: Int) throws {
    try checkAll("a;\"\r\n", length, CSVMarks(delimiter: UInt8(ascii: ";"), quote: nil), [1, 64])
  }

  private func checkAll(
    _ letters: String, _ length: Int, _ marks: CSVMarks, _ chunks: [Int]
  ) throws {
    let alphabet = Array(letters.utf8)
    let file = TemporaryFile("")
    var text = [UInt8](repeating: 0, count: length)
    var mismatches = 0
    for code in 0..<Int(pow(alphabet.count, length)) {
      var rest = code
      for i in 0..<length {
        text[i] = alphabet[rest % alphabet.count]
        rest /= alphabet.count
      }
      file.write(text)
      let expected = slowRows(text, marks)
      let export = try ExportFile(path: file.path, limits: .standard)
      for chunkBytes in chunks {
        let found = try rows(export, marks, chunkBytes: chunkBytes)
        if found != expected, mismatches < 5 {
          mismatches += 1
          Issue.record(
            "\(String(decoding: text, as: UTF8.self).debugDescription) in pieces of \(chunkBytes)")
          #expect(found == expected)
        }
      }
    }
  }

  @Test func longerRandomTextsAreReadAsTheSlowReaderReadsThem() throws {
    let file = TemporaryFile("")
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let text = (0..<Int.random(in: 7...200, using: &random)).map { _ in
        "ab,,\"\"\\'\r\n\n|".utf8.randomElement(using: &random)!
      }
      file.write(text)
      let export = try ExportFile(path: file.path, limits: .standard)
      let chunkBytes = Int.random(in: 1...64, using: &random)
      for writing in [
        CSVWriting(), CSVWriting(delimiter: "|", escape: "\\"), CSVWriting(quote: "'"),
      ] {
        let found = try rows(export, writing.marks, chunkBytes: chunkBytes)
        #expect(found == slowRows(text, writing.marks), "seed \(seed)")
      }
    }
  }

  /// In GB18030 and Big5 the second half of a character can be the byte of `|`.
  @Test(arguments: [("GB18030", TextEncoding.gb18030), ("CP950", .big5)])
  func aBarWithinACharacterSeparatesNothing(name: String, encoding: TextEncoding) throws {
    let bar = UInt8(ascii: "|")
    let character = (0x4E00...0x9FA5 as ClosedRange<UInt32>).lazy
      .map { String(Character(Unicode.Scalar($0)!)) }
      .first { encodedIfPossible($0, name)?.last == bar }
    let bytes = encoded(try #require(character), name)
    #expect(bytes.count == 2)
    let text = Array("x|".utf8) + bytes + Array("|\"".utf8) + bytes + Array("\"|y\n".utf8)
    let file = TemporaryFile(text)
    let export = try ExportFile(path: file.path, limits: .standard)
    for chunkBytes in 1...5 {
      let found = try rows(
        export, CSVMarks(delimiter: bar), encoding: encoding, chunkBytes: chunkBytes)
      let cells = [Array("x".utf8), bytes, bytes, Array("y".utf8)]
      let line = Array(text.dropLast())
      #expect(found == [.row(byte: 0, line: 1, number: 1, cells: cells, text: line)])
    }
  }

  /// The fourth byte of a GB18030 character is a digit, its second too.
  @Test func charactersOfFourBytesAreSteppedOver() {
    let bytes = encoded("\u{20000}x", "GB18030")
    #expect(bytes.count == 5)
    bytes.withUnsafeBufferPointer {
      #expect(doubleByteLength($0.baseAddress!, available: 5) == 4)
      #expect(doubleByteLength($0.baseAddress!, available: 3) == 1)
    }
  }
}

private func pow(_ base: Int, _ exponent: Int) -> Int {
  (0..<exponent).reduce(1) { product, _ in product * base }
}
