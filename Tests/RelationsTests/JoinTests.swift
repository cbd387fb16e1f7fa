import Entities
import Intake
import Tables
import TestSupport
import Testing
import Values

@testable import Relations

/// Relations that go by the same fields, in one direction or the other, are found together: each has to be as it is
/// when the model has no other, which ``LinkTests`` hold against a nested loop.
@Suite struct JoinTests {
  static let entities = ["order", "line", "note"].map { name in
    Entity(
      name: name, label: LocalizedText([.en: name]),
      fields: ["a", "b"].map {
        Field(name: $0, label: LocalizedText([.en: $0]), type: .string)
      }, key: [0], date: nil, pathToCase: nil)
  }

  static func relation(
    _ from: Int, _ to: Int, _ kind: Relation.Kind, _ on: [(Int, Int)]
  ) -> Relation {
    Relation(
      name: "r", label: LocalizedText([.en: "R"]), from: from, to: to, kind: kind,
      on: on.map { FieldPair(near: $0.0, far: $0.1) })
  }

  /// Forth and back, to one and to many, with the pairs of fields in either order, to itself, and to nothing.
  static let relations: [Relation] = [
    relation(0, 1, .many, [(0, 0)]), relation(1, 0, .one, [(0, 0)]),
    relation(1, 0, .many, [(0, 0)]), relation(0, 1, .one, [(0, 0)]),
    relation(0, 1, .many, [(0, 1), (1, 0)]), relation(1, 0, .one, [(0, 1), (1, 0)]),
    relation(1, 0, .many, [(1, 0), (0, 1)]), relation(0, 1, .many, [(1, 1)]),
    relation(0, 0, .many, [(1, 1)]), relation(0, 0, .one, [(0, 1)]),
    relation(0, 0, .many, [(1, 0)]), relation(0, 2, .many, [(0, 0)]),
  ]

  private static func rows(_ random: inout SeededRandom) -> [[String?]] {
    (0..<Int.random(in: 0...12, using: &random)).map { _ in
      (0..<2).map { _ in
        let words: [String?] = ["", "a", "b", "ab", "c", nil]
        return words.randomElement(using: &random)!
      }
    }
  }

  static func dataset(_ relations: [Relation], seed: UInt64) -> Dataset {
    var random = SeededRandom(seed: seed)
    let tables: [Table?] =
      (0..<2).map { _ in SmallTables.table(rows(&random), width: 2, type: .string) } + [nil]
    return Dataset(
      model: Model(entities: entities, relations: relations), exports: [], tables: tables,
      unreadables: [])
  }

  @Test(arguments: UInt64(1)...200)
  func relationsAreFoundTogetherAsAlone(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let some = Self.relations.shuffled(using: &random)
      .prefix(Int.random(in: 1...12, using: &random))
    let together = Cases(Self.dataset(Array(some), seed: seed), threads: 2)
    for (number, relation) in some.enumerated() {
      let dataset = Self.dataset([relation], seed: seed)
      guard let alone = Cases(dataset, threads: 1).links[0] else {
        #expect(together.links[number] == nil)
        continue
      }
      let link = try #require(together.links[number])
      #expect(link.counts == alone.counts, "seed \(seed), \(relation)")
      for row in 0..<(dataset.tables[relation.from]?.rowCount ?? 0) {
        #expect(
          link.adjacency.rows(of: row) == alone.adjacency.rows(of: row), "seed \(seed), \(relation)"
        )
        #expect(link.adjacency.firstRow(of: row) == link.adjacency.rows(of: row).first)
      }
    }
  }

  @Test func whatNobodyNeedsIsCountedAllTheSame() throws {
    let dataset = Self.dataset(Self.relations, seed: 3)
    let all = Cases(dataset, threads: 1)
    let few = Cases(dataset, needing: [1], threads: 2)
    #expect(all.links.map { $0?.counts } == few.links.map { $0?.counts })
    let (link, whole) = (try #require(few.links[1]), try #require(all.links[1]))
    for row in 0..<dataset.tables[1]!.rowCount {
      #expect(link.adjacency.rows(of: row) == whole.adjacency.rows(of: row))
    }
  }

  /// Records are grouped for a rule as an index of its own would group them.
  @Test(arguments: UInt64(1)...40)
  func groupsAreThoseOfAnIndexOfTheirOwn(seed: UInt64) throws {
    let dataset = Self.dataset(Self.relations, seed: seed)
    let cases = Cases(dataset, needing: seed % 2 == 0 ? [] : nil, threads: 2)
    var found = 0
    for entity in 0..<2 {
      let table = try #require(dataset.tables[entity])
      for fields in [[0], [1], [0, 1], [1, 0]] {
        guard let grouping = cases.grouping(of: entity, by: fields) else { continue }
        let index = KeyIndex(fields.map { table.columns[$0]! }, rowCount: table.rowCount)
        #expect(grouping.groupOfRow == index.groupOfRow && grouping.groupCount == index.groupCount)
        #expect(grouping.rowGroups.rows == index.rowGroups.rows)
        found += 1
      }
    }
    #expect(found > 0)
    #expect(cases.grouping(of: 2, by: [0])?.groupCount == nil, "there is no such table")
  }

  @Test func askingForPairsThatNobodyNeededIsOurMistake() async {
    await #expect(processExitsWith: .failure) {
      let cases = Cases(Self.dataset(Self.relations, seed: 3), needing: [], threads: 1)
      _ = cases.links[0]?.adjacency
    }
  }
}
