import Entities
import Intake
import Tables
import TestSupport
import Testing
import Values

@testable import Relations

/// Records that are joined and looked at in parts, against ``Cases`` of all of them.
@Suite struct SpilledCasesTests {
  /// Those of ``JoinTests``, and the order of numbers within a table and apart by a code.
  private static let relations =
    JoinTests.relations + [previous(of: 0, within: []), previous(of: 1, within: [1])]

  private static func previous(of entity: Int, within: [Int]) -> Relation {
    Relation(
      name: "previous", label: LocalizedText([.en: "Previous"]), from: entity, to: entity,
      kind: .previous, on: [FieldPair(near: 0, far: 0)], within: within)
  }

  /// Small tables of few keys, in some of which values cannot be read.
  private static func dataset(seed: UInt64) -> Dataset {
    var random = SeededRandom(seed: seed &+ 1_000_000)
    var dataset = JoinTests.dataset(relations, seed: seed)
    for entity in 0..<2 where Bool.random(using: &random) {
      let rowCount = dataset.tables[entity]!.rowCount
      for field in 0..<2 {
        guard let column = dataset.tables[entity]!.columns[field] else { continue }
        let states = (0..<rowCount).map { row -> CellState in
          Int.random(in: 0..<6, using: &random) == 0 ? .unreadable : column.state(at: row)
        }
        dataset.tables[entity]!.columns[field]!.states = states
      }
    }
    return dataset
  }

  private static func spilled(
    _ dataset: Dataset, partBytes: Int, threads: Int = 1
  ) throws -> SpilledCases {
    try SpilledCases(
      SpilledDataset(dataset), partBytes: partBytes, threads: threads, blockSize: 2)
  }

  @Test(arguments: UInt64(1)...50, [10, 150, 1 << 30])
  func whatPartsCountAddsUp(seed: UInt64, partBytes: Int) throws {
    let dataset = Self.dataset(seed: seed)
    let whole = Cases(dataset, threads: 1).links.map { $0?.counts }
    let parts = try Self.spilled(dataset, partBytes: partBytes).linkCounts
    for (number, relation) in Self.relations.enumerated() where relation.kind != .previous {
      #expect(parts[number] == whole[number], "seed \(seed), \(relation)")
    }
  }

  /// A rule may name the record before in what it says only; without numbers there is none.
  @Test func withoutNumbersNoRowComesBeforeAnother() throws {
    var dataset = Self.dataset(seed: 7)
    dataset.tables[0]!.columns[0] = nil
    let way = Self.relations.firstIndex { $0.kind == .previous && $0.from == 0 }!
    var rowCount = 0
    try Self.spilled(dataset, partBytes: 1).forEachPart(
      of: PartView(of: 0, .records, along: [[way]], keeping: Self.all)
    ) { part in
      #expect(part.cases.links[way] == nil)
      rowCount += part.own.count(of: part.places[0].count)
    }
    #expect(rowCount == dataset.tables[0]!.rowCount && rowCount > 0)
  }

  private static let all: KeptFields = {
    var all = KeptFields()
    for entity in 0..<3 { all.keep(0..<2, of: entity) }
    return all
  }()

  /// Ways of up to three relations from an entity.
  private static func ways(from entity: Int, _ random: inout SeededRandom) -> Set<[Int]> {
    Set(
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        var (at, way) = (entity, [Int]())
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          guard
            let next = relations.indices.filter({ relations[$0].from == at })
              .randomElement(using: &random)
          else { break }
          way.append(next)
          at = relations[next].to
        }
        return way
      })
  }

  /// Each subject is in one part, and with it every record on its ways, however small parts are.
  @Test(arguments: UInt64(1)...50, [1, 300, 1 << 30])
  func aPartHasAllThatItsSubjectsLeadTo(seed: UInt64, partBytes: Int) throws {
    var random = SeededRandom(seed: seed)
    let dataset = Self.dataset(seed: seed)
    let whole = Cases(dataset, threads: 1)
    let cases = try Self.spilled(dataset, partBytes: partBytes)
    for entity in 0..<2 {
      let rowCount = dataset.tables[entity]!.rowCount
      let only = (0..<rowCount).filter { _ in Bool.random(using: &random) }
      let ways = Self.ways(from: entity, &random)
      for (division, expected) in [
        (PartView.Division.records, Array(0..<rowCount)), (.undivided, Array(0..<rowCount)),
        (.only(only.map { Int32($0) }), only), (.keys([]), Array(0..<rowCount)),
      ] {
        var seen: [Int] = []
        try cases.forEachPart(
          of: PartView(of: entity, division, along: ways, keeping: Self.all)
        ) { part in
          let own = part.own.list(of: part.places[entity].count)
          seen += own.map { Int(part.places[entity][Int($0)]) }
          for way in ways { expectSame(part, own, way, whole, "seed \(seed), \(division), \(way)") }
        }
        #expect(seen == expected, "seed \(seed), \(division)")
      }
    }
  }

  /// Goes a way from subjects of a part, and the same in the whole.
  private func expectSame(
    _ part: SpilledCases.Part, _ own: [Int32], _ way: [Int], _ whole: Cases, _ comment: Comment
  ) {
    var near = own.map { Int($0) }
    for number in way {
      let relation = Self.relations[number]
      guard let expected = whole.links[number] else {
        #expect(part.cases.links[number] == nil, comment)
        return
      }
      guard let link = part.cases.links[number] else {
        Issue.record("\(comment): there is no link of \(relation)")
        return
      }
      var far: Set<Int> = []
      for row in near {
        let place = Int(part.places[relation.from][row])
        let found = link.adjacency.rows(of: row)
        #expect(
          found.map { Int(part.places[relation.to][$0]) } == expected.adjacency.rows(of: place),
          comment)
        // That there is none is not that there are several, or that it cannot be known.
        if found.isEmpty {
          #expect(link.adjacency.what(row) == expected.adjacency.what(place), comment)
        }
        far.formUnion(found)
      }
      near = far.sorted()
    }
  }

  /// Records with the same values stay together, and each with a key is in one part.
  @Test(arguments: UInt64(1)...50, [1, 300, 1 << 30])
  func aGroupIsInOnePart(seed: UInt64, partBytes: Int) throws {
    let dataset = Self.dataset(seed: seed)
    let cases = try Self.spilled(dataset, partBytes: partBytes)
    for entity in 0..<2 {
      let table = dataset.tables[entity]!
      for fields in [[0], [1], [0, 1], [1, 0]] {
        let index = KeyIndex(fields.map { table.columns[$0]! }, rowCount: table.rowCount)
        var partOfGroup: [Int32: Int] = [:]
        var (seen, parts) = ([Int](), 0)
        try cases.forEachPart(
          of: PartView(of: entity, .keys(fields), along: [], keeping: Self.all)
        ) { part in
          for row in part.own.list(of: part.places[entity].count) {
            let place = Int(part.places[entity][Int(row)])
            seen.append(place)
            let known = partOfGroup.updateValue(parts, forKey: index.groupOfRow[place])
            #expect(known == nil || known == parts, "seed \(seed), \(fields)")
          }
          parts += 1
        }
        #expect(
          seen.sorted() == (0..<table.rowCount).filter { index.groupOfRow[$0] >= 0 },
          "seed \(seed), \(fields)")
      }
    }
  }

  @Test func partsAreManyWhereTheyAreSmall() throws {
    let seed = try #require(
      (UInt64(1)...200).first { JoinTests.dataset([], seed: $0).tables[0]!.rowCount == 12 })
    for (partBytes, expected) in [(1, 12), (1 << 30, 1)] {
      var count = 0
      try Self.spilled(Self.dataset(seed: seed), partBytes: partBytes).forEachPart(
        of: PartView(of: 0, .records, along: [[0]], keeping: Self.all)
      ) { _ in count += 1 }
      #expect(count == expected)
    }
  }

  /// Where each record leads to all others, parts with few of them are as large as parts with many.
  @Test func partsAreFewWhereAllLeadToTheSame() throws {
    let dataset = Dataset(
      model: Model(
        entities: JoinTests.entities, relations: [JoinTests.relation(0, 0, .many, [(1, 1)])]),
      exports: [],
      tables: [
        SmallTables.table((0..<512).map { ["\($0)", "a"] }, width: 2, type: .string), nil, nil,
      ], unreadables: [])
    let (whole, cases) = (Cases(dataset, threads: 1), try Self.spilled(dataset, partBytes: 16_000))
    let all = try #require(whole.links[0]).adjacency
    var (seen, parts) = ([Int32](), 0)
    try cases.forEachPart(of: PartView(of: 0, .records, along: [[0]], keeping: Self.all)) { part in
      let own = part.own.list(of: part.places[0].count)
      seen += own.map { part.places[0][Int($0)] }
      for row in own {
        #expect(part.cases.links[0]?.adjacency.rows(of: Int(row)) == all.rows(of: Int(row)))
      }
      parts += 1
    }
    #expect(seen == Array(0..<512))
    #expect(2...64 ~= parts, "\(parts) parts")
  }
}

extension Adjacency {
  /// What is written for a row that leads nowhere.
  fileprivate func what(_ row: Int) -> Int32 {
    switch self {
    case .one(let rows): rows[row]
    // A group of nobody is none.
    case .many(let groups, _, _): min(groups[row], Adjacency.noRow)
    }
  }
}
