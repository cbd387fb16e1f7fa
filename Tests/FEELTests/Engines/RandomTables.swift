import TestSupport
import Values

@testable import FEEL
@testable import Tables

/// Tables of orders, contracts, invoices and lines with random values in every kind of column, values that
/// are empty or unreadable, and relations that find one, none, several or an unknown partner.
struct RandomTables: DataSource {
  let period: ClosedRange<CivilDate>? = CivilDate("2025-09-01")!...CivilDate("2025-09-30")!
  static let order = 0
  static let contract = 1
  static let invoice = 2
  static let line = 3

  let calendar = WorkingCalendar(
    holidays: [CivilDate("2025-10-01")!, CivilDate("2025-10-02")!],
    workdays: [CivilDate("2025-09-28")!], coverage: nil)
  let rowCounts: [Int]
  private let columns: [[Column?]]
  private let adjacencies: [[Adjacency?]]

  func column(_ field: Int, of entity: Int) -> Column? { columns[entity][field] }

  func adjacency(_ relation: Int, of entity: Int) -> Adjacency? { adjacencies[entity][relation] }

  /// - Parameter size: how many times as many rows there are as in the smallest tables.
  init(seed: UInt64, size: Int = 1) {
    var random = SeededRandom(seed: seed)
    let counts = [24, 10, 40, 60].map { $0 * size }
    rowCounts = counts
    columns = RandomTables.schema.entities.indices.map { entity in
      RandomTables.schema.entities[entity].fields.map { field in
        random.column(field, count: counts[entity])
      }
    }
    adjacencies = [
      [
        random.partners(of: counts[0], among: counts[1]),
        random.groups(of: counts[0], among: counts[2]), nil,
      ],
      [random.groups(of: counts[1], among: counts[0])],
      [
        random.groups(of: counts[2], among: counts[3]),
        random.partners(of: counts[2], among: counts[0]),
      ],
      [],
    ]
  }

  static let schema = FEELSchema(entities: [
    .init(
      name: "order",
      fields: [
        FEELField(name: "id", type: .string), FEELField(name: "status", type: .string),
        FEELField(name: "total", aliases: ["金额"], type: .number),
        FEELField(name: "weight", type: .number), FEELField(name: "huge", type: .number),
        FEELField(name: "paid", type: .boolean), FEELField(name: "signed", type: .date),
        FEELField(name: "ordered at", type: .dateTime),
        FEELField(name: "received at", type: .dateTime), FEELField(name: "absent", type: .number),
      ],
      relations: [
        .init(name: "contract", target: contract, isMany: false),
        .init(name: "invoices", target: invoice, isMany: true),
        .init(name: "returns", target: invoice, isMany: true),
      ]),
    .init(
      name: "contract",
      fields: [
        FEELField(name: "number", type: .string), FEELField(name: "limit", type: .number),
        FEELField(name: "starts", type: .date),
      ],
      relations: [.init(name: "orders", target: order, isMany: true)]),
    .init(
      name: "invoice",
      fields: [
        FEELField(name: "code", type: .string), FEELField(name: "kind", type: .string),
        FEELField(name: "amount", type: .number), FEELField(name: "issued", type: .date),
        FEELField(name: "is red", type: .boolean),
      ],
      relations: [
        .init(name: "lines", target: line, isMany: true),
        .init(name: "its order", target: order, isMany: false),
      ]),
    .init(
      name: "line",
      fields: [
        FEELField(name: "quantity", type: .number), FEELField(name: "product", type: .string),
      ]),
  ])

  static let scope = FEELScope(
    schema: schema, subject: order,
    declarations: FEELScope.Declarations(
      parameters: [
        .init(name: "tolerance", type: .number, value: .number(Decimal128("0.01")!))
      ], tolerances: [tolerance]))

  private static let tolerance = Tolerance(
    name: "of status", classifier: "status",
    limits: Tolerance.Limits(
      over: .combined(absolute: .parameter("tolerance"), percent: .number(Decimal128(5)), .either),
      under: .percent(.number(Decimal128(10)))),
    classes: [
      .init(name: "open", limits: Tolerance.Limits(over: .any, under: .absolute(.number(.zero)))),
      .init(
        name: "shipped",
        limits: Tolerance.Limits(
          over: .percent(.number(.one)),
          under: .combined(
            absolute: .number(Decimal128(2)), percent: .number(Decimal128(3)), .both))),
    ])

  static let words = ["open", "shipped", "Void", "含税", "", "a b", "［Ｂ｝é Ⅷ"]
}

extension SeededRandom {
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func pick<T>(_ elements: [T]) -> T { elements.randomElement(using: &self)! }

  fileprivate mutating func column(_ field: FEELField, count: Int) -> Column? {
    if field.name == "absent" { return nil }
    let isGappy = chance(60)
    let states: [CellState] = (0..<count).map { _ in
      guard isGappy, chance(15) else { return .present }
      return chance(70) ? .empty : .unreadable
    }
    return Column(storage: storage(field, count: count), states: isGappy ? states : [])
  }

  /// Numbers of documents that follow each other or not, and some texts that are none.
  private mutating func numbers(_ count: Int) -> NumberedTexts {
    let head = pick(["DD2509", "KP", "1234567", "253320000000"])
    let digits = pick([3, 6, 8])
    let strangers = pick([0, 0, 10])
    var first = head + String(repeating: "0", count: digits)
    if first.utf8.count < 8 { first = "A-" + head + String(repeating: "0", count: 8) }
    var texts = NumberedTexts(first.withUTF8 { NumberPattern(of: $0)! })
    for number in 0..<count {
      let serial = chance(80) ? number + 95 : Int.random(in: 0..<1000, using: &self)
      let digits = String(serial)
      var text = chance(strangers) ? word() : String(first.dropLast(digits.count)) + digits
      _ = text.withUTF8 { texts.append($0) }
    }
    return texts
  }

  private mutating func storage(_ field: FEELField, count: Int) -> Column.Storage {
    switch field.type {
    case .string:
      // A few words for the fields that a table holds as a dictionary.
      guard field.name == "status" || field.name == "kind" else {
        return chance(50)
          ? .numbered(numbers(count)) : .text(TextColumn((0..<count).map { _ in word() }))
      }
      return .dictionary(
        ids: (0..<count).map { _ in UInt32.random(in: 0..<5, using: &self) },
        entries: TextColumn(RandomTables.words.prefix(5)))
    case .number where field.name == "huge":
      return .decimals((0..<count).map { _ in pick(RandomTables.hugeNumbers) })
    case .number:
      let scale = pick([0, 2, 2, 4])
      return .scaled(
        values: (0..<count).map { _ in
          chance(3) ? pick([.max, .min, .max / 7]) : Int64.random(in: -300...2_000, using: &self)
        }, scale: scale)
    case .boolean: return .booleans((0..<count).map { _ in chance(50) })
    case .date:
      return .dates((0..<count).map { _ in Int32.random(in: 20_340...20_370, using: &self) })
    default:
      let offsets: [Int32] =
        field.name == "received at"
        ? (0..<count).map { _ in pick([Column.noOffset, 0, 28_800]) } : []
      return .dateTimes(
        nanoseconds: (0..<count).map { _ in
          Int64.random(in: 1_757_000_000...1_757_300_000, using: &self) * 1_000_000_000
        }, offsets: offsets)
    }
  }

  private mutating func word() -> String { pick(RandomTables.words) + pick(["", "1", "０"]) }

  fileprivate mutating func partners(of count: Int, among others: Int) -> Adjacency {
    .one(
      rows: (0..<count).map { _ in
        chance(15)
          ? pick([Adjacency.noRow, Adjacency.ambiguous, Adjacency.unknownKey])
          : Int32.random(in: 0..<Int32(others), using: &self)
      })
  }

  fileprivate mutating func groups(of count: Int, among others: Int) -> Adjacency {
    var starts: [Int32] = [0]
    while Int(starts.last!) < others {
      starts.append(min(Int32(others), starts.last! + Int32.random(in: 0...4, using: &self)))
    }
    return .many(
      groups: (0..<count).map { _ in
        chance(10)
          ? pick([Adjacency.noRow, Adjacency.unknownKey])
          : Int32.random(in: 0..<Int32(starts.count - 1), using: &self)
      }, starts: starts, rows: (0..<Int32(others)).map { $0 })
  }
}

extension RandomTables {
  fileprivate static let hugeNumbers = [
    "0", "1E+30", "-9999999999999999999999999999999999", "0.0000000000000000000000000000000001",
    "123456789012345678901234.5678901234", "-2.50", "7",
  ].map { Decimal128($0)! }
}
