import Entities
import FEEL
import Relations
package import Rules
package import Tables
package import Values

extension Verdict {
  /// Judges all rules and makes a finding of every outcome that is not a pass.
  ///
  /// - Parameters:
  ///   - asOf: the day whose waivers count.
  ///   - threads: how many things are done at once; the result does not depend on it.
  package init(of set: RuleSet, on source: CaseSource, asOf: CivilDate, threads: Int) {
    self = inMemory { () throws(SpillFault) in
      try Verdict(of: set, on: PartedCases(source), asOf: asOf, threads: threads)
    }
  }

  /// The same of cases in parts; the result does not depend on how they are divided.
  ///
  /// - Parameter store: keeps the details of findings in parts; nil for memory.
  package init(
    of set: RuleSet, on cases: PartedCases, asOf: CivilDate, storing store: DetailStore? = nil,
    threads: Int
  ) throws(SpillFault) {
    let judgements = set.notJudged(in: cases.outline)
    var found = try RuleFindings.all(
      of: set, judgements, in: cases, storing: store, threads: threads)
    RootCauses.put(on: &found)
    let waiving = Waiving(set.waivers, asOf: asOf)
    waiving.put(on: &found)
    let rules = zip(judgements, found).map { judgement, found in
      RuleVerdict(judgement, found, in: set, cases.outline)
    }
    let kpis = try KPIResult.all(of: set, judgements, found, in: cases, threads: threads)
    let waivers = waiving.verdicts(found, rules)
    let patterns = try PatternSearch.searches(of: set, found, in: cases, threads: threads)
    let findingValues = try FindingValues.all(of: set, found, in: cases, threads: threads)
    var findings: [[Finding]] = []
    for number in found.indices { findings.append(found[number].takeFindings()) }
    self.init(
      rules: rules, findings: Array(taking: &findings), kpis: kpis, waivers: waivers,
      scoring: set.departmentScoring.map {
        Scoring(
          points: $0.points, overdueFactor: $0.overdueFactor, reopenedFactor: $0.reopenedFactor)
      },
      patterns: patterns, findingValues: findingValues)
  }
}

extension RuleFindings {
  /// What each rule of a set finds, in their order.
  ///
  /// - Parameters:
  ///   - judgements: what is lacking for each.
  ///   - store: keeps the details of findings in parts; nil for memory.
  static func all(
    of set: RuleSet, _ judgements: [Judgement], in cases: PartedCases,
    storing store: DetailStore? = nil, threads: Int
  ) throws(SpillFault) -> [RuleFindings] {
    let outline = CasePart(cases.outline)
    var all = set.rules.map { RuleFindings(of: $0, JudgementCounts(), in: outline) }
    let views = set.views(of: judgements)
    try cases.forEachPart(of: views.map(\.view)) { part, numbers in
      let rules = numbers.flatMap { views[$0].rules }.sorted()
      let judgements = set.judgements(of: rules, on: part, threads: threads)
      let composer = FindingComposer(judgements, part.source) { judgement, names in
        FindingComposing(
          rule: set.rules[judgement.rule], source: part.source, names: names,
          waivers: set.waivers, hasVerdicts: !judgement.verdicts.isEmpty)
      }
      let found = composer.findings(in: part, storing: store, threads: threads)
      for (rule, found) in zip(rules, found) { all[rule].add(found) }
    }
    for number in all.indices { all[number].sort() }
    return all
  }
}

extension RuleVerdict {
  fileprivate init(
    _ judgement: Judgement, _ found: RuleFindings, in set: RuleSet, _ source: CaseSource
  ) {
    var counts = OutcomeCounts()
    counts.pass = found.counts.pass
    counts.fail = found.counts.fail
    counts.notApplicable = found.counts.notApplicable
    counts.undetermined = found.counts.undetermined
    var amount = Decimal128.zero
    for finding in found.findings where finding.outcome == .fail && finding.waiver == nil {
      amount = finding.amount.flatMap { amount.adding($0) } ?? amount
    }
    self.init(
      facts: RuleFacts(set.rules[judgement.rule], in: set, source.cases.model), counts: counts,
      notRun: judgement.lacks.isEmpty
        ? nil : LocalizedText(judgement.lacks, in: source.cases.model),
      isSwitchedOff: set.rules[judgement.rule].offReason != nil, amount: amount)
  }
}

/// What is made of cases in memory: no disk can fail.
func inMemory<R>(_ body: () throws(SpillFault) -> R) -> R {
  do {
    return try body()
  } catch {
    preconditionFailure("cases in memory need no disk")
  }
}
