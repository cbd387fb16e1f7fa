import Testing

@testable import Formats

/// A row or a fault of a CSV text, as plain values.
private enum SlowRow: Equatable {
  case row(byte: Int, line: Int, number: Int, cells: [[UInt8]])
  case fault(byte: Int, line: Int, number: Int, isStray: Bool)
}

/// The slow, obvious reader: one byte after the other, everything copied.
private func slowRows(_ text: [UInt8], delimiter: UInt8) -> [SlowRow] {
  let (quote, lineFeed, carriageReturn) = (UInt8(0x22), UInt8(0x0A), UInt8(0x0D))
  /// The length of the line end at a place, or 0.
  func lineEnd(_ i: Int) -> Int {
    guard i < text.count else { return 0 }
    if text[i] == lineFeed { return 1 }
    guard text[i] == carriageReturn else { return 0 }
    return i + 1 < text.count && text[i + 1] == lineFeed ? 2 : 1
  }
  func lines(_ range: Range<Int>) -> Int {
    var (count, i) = (0, range.lowerBound)
    while i < range.upperBound {
      let length = lineEnd(i)
      count += length > 0 ? 1 : 0
      i += max(1, length)
    }
    return count
  }

  var rows: [SlowRow] = []
  var (place, line, number) = (0, 1, 0)
  while place < text.count {
    number += 1
    if lineEnd(place) > 0 {
      place += lineEnd(place)
      line += 1
      continue
    }
    var cells: [[UInt8]] = []
    var i = place
    var fault: Bool?
    reading: while true {
      var cell: [UInt8] = []
      if i < text.count, text[i] == quote {
        i += 1
        while true {
          if i >= text.count {
            fault = false
            break reading
          }
          if text[i] != quote {
            cell.append(text[i])
            i += 1
          } else if i + 1 < text.count, text[i + 1] == quote {
            cell.append(quote)
            i += 2
          } else {
            i += 1
            break
          }
        }
        if i < text.count, text[i] != delimiter, lineEnd(i) == 0 {
          fault = true
          break reading
        }
      } else {
        while i < text.count, text[i] != delimiter, lineEnd(i) == 0 {
          cell.append(text[i])
          i += 1
        }
      }
      cells.append(cell)
      guard i < text.count, text[i] == delimiter else { break }
      i += 1
    }
    if let fault {
      rows.append(.fault(byte: place, line: line, number: number, isStray: fault))
      // The next line is a row again.
      while place < text.count, lineEnd(place) == 0 { place += 1 }
      place += lineEnd(place)
      line += 1
    } else {
      rows.append(.row(byte: place, line: line, number: number, cells: cells))
      let end = i + lineEnd(i)
      line += lines(place..<end)
      place = end
    }
  }
  return rows
}

/// The same by the reader under test.
private func rows(
  _ file: ExportFile, delimiter: UInt8, encoding: TextEncoding = .utf8, chunkBytes: Int
) throws(FormatError) -> [SlowRow] {
  let window = try InputWindow(file, markLength: 0, decodedFrom: nil, chunkBytes: chunkBytes)
  let tokenizer = CSVTokenizer(CSVMarks(delimiter: delimiter), encoding: encoding)
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
        var cell: [UInt8] = []
        var k = 0
        while k < Int(field.length) {
          cell.append(start[k])
          k += field.hasEscapes && start[k] == 0x22 ? 2 : 1
        }
        cells.append(cell)
      }
      let byte = window.byteOffset(of: row.range.lowerBound)
      found.append(.row(byte: byte, line: row.line, number: row.number, cells: cells))
    }
  }
}

@Suite struct CSVTokenizerTests {
  /// `a , " CR LF` in every order, up to seven of them, read in pieces of several sizes.
  @Test(arguments: 1...7)
  func everyShortTextIsReadAsTheSlowReaderReadsIt(length: Int) throws {
    let alphabet = Array("a,\"\r\n".utf8)
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
      let expected = slowRows(text, delimiter: 0x2C)
      let export = try ExportFile(path: file.path, limits: .standard)
      for chunkBytes in length < 6 ? [1, 2, 3, 64] : length < 7 ? [1, 64] : [2] {
        let found = try rows(export, delimiter: 0x2C, chunkBytes: chunkBytes)
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
        "ab,,\"\"\r\n\n|".utf8.randomElement(using: &random)!
      }
      file.write(text)
      let export = try ExportFile(path: file.path, limits: .standard)
      let chunkBytes = Int.random(in: 1...64, using: &random)
      for delimiter in [UInt8(ascii: ","), UInt8(ascii: "|")] {
        let found = try rows(export, delimiter: delimiter, chunkBytes: chunkBytes)
        #expect(found == slowRows(text, delimiter: delimiter), "seed \(seed)")
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
      let found = try rows(export, delimiter: bar, encoding: encoding, chunkBytes: chunkBytes)
      let cells = [Array("x".utf8), bytes, bytes, Array("y".utf8)]
      #expect(found == [.row(byte: 0, line: 1, number: 1, cells: cells)])
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
