import TestSupport
import Testing
import Values

@testable import Tables

/// The index against a dictionary of Swift's, over tables longer than what is looked up at once.
@Suite struct KeyIndexTests {
  /// Orders of which the most are in order, with gaps, repetitions and parts in any order; of two columns, one of them
  /// a dictionary of few words.
  private struct Keys {
    var numbers: [String?]
    var words: [String?]

    init(_ random: inout SeededRandom, count: Int, isShuffled: Bool) {
      var at = 0
      numbers = (0..<count).map { _ in
        switch Int.random(in: 0..<10, using: &random) {
        case 0 where isShuffled: at = Int.random(in: 0..<count, using: &random)
        case 1: return nil
        case 2...6: at += Int.random(in: 1...3, using: &random)
        default: break
        }
        return at % 97 == 0 ? "" : "DD25090\(at)"
      }
      if isShuffled { numbers.shuffle(using: &random) }
      let some: [String?] = ["SP1", "SP01758", "胡桃木书桌，加长", "", nil]
      words = (0..<count).map { _ in some.randomElement(using: &random)! }
    }

    var plain: Column { column(.text(TextColumn(numbers.map { $0 ?? "" })), numbers) }

    var dictionary: Column {
      let entries = Array(Set(words.compactMap { $0 } + [""])).sorted()
      let ids = words.map { UInt32(entries.firstIndex(of: $0 ?? "")!) }
      return column(.dictionary(ids: ids, entries: TextColumn(entries)), words)
    }

    private func column(_ storage: Column.Storage, _ texts: [String?]) -> Column {
      Column(storage: storage, states: texts.map { $0 == nil ? .empty : .present })
    }

    func key(_ row: Int) -> [String]? {
      guard let number = numbers[row], let word = words[row] else { return nil }
      return [number, word]
    }
  }

  /// Takes all of a hash but little away, so that different keys meet in a slot and bear one tag.
  static let masks: [UInt64] = [.max, 0, 0xFF << 32, 0x3F, 0x1_0000_0003]

  @Test(arguments: masks, [false, true])
  func rowsOfOneKeyAreTogetherWhateverTheirHash(mask: UInt64, isShuffled: Bool) {
    var random = SeededRandom(seed: mask &+ (isShuffled ? 1 : 0))
    // Where all keys have one hash each is compared with all others.
    let count = mask.nonzeroBitCount < 3 ? 1_500 : 5_000
    let far = Keys(&random, count: count, isShuffled: isShuffled)
    let near = Keys(&random, count: count, isShuffled: isShuffled)
    check([far.plain], [near.plain], mask, far.numbers, near.numbers)
    check(
      [far.plain, far.dictionary], [near.plain, near.dictionary], mask,
      (0..<count).map(far.key), (0..<count).map(near.key))
  }

  /// Keys in the order by which an index needs no hash, looked for by keys in the same order, in a mixture and in none.
  @Test(arguments: UInt64(1)...5, [2, 40])
  func rowsInOrderAreFoundByIt(seed: UInt64, wordCount: Int) {
    var random = SeededRandom(seed: seed)
    let mask = Self.masks[Int(seed) % Self.masks.count]
    let count = mask.nonzeroBitCount < 3 ? 1_100 : 2_200
    let far = Ascending(&random, count: count, wordCount: wordCount)
    var near = Ascending(&random, count: count, wordCount: wordCount)
    for share in [0, 3, 60] {
      // Some rows change places, which is a jump back and forth.
      for _ in 0..<count * share / 200 {
        near.rows.swapAt(
          Int.random(in: 0..<count, using: &random), .random(in: 0..<count, using: &random))
      }
      let (numbers, words) = (far.numbers, far.words)
      check([numbers], [near.numbers], mask, far.rows.map(\.number), near.rows.map(\.number))
      check([numbers, words], [near.numbers, near.words], mask, far.keys, near.keys)
    }
    #expect(KeyIndex([far.numbers], rowCount: count).order != nil)
    #expect((KeyIndex([far.numbers, far.words], rowCount: count).order != nil) == (wordCount == 2))
  }

  /// Numbers that grow from row to row, some left out and some repeated, each with a few words or with many.
  private struct Ascending {
    var rows: [(number: String?, word: String?)] = []

    init(_ random: inout SeededRandom, count: Int, wordCount: Int) {
      var at = Int.random(in: 1...9, using: &random)
      while rows.count < count {
        at += Int.random(in: 1...4, using: &random)
        for _ in 0..<Int.random(in: 1...wordCount * 2, using: &random) where rows.count < count {
          let word = "SP\(Int.random(in: 1...wordCount, using: &random))"
          let isLacking = Int.random(in: 0..<40, using: &random) == 0
          rows.append((isLacking ? nil : "DD\(at)", isLacking ? nil : word))
        }
      }
    }

    var numbers: Column { column(rows.map(\.number)) }
    var words: Column { column(rows.map(\.word)) }

    var keys: [[String]?] {
      rows.map { row in row.number.flatMap { number in row.word.map { [number, $0] } } }
    }

    private func column(_ texts: [String?]) -> Column {
      Column(
        storage: .text(TextColumn(texts.map { $0 ?? "" })),
        states: texts.map { $0 == nil ? .empty : .present })
    }
  }

  @Test func anIndexOfADictionaryFindsTextsAndIsFoundByThem() {
    var random = SeededRandom(seed: 7)
    let keys = Keys(&random, count: 3_000, isShuffled: true)
    let texts = Column(
      storage: .text(TextColumn(keys.words.map { $0 ?? "" })), states: keys.dictionary.states)
    check([texts], [keys.dictionary], .max, keys.words, keys.words)
    check([keys.dictionary], [texts], .max, keys.words, keys.words)
  }

  private func check<Key: Hashable>(
    _ columns: [Column], _ others: [Column], _ mask: UInt64, _ keys: [Key?], _ otherKeys: [Key?]
  ) {
    let index = KeyIndex(columns, rowCount: keys.count, hashMask: mask)
    var groupOfKey: [Key: Int32] = [:]
    let groups = keys.map { key -> Int32 in
      guard let key else { return KeyIndex.noKey }
      let next = Int32(groupOfKey.count)
      if groupOfKey[key] == nil { groupOfKey[key] = next }
      return groupOfKey[key]!
    }
    #expect(index.groupOfRow == groups)
    #expect(index.groupCount == groupOfKey.count)
    #expect(
      index.firstRows == (0..<index.groupCount).map { Int32(groups.firstIndex(of: Int32($0))!) })
    #expect(
      index.groups(withKeysOf: others, rowCount: otherKeys.count)
        == otherKeys.map { $0.map { groupOfKey[$0] ?? KeyIndex.absent } ?? KeyIndex.noKey })
    #expect(
      index.groups.map(Array.init)
        == (0..<index.groupCount).map { group in
          groups.indices.filter { groups[$0] == group }.map { Int32($0) }
        })
  }

  /// Texts that differ in one byte at any place, of every length up to some words of the processor.
  @Test func everyByteOfATextCounts() {
    for length in 0...40 {
      var texts = [[UInt8](repeating: 0x61, count: length)]
      for place in 0..<length {
        texts.append(texts[0])
        texts[place + 1][place] = 0x62
      }
      for (number, text) in texts.enumerated() {
        text.withUnsafeBytes { own in
          for (other, text) in texts.enumerated() {
            text.withUnsafeBytes { #expect(own.isSame($0) == (number == other)) }
            text.withUnsafeBytes { others in
              let isBefore = texts[number].lexicographicallyPrecedes(texts[other])
              #expect(own.order(others) == (number == other ? 0 : isBefore ? -1 : 1))
            }
          }
        }
      }
      let hashes = texts.map { $0.withUnsafeBufferPointer { UInt64(hashOf: $0) } }
      #expect(Set(hashes).count == hashes.count, "\(length) bytes")
    }
  }

  @Test func ofTwoTextsTheShorterComesFirst() {
    let texts = ["", "9", "10", "a", "DD9", "DD10", "DD99999999", "DD100000000"].sorted {
      ($0.utf8.count, $0) < ($1.utf8.count, $1)
    }
    for (number, text) in texts.enumerated() {
      Array(text.utf8).withUnsafeBytes { own in
        for (other, text) in texts.enumerated() {
          Array(text.utf8).withUnsafeBytes {
            #expect(own.order($0) == (number - other).signum())
          }
        }
      }
    }
  }

  @Test func groupsOfNoRows() {
    let groups = RowGroups(of: [2, -1, 0, 2, -2], count: 4)
    #expect(groups.starts == [0, 1, 1, 3, 3] && groups.rows == [2, 0, 3])
    #expect(RowGroups(of: [], count: 0).count == 0)
  }
}
