import Tables
import Values

@testable import FEEL

/// A small shop in memory: four orders, their contracts, invoices and invoice lines.
///
/// | order | total | status | ordered at | contract | invoices |
/// |---|---|---|---|---|---|
/// | A1 | 100.00 | completed | 2025-09-01 | K1 of 100.00 | I1 60.00 issued, I2 40.00 issued |
/// | A2 | 200.00 | completed | 2025-09-02 | none | I3 200.00, status empty |
/// | A3 | empty | shipped | 2025-09-03 | K3, total unreadable | none |
/// | A4 | 50.00 | empty | 2025-09-04 | two bear the number | I4, total unreadable, void |
struct Shop: DataSource {
  let period: ClosedRange<CivilDate>? = CivilDate("2025-09-01")!...CivilDate("2025-09-30")!
  static let order = 0
  static let contract = 1
  static let invoice = 2
  static let line = 3

  var calendar = WorkingCalendar(
    holidays: [CivilDate("2025-09-03")!], workdays: [CivilDate("2025-09-06")!], coverage: nil)

  func column(_ field: Int, of entity: Int) -> Column? { Shop.columns[entity][field] }

  func adjacency(_ relation: Int, of entity: Int) -> Adjacency? {
    switch (entity, relation) {
    case (Shop.order, 0): .one(rows: [0, Adjacency.noRow, 1, Adjacency.ambiguous])
    case (Shop.order, 1): .many(groups: [0, 1, -1, 2], starts: [0, 2, 3, 4], rows: [0, 1, 2, 3])
    case (Shop.invoice, 0):
      .many(groups: [0, 1, 2, -1], starts: [0, 2, 3, 4], rows: [0, 1, 2, 3])
    case (Shop.invoice, 1): .one(rows: [0, 0, 1, 3])
    default: nil
    }
  }

  static let schema = FEELSchema(entities: [
    .init(
      name: "order", aliases: ["订单"],
      fields: [
        FEELField(name: "id", aliases: ["订单编号"], type: .string),
        FEELField(name: "total", aliases: ["金额"], type: .number),
        FEELField(name: "status", type: .string, allowedValues: ["completed", "shipped"]),
        FEELField(name: "ordered at", aliases: ["下单时间"], type: .date),
        FEELField(name: "paid", type: .boolean),
      ],
      relations: [
        .init(name: "contract", aliases: ["合同"], target: contract, isMany: false),
        .init(name: "invoices", aliases: ["发票"], target: invoice, isMany: true),
        .init(name: "payments", target: invoice, isMany: true),
      ]),
    .init(
      name: "contract", aliases: ["合同"],
      fields: [
        FEELField(name: "number", type: .string),
        FEELField(name: "total", aliases: ["金额"], type: .number),
      ]),
    .init(
      name: "invoice", aliases: ["发票"],
      fields: [
        FEELField(name: "number", type: .string),
        FEELField(name: "total", aliases: ["金额"], type: .number),
        FEELField(name: "status", type: .string, allowedValues: ["issued", "void"]),
      ],
      relations: [
        .init(name: "lines", target: line, isMany: true),
        .init(name: "order", aliases: ["订单"], target: order, isMany: false),
      ]),
    .init(name: "invoice line", fields: [FEELField(name: "unit price", type: .number)]),
  ])

  static let scope = FEELScope(
    schema: schema, subject: order,
    parameters: [
      .init(name: "tolerance", aliases: ["容差"], type: .number, value: .number(Decimal128("0.01")!))
    ])

  private static let columns: [[Column?]] = [
    [
      text(["A1", "A2", "A3", "A4"]), numbers([10_000, 20_000, nil, 5_000]),
      words(["completed", "completed", "shipped", nil]),
      Column(storage: .dates([20_332, 20_333, 20_334, 20_335]), states: []), nil,
    ],
    [text(["K1", "K3"]), numbers([10_000, nil], state: .unreadable)],
    [
      text(["I1", "I2", "I3", "I4"]), numbers([6_000, 4_000, 20_000, nil], state: .unreadable),
      words(["issued", "issued", nil, "void"]),
    ],
    [numbers([1_000, 5_000, 4_000, 20_000])],
  ]

  private static func text(_ texts: [String]) -> Column {
    Column(storage: .text(TextColumn(texts)), states: [])
  }

  private static func words(_ texts: [String?]) -> Column {
    Column(
      storage: .dictionary(
        ids: texts.indices.map { UInt32($0) }, entries: TextColumn(texts.map { $0 ?? "" })),
      states: texts.map { $0 == nil ? .empty : .present })
  }

  private static func numbers(_ cents: [Int64?], state: CellState = .empty) -> Column {
    Column(
      storage: .scaled(values: cents.map { $0 ?? 0 }, scale: 2),
      states: cents.map { $0 == nil ? state : .present })
  }
}
