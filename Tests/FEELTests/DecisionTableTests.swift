import TestSupport
import Testing
import Values

@testable import FEEL

@Suite struct DecisionTableTests {
  private func table(
    _ hitPolicy: DecisionTable.HitPolicy, _ inputs: [DecisionTable.Input],
    _ rows: [([String], String)], otherwise: Value? = nil, allowed: [Int: String] = [:]
  ) throws -> DecisionTable {
    var table = DecisionTable(
      name: "limit", aliases: ["权限"], inputs: inputs, type: .number, hitPolicy: hitPolicy,
      otherwise: otherwise)
    for (input, text) in allowed { try table.allow(text, forInput: input, in: FEELScope()) }
    for (cells, value) in rows {
      try table.add(cells, gives: .number(Decimal128(value)!), in: FEELScope())
    }
    return table
  }

  private let amount = DecisionTable.Input(name: "amount", type: .number)
  private let kind = DecisionTable.Input(name: "kind", type: .string, values: ["a", "b"])

  @Test(arguments: [
    (DecisionTable.HitPolicy.unique, "5", "1"), (.unique, "10", "2"), (.unique, "25", "9"),
    (.first, "5", "1"), (.first, "15", "2"), (.collect, "5", "[1, 3]"), (.collect, "25", "[9]"),
    (.collect, "-5", "[]"), (.sum, "5", "4"), (.sum, "-5", "null: 'sum' of an empty list"),
    (.least, "5", "1"), (.greatest, "5", "3"), (.count, "5", "2"), (.count, "-5", "0"),
    (.unique, "-5", "null: no row of the table 'limit' holds"),
  ])
  func rowsThatHoldAreTakenByTheHitPolicy(
    _ policy: DecisionTable.HitPolicy, _ amount: String, _ expected: String
  ) throws {
    var rows = [(["[0..10)"], "1"), (["[10..20)"], "2"), (["> 20"], "9")]
    if policy != .unique { rows.insert((["[0..10)"], "3"), at: 1) }
    let scope = FEELScope(tables: [try table(policy, [self.amount], rows)])
    #expect(outcome(of: "decision(\"limit\", \(amount))", in: scope) == expected)
    #expect(outcome(of: "decision(\"权限\", \(amount))", in: scope) == expected)
  }

  @Test func whatIsNotKnownLeavesTheDecisionOpen() throws {
    let scope = FEELScope(
      tables: [
        try table(
          .first, [amount, kind],
          [(["< 10", "-"], "1"), (["-", "\"a\""], "2"), (["-", "-"], "3")])
      ],
      inputs: [.init(name: "amount", type: .number), .init(name: "kind", type: .string)])
    func decided(_ amount: Value, _ kind: Value) -> String {
      outcome(of: "decision(\"limit\", amount, kind)", in: scope, inputs: [amount, kind])
    }
    let missing = Value.null(.missing(entity: 0, field: 0, row: 0))
    #expect(decided(.number(5), missing) == "1")
    #expect(decided(.number(20), .string("a")) == "2")
    #expect(decided(.number(20), .string("b")) == "3")
    #expect(decided(.number(20), missing) == "null: a field is empty")
    #expect(decided(missing, .string("a")) == "null: a field is empty")
  }

  @Test func aNullInputIsNeverTakenForAnother() throws {
    for (policy, rows) in [
      (DecisionTable.HitPolicy.first, [(["> 5"], "1"), (["-"], "2")]),
      (.collect, [(["> 5"], "1"), (["< 3"], "2")]), (.count, [(["> 5"], "1")]),
    ] {
      let scope = FEELScope(tables: [try table(policy, [amount], rows)])
      #expect(outcome(of: "decision(\"limit\", 1 / 0)", in: scope) == "null: division by zero")
    }
    let scope = FEELScope(tables: [
      try table(.unique, [amount], [(["> 5"], "1")], otherwise: .number(7))
    ])
    #expect(
      outcome(of: "decision(\"limit\", number(\"abc\"))", in: scope)
        == "null: 'abc' is not a number")
    #expect(outcome(of: "decision(\"limit\", 5)", in: scope) == "7")
  }

  @Test func decisionsWithinEachOtherTakeNoTimeOfTheirOwn() throws {
    let rows = (0..<30).map { (["\($0)"], "\(($0 + 7) % 30)") }
    let scope = FEELScope(tables: [try table(.unique, [amount], rows, otherwise: .number(0))])
    var text = "3"
    for _ in 0..<12 { text = "decision(\"limit\", \(text))" }
    #expect(outcome(of: text, in: scope) == "\((3 + 7 * 12) % 30)")
  }

  @Test(arguments: [
    (["< 2 + 0.5"], ["> 2 + 0.5"], ["gap"]), (["<= 10 * 10"], ["> 10 * 10"], []),
    (["<= 10 * 10"], [">= 100"], ["overlap"]), (["> 1E6111"], ["<= 1E6111"], []),
    (["< -1E6111"], [">= -1E6111"], []), (["not(5)"], ["5"], []),
  ])
  func constantsAreWhatTheyCome(to: [String], _ other: [String], _ expected: [String]) throws {
    let faults = try table(.unique, [amount], [(to, "1"), (other, "2")]).faults()
    #expect(faults.map(\.kind) == expected)
  }

  @Test(arguments: [
    ("<= \"b\"", ">= \"c\"", ["gap"]), ("< \"c\"", "> \"b\"", ["overlap"]),
    ("< \"b\"", ">= \"b\"", []), ("<= \"b\"", "> \"b\"", []),
    ("[\"a\"..\"b\")", "not([\"a\"..\"b\"))", []),
  ])
  func textsHaveAnOrderToo(_ one: String, _ other: String, _ expected: [String]) throws {
    let name = DecisionTable.Input(name: "name", type: .string)
    let faults = try table(.unique, [name], [([one], "1"), ([other], "2")]).faults()
    #expect(Set(faults.map(\.kind)) == Set(expected))
  }

  @Test func datesReachTheEndOfTheCalendar() throws {
    let day = DecisionTable.Input(name: "day", type: .date)
    let rows = [(["<= @\"2025-01-01\" + @\"P30D\""], "1"), (["> @\"2025-01-31\""], "2")]
    #expect(try table(.unique, [day], rows).faults() == [])
    let last = [(["> @\"999999999-12-31\""], "1"), (["<= @\"999999999-12-31\""], "2")]
    #expect(try table(.unique, [day], last).faults() == [.unreachable(row: 0)])
  }

  @Test func aCellCannotCompareWithNull() {
    #expect(throws: DecisionTable.CellError.self) {
      try table(.unique, [amount], [(["null"], "1")])
    }
  }

  @Test(arguments: [
    (["decision(\"limits\", 1)"], "unknown-name: there is no decision table 'limits'"),
    (
      ["decision(\"limit\")"],
      "wrong-argument-count: the table 'limit' has 1 inputs, and here are 0"
    ),
    (
      ["decision(\"limit\", \"a\")"],
      "wrong-argument-type: 'amount' of the table 'limit' is number, and this is string"
    ),
    (
      ["decision(\"lim\" + \"it\", 1)"],
      "not-constant: the name of a decision table has to be a text in quotes"
    ),
    (["decision()"], "wrong-argument-count: 'decision' cannot be called with no arguments"),
  ])
  func aWrongCallIsRefused(_ expressions: [String], _ message: String) throws {
    let scope = FEELScope(tables: [try table(.unique, [amount], [(["-"], "1")])])
    for expression in expressions { #expect(outcome(of: expression, in: scope) == message) }
  }

  @Test func aFieldMayNotHoldWhatTheTableDoesNotKnow() throws {
    let table = try table(
      .unique, [DecisionTable.Input(name: "status", type: .string, values: ["completed"])],
      [(["\"completed\""], "1")])
    var scope = Shop.scope
    scope.declarations = FEELScope.Declarations(tables: [table])
    #expect(
      outcome(of: "decision(\"limit\", status)", in: scope)
        == "table-gap: the table 'limit' does not know \"shipped\", which the field can hold")
  }

  @Test func faultsOfTheRowsAreFound() throws {
    func faults(
      _ policy: DecisionTable.HitPolicy, _ rows: [[String]], otherwise: Value? = nil,
      allowed: [Int: String] = [:]
    ) throws -> [DecisionTable.Fault] {
      try table(
        policy, [amount, kind], rows.map { ($0, "1") }, otherwise: otherwise, allowed: allowed
      ).faults()
    }
    #expect(try faults(.unique, [["< 10", "-"], [">= 10", "-"]]) == [])
    #expect(
      try faults(.unique, [["<= 10", "-"], [">= 10", "\"a\""], ["> 10", "\"b\""]])
        == [.overlap(rows: [0, 1], example: "amount 10, kind \"a\"")])
    #expect(
      try faults(.unique, [["< 10", "-"], ["> 10", "not(\"a\")"]])
        == [
          .gap(example: "amount 10, kind \"a\""), .gap(example: "amount 10, kind \"b\""),
          .gap(example: "amount 11, kind \"a\""),
        ])
    #expect(try faults(.unique, [["< 10", "-"]], otherwise: .number(0)) == [])
    #expect(try faults(.unique, [["[0..10)", "-"], [">= 10", "-"]], allowed: [0: ">= 0"]) == [])
    #expect(try faults(.first, [["-", "-"], ["< 10", "-"]]) == [.unreachable(row: 1)])
    #expect(try faults(.collect, [["< 10", "-"], ["< 20", "-"]]) == [])
  }

  /// Random tables of one input: what is found must be what trying every value of a fine grid finds.
  @Test func faultsAgreeWithTryingEveryValue() throws {
    let seed: UInt64 = 3
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        let (a, b) = (Int.random(in: 0...4, using: &random), Int.random(in: 0...4, using: &random))
        return random.pick([
          "< \(a)", ">= \(a)", "\(a)", "[\(min(a, b))..\(max(a, b))]", "not(\(a))", "> \(a), \(b)",
        ])
      }
      let table = try table(.unique, [amount], rows.map { ([$0], "1") })
      var isOverlapping = false
      var isGappy = false
      for point in -4...20 {
        let value = "\(point) / 4"
        let holding = rows.count {
          outcome(of: "\(value) in (\($0))") == "true"
            || $0.hasPrefix("not") && outcome(of: "\(value) in \($0)") == "true"
        }
        isOverlapping = isOverlapping || holding > 1
        isGappy = isGappy || holding == 0
      }
      let faults = table.faults()
      #expect(
        faults.contains { if case .overlap = $0 { true } else { false } } == isOverlapping,
        "\(rows)")
      #expect(faults.contains { if case .gap = $0 { true } else { false } } == isGappy, "\(rows)")
    }
  }
}

extension DecisionTable.Fault {
  fileprivate var kind: String {
    switch self {
    case .overlap: "overlap"
    case .gap: "gap"
    case .unreachable: "unreachable"
    case .tooLarge: "too large"
    }
  }
}

@Suite struct ParameterTests {
  private static let rates = FEELScope.Parameter(
    name: "vat rate", aliases: ["税率"], type: .number,
    versions: [
      .init(value: .number(Decimal128("0.17")!), from: nil, to: CivilDate("2018-04-30")),
      .init(
        value: .number(Decimal128("0.16")!), from: CivilDate("2018-05-01"),
        to: CivilDate("2019-03-31")),
      .init(
        value: .number(Decimal128("0.13")!), from: CivilDate("2019-04-01"),
        to: CivilDate("2025-09-02")),
    ])

  @Test(arguments: [
    ("2017-12-31", "0.17"), ("2018-04-30", "0.17"), ("2018-05-01", "0.16"), ("2019-03-31", "0.16"),
    ("2019-04-01", "0.13"), ("2030-01-01", "null: 'vat rate' has no value on that day"),
  ])
  func aParameterHasTheValueOfTheDay(_ day: String, _ expected: String) {
    let scope = FEELScope(parameters: [Self.rates])
    #expect(outcome(of: "parameter(\"vat rate\", @\"\(day)\")", in: scope) == expected)
    #expect(outcome(of: "parameter(\"税率\", @\"\(day)T12:00:00\")", in: scope) == expected)
  }

  @Test func withoutADayTheSubjectsOwnCounts() throws {
    var scope = Shop.scope
    scope.declare(Self.rates)
    #expect(
      outcome(of: "vat rate", in: scope)
        == "no-date: 'vat rate' changes over time, and the records here have no date to choose by")
    scope.day = 3
    for text in ["vat rate", "税率", "parameter(\"vat rate\")"] {
      let program = try Program.compile(text, in: scope)
      #expect(
        (0..<4).map { program.evaluate(row: $0, in: Shop()).shown } == [
          "0.13", "0.13", "null: 'vat rate' has no value on that day",
          "null: 'vat rate' has no value on that day",
        ])
      #expect(program.paths.map(\.text) == ["ordered at"])
    }
    #expect(outcome(of: "parameter(\"tolerance\")", in: scope) == "0.01")
    #expect(
      outcome(of: "parameter(\"tolerence\")", in: scope)
        == "unknown-name: there is no parameter 'tolerence'")
    #expect(
      outcome(of: "parameter(\"vat rate\", 5)", in: scope)
        == "wrong-argument-type: the day of a parameter is a date, and this is number")
  }
}
