import TestSupport
import Testing

@testable import Relations

/// Against a set of the standard library: none may be missing, and none too many.
@Suite struct HashSetTests {
  @Test(arguments: [0, 1, 2, 31, 32, 33, 1_000, 5_000])
  func whatWasAddedIsSelected(count: Int) {
    var random = SeededRandom(seed: UInt64(count))
    let added = Set((0..<count).map { _ in UInt32.random(in: 1 ... .max, using: &random) })
    var hashes = HashSet(count: count)
    for hash in added { hashes.insert(hash) }
    // Both ends of what there is, and rows without a key among them.
    let asked =
      ([0, 1, 0, .max, 0]
      + added.sorted() + (0..<20_000).map { _ in UInt32.random(in: 0 ... .max, using: &random) })
      .shuffled(using: &random)
    var rows: [Int32] = [-7]
    asked.withUnsafeBufferPointer { hashes.select($0, from: 1_000, into: &rows) }
    #expect(rows.first == -7, "what was selected before stays")
    let selected = rows.dropFirst().map { Int($0) - 1_000 }
    let expected = asked.indices.filter { added.contains(asked[$0]) }
    #expect(selected == expected)
  }

  @Test func aHashOfNothingIsNeverSelected() {
    var hashes = HashSet(count: 3)
    hashes.insert(0)
    var rows: [Int32] = []
    [UInt32](repeating: 0, count: 9).withUnsafeBufferPointer {
      hashes.select($0, from: 0, into: &rows)
    }
    #expect(rows.isEmpty)
  }
}
