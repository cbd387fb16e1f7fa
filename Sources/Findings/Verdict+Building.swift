import Entities
import FEEL
import Relations
package import Rules
import Tables
package import Values

extension Verdict {
  /// Judges all rules and makes a finding of every outcome that is not a pass.
  ///
  /// - Parameters:
  ///   - asOf: the day whose waivers count.
  ///   - threads: how many things are done at once; the result does not depend on it.
  package init(of set: RuleSet, on source: CaseSource, asOf: CivilDate, threads: Int) {
    let judgements = set.judgements(on: source, threads: threads)
    let composer = FindingComposer(
      judgements.indices.map {
        FindingComposing(
          rule: set.rules[$0], source: source, waivers: set.waivers,
          hasVerdicts: !judgements[$0].verdicts.isEmpty)
      }, judgements)
    var found = Workers.map(count: judgements.count, threads: threads) { number in
      composer.findings(ofRule: number)
    }
    RootCauses.put(on: &found)
    let waiving = Waiving(set.waivers, asOf: asOf)
    waiving.put(on: &found)
    let rules = zip(judgements, found).map { judgement, found in
      RuleVerdict(judgement, found.findings, in: set, source)
    }
    let findings = found.map(\.findings)
    self.init(
      rules: rules, findings: Array(findings.joined()),
      kpis: Workers.map(count: set.kpis.count, threads: threads) { number in
        KPIResult(set.kpis[number], of: set, judgements: judgements, in: source)
      }, waivers: waiving.verdicts(found, rules),
      scoring: set.departmentScoring.map {
        Scoring(
          points: $0.points, overdueFactor: $0.overdueFactor, reopenedFactor: $0.reopenedFactor)
      },
      patterns: PatternSearch.searches(
        of: set, judgements, findings, in: source, threads: threads),
      findingValues: FindingValues.all(of: set, judgements, in: source, threads: threads))
  }
}

extension RuleVerdict {
  fileprivate init(
    _ judgement: Judgement, _ findings: [Finding], in set: RuleSet, _ source: CaseSource
  ) {
    var counts = OutcomeCounts()
    counts.pass = judgement.counts.pass
    counts.fail = judgement.counts.fail
    counts.notApplicable = judgement.counts.notApplicable
    counts.undetermined = judgement.counts.undetermined
    var amount = Decimal128.zero
    for finding in findings where finding.outcome == .fail && finding.waiver == nil {
      amount = finding.amount.flatMap { amount.adding($0) } ?? amount
    }
    self.init(
      facts: RuleFacts(set.rules[judgement.rule], in: set, source.cases.model), counts: counts,
      notRun: judgement.lacks.isEmpty
        ? nil : LocalizedText(judgement.lacks, in: source.cases.model),
      isSwitchedOff: set.rules[judgement.rule].offReason != nil, amount: amount)
  }
}
