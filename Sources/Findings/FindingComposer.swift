import Rules
import Values

/// Composes the findings of one dataset: their heads at once, their details when they are asked for.
final class FindingComposer: Sendable {
  private let composings: [FindingComposing]
  private let judgements: [Judgement]

  /// - Parameter composings: one for each judgement, in their order.
  init(_ composings: [FindingComposing], _ judgements: [Judgement]) {
    self.composings = composings
    self.judgements = judgements
  }

  /// The findings of one rule, one for each verdict of its judgement, and what leads from them to their causes.
  func findings(ofRule number: Int) -> RuleFindings {
    let composing = composings[number]
    let rule = composing.rule
    var found = RuleFindings(
      ruleID: rule.id, title: rule.title, explainedBy: rule.explainedBy, findings: [], leads: [])
    let verdicts = judgements[number].verdicts
    found.findings.reserveCapacity(verdicts.count)
    found.leads.reserveCapacity(verdicts.count)
    for (place, verdict) in verdicts.enumerated() {
      let (finding, leads) = composing.head(
        verdict, details: .composed(self, rule: Int32(number), verdict: Int32(place)))
      found.findings.append(finding)
      found.leads.append(leads)
    }
    return found
  }

  func details(rule: Int, verdict: Int) -> FindingDetails {
    composings[rule].details(of: judgements[rule].verdicts[verdict])
  }

  func documents(rule: Int, verdict: Int) -> [Document] {
    composings[rule].documents(of: judgements[rule].verdicts[verdict])
  }
}
