import Testing

@testable import FEEL

/// Ties of every way of rounding, at positive and negative values and scales, by hand.
@Suite struct RoundingTests {
  /// A number, its scale, and what `decimal`, `floor`, `ceiling`, `round up`, `round down`, `round half up`
  /// and `round half down` make of it.
  struct Row: Sendable, CustomTestStringConvertible {
    var number: String
    var scale: Int
    var results: [String]

    init(_ number: String, _ scale: Int, _ results: String...) {
      self.number = number
      self.scale = scale
      self.results = results
    }

    var testDescription: String { "\(number) at scale \(scale)" }
  }

  private static let functions = [
    "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down",
  ]

  @Test(arguments: [
    Row("2.5", 0, "2", "2", "3", "3", "2", "3", "2"),
    Row("-2.5", 0, "-2", "-3", "-2", "-3", "-2", "-3", "-2"),
    Row("3.5", 0, "4", "3", "4", "4", "3", "4", "3"),
    Row("-3.5", 0, "-4", "-4", "-3", "-4", "-3", "-4", "-3"),
    Row("0.5", 0, "0", "0", "1", "1", "0", "1", "0"),
    Row("-0.5", 0, "0", "-1", "0", "-1", "0", "-1", "0"),
    Row("1.005", 2, "1.00", "1.00", "1.01", "1.01", "1.00", "1.01", "1.00"),
    Row("-1.015", 2, "-1.02", "-1.02", "-1.01", "-1.02", "-1.01", "-1.02", "-1.01"),
    Row("1.0049", 2, "1.00", "1.00", "1.01", "1.01", "1.00", "1.00", "1.00"),
    Row("-1.0051", 2, "-1.01", "-1.01", "-1.00", "-1.01", "-1.00", "-1.01", "-1.01"),
    Row("250", -2, "200", "200", "300", "300", "200", "300", "200"),
    Row("-350", -2, "-400", "-400", "-300", "-400", "-300", "-400", "-300"),
    Row("7", 2, "7.00", "7.00", "7.00", "7.00", "7.00", "7.00", "7.00"),
  ])
  func tiesGoTheWayOfTheFunction(_ row: Row) {
    for (function, expected) in zip(Self.functions, row.results) {
      let call = "\(function)(\(row.number), \(row.scale))"
      #expect(outcome(of: "\(call) = \(expected)") == "true", "\(call)")
      // What is rounded to nothing has no sign.
      #expect(!outcome(of: "string(\(call))").hasPrefix("-0"), "\(call)")
    }
  }

  @Test(arguments: [
    Trial("string(0 * -1)", "0"),
    Trial("string(-0.0)", "0.0"),
    Trial("string(modulo(-4, 2))", "0"),
    Trial("modulo(-10, 4)", "2"),
    Trial("modulo(10, -4)", "-2"),
    Trial("-3 ** 2", "9"),
    Trial("3 ** 4 ** 5 = 81 ** 5", "true"),
    Trial("decimal(1 / 3, 2.5)", "0.33"),
    Trial("decimal(1, 6177)", "null: a scale outside -6111 to 6176"),
    Trial("9999999999999999999999999999999999 + 1", "10000000000000000000000000000000000"),
    Trial("1e6144 * 10", "null: a number too large"),
    Trial("0.1 + 0.2 = 0.3", "true"),
    Trial("1 / 3 * 3 = 1", "false"),
  ])
  func numbersAreExactToThirtyFourDigits(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }
}
