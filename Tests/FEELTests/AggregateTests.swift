import Testing

@testable import FEEL

/// Functions of lists over nothing, over null, over values that repeat, and over every type.
@Suite struct AggregateTests {
  @Test(arguments: ["sum", "min", "max", "mean", "median", "product", "stddev"])
  func ofNothingAndOfNullTheyAreNull(_ function: String) {
    #expect(outcome(of: "\(function)([])") == "null: '\(function)' of an empty list")
    #expect(outcome(of: "\(function)([1, null, 2])") == "null: null")
    #expect(outcome(of: "\(function)([2, 1 / 0, null])") == "null: division by zero")
    #expect(outcome(of: "\(function)(null)") == "null: null")
    #expect(outcome(of: "count([]) + count([null])") == "1")
  }

  @Test(arguments: [
    Trial("sum([0.10, 0.2, -0.3])", "0.00"),
    Trial("mean([1, 2])", "1.5"),
    Trial("mean([1, 1, 2])", "1.333333333333333333333333333333333"),
    Trial("median([3, 1, 2])", "2"),
    Trial("median([0.1, 0.2])", "0.15"),
    Trial("product([])", "null: 'product' of an empty list"),
    Trial("mode([2, 1, 2, 1, 3])", "[1, 2]"),
    Trial("mode([])", "[]"),
    Trial("stddev([1, 2, 3, 4]) = sqrt(5 / 3)", "true"),
    Trial("all([])", "true"),
    Trial("any([])", "false"),
    Trial("all([true, null])", "null: null"),
    Trial("all([false, null])", "false"),
    Trial("any([true, null])", "true"),
    Trial("any([false, null])", "null: null"),
    Trial("every x in [] satisfies false", "true"),
    Trial("some x in [] satisfies true", "false"),
    Trial("distinct values([1, 1.0, 1.00, 2])", "[1, 2]"),
    Trial("distinct values([\"a\", \"A\", \"a\"])", "[\"a\", \"A\"]"),
    Trial("distinct values([null, null, 1])", "[null, 1]"),
    Trial("distinct values([@\"P1D\", @\"PT24H\", @\"PT1H\"])", "[P1D, PT1H]"),
    Trial(
      "distinct values([@\"2025-09-01T00:00:00Z\", @\"2025-09-01T08:00:00+08:00\"])",
      "[2025-09-01T00:00:00Z]"),
    Trial("distinct values([[1], [1.0], [2]])", "[[1], [2]]"),
    Trial("distinct values([{a: 1}, {a: 1.0}, {a: 2}])", "[{a: 1}, {a: 2}]"),
    Trial("distinct values([true, false, true])", "[true, false]"),
    Trial("count(distinct values([]))", "0"),
  ])
  func theyAreWhatTheDefinitionSays(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  /// Three values in rising order, of every type that has one.
  @Test(arguments: [
    ["-1", "0.5", "2"],
    ["\"A\"", "\"a\"", "\"含\""],
    ["@\"2024-02-29\"", "@\"2024-03-01\"", "@\"2025-01-01\""],
    ["@\"08:00:00\"", "@\"08:00:00.1\"", "@\"23:59:59\""],
    ["@\"2025-09-01T10:00:00+08:00\"", "@\"2025-09-01T03:00:00Z\"", "@\"2025-09-01T03:00:01Z\""],
    ["@\"-P1D\"", "@\"PT1H\"", "@\"P1D\""],
    ["@\"P1M\"", "@\"P11M\"", "@\"P1Y\""],
  ])
  func leastAndGreatestOfEveryType(_ values: [String]) {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2]] {
      let list = order.map { values[$0] }.joined(separator: ", ")
      #expect(outcome(of: "min([\(list)]) = \(values[0])") == "true", "\(list)")
      #expect(outcome(of: "max(\(list)) = \(values[2])") == "true", "\(list)")
    }
  }
}
