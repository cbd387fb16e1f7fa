import Testing

@testable import FEEL

@Suite struct LogicTests {
  /// Kleene's tables, written as minimum and maximum of false < null < true.
  @Test func conjunctionIsTheLesserAndDisjunctionTheGreater() {
    let truths = ["false", "null", "true"]
    for (i, a) in truths.enumerated() {
      for (j, b) in truths.enumerated() {
        #expect(outcome(of: "\(a) and \(b)").truth == truths[min(i, j)], "\(a) and \(b)")
        #expect(outcome(of: "\(a) or \(b)").truth == truths[max(i, j)], "\(a) or \(b)")
        #expect(outcome(of: "all([\(a), \(b)])").truth == truths[min(i, j)])
        #expect(outcome(of: "any([\(a), \(b)])").truth == truths[max(i, j)])
        #expect(outcome(of: "every x in [\(a), \(b)] satisfies x").truth == truths[min(i, j)])
        #expect(outcome(of: "some x in [\(a), \(b)] satisfies x").truth == truths[max(i, j)])
      }
      #expect(outcome(of: "not(\(a))").truth == truths[2 - i])
    }
  }

  @Test(arguments: [
    Trial("all([])", "true"),
    Trial("any([])", "false"),
    Trial("every x in [] satisfies false", "true"),
    Trial("some x in [] satisfies true", "false"),
    Trial("if null then 1 else 2", "2"),
    Trial("1 < 2 and 2 < 3 or false", "true"),
    Trial("null = null", "true"),
    Trial("1 = null", "false"),
    Trial("null < 1", "null: null"),
    Trial("2 between 1 and 3", "true"),
    Trial("2 between null and 1", "false"),
    Trial("2 between null and 3", "null: null"),
  ])
  func emptyListsAndNullsAreDecidedAsDeclared(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  @Test(arguments: [
    Trial("1.0 = 1.00", "true"),
    Trial("\"a\" < \"b\"", "true"),
    Trial("\"é\" = \"e\\u0301\"", "false"),
    Trial("[1, 2] = [1.0, 2.0]", "true"),
    Trial("[1, 2] = [2, 1]", "false"),
    Trial("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
    Trial("@\"10:00:00+08:00\" = @\"02:00:00Z\"", "true"),
    Trial("is(@\"10:00:00+08:00\", @\"02:00:00Z\")", "false"),
    Trial("@\"10:00:00\" = @\"10:00:00Z\"", "false"),
    Trial("@\"10:00:00\" < @\"11:00:00Z\"", "null: the two cannot be compared"),
    Trial("@\"2025-01-01T00:00:00.000001\" = @\"2025-01-01T00:00:00\"", "false"),
    Trial("[1..10] = [1..10]", "true"),
    Trial("(1..10] = [1..10]", "false"),
  ])
  func equalityIsExact(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  @Test(arguments: [
    Trial("3 in (1, 2, 3)", "true"),
    Trial("3 in [1, 2]", "false"),
    Trial("3 in (1..3)", "false"),
    Trial("3 in ]1..3]", "true"),
    Trial("1 in [1..3[", "true"),
    Trial("3 in [1..3[", "false"),
    Trial("3 in (< 2, > 2)", "true"),
    Trial("3 in >= 4", "false"),
    Trial("3 in not(1, 2)", "true"),
    Trial("3 in [[1..2], [3..4]]", "true"),
    Trial("[1] in [[1], [2]]", "true"),
    Trial("[1] in [1]", "true"),
    Trial("3 in (1 + 1) + 1", "true"),
    Trial("[1..10[.end included", "false"),
  ])
  func membershipKnowsListsRangesAndTests(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }
}

extension String {
  /// `null` without its reason.
  fileprivate var truth: String { hasPrefix("null") ? "null" : self }
}
