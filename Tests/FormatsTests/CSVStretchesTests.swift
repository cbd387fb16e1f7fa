import CPlatform
import Testing

@testable import Formats

/// Rows that are read many at a time, against the slow reader that goes byte by byte.
@Suite struct CSVStretchesTests {
  /// What a cell may be in an export where nearly all are plain.
  private static let rareCells = [
    "\"q\"", "\"\"", "\"a,b\"", "\"say \"\"yes\"\"\"", "\"\"\"\"", "\"two\nlines\"", "\"cr\r\"",
    "x\"y", "\"",
    "\"a\"b", "a\"", "\r", "", "id", "\"id\"", "é", "北京", "\"北\"\"京\"", "\"\",", "1,2",
  ]

  private func text(_ random: inout SeededGenerator, rows: Int, rarity: Int) -> [UInt8] {
    var text = "id,name,total"
    let lineEnd = ["\n", "\r\n", "\r"][Int.random(in: 0..<20, using: &random) % 10 % 3]
    text += lineEnd
    for row in 0..<rows {
      let cells = (0..<3).map { column in
        if Int.random(in: 0..<rarity, using: &random) == 0 {
          return Self.rareCells.randomElement(using: &random)!
        }
        return ["D\(row)", "北京\(row)公司", "\(row).50"][column]
      }
      text += cells.joined(separator: ",")
      text += Int.random(in: 0..<rarity * 8, using: &random) == 0 ? "\n\n" : lineEnd
    }
    return Array(text.utf8)
  }

  @Test func allRowsAreThoseOfTheSlowReader() throws {
    for seed in 1...120 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let rarity = [4, 40, 400, 4000].randomElement(using: &random)!
      let bytes = text(&random, rows: Int.random(in: 1...600, using: &random), rarity: rarity)
      let layout = csv("id", "name", "total", delimiter: ",", encoding: .utf8)
      let read = try readAll(bytes: bytes, layout)
      let expected = slowRows(bytes, CSVMarks(delimiter: UInt8(ascii: ",")))
      var records: [(byte: Int, line: Int, cells: [String])] = []
      for row in expected.dropFirst() {
        guard case .row(let byte, let line, _, let cells, _) = row, cells.count == 3 else {
          continue
        }
        let texts = cells.map { String(decoding: $0, as: UTF8.self) }
        // A repeated header is no record.
        if texts != ["id", "name", "total"] { records.append((byte, line, texts)) }
      }
      let found = read.records.filter { Set(records.map(\.byte)).contains($0.position.byte) }
      #expect(found.map(\.texts) == records.map(\.cells), "seed \(seed)")
      #expect(found.map(\.position.byte) == records.map(\.byte), "seed \(seed)")
      #expect(found.map(\.position.line) == records.map(\.line), "seed \(seed)")
      for record in found {
        for cell in record.cells where cell.line == record.position.line && !cell.text.isEmpty {
          let start = bytes[cell.byte] == UInt8(ascii: "\"") ? cell.byte + 1 : cell.byte
          #expect(bytes[start] == cell.text.utf8.first || bytes[start] == UInt8(ascii: "\""))
        }
      }
      let pieces = try readAll(
        bytes: bytes, layout, chunkBytes: Int.random(in: 1...3000, using: &random))
      #expect(pieces == read, "seed \(seed)")
    }
  }

  /// An index stops before a row that it cannot be right about, and never behind it.
  @Test func theIndexStopsAtWhatIsNotRegular() {
    let cases: [(text: String, rows: Int)] = [
      ("a,b\nc,d\n", 2), ("a,b\r\nc,d\r\n", 2), ("a,\"b\"\n\"c\",d\n", 2), ("a,\"b,\"\"\n", 0),
      ("a,b\nx\"y,d\ne,f\n", 1), ("a,b\n\"x\"y,d\ne,f\n", 1), ("a,b\n\"x\ny\",d\n", 1),
      ("a,b\nc,d\re,f\n", 1), ("a,b\nc,d", 1), ("\"\"\"a\"\"\",b\n", 1), ("\"a\",\"b\"\n", 1),
    ]
    for (text, rows) in cases {
      for shift in 0..<66 {
        // Wherever the blocks of 64 bytes lie.
        let padded = Array((String(repeating: "z", count: shift) + ",z\n" + text).utf8)
        var index = CSVIndex(CSVMarks(delimiter: UInt8(ascii: ",")))
        padded.withUnsafeBufferPointer {
          index.read($0.baseAddress!, count: $0.count, limit: 1000)
        }
        #expect(index.rowEnds.count == rows + 1, "\(text) behind \(shift) bytes")
      }
    }
  }
}

/// Blocks that are read by instructions for 64 bytes have the marks that a look at each byte finds.
@Suite(.enabled(if: paicha_has_avx512() != 0)) struct WideIndexTests {
  @Test func wideBlocksHaveTheMarksOfNarrowOnes() {
    for seed in 1...600 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let rarity = [1, 10, 200].randomElement(using: &random)!
      // More marks than a register holds of 32 bits are in blocks where nearly every byte is one.
      let isDense = seed % 3 == 0
      let marks = CSVMarks(
        delimiter: seed % 5 == 0 ? UInt8(ascii: ";") : UInt8(ascii: ","),
        quote: seed % 7 == 0 ? nil : UInt8(ascii: "\""))
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: 0...9000, using: &random) {
        let byte: UInt8
        switch Int.random(in: 0..<8 * rarity, using: &random) {
        case _ where isDense && Int.random(in: 0..<10, using: &random) > 0:
          byte = [marks.delimiter, marks.delimiter, UInt8(ascii: "\n")].randomElement(
            using: &random)!
        case 0: byte = marks.delimiter
        case 1: byte = UInt8(ascii: "\n")
        case 2: byte = UInt8(ascii: "\"")
        case 3: byte = UInt8(ascii: "\r")
        case 4...8: byte = marks.delimiter
        default: byte = UInt8.random(in: 0x61...0x7A, using: &random)
        }
        text.append(byte)
        if byte == UInt8(ascii: "\r"), seed % 2 == 0 { text.append(UInt8(ascii: "\n")) }
      }
      let limit = [3, 100, 100_000].randomElement(using: &random)!
      var wide = CSVIndex(marks, isWide: true)
      var narrow = CSVIndex(marks, isWide: false)
      text.withUnsafeBufferPointer { text in
        guard let start = text.baseAddress else { return }
        wide.read(start, count: text.count, limit: limit)
        narrow.read(start, count: text.count, limit: limit)
      }
      #expect(wide.marks.array() == narrow.marks.array(), "seed \(seed)")
      #expect(wide.rowEnds.array() == narrow.rowEnds.array(), "seed \(seed)")
      if !text.contains(UInt8(ascii: "\"")), !text.contains(UInt8(ascii: "\r")), limit > 9000 {
        let found = text.indices.filter { [marks.delimiter, 0x0A].contains(text[$0]) }
        #expect(wide.marks.array() == found.map { UInt32($0) }, "seed \(seed)")
      }
    }
  }
}

@Suite struct UTF8WatchTests {
  /// Sequences at the borders of what is UTF-8, and on both sides of them.
  private static let sequences: [[UInt8]] = [
    [0x41], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE4, 0xBA, 0x91],
    [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80],
    [0xF1, 0x80, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
  ]
  private static let faults: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80],
    [0xE4, 0xBA], [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0xF0, 0x90, 0x80], [0xFF], [0xC2, 0x80, 0x80],
  ]

  @Test func itIsRightAboutEveryText() {
    for seed in 1...3000 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var text: [UInt8] = []
      // Long ones are looked at many blocks at once.
      let most = seed % 3 == 0 ? 900 : 120
      for _ in 0..<Int.random(in: 0...most, using: &random) {
        text += Self.sequences.randomElement(using: &random)!
        if Int.random(in: 0..<4, using: &random) == 0 {
          text += [UInt8](repeating: 0x30, count: Int.random(in: 0...70, using: &random))
        }
      }
      if Bool.random(using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        text.insert(contentsOf: Self.faults.randomElement(using: &random)!, at: place)
      }
      let isRight = String(validating: text, as: UTF8.self) != nil
      #expect(text.withUnsafeBufferPointer(UTF8Watch.isValid) == isRight, "seed \(seed)")
      var watch = UTF8Watch()
      var start = 0
      while start < text.count {
        let longest = [100, 700].randomElement(using: &random)!
        let end = min(text.count, start + Int.random(in: 1...longest, using: &random))
        text[start..<end].withUnsafeBufferPointer { watch.add($0) }
        start = end
      }
      #expect(watch.isComplete == isRight, "seed \(seed), in pieces")
      if isRight {
        #expect(watch.hasLongSequences == text.contains { $0 >= 0xE0 }, "seed \(seed)")
        #expect(watch.hasPairs == text.contains { 0xC2...0xDF ~= $0 }, "seed \(seed)")
      }
    }
  }
}
