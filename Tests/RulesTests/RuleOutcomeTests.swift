import FEEL
import TestSupport
import Testing

@testable import Rules

/// Outcomes of a batch, which are gone through as bytes, against the same one by one.
@Suite struct RuleOutcomeTests {
  private static let outcomes: [RuleOutcome] = [
    .pass, .notApplicable, .fail, .undeterminedDay, .undeterminedCondition, .undeterminedCheck,
  ]

  @Test(arguments: [0, 1, 7, 8, 9, 255, 256, 600], UInt64(1)...3)
  func outcomesAreCountedAndPassedOver(count: Int, seed: UInt64) {
    var random = SeededRandom(seed: seed)
    // Mostly ones that nobody has to look at, so that whole words of them come up.
    let outcomes = (0..<count).map { _ in
      Int.random(in: 0..<20, using: &random) == 0
        ? Self.outcomes.randomElement(using: &random)!
        : Self.outcomes[Int.random(in: 0..<2, using: &random)]
    }
    for outcome in Self.outcomes {
      #expect(outcomes.count(of: outcome) == outcomes.count { $0 == outcome })
    }
    var open: [Int32] = []
    outcomes.forEachOpen { place, outcome in
      #expect(outcomes[Int(place)] == outcome)
      open.append(place)
    }
    let expected = outcomes.indices.filter { ![.pass, .notApplicable].contains(outcomes[$0]) }
    #expect(open.map { Int($0) } == expected)
  }

  @Test(arguments: UInt64(1)...5)
  func aConditionSettlesWhatWasLetThrough(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let all: [Truth] = [.no, .yes, .unknown]
    func truths() -> [Truth] { (0..<77).map { _ in all.randomElement(using: &random)! } }
    let (first, second) = (truths(), truths())
    let settled = [RuleOutcome](first, no: .notApplicable, unknown: .undeterminedCondition)
      .settled(by: [RuleOutcome](second, no: .fail, unknown: .undeterminedCheck))
    let expected = zip(first, second).map { first, second -> RuleOutcome in
      switch (first, second) {
      case (.no, _): .notApplicable
      case (.unknown, _): .undeterminedCondition
      case (.yes, .no): .fail
      case (.yes, .unknown): .undeterminedCheck
      case (.yes, .yes): .pass
      }
    }
    #expect(settled == expected)
    #expect(first.narrowed(by: second) == zip(first, second).map { $0 == .yes ? $1 : .no })
    #expect(!first.areAllTrue)
    #expect([Truth](repeating: .yes, count: 77).areAllTrue && [Truth]().areAllTrue)
  }
}
