import Entities
import Intake
import Tables
import TestSupport
import Testing
import Values

@testable import Relations

@Suite struct LinkTests {
  /// Tables of up to six rows with few keys, many of them missing or borne twice, and a nested loop.
  @Test(arguments: UInt64(1)...300)
  func linksAreThoseOfTheNestedLoop(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let width = Int.random(in: 1...3, using: &random)
    let words = ["", "a", "b", "ab", "aa"].prefix(Int.random(in: 2...5, using: &random))
    func rows() -> [[String?]] {
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        (0..<width).map { _ in
          Int.random(in: 0..<6, using: &random) == 0 ? nil : words.randomElement(using: &random)!
        }
      }
    }
    let tables = SmallTables(near: rows(), far: rows())
    guard !tables.near.isEmpty || !tables.far.isEmpty else { return }
    for kind in [Relation.Kind.one, .many] {
      let link = try #require(tables.link(kind))
      let (expected, counts) = nestedLoop(tables, kind)
      #expect(link.counts == counts, "seed \(seed), to \(kind)")
      for row in tables.near.indices {
        #expect(
          link.adjacency.rows(of: row) == expected[row], "seed \(seed), to \(kind), row \(row)")
      }
    }
  }

  /// What every near row finds, and the counts, each by its definition.
  private func nestedLoop(
    _ tables: SmallTables, _ kind: Relation.Kind
  ) -> (rows: [[Int]], counts: LinkCounts) {
    func pairs(_ near: [String?]) -> [Int] {
      tables.far.indices.filter { far in
        zip(near, tables.far[far]).allSatisfy { $0 != nil && $0 == $1 }
      }
    }
    let found = tables.near.map(pairs)
    var counts = LinkCounts()
    for (near, far) in zip(tables.near, found) {
      if near.contains(nil) {
        counts.withoutKey += 1
      } else if far.isEmpty {
        counts.unmatched += 1
      } else if kind == .one, far.count > 1 {
        counts.ambiguous += 1
      } else {
        counts.matched += 1
      }
    }
    counts.orphans = tables.far.indices.filter { row in !found.contains { $0.contains(row) } }.count
    if kind == .one {
      let keys = tables.far.filter { !$0.contains(nil) }
      counts.duplicateKeys = Set(keys.filter { key in keys.filter { $0 == key }.count > 1 }).count
    }
    return (kind == .one ? found.map { $0.count == 1 ? $0 : [] } : found, counts)
  }

  @Test func anAmbiguousKeyIsToldFromAMissingOne() throws {
    let tables = SmallTables(
      near: [["x"], ["y"], ["z"], [nil]], far: [["x"], ["y"], ["x"], [nil]])
    guard case .one(let rows) = try #require(tables.link(.one)).adjacency else {
      Issue.record("a relation to one gives at most one row each")
      return
    }
    #expect(rows == [Adjacency.ambiguous, 1, Adjacency.noRow, Adjacency.noRow])
  }

  @Test(arguments: [Relation.Kind.one, .many])
  func aKeyThatCannotBeReadIsNotAMissingOne(kind: Relation.Kind) throws {
    var dataset = SmallTables(near: [["1"], ["1"], [nil]], far: [["1"]])
      .dataset(kind, type: .number)
    dataset.tables[0]?.columns[0]?.states = [.present, .unreadable, .empty]
    let link = try #require(Cases(dataset, threads: 1).links[0])
    let partners: [Int32]
    switch link.adjacency {
    case .one(let rows): partners = rows
    case .many(let groups, _, _): partners = groups
    }
    #expect(partners == [0, Adjacency.unknownKey, Adjacency.noRow])
    #expect(link.counts.withoutKey == 2 && link.counts.matched == 1)
  }

  @Test func partsOfAKeyDoNotRunTogether() throws {
    let tables = SmallTables(
      near: [["ab", "c"], ["", "abc"], ["a\u{0}", "b"]],
      far: [["a", "bc"], ["abc", ""], ["a", "\u{0}b"], ["ab", "c"]])
    let link = try #require(tables.link(.many))
    #expect((0..<3).map { link.adjacency.rows(of: $0) } == [[3], [], []])
  }

  static let numbers: [(what: String, near: String, far: [String], found: [Int])] = [
    ("places do not matter", "1.0", ["1", "10", "1.00"], [0, 2]),
    ("nor does how a far column is kept", "1", ["1.000", "12345678901234567890123456789"], [0]),
    ("large numbers written otherwise", "1E+40", ["10E+39", "1E+39"], [0]),
    ("small numbers written otherwise", "1E-40", ["10E-41", "0.1E-40"], [0]),
    ("hundreds", "1200", ["1.2E+3", "12E+2", "12"], [0, 1]),
    ("a zero without a sign", "0", ["-0", "0.00", "0E+9"], [0, 1, 2]),
    ("a zero among large numbers", "-0", ["0", "9E+40"], [0]),
    ("the sign of others", "-5", ["5", "-5.0"], [1]),
  ]

  @Test(arguments: numbers)
  func numbersAreKeysByTheirValue(
    what: String, near: String, far: [String], found: [Int]
  ) throws {
    let tables = SmallTables(near: [[near]], far: far.map { [$0] })
    let link = try #require(tables.link(.many, type: .number))
    #expect(link.adjacency.rows(of: 0) == found, "\(what)")
  }

  @Test func aMissingTableOrColumnGivesNoLink() {
    let tables = SmallTables(near: [["x", "y"]], far: [["x", "y"]])
    for entity in 0...1 {
      var dataset = tables.dataset(.many, type: .string)
      dataset.tables[entity]?.columns[1] = nil
      #expect(Cases(dataset, threads: 1).links[0] == nil)
      dataset.tables[entity] = nil
      #expect(Cases(dataset, threads: 2).links[0] == nil)
    }
  }
}
