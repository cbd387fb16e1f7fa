import Findings
import Ledger
package import Values

/// Which rules are others than when an earlier period was inspected, and what each found then and now.
package struct RuleChanges: Sendable {
  /// The latest period before that was inspected.
  package let period: Period
  /// By kind, then in the order of the rules; rules that are gone by id.
  package let changes: [RuleChange]
  /// Over the rules that mean the same in both: how their counts differ has other reasons.
  package let unchangedRules: Int
  package let unchangedBefore: RuleCounts
  package let unchangedNow: RuleCounts
  /// Over ``changes``.
  package let changedBefore: RuleCounts
  package let changedNow: RuleCounts
  /// Rules that ran then, and for which the exports of this period lack something: they are listed with what
  /// was not checked, and here with what they had found.
  package let notRunRules: Int
  package let notRunBefore: RuleCounts
}

/// A rule that is another one than before.
package struct RuleChange: Sendable {
  package enum Kind: Int, Sendable, CaseIterable {
    /// It means something else: its condition, or a figure that it names.
    case changed
    /// It ran in none of the earlier runs that are known. The ledger remembers no rule that did not run, so it
    /// may have been there.
    case new
    /// It did not run in the earlier period, but before that.
    case runAgain
    case switchedOff
    /// There is no such rule any more.
    case gone
  }

  package let kind: Kind
  package let ruleID: String
  /// Nil for a rule that is gone: the ledger knows its id alone.
  package let title: LocalizedText?
  /// Nil where it did not run.
  package let before: RuleCounts?
  package let now: RuleCounts?
  /// Why it is switched off.
  package let reason: LocalizedText?
}

/// What a rule found.
package struct RuleCounts: Hashable, Sendable {
  package var failed = 0
  package var undetermined = 0
  /// How many documents it applied to.
  package var subjects = 0
}

extension RuleChanges {
  /// - Parameter history: the runs of earlier periods, the oldest first.
  /// - Returns: nil when no earlier run is known.
  init?(_ rules: [RuleVerdict], history: [LedgerRun]) {
    guard let earlier = history.last(where: { !$0.figures.rules.isEmpty }) else { return nil }
    let known = Set(history.flatMap { $0.figures.rules.map(\.id) })
    let before = Dictionary(
      earlier.figures.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [RuleChange] = []
    var unchanged: [(before: RuleCounts, now: RuleCounts)] = []
    var notRun: [RuleCounts] = []
    for rule in rules {
      let figure = before[rule.facts.id]
      if rule.notRun != nil, !rule.isSwitchedOff {
        if let figure { notRun.append(RuleCounts(figure)) }
        continue
      }
      guard let kind = RuleChange.Kind(rule, figure, isKnown: known.contains(rule.facts.id)) else {
        if let figure { unchanged.append((RuleCounts(figure), RuleCounts(rule))) }
        continue
      }
      changes.append(
        RuleChange(
          kind: kind, ruleID: rule.facts.id, title: rule.facts.title,
          before: figure.map { RuleCounts($0) },
          now: rule.notRun == nil ? RuleCounts(rule) : nil, reason: rule.notRun))
    }
    let present = Set(rules.map(\.facts.id))
    let gone = earlier.figures.rules.filter { !present.contains($0.id) }.sorted { $0.id < $1.id }
    changes += gone.map {
      RuleChange(
        kind: .gone, ruleID: $0.id, title: nil, before: RuleCounts($0), now: nil, reason: nil)
    }
    self.init(period: earlier.period, changes: changes, unchanged: unchanged, notRun: notRun)
  }

  private init(
    period: Period, changes: [RuleChange], unchanged: [(before: RuleCounts, now: RuleCounts)],
    notRun: [RuleCounts]
  ) {
    self.period = period
    self.changes = RuleChange.Kind.allCases.flatMap { kind in
      changes.filter { $0.kind == kind }
    }
    unchangedRules = unchanged.count
    unchangedBefore = RuleCounts(sumOf: unchanged.map(\.before))
    unchangedNow = RuleCounts(sumOf: unchanged.map(\.now))
    changedBefore = RuleCounts(sumOf: changes.compactMap(\.before))
    changedNow = RuleCounts(sumOf: changes.compactMap(\.now))
    notRunRules = notRun.count
    notRunBefore = RuleCounts(sumOf: notRun)
  }
}

extension RuleChange.Kind {
  /// Nil when the rule is what it was: it means the same, or it ran in neither period.
  fileprivate init?(_ rule: RuleVerdict, _ before: RuleFigure?, isKnown: Bool) {
    switch (before, rule.notRun) {
    case (let before?, nil):
      if before.fingerprint == rule.facts.fingerprint { return nil }
      self = .changed
    case (_?, _?): self = .switchedOff
    case (nil, nil): self = isKnown ? .runAgain : .new
    case (nil, _?): return nil
    }
  }
}

extension RuleCounts {
  fileprivate init(_ figure: RuleFigure) {
    self.init(
      failed: figure.failed, undetermined: figure.undetermined, subjects: figure.subjects)
  }

  fileprivate init(_ rule: RuleVerdict) {
    self.init(
      failed: rule.counts.fail, undetermined: rule.counts.undetermined,
      subjects: rule.counts.subjects - rule.counts.notApplicable)
  }

  fileprivate init(sumOf counts: [RuleCounts]) {
    self.init()
    for count in counts {
      failed += count.failed
      undetermined += count.undetermined
      subjects += count.subjects
    }
  }
}
