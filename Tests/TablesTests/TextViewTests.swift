import TestSupport
import Testing

@testable import Tables

/// Texts that follow each other against one text, looked at together and one by one.
@Suite struct TextViewTests {
  /// Texts of many lengths, and of one.
  private static let words = [
    ["", "a", "b", "ab", "ba", "王芳", "王方", "abcdefgh", "abcdefgi", "abcdefghi"],
    ["DD0001", "DD0002", "王芳"], [""],
  ]

  @Test(arguments: UInt64(1)...6, words)
  func textsAreTheSameByteByByte(seed: UInt64, words: [String]) {
    var random = SeededRandom(seed: seed)
    let texts = (0..<200).map { _ in words.randomElement(using: &random)! }
    let ids = texts.map { UInt32(words.firstIndex(of: $0)!) }
    let columns = [
      Column(storage: .text(TextColumn(texts)), states: []),
      Column(storage: .dictionary(ids: ids, entries: TextColumn(words)), states: []),
    ]
    for word in words + ["zz"] {
      for rows in [0..<200, 0..<0, 0..<1, 5..<5, 7..<200, 199..<200] {
        let expected = texts[rows].map { $0 == word }
        for column in columns {
          var word = word
          let found = word.withUTF8 { text in column.withTextView { $0.areTexts(at: rows, text) } }
          #expect(found == expected, "'\(word)' in \(rows)")
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...6)
  func rowsOfSomeGroupsAreThoseOfEach(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let groupOfRow = (0..<300).map { _ in Int32.random(in: -1..<40, using: &random) }
    let groups = RowGroups(of: groupOfRow, count: 40)
    for range in [0..<40, 0..<0, 3..<3, 39..<40, 5..<17] {
      let (starts, rows) = groups.rows(ofGroups: range)
      #expect(Array(rows) == range.flatMap { groups.rows(ofGroup: $0) })
      #expect(starts.count == range.count + 1)
      #expect(
        zip(starts, starts.dropFirst()).map { Int($1 - $0) } == range.map(groups.size(ofGroup:)))
    }
  }
}
