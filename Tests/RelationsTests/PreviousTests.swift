import Entities
import Intake
import TestSupport
import Testing
import Values

@testable import Relations
@testable import Tables

/// Documents in the order of their numbers.
@Suite struct PreviousTests {
  /// The record before each, or what is written in its place; of a column of numbers, and one that keeps
  /// them apart.
  private static func partners(_ table: Table) throws -> [Int32] {
    let fields = ["number", "code"].map {
      Field(name: $0, label: LocalizedText([.en: $0]), type: .string)
    }
    let invoice = Entity(
      name: "invoice", label: LocalizedText([.en: "Invoice"]), fields: fields, key: [0], date: nil,
      pathToCase: nil)
    let relation = Relation(
      name: "previous", label: LocalizedText([.en: "Previous"]), from: 0, to: 0, kind: .previous,
      on: [FieldPair(near: 0, far: 0)], within: [1])
    let dataset = Dataset(
      model: Model(entities: [invoice], relations: [relation]), exports: [], tables: [table],
      unreadables: [])
    guard case .one(let rows) = try #require(Cases(dataset, threads: 1).links[0]).adjacency else {
      Issue.record("a record has one before it at most")
      return []
    }
    return rows
  }

  private static func previous(_ rows: [[String?]]) throws -> [Int?] {
    try partners(SmallTables.table(rows, width: 2, type: .string)).map {
      $0 == Adjacency.noRow ? nil : Int($0)
    }
  }

  static let cases: [(what: String, rows: [[String?]], previous: [Int?])] = [
    ("one after the other", [["A1", nil], ["A2", nil], ["A3", nil]], [nil, 0, 1]),
    ("in any order", [["A3", nil], ["A1", nil], ["A2", nil]], [2, nil, 1]),
    ("over a gap", [["A0017", nil], ["A0020", nil]], [nil, 0]),
    ("of two with one number", [["A2", nil], ["A1", nil], ["A2", nil]], [1, nil, 0]),
    ("without zeros in front", [["KP10", nil], ["KP9", nil]], [1, nil]),
    ("another head is another series", [["A1", nil], ["B2", nil]], [nil, nil]),
    (
      "what ends in no digit", [["A1", nil], ["A2-R", nil], ["A2", nil], [nil, nil]],
      [nil, nil, 0, nil]
    ),
    ("one code and none", [["1", "x"], ["2", nil], ["3", "x"], ["4", nil]], [nil, nil, 0, 1]),
    ("an empty code is not that of none", [["1", ""], ["2", nil]], [nil, nil]),
    (
      "twenty digits",
      [["25332000000417000010", nil], ["25332000000417000009", nil]], [1, nil]
    ),
    ("all nines", [["999999999999999999", nil], ["999999999999999998", nil]], [1, nil]),
    ("digits of full width are none", [["A１", nil], ["A2", nil]], [nil, nil]),
  ]

  @Test(arguments: cases)
  func aDocumentLeadsToTheOneBefore(
    what: String, rows: [[String?]], previous: [Int?]
  ) throws {
    #expect(try Self.previous(rows) == previous, "\(what)")
  }

  /// Tables of few numbers, codes and heads against a look at every other record.
  @Test(arguments: UInt64(1)...300)
  func theOneBeforeIsTheGreatestOfThoseBefore(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let rows: [[String?]] = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      let head = ["", "A", "A-"].randomElement(using: &random)!
      let number = Int.random(in: 0...15, using: &random)
      let digits = Bool.random(using: &random) ? "00\(number)" : "\(number)"
      return [
        (Int.random(in: 0..<10, using: &random) == 0)
          ? nil : head + ((Int.random(in: 0..<10, using: &random) == 0) ? "" : digits),
        Bool.random(using: &random) ? nil : ["x", "y"].randomElement(using: &random)!,
      ]
    }
    guard !rows.isEmpty else { return }
    #expect(try Self.previous(rows) == rows.indices.map { slow(rows, $0) }, "seed \(seed)")
  }

  /// The same of a column that keeps its texts as numbers, where something keeps them apart and where nothing does.
  @Test(arguments: UInt64(1)...100)
  func textsKeptAsNumbersHaveTheSameOrder(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let head = ["DD2509", "A-", "25332000", "KP100"].randomElement(using: &random)!
    let areApart = Bool.random(using: &random)
    let rows: [[String?]] = (0..<Int.random(in: 1...20, using: &random)).map { row in
      let serial = Bool.random(using: &random) ? row : Int.random(in: 0...25, using: &random)
      let others = [head, "\(head)\(serial)", "B-00000\(serial)", "\(head)0000\(serial)-A"]
      let number = head + String(String(100_000_000 + serial).dropFirst())
      return [
        Int.random(in: 0..<5, using: &random) == 0 ? others.randomElement(using: &random)! : number,
        areApart ? ["x", "y", nil].randomElement(using: &random)! : nil,
      ]
    }
    var table = SmallTables.table(rows, width: 2, type: .string)
    var zero = head + "00000000"
    var numbers = NumberedTexts(zero.withUTF8 { NumberPattern(of: $0)! })
    for row in rows {
      var text = row[0]!
      #expect(text.withUTF8 { numbers.append($0) })
    }
    table.columns[0] = Column(storage: .numbered(numbers), states: [])
    if !areApart { table.columns[1] = nil }
    let found = try Self.partners(table).map { $0 == Adjacency.noRow ? nil : Int($0) }
    #expect(found == rows.indices.map { slow(rows, $0) }, "seed \(seed)")
  }

  private func slow(_ rows: [[String?]], _ row: Int) -> Int? {
    func parts(_ row: Int) -> (head: String, number: Int)? {
      guard let text = rows[row][0], let last = text.last, last.isNumber else { return nil }
      let digits = text.reversed().prefix { $0.isNumber }
      return (String(text.dropLast(digits.count)), Int(String(digits.reversed()))!)
    }
    guard let own = parts(row) else { return nil }
    let before = rows.indices.filter { other in
      guard let parts = parts(other), parts.head == own.head, rows[other][1] == rows[row][1]
      else { return false }
      return parts.number == own.number ? other < row : parts.number < own.number
    }
    return before.max { (parts($0)!.number, $0) < (parts($1)!.number, $1) }
  }

  @Test func aNumberThatCannotBeReadHasNoKnownPlace() throws {
    var table = SmallTables.table(
      [["A1", nil], ["A2", nil], ["A3", "x"]], width: 2, type: .string)
    table.columns[0]?.states = [.present, .unreadable, .present]
    #expect(try Self.partners(table) == [Adjacency.noRow, Adjacency.unknownKey, Adjacency.noRow])
    table.columns[0]?.states = []
    table.columns[1]?.states = [.empty, .empty, .unreadable]
    #expect(try Self.partners(table) == [Adjacency.noRow, 0, Adjacency.unknownKey])
    table.columns[1] = nil
    #expect(try Self.partners(table) == [Adjacency.noRow, 0, 1])
  }
}
