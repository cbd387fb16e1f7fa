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

  /// The findings of one judgement, one for each of its verdicts, and what leads from them to their causes.
  ///
  /// - Parameters:
  ///   - part: the cases that it is of.
  ///   - store: keeps the details of findings in a part that makes room for the next one; nil for memory.
  func findings(
    of number: Int, in part: CasePart, storing store: DetailStore?
  ) -> RuleFindings {
    let composing = composings[number]
    let verdicts = judgements[number].verdicts
    var found = RuleFindings(of: composing.rule, judgements[number].counts, in: part)
    found.reserveCapacity(verdicts.count)
    for (place, verdict) in verdicts.enumerated() {
      let (finding, leads) = composing.head(
        verdict, details: .composed(self, rule: Int32(number), verdict: Int32(place)))
      found.append(finding, leads, of: verdict.subject, in: part)
    }
    if part.isWhole { return found }
    // Nothing will be left to compose from.
    if let store {
      store.store(&found.findings, evidence: composing.evidenceNames)
    } else {
      for place in found.findings.indices { found.findings[place] = found.findings[place].whole }
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
