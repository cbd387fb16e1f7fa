import Testing

@Suite struct ArithmeticTests {
  @Test(arguments: [
    Trial("0.1 + 0.2", "0.3"),
    Trial("1.10 + 2.20", "3.30"),
    Trial("1 / 3 * 3", "0.9999999999999999999999999999999999"),
    Trial("2 / 3", "0.6666666666666666666666666666666667"),
    Trial("-2 ** 2", "4"),
    Trial("2 ** 3 ** 2", "64"),
    Trial("2 + 3 * 4 - 6 / 2", "11"),
    Trial("10 - 4 - 3", "3"),
    Trial("- - 5", "5"),
    Trial("7 / 0", "null: division by zero"),
    Trial("1 / 0 + 1 / 0 = null", "true"),
    Trial("9e6144 * 10", "null: a number too large"),
    Trial(".5 + 1.5e1", "15.5"),
    Trial("\"a\" + \"b\"", "ab"),
    Trial("null + 1", "null: null"),
    Trial("modulo(-7, 3)", "2"),
    Trial("modulo(7, -3)", "-2"),
    Trial("modulo(7, 0)", "null: division by zero"),
    Trial("sqrt(2)", "1.414213562373095048801688724209698"),
  ])
  func numbersAreExact(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  /// Ties and their neighbours, both signs: each mode decides differently somewhere.
  @Test(arguments: [
    ("decimal", ["2", "2", "3", "4", "-2", "-2", "-4"]),
    ("round half up", ["2", "3", "3", "4", "-2", "-3", "-4"]),
    ("round half down", ["2", "2", "3", "3", "-2", "-2", "-3"]),
    ("round up", ["3", "3", "3", "4", "-3", "-3", "-4"]),
    ("round down", ["2", "2", "2", "3", "-2", "-2", "-3"]),
    ("floor", ["2", "2", "2", "3", "-3", "-3", "-4"]),
    ("ceiling", ["3", "3", "3", "4", "-2", "-2", "-3"]),
  ])
  func tiesAreRoundedByTheirMode(_ function: String, _ expected: [String]) {
    let numbers = ["2.4", "2.5", "2.6", "3.5", "-2.4", "-2.5", "-3.5"]
    #expect(numbers.map { outcome(of: "\(function)(\($0), 0)") } == expected)
    let hundreds = numbers.map {
      outcome(of: "\(function)(\($0) / 100, 2) * 100 = \(function)(\($0), 0)")
    }
    #expect(hundreds.allSatisfy { $0 == "true" }, "the scale only moves the point")
  }

  @Test(arguments: [
    Trial("round half up(1250, -2)", "1300"),
    Trial("decimal(1250, -2)", "1200"),
    Trial("decimal(1.005, 2)", "1.00"),
    Trial("round half up(1.005, 2)", "1.01"),
    Trial("decimal(1.2345, 2.9)", "1.23"),
    Trial("round up(1, 7000)", "null: a scale outside -6111 to 6176"),
    Trial("floor(1.5)", "1"),
  ])
  func scalesMayBeNegativeAndAreCutToWholeNumbers(_ trial: Trial) {
    #expect(outcome(of: trial.expression).withoutExponent == trial.outcome)
  }

  @Test(arguments: [
    Trial("@\"2025-01-31\" + @\"P1M\"", "2025-02-28"),
    Trial("@\"2024-01-31\" + @\"P1M\"", "2024-02-29"),
    Trial("@\"2024-02-29\" + @\"P1Y\"", "2025-02-28"),
    Trial("@\"1900-02-28\" + @\"P1D\"", "1900-03-01"),
    Trial("@\"2000-02-28\" + @\"P1D\"", "2000-02-29"),
    Trial("@\"2025-03-31\" - @\"P1M\"", "2025-02-28"),
    Trial("@\"2025-03-01\" - @\"2025-02-01\"", "P28D"),
    Trial("@\"2025-01-01T23:30:00\" + @\"PT1H\"", "2025-01-02T00:30:00"),
    Trial("@\"2025-01-01T08:00:00+08:00\" - @\"2025-01-01T00:00:00Z\"", "PT0S"),
    Trial(
      "@\"2025-01-01T00:00:00\" - @\"2025-01-01T00:00:00Z\"", "null: the two cannot be compared"),
    Trial("@\"23:00:00\" + @\"PT2H\"", "01:00:00"),
    Trial("@\"P1Y11M\" * 2.5", "P4Y9M"),
    Trial("@\"P1D\" / @\"PT6H\"", "4"),
    Trial("3 * @\"P1D\"", "P3D"),
    Trial("years and months duration(@\"2024-12-31\", @\"2025-10-01\")", "P9M"),
    Trial("@\"2025-09-30\".weekday", "2"),
    Trial("week of year(@\"2024-12-30\")", "1"),
    Trial("@\"999999999-12-31\" + @\"P1D\"", "null: a result outside the calendar"),
  ])
  func datesKeepToTheCalendar(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }
}

extension String {
  /// `1.3E+3` as `1300`.
  fileprivate var withoutExponent: String {
    let parts = split(separator: "E+")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return self }
    let digits = parts[0].split(separator: ".")
    let decimals = digits.count == 2 ? digits[1].count : 0
    return digits.joined() + String(repeating: "0", count: exponent - decimals)
  }
}
