import TestSupport
import Testing
import Values

@testable import FEEL

@Suite struct ToleranceTests {
  private static func figure(_ text: String) -> Tolerance.Figure { .number(Decimal128(text)!) }

  private static func same(_ limit: Tolerance.Limit) -> Tolerance.Limits {
    Tolerance.Limits(over: limit, under: limit)
  }

  private static let one = figure("1")
  private static let two = figure("2")

  private static let tolerances = [
    Tolerance(name: "exact", limits: same(.absolute(figure("0")))),
    Tolerance(name: "absolute", aliases: ["容差"], limits: same(.absolute(figure("0.5")))),
    Tolerance(name: "percent", limits: same(.percent(two))),
    Tolerance(name: "either", limits: same(.combined(absolute: one, percent: two, .either))),
    Tolerance(name: "both", limits: same(.combined(absolute: one, percent: two, .both))),
    Tolerance(
      name: "asymmetric",
      limits: Tolerance.Limits(over: .percent(two), under: .absolute(figure("5")))),
    Tolerance(name: "open above", limits: Tolerance.Limits(over: .any, under: .absolute(one))),
    Tolerance(
      name: "of a parameter", limits: same(.absolute(.parameter("cent")))),
    Tolerance(
      name: "by class", classifier: "product class", limits: same(.absolute(one)),
      classes: [
        .init(name: "custom", limits: same(.absolute(figure("0")))),
        .init(name: "bulk", limits: Tolerance.Limits(over: .percent(two), under: .any)),
      ]),
    Tolerance(name: "one class", classifier: "product class", limits: same(.absolute(one))),
  ]

  private static let scope = FEELScope(
    declarations: FEELScope.Declarations(
      parameters: [.init(name: "cent", type: .number, value: .number(Decimal128("0.01")!))],
      tolerances: tolerances),
    inputs: [
      .init(name: "actual", type: .number), .init(name: "expected", type: .number),
      .init(name: "kind", type: .string),
    ])

  /// Whether a value is too high, or too low.
  enum Place { case over, under, within }

  static let cases: [(tolerance: String, actual: String, expected: String, place: Place)] = [
    ("exact", "10", "10.00", .within), ("exact", "10.01", "10", .over),
    ("exact", "9.99", "10", .under), ("exact", "0", "0", .within),
    // The limit itself is right.
    ("absolute", "10.5", "10", .within), ("absolute", "10.51", "10", .over),
    ("absolute", "9.5", "10", .within), ("absolute", "9.49", "10", .under),
    ("容差", "10.5", "10", .within),
    ("percent", "102", "100", .within), ("percent", "102.01", "100", .over),
    ("percent", "98", "100", .within), ("percent", "97.99", "100", .under),
    // With 2 % this comes to 0.339…966: compared to the last of 34 digits.
    ("percent", "0.34", "0.3333333333333333333333333333333333", .over),
    // Of nothing expected a share is nothing.
    ("percent", "0.01", "0", .over), ("percent", "-0.01", "0", .under),
    ("percent", "0", "0", .within),
    // 2 % of 100 is 2, and of 20 it is 0.4.
    ("either", "102", "100", .within), ("either", "102.5", "100", .over),
    ("either", "21", "20", .within), ("either", "21.01", "20", .over),
    ("either", "19", "20", .within), ("either", "97.9", "100", .under),
    ("either", "1", "0", .within), ("either", "1.01", "0", .over),
    ("both", "101", "100", .within), ("both", "101.01", "100", .over),
    ("both", "20.4", "20", .within), ("both", "20.41", "20", .over),
    ("both", "98.99", "100", .under), ("both", "0.01", "0", .over),
    ("asymmetric", "102", "100", .within), ("asymmetric", "102.01", "100", .over),
    ("asymmetric", "95", "100", .within), ("asymmetric", "94.99", "100", .under),
    // Of a credit more is further below zero.
    ("asymmetric", "-102", "-100", .within), ("asymmetric", "-102.01", "-100", .over),
    ("asymmetric", "-95", "-100", .within), ("asymmetric", "-94.99", "-100", .under),
    ("asymmetric", "0", "-100", .under), ("asymmetric", "5", "-1", .under),
    ("open above", "1000000", "1", .within), ("open above", "0", "1", .within),
    ("open above", "-0.01", "1", .under),
    ("of a parameter", "1.01", "1", .within), ("of a parameter", "1.02", "1", .over),
  ]

  @Test(arguments: cases)
  func aLimitIsAsFarAsItSays(
    _ tolerance: String, _ actual: String, _ expected: String, _ place: Place
  ) {
    let arguments = "(\"\(tolerance)\", \(actual), \(expected))"
    #expect(answer("within tolerance" + arguments) == "\(place == .within)")
    #expect(answer("over tolerance" + arguments) == "\(place == .over)")
    #expect(answer("under tolerance" + arguments) == "\(place == .under)")
  }

  private func answer(
    _ expression: String, _ inputs: [Value] = [.number(0), .number(0), .string("")]
  ) -> String {
    outcome(of: expression, in: Self.scope, inputs: inputs)
  }

  private static let missing = Value.null(.missing(entity: 0, field: 0, row: 0))
  private static let unreadable = Value.null(.unreadable(entity: 0, field: 0, row: 0))

  private static let ofClass: [(actual: Value, expected: Value, kind: Value, outcome: String)] = [
    (.number(11), .number(10), .string("plain"), "true"),
    (.number(12), .number(10), .string("plain"), "false"),
    (.number(11), .number(10), .string("custom"), "false"),
    (.number(10), .number(10), .string("custom"), "true"),
    (.number(11), .number(10), .string("bulk"), "false"),
    (.number(102), .number(100), .string("bulk"), "true"),
    (.number(1), .number(100), .string("bulk"), "true"),
    (.number(10), .number(10), missing, "null: a field is empty"),
    (missing, .number(10), .string("custom"), "null: a field is empty"),
    (.number(10), missing, .string("custom"), "null: a field is empty"),
    (.number(10), unreadable, .string("plain"), "null: a field cannot be read"),
  ]

  @Test func aClassMayHaveLimitsOfItsOwn() {
    for example in Self.ofClass {
      #expect(
        answer(
          "within tolerance(\"by class\", actual, expected, kind)",
          [example.actual, example.expected, example.kind]) == example.outcome, "\(example)")
    }
  }

  @Test func aClassThatDecidesNothingIsNotAskedFor() throws {
    let inputs: [Value] = [.number(11), .number(10), Self.missing]
    let expression = "within tolerance(\"one class\", actual, expected, kind)"
    #expect(answer(expression, inputs) == "true")
  }

  @Test(arguments: [
    Trial("over tolerance(\"exakt\", 1, 1)", "unknown-name: there is no tolerance 'exakt'"),
    Trial(
      "over tolerance(\"exact\", 1)",
      "wrong-argument-count: 'over tolerance' cannot be called with 2 arguments"),
    Trial(
      "over tolerance(\"exact\", 1, 1, \"custom\")",
      "wrong-argument-count: the tolerance 'exact' knows no classes"),
    Trial(
      "over tolerance(\"by class\", 1, 1)",
      "wrong-argument-count: the tolerance 'by class' goes by the product class"),
    Trial(
      "over tolerance(\"exact\", \"1\", 1)",
      "wrong-argument-type: a tolerance compares numbers, and this is string"),
    Trial(
      "over tolerance(\"by class\", 1, 1, 1)",
      "wrong-argument-type: a class is a text, and this is number"),
    Trial(
      "over tolerance(kind, 1, 1)",
      "not-constant: the name of a tolerance has to be a text in quotes"),
    Trial(
      "over tolerance(tolerance: \"exact\", actual: 1, expected: 1)",
      "wrong-argument-count: 'over tolerance' cannot be called with 3 arguments of these names"),
  ])
  func aCallIsChecked(_ trial: Trial) {
    #expect(answer(trial.expression) == trial.outcome)
  }

  /// Random cents against the definition in whole numbers: all figures are hundredths of what they say.
  @Test func limitsAgreeWithTheDefinition() {
    let seed: UInt64 = 23
    var random = SeededRandom(seed: seed)
    for _ in 0..<2_000 {
      let numbers = (0..<4).map { _ in Int.random(in: 0...300, using: &random) }
      let expected = Int.random(in: -1_000...1_000, using: &random)
      let actual = expected + Int.random(in: -30...30, using: &random)
      let mode = Tolerance.Mode.allCases.randomElement(using: &random)!
      func limit(_ absolute: Int, _ percent: Int) -> Tolerance.Limit {
        .combined(
          absolute: .number(Decimal128(scaled: Int64(absolute % 30), scale: 2)),
          percent: .number(Decimal128(percent)), mode)
      }
      let tolerance = Tolerance(
        name: "t",
        limits: .init(over: limit(numbers[0], numbers[1]), under: limit(numbers[2], numbers[3])))
      let further = expected < 0 ? expected - actual : actual - expected
      let (absolute, percent) = further > 0 ? (numbers[0], numbers[1]) : (numbers[2], numbers[3])
      let isWithin = [
        abs(further) <= absolute % 30, abs(further) * 100 <= percent * abs(expected),
      ]
      let isRight = mode == .either ? isWithin.contains(true) : !isWithin.contains(false)
      let scope = FEELScope(declarations: FEELScope.Declarations(tolerances: [tolerance]))
      let amounts = [actual, expected].map { "\(Decimal128(scaled: Int64($0), scale: 2))" }
      #expect(
        outcome(
          of: "within tolerance(\"t\", \(amounts[0]), \(amounts[1]))", in: scope) == "\(isRight)",
        "seed \(seed): \(amounts) \(mode) \(numbers)")
    }
  }
}
