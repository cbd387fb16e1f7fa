import Tables
import TestSupport
import Testing

@testable import Relations

/// Where partners may be, against every row compared with every other.
@Suite struct BlockLinksTests {
  /// A table of random groups, -1 for a row without one, and the rows that are noted together: those of one group
  /// always are.
  private struct Side {
    let groups: [Int]

    init(groupCount: Int, _ random: inout SeededRandom) {
      groups = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        Int.random(in: -1..<groupCount, using: &random)
      }
    }

    /// The rows whose group is one of some, as they are or as a range where that says the same.
    func rows(_ numbers: Range<Int>, isRange: Bool) -> GroupedRows {
      let rows = groups.indices.filter { numbers.contains(groups[$0]) || groups[$0] < 0 }
      let own = rows.map { Int32(groups[$0] < 0 ? -1 : groups[$0] - numbers.lowerBound) }
      if rows.count == groups.count {
        return GroupedRows(selection: isRange ? .range(0..<rows.count) : .all, groups: own)
      }
      return GroupedRows(selection: .rows(rows.map { Int32($0) }), groups: own)
    }
  }

  /// The blocks that hold a partner of one of the rows, as ranges of rows that do not touch.
  private static func expected(
    _ rows: [Int], of near: Side, among far: Side, blockSize: Int
  ) -> [Range<Int>] {
    // A whole block is looked at, so whoever shares one with a row that is asked for counts.
    let blocks = Set(rows.map { $0 / blockSize })
    let groups = Set(
      near.groups.indices.filter { blocks.contains($0 / blockSize) }.map { near.groups[$0] })
    let reached = Set(
      far.groups.indices.filter { far.groups[$0] >= 0 && groups.contains(far.groups[$0]) }
        .map { $0 / blockSize })
    var ranges: [Range<Int>] = []
    for row in far.groups.indices where reached.contains(row / blockSize) {
      if ranges.last?.upperBound == row {
        ranges[ranges.count - 1] = ranges.last!.lowerBound..<row + 1
      } else {
        ranges.append(row..<row + 1)
      }
    }
    return ranges
  }

  @Test(arguments: UInt64(1)...300)
  func partnersAreWhereSomebodyHasTheKey(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let groupCount = Int.random(in: 1...8, using: &random)
    let first = Side(groupCount: groupCount, &random)
    let second = Side(groupCount: groupCount, &random)
    let blockSize = Int.random(in: 1...5, using: &random)
    var links = BlockLinks(first.groups.count, second.groups.count, blockSize: blockSize)
    let cut = Int.random(in: 0...groupCount, using: &random)
    for numbers in [0..<cut, cut..<groupCount] where !numbers.isEmpty {
      let isRange = Bool.random(using: &random)
      links.note(
        first.rows(numbers, isRange: isRange), second.rows(numbers, isRange: isRange),
        groupCount: numbers.count)
    }
    for (near, far, isFromSecond) in [(first, second, false), (second, first, true)] {
      let all = Array(near.groups.indices)
      let low = Int.random(in: 0...all.count, using: &random)
      let range = low..<Int.random(in: low...all.count, using: &random)
      let some = all.filter { _ in Bool.random(using: &random) }
      let selections: [(RowSelection, [Int])] = [
        (.all, all), (.range(range), Array(range)), (.rows(some.map { Int32($0) }), some),
        (.rows([]), []), (.range(low..<low), []),
      ]
      for (selection, rows) in selections {
        #expect(
          links.partners(of: selection, isFromSecond: isFromSecond, among: far.groups.count)
            == Self.expected(rows, of: near, among: far, blockSize: blockSize),
          "seed \(seed), \(selection)")
      }
    }
  }

  @Test(arguments: UInt64(1)...100)
  func aSelectionHasARowInAPartWhenOneOfItsRowsLiesThere(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let rows = (0..<20).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
    for start in 0...20 {
      for end in start...20 {
        let part = start..<end
        #expect(
          RowSelection.rows(rows.map { Int32($0) }).hasRow(in: part)
            == rows.contains { part.contains($0) }, "\(rows), \(part)")
        #expect(
          RowSelection.range(5..<9).hasRow(in: part) == (5..<9).contains { part.contains($0) })
      }
    }
  }

  @Test func twoSelectionsTogetherAreTheRowsOfBoth() {
    let subsets = (0..<16).map { bits in (0..<4).filter { bits >> $0 & 1 == 1 }.map { Int32($0) } }
    for one in subsets {
      for other in subsets {
        let both = RowSelection.rows(one).union(.rows(other))
        #expect(both.list(of: 0) == Set(one + other).sorted(), "\(one), \(other)")
        #expect(
          RowSelection.rows(one).union(.range(1..<3)).list(of: 0)
            == Set(one + [1, 2]).sorted(), "\(one)")
      }
    }
  }
}
