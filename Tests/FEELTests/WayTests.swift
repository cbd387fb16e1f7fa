import Testing
import Values

@testable import FEEL

/// Which documents an expression looks at, by the relations that lead to them.
@Suite struct WayTests {
  /// The ways as paths, in order.
  private func ways(_ expression: String, in scope: FEELScope = Shop.scope) throws -> [String] {
    try Program.compile(expression, in: scope).ways.map { way in
      way.map { Shop.schema.entities[$0.entity].relations[$0.relation].name }
        .joined(separator: ".")
    }.sorted()
  }

  @Test(arguments: [
    ("1 + 1", []),
    ("total > 0", []),
    ("contract.total", ["contract"]),
    ("合同.金额", ["contract"]),
    ("contract = null", ["contract"]),
    ("count(invoices)", ["invoices"]),
    // A path leads from list to list, and its beginning is a way too.
    ("sum(invoices.lines.unit price)", ["invoices", "invoices.lines"]),
    ("invoices.order.contract.total", ["invoices", "invoices.order", "invoices.order.contract"]),
    // And back to where it began, as often as it says.
    ("invoices.order.invoices.number", ["invoices", "invoices.order", "invoices.order.invoices"]),
    ("order.contract.total", ["contract"]),
    // Two relations to one entity are two ways.
    ("sum(invoices.total) = sum(payments.total)", ["invoices", "payments"]),
    (
      "sum(invoices.lines.unit price) + sum(payments.lines.unit price)",
      ["invoices", "invoices.lines", "payments", "payments.lines"]
    ),
  ])
  func pathsAreWays(_ expression: String, _ expected: [String]) throws {
    #expect(try ways(expression) == expected)
  }

  @Test(arguments: [
    ("invoices[status = \"issued\"].total", ["invoices"]),
    ("invoices[item.status = \"issued\"]", ["invoices"]),
    // What a filter looks at begins at the element, or at the subject.
    ("invoices[count(lines) > 1].total", ["invoices", "invoices.lines"]),
    ("invoices[total = contract.total]", ["contract", "invoices"]),
    (
      "invoices[order.contract.total > 1].lines",
      ["invoices", "invoices.lines", "invoices.order", "invoices.order.contract"]
    ),
    (
      "invoices[count(lines[unit price > 1]) > 0][total > 1].order.id",
      ["invoices", "invoices.lines", "invoices.order"]
    ),
    ("invoices[1].order.id", ["invoices", "invoices.order"]),
    ("invoices[count(payments)].lines", ["invoices", "invoices.lines", "payments"]),
    ("[1, 2, 3][item = count(invoices)]", ["invoices"]),
    // What chose an element is not what it is: a contract has no invoice lines.
    ("invoices[contract.total].lines", ["contract", "invoices", "invoices.lines"]),
    (
      "sublist(invoices, 1, contract.total).lines.unit price",
      ["contract", "invoices", "invoices.lines"]
    ),
  ])
  func filtersAndElementsLookAtWhatTheyName(_ expression: String, _ expected: [String]) throws {
    #expect(try ways(expression) == expected)
  }

  @Test(arguments: [
    ("for i in invoices return i.total", ["invoices"]),
    ("for i in invoices return i.lines.unit price", ["invoices", "invoices.lines"]),
    (
      "for i in invoices, l in i.lines return l.unit price * i.order.total",
      ["invoices", "invoices.lines", "invoices.order"]
    ),
    (
      "for i in 1..count(payments) return invoices[i].lines",
      ["invoices", "invoices.lines", "payments"]
    ),
    ("for i in invoices.lines return contract.total", ["contract", "invoices", "invoices.lines"]),
    // What a loop gives are the documents that its body gave.
    (
      "(for i in invoices return i.order)[1].contract.total",
      ["invoices", "invoices.order", "invoices.order.contract"]
    ),
    ("some i in invoices satisfies count(i.lines) > 1", ["invoices", "invoices.lines"]),
    (
      "every i in invoices, p in payments satisfies i.order.id = p.order.id",
      ["invoices", "invoices.order", "payments", "payments.order"]
    ),
    // The inner variable hides the outer one.
    (
      "some x in invoices satisfies every x in x.lines satisfies x.unit price > 1",
      ["invoices", "invoices.lines"]
    ),
    (
      "(some x in invoices satisfies x.total > 1) and (some x in payments satisfies x.order != null)",
      ["invoices", "payments", "payments.order"]
    ),
  ])
  func loopsGoOnFromWhereTheirListsLed(_ expression: String, _ expected: [String]) throws {
    #expect(try ways(expression) == expected)
  }

  @Test(arguments: [
    // Which branch is taken is not known beforehand.
    ("if total > 1 then contract.total else sum(invoices.total)", ["contract", "invoices"]),
    ("if contract = null then 1 else 2", ["contract"]),
    (
      "(if contract = null then invoices else payments).order.id",
      ["contract", "invoices", "invoices.order", "payments", "payments.order"]
    ),
    (
      "(if total > 1 then invoices else payments).order.id",
      ["invoices", "invoices.order", "payments", "payments.order"]
    ),
    (
      "(if count(invoices) > 1 then payments else payments)[1].lines",
      ["invoices", "payments", "payments.lines"]
    ),
    ("[contract.total, total]", ["contract"]),
    (
      "concatenate(invoices, payments).lines.unit price",
      ["invoices", "invoices.lines", "payments", "payments.lines"]
    ),
    ("{a: invoices, b: a.lines}.b.unit price", ["invoices", "invoices.lines"]),
    ("contract.total in [1..total]", ["contract"]),
    ("total in [1..contract.total]", ["contract"]),
    ("total between 1 and contract.total", ["contract"]),
    ("total in (1, contract.total, < sum(invoices.total))", ["contract", "invoices"]),
    ("-contract.total", ["contract"]),
    ("string(contract.number) + status", ["contract"]),
    ("total > 1 or contract.total > 1", ["contract"]),
  ])
  func whatMayBeLookedAtCounts(_ expression: String, _ expected: [String]) throws {
    #expect(try ways(expression) == expected)
  }

  /// They begin at each row of the group.
  @Test func groupsBeginAtTheirRows() throws {
    let scope = FEELScope(
      schema: Shop.schema, rows: .init(entity: Shop.invoice, fields: [2]))
    for (expression, expected) in [
      ("count(rows) > 1 and status = \"issued\"", []),
      ("sum(rows.lines.unit price)", ["lines"]),
      ("rows[order.contract = null].number", ["order", "order.contract"]),
      (
        "every a in rows, b in a.order.invoices satisfies b.number = a.number",
        ["order", "order.invoices"]
      ),
    ] {
      #expect(try ways(expression, in: scope) == expected, "\(expression)")
    }
  }

  /// A decision looks at what its inputs look at, once or in every row.
  @Test func decisionsLookAtTheirInputs() throws {
    var table = DecisionTable(
      name: "limit",
      inputs: [
        DecisionTable.Input(name: "amount", type: .number),
        DecisionTable.Input(name: "count", type: .number),
      ], type: .number, hitPolicy: .first, otherwise: .number(0))
    for (cells, value) in [
      (["< 10", "-"], "1"), (["-", "[1..3]"], "2"), (["> 100", "> 4"], "3"),
    ] {
      try table.add(cells, gives: .number(Decimal128(value)!), in: FEELScope())
    }
    var scope = Shop.scope
    scope.declarations = FEELScope.Declarations(tables: [table])
    for (expression, expected) in [
      ("decision(\"limit\", total, 1)", []),
      ("decision(\"limit\", contract.total, count(invoices))", ["contract", "invoices"]),
      (
        "some i in invoices satisfies decision(\"limit\", i.total, count(i.lines)) > 1",
        ["invoices", "invoices.lines"]
      ),
    ] {
      #expect(try ways(expression, in: scope) == expected, "\(expression)")
    }
  }
}
