import TestSupport
import Testing

@testable import Tables

/// Texts that are kept as numbers read back, and compare as the texts they are.
@Suite struct NumberedTextsTests {
  private static let heads = [
    "", "D", "DD25", "DD25090", "DD250901", "DD2509010", "253320000000", "订单2025-09-01",
  ]

  private func value(_ text: String, _ pattern: NumberPattern) -> UInt32? {
    var text = text
    return text.withUTF8 { pattern.number(of: $0) }
  }

  private func found(in text: String) -> NumberPattern? {
    var text = text
    return text.withUTF8 { NumberPattern(of: $0) }
  }

  private func written(_ number: UInt32, _ pattern: NumberPattern) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: pattern.width) { bytes, count in
      pattern.write(number, to: bytes.baseAddress!)
      count = pattern.width
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func digits(_ count: Int, _ random: inout SeededRandom) -> String {
    String((0..<count).map { _ in "0123456789".randomElement(using: &random)! })
  }

  @Test(arguments: heads, ["", "B"])
  func numbersSayTheirTexts(head: String, letter: String) throws {
    var random = SeededRandom(seed: 7)
    let pattern = try #require(found(in: head + "00000123" + letter))
    for _ in 0..<500 {
      let letter = letter.isEmpty ? "" : String("ABCXYZ".randomElement(using: &random)!)
      let text = head + digits(8, &random) + letter
      let number = try #require(value(text, pattern), "\(text)")
      #expect(written(number, pattern) == text)
    }
  }

  @Test func textsAreMadeOtherwise() throws {
    let plain = try #require(found(in: "DD25090000017"))
    for text in [
      "", "DD2509000001", "DD250900000017", "DX25090000017", "DD2509000001A", "DD250900 0017",
      "DD25090:00017", "DD25090/00017", "dd25090000017", "DD2509０017",
    ] {
      #expect(value(text, plain) == nil, "\(text)")
    }
    let parts = try #require(found(in: "FH25090000017A"))
    for text in ["FH25090000017a", "FH25090000017@", "FH25090000017[", "FH250900000171"] {
      #expect(value(text, parts) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    "", "A", "12", "王芳", "ABCDEFGH", "SP01758", "PO-12", "一二三四五六七八123", "12345678901234567ABC123",
  ])
  func textsThatAreNoNumbers(text: String) {
    #expect(found(in: text) == nil)
  }

  /// Columns of several kinds against arrays of texts.
  @Test(arguments: UInt64(1)...8)
  func columnsCompareAsTheirTexts(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (one, same, other) = ("DD2509", "DD2509", "DD2510")
    let columns = [one, same, other].map { head in
      (0..<300).map { row -> String in
        if row > 0, Int.random(in: 0..<20, using: &random) == 0 {
          return ["", "DD25", "DD2509" + digits(9, &random), "散客"].randomElement(using: &random)!
        }
        return head + "000000\(Int.random(in: 10..<40, using: &random))"
      }
    }
    let numbered = try columns.map { texts in
      var numbered = NumberedTexts(try #require(found(in: texts[0])))
      for text in texts {
        #expect(Array(text.utf8).withUnsafeBufferPointer { numbered.append($0) })
      }
      return Column(storage: .numbered(numbered), states: [])
    }
    let plain = columns.map { Column(storage: .text(TextColumn($0)), states: []) }
    for (own, texts) in zip(numbered, columns) {
      for row in texts.indices { #expect(own.text(at: row) == texts[row]) }
      for word in ["", "DD250900000012", "散客", "DD251000000012"] {
        let found = Array(word.utf8).withUnsafeBufferPointer { text in
          own.withTextView { $0.areTexts(at: 3..<290, text) }
        }
        #expect(found == texts[3..<290].map { $0 == word })
      }
    }
    for (a, own) in numbered.enumerated() {
      for (b, others) in (numbered + plain).enumerated() {
        let (left, right) = (columns[a], columns[b % 3])
        let expected = (0..<300).map { row in order(left[row], right[299 - row]) }
        let found = own.withTextView { own in
          others.withTextView { others in (0..<300).map { own.order($0, others, 299 - $0) } }
        }
        #expect(found == expected, "\(a) and \(b)")
      }
      #expect(
        own.withTextView { view in (1..<300).map { view.order($0, view, $0 - 1) } }
          == (1..<300).map { order(columns[a][$0], columns[a][$0 - 1]) })
    }
  }

  private func order(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    if a.count != b.count { return a.count < b.count ? -1 : 1 }
    return a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
  }

  @Test(arguments: UInt64(1)...8)
  func keysAreFoundAsAmongTexts(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let isOrdered = seed % 2 == 0
    func texts(_ count: Int, _ head: String) -> [String] {
      let numbers = (0..<count).map { _ in Int.random(in: 1000..<9000, using: &random) }
      return (isOrdered ? numbers.sorted() : numbers).map { number in
        number % 97 == 0 ? "X\(number)" : head + "0000\(number)"
      }
    }
    func column(_ texts: [String]) -> Column {
      var builder = ColumnBuilder(kind: .text)
      for text in texts { builder.append(utf8: Array(text.utf8)[...]) }
      return builder.finished()
    }
    let far = texts(6000, "DD2509")
    let near = texts(9000, "DD2509") + texts(100, "KP2509")
    let expected = KeyIndex([Column(storage: .text(TextColumn(far)), states: [])], rowCount: 6000)
    let groups = expected.groups(
      withKeysOf: [Column(storage: .text(TextColumn(near)), states: [])], rowCount: near.count)
    for (far, near) in [
      (column(far), column(near)),
      (column(far), Column(storage: .text(TextColumn(near)), states: [])),
      (Column(storage: .text(TextColumn(far)), states: []), column(near)),
    ] {
      let index = KeyIndex([far], rowCount: 6000)
      #expect(index.groupOfRow == expected.groupOfRow)
      #expect(index.groups(withKeysOf: [near], rowCount: near.count) == groups)
    }
  }

  @Test func aColumnOfNumbersIsKeptAsNumbers() {
    var builder = ColumnBuilder(kind: .text)
    let texts = (0..<20_000).map { $0 == 15_000 ? "unknown" : "DD25\(1_000_000 + $0 / 3)" }
    for text in texts { builder.append(utf8: Array(text.utf8)[...]) }
    guard case .numbered(let numbered) = builder.finished().storage else {
      Issue.record("numbers of documents are kept as numbers")
      return
    }
    #expect(numbered.byteCount < 81_000)
    #expect((0..<20_000).map(numbered.string(at:)) == texts)
  }

  @Test func rowsWithoutATextAreOneEntry() throws {
    var builder = ColumnBuilder(kind: .text)
    for row in 0..<30_000 {
      let isEmpty = row > 5000 && row % 2 == 0
      let text = row == 4500 ? "N/A" : isEmpty ? "" : "DD25\(1_000_000 + row)"
      builder.append(utf8: Array(text.utf8)[...])
    }
    guard case .numbered(let numbered) = builder.finished().storage else {
      Issue.record("rows without a text are no texts that are made otherwise")
      return
    }
    #expect(numbered.others.count == 2)
  }

  /// A column that only begins with numbers.
  @Test func whatIsNoColumnOfNumbersIsSpelledOut() {
    var builder = ColumnBuilder(kind: .text)
    let texts = (0..<20_000).map { $0 < 9_000 ? "DD25\(1_000_000 + $0)" : "order \($0 &* 7919)" }
    for text in texts { builder.append(utf8: Array(text.utf8)[...]) }
    let column = builder.finished()
    guard case .text = column.storage else {
      Issue.record("texts that are made in many ways are kept as they come")
      return
    }
    #expect((0..<20_000).map(column.text(at:)) == texts)
  }
}
