import Testing
import Values

@testable import FEEL

@Suite struct RelationTests {
  private let shop = Shop()

  private func values(_ expression: String) throws -> [String] {
    let program = try Program.compile(expression, in: Shop.scope)
    return (0..<4).map { program.evaluate(row: $0, in: shop).shown }
  }

  @Test(arguments: [
    ("total", ["100.00", "200.00", "null: a field is empty", "50.00"]),
    ("paid", Array(repeating: "null: a field is not provided", count: 4)),
    (
      "contract.total",
      [
        "100.00", "null: there is no such document", "null: a field cannot be read",
        "null: there are several such documents",
      ]
    ),
    ("invoices.total", ["[60.00, 40.00]", "[200.00]", "[]", "[null]"]),
    (
      "sum(invoices.total)",
      ["100.00", "200.00", "null: 'sum' of an empty list", "null: a field cannot be read"]
    ),
    ("count(invoices)", ["2", "1", "0", "1"]),
    ("invoices.lines.unit price", ["[10.00, 50.00, 40.00]", "[200.00]", "[]", "[]"]),
    ("sum(payments.total)", Array(repeating: "null: the documents are not provided", count: 4)),
    ("invoices[1].order.id", ["A1", "A1", "null: there is no element 0", "A4"]),
  ])
  func pathsLeadFromRowToRow(_ expression: String, _ expected: [String]) throws {
    var expected = expected
    // The second order's first invoice leads back to the first order in this shop.
    if expression.hasPrefix("invoices[1]") {
      expected = ["A1", "A2", "null: there is no element 1", "A4"]
    }
    #expect(try values(expression) == expected)
  }

  /// A missing document and an empty field are known; what cannot be read or chosen is not.
  @Test(arguments: [
    (
      "contract = null",
      ["false", "true", "false", "null: there are several such documents"]
    ),
    (
      "contract != null",
      ["true", "false", "true", "null: there are several such documents"]
    ),
    ("total = null", ["false", "false", "true", "false"]),
    (
      "contract.total = null",
      [
        "false", "true", "null: a field cannot be read",
        "null: there are several such documents",
      ]
    ),
  ])
  func testsForNullAreDecidedWhereTheAnswerIsKnown(
    _ expression: String, _ expected: [String]
  ) throws {
    #expect(try values(expression) == expected)
  }

  /// What a document does not say is neither equal to something nor different from it.
  @Test(arguments: [
    ("status = \"shipped\"", ["false", "false", "true", "null: a field is empty"]),
    ("status != \"shipped\"", ["true", "true", "false", "null: a field is empty"]),
    ("status in [\"shipped\"]", ["false", "false", "true", "null: a field is empty"]),
    (
      "total = contract.total",
      [
        "true", "null: there is no such document", "null: a field is empty",
        "null: there are several such documents",
      ]
    ),
    (
      "if status = \"shipped\" then 1 else 2", ["2", "2", "1", "null: a field is empty"]
    ),
    (
      "contract = null or abs(total - contract.total) <= tolerance",
      ["true", "true", "null: a field is empty", "null: there are several such documents"]
    ),
    (
      "every invoice in invoices satisfies invoice.total < 100",
      ["true", "false", "true", "null: a field cannot be read"]
    ),
  ])
  func nullNeverPassesSilently(_ expression: String, _ expected: [String]) throws {
    #expect(try values(expression) == expected)
  }

  @Test(arguments: [
    ("invoices[status = \"issued\"].number", ["[I1, I2]", "[]", "[]", "[]"]),
    (
      "count(invoices[total > 50])", ["1", "1", "0", "null: a field cannot be read"]
    ),
    ("invoices[item.number = \"I2\"].total", ["[40.00]", "[]", "[]", "[]"]),
    ("invoices[-1].number", ["I2", "I3", "null: there is no element -1", "I4"]),
  ])
  func filtersKeepWhatIsTrueAndGiveUpOnTheUnreadable(
    _ expression: String, _ expected: [String]
  ) throws {
    #expect(try values(expression).map { $0.replacing("\"", with: "") } == expected)
  }

  @Test func chineseNamesAndTheSubjectsOwnNameAreAsGood() throws {
    let plain = try values("total <= contract.total + tolerance")
    #expect(try values("订单.金额 <= 合同.金额 + 容差") == plain)
    #expect(try values("order.total <= order.合同.total + 容差") == plain)
    #expect(try values("订单编号 = id") == ["true", "true", "true", "true"])
  }

  @Test func workingDaysComeFromTheSourcesCalendar() throws {
    // 3 September is off and Saturday the 6th is worked.
    #expect(
      try values("working days between(ordered at, @\"2025-09-08\")") == ["5", "4", "4", "3"])
    #expect(
      try values("string(add working days(下单时间, 1))")
        == ["2025-09-02", "2025-09-04", "2025-09-04", "2025-09-05"])
  }

  @Test func aGroupHasItsRowsAndTheFieldsTheyShare() throws {
    let scope = FEELScope(
      schema: Shop.schema, rows: .init(entity: Shop.invoice, fields: [2]))
    let program = try Program.compile(
      "status = \"issued\" and count(rows) = 2 and sum(rows.total) = 100", in: scope)
    #expect(program.evaluate(rows: [0, 1], in: shop).shown == "true")
    #expect(program.paths.map(\.text) == ["status", "rows.total"])
    #expect(program.paths[1].program.evaluate(rows: [0, 1], in: shop).shown == "[60.00, 40.00]")
    let hidden = outcome(of: "total", in: scope)
    #expect(hidden == "unknown-name: nothing is called 'total' here")
  }

  @Test func truthsAreThoseOfTheRows() throws {
    let program = try Program.compile("total > 60", in: Shop.scope)
    #expect(program.truths(of: [0, 1, 2, 3], in: shop) == [.yes, .yes, .unknown, .no])
    #expect(program.truths(of: [], in: shop) == [])
  }

  @Test func aProgramKnowsWhatItReads() throws {
    let program = try Program.compile(
      "some invoice in invoices[status = \"issued\"] satisfies invoice.total > contract.total "
        + "and total > 0 and invoice.total < 9", in: Shop.scope)
    #expect(
      program.paths.map(\.text)
        == ["invoices.status", "invoices.total", "contract.total", "total"])
    #expect(
      program.paths.map { $0.program.evaluate(row: 0, in: shop).shown }
        == ["[\"issued\", \"issued\"]", "[60.00, 40.00]", "100.00", "100.00"])
    #expect(
      program.dependencies.relations == [
        RelationReference(entity: Shop.order, relation: 1),
        RelationReference(entity: Shop.order, relation: 0),
      ])
    #expect(
      program.dependencies.fields == [
        FieldReference(entity: Shop.invoice, field: 2),
        FieldReference(entity: Shop.invoice, field: 1),
        FieldReference(entity: Shop.contract, field: 1),
        FieldReference(entity: Shop.order, field: 1),
      ])
    let labels = program.paths[0].label(separator: "·") { step in
      if case .relation(let entity, let relation) = step {
        return Shop.schema.entities[entity].relations[relation].aliases[0]
      }
      return "x"
    }
    #expect(labels == "发票·x")
  }

  @Test func reasonsNameTheRow() throws {
    let program = try Program.compile("sum(invoices.total)", in: Shop.scope)
    #expect(
      program.evaluate(row: 3, in: shop).nullReason
        == .unreadable(entity: Shop.invoice, field: 1, row: 3))
    let contract = try Program.compile("total - contract.total", in: Shop.scope)
    #expect(
      contract.evaluate(row: 3, in: shop).nullReason
        == .ambiguous(entity: Shop.order, relation: 0, row: 3))
  }
}
