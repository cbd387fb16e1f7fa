package import FEEL

/// How one rule is evaluated.
package struct RuleExplanation: Sendable {
  /// The rule's number in the set.
  package var rule: Int
  package var conditions: [Condition]

  package struct Condition: Sendable {
    /// The key it stands under: `when`, `check`.
    package var name: String
    package var expression: String
    /// The fields that it reads, as paths from the subject.
    package var reads: [String]
    package var how: ColumnPlan.Explanation
  }
}

extension RuleSet {
  /// Tells how every rule is evaluated, in their order, when all can be run.
  package func explanations() -> [RuleExplanation] {
    panels(of: Array(rules.indices)).flatMap { panel in
      let plan = ColumnPlan(panel.programs)
      return panel.rules.map { member in
        func condition(_ name: String, _ number: Int?) -> RuleExplanation.Condition? {
          number.map {
            RuleExplanation.Condition(
              name: name, expression: plan.programs[$0].text,
              reads: plan.programs[$0].paths.map(\.text), how: plan.explanation(of: $0))
          }
        }
        return RuleExplanation(
          rule: member.number,
          conditions: [condition("when", member.when), condition("check", member.check)]
            .compactMap { $0 })
      }
    }.sorted { $0.rule < $1.rule }
  }
}
