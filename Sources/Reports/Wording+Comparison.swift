import Findings
import Values

/// Sentences and cells on how a month compares with others, and its parts with each other.
extension Wording {
  /// Percentage points: `+1.20`; nil where there is nothing to compare.
  func change(of row: Indicator) -> String? { row.change.map(signed) }

  /// `18.15 / 20`; a dash for what is not there.
  func points(of row: Indicator) -> String {
    guard let weight = row.kpi.weight else { return "–" }
    return (row.points.map(amountText) ?? "–") + " / " + weight.description
  }

  func movement(_ movement: Indicator.Movement) -> String {
    switch movement {
    case .better: self(.movementBetter)
    case .worse: self(.movementWorse)
    case .unchanged: self(.movementUnchanged)
    }
  }

  /// What months are compared, and what a broken line says.
  func note(on indicators: Indicators) -> String {
    self(
      indicators.hasPreviousMonth ? .changeNote : .noPreviousMonth,
      ["period": indicators.months[indicators.months.count - 2].description])
  }

  /// The values of the months one after the other: `2025-09 95.24%, 2025-10 –`.
  func trend(of row: Indicator, in months: [Period]) -> String {
    zip(months, row.trend).map { "\($0) \($1.map(percentText) ?? "–")" }
      .joined(separator: language == .en ? ", " : "，")
  }

  /// `88.53 (100 × 88.53 ÷ 100)`
  func score(_ score: Indicators.Score) -> String {
    amountText(score.value)
      + aside("100 × \(amountText(score.points)) ÷ \(score.weights.description)")
  }

  /// How a department's score is computed, with the points that are declared.
  func formula(of scores: DepartmentScores) -> String {
    let points = severitiesWorstFirst.map { severity in
      self.severity(severity) + " " + (scores.scoring.points[severity]?.description ?? "0")
    }
    return self(
      .scoresNote,
      [
        "points": points.joined(separator: language == .en ? ", " : "、"),
        "overdue": scores.scoring.overdueFactor.description,
        "reopened": scores.scoring.reopenedFactor.description,
      ])
  }

  func name(of department: DepartmentScore, _ names: IssueNames) -> String {
    let title = text(department.title)
    return title.isEmpty ? names.department(department.id, in: language) : title
  }

  func score(of department: DepartmentScore) -> String {
    department.score.map(amountText) ?? self(.noScore)
  }

  /// `重大 3 · 重要 12`: the severities that occur; a dash when none does.
  func severities(_ counts: [Int]) -> String {
    let parts = zip(severitiesWorstFirst, counts).filter { $0.1 > 0 }
      .map { severity($0.0) + " " + grouped(String($0.1)) }
    return parts.isEmpty ? "–" : parts.joined(separator: " · ")
  }

  func kind(_ kind: RuleChange.Kind) -> String {
    switch kind {
    case .changed: self(.ruleChanged)
    case .new: self(.ruleNew)
    case .runAgain: self(.ruleRunAgain)
    case .switchedOff: self(.ruleSwitchedOff)
    case .gone: self(.ruleGone)
    }
  }

  func note(on changes: RuleChanges) -> String {
    let period = changes.period.description
    if changes.changes.isEmpty, changes.notRunRules == 0 {
      return self(.noRuleChanges, ["period": period])
    }
    return self(
      .ruleChangesNote,
      [
        "period": period, "unchanged": grouped(String(changes.unchangedRules)),
        "before": grouped(String(changes.unchangedBefore.failed)),
        "now": grouped(String(changes.unchangedNow.failed)),
        "count": grouped(String(changes.changes.count)),
        "changedBefore": grouped(String(changes.changedBefore.failed)),
        "changedNow": grouped(String(changes.changedNow.failed)),
        "notRun": grouped(String(changes.notRunRules)),
        "notRunBefore": grouped(String(changes.notRunBefore.failed)),
      ])
  }

  /// `12 → 15`, with a dash for a period in which the rule did not run.
  func thenAndNow(
    _ before: RuleCounts?, _ now: RuleCounts?, _ count: KeyPath<RuleCounts, Int>
  ) -> String {
    func text(_ counts: RuleCounts?) -> String {
      counts.map { grouped(String($0[keyPath: count])) } ?? "–"
    }
    return text(before) + " → " + text(now)
  }

  var patternsNote: String {
    self(
      .patternsNote,
      [
        "findings": String(PatternSearch.leastFindings),
        "orders": String(PatternSearch.leastAffected), "times": String(PatternSearch.leastTimes),
      ])
  }

  /// What was looked at, and what could not be.
  func searched(_ searches: [PatternSearch]) -> [String] {
    let done = searches.filter { $0.notRun == nil }.map { search in
      self(
        .patternSearched,
        [
          "label": text(search.label), "values": grouped(String(search.valueCount)),
          "orders": grouped(String(search.orders)), "findings": grouped(String(search.findings)),
        ])
    }
    let failed = searches.compactMap { search in
      search.notRun.map {
        self(.patternNotSearched, ["label": text(search.label), "reason": text($0)])
      }
    }
    guard !done.isEmpty else { return failed }
    return [
      self(.patternsSearched, ["list": done.joined(separator: language == .en ? "; " : "；")])
    ] + failed
  }

  func commonest(of pattern: Pattern, _ names: IssueNames) -> String {
    guard let rule = pattern.commonestRule else { return "–" }
    return names.rule(rule, in: language) + aside(grouped(String(pattern.commonestCount)))
  }

  /// A rate for a reader: `12.50`.
  func rate(_ rate: Decimal128?) -> String { rate.map(amountText) ?? "–" }

  private func signed(_ number: Decimal128) -> String {
    let text = amountText(number.magnitude)
    return number.signum > 0 ? "+" + text : number.signum < 0 ? "−" + text : text
  }
}

extension RuleChanges {
  /// The titles of ``RuleCounts`` and what they count, in the order of the report.
  static let columns: [(phrase: Phrase, count: any KeyPath<RuleCounts, Int> & Sendable)] = [
    (.failed, \.failed), (.undetermined, \.undetermined), (.ruleSubjects, \.subjects),
  ]
}

extension Array where Element == PatternSearch {
  /// Every value that stands out, with what was looked at; by property, then as there.
  var outstanding: [(search: PatternSearch, pattern: Pattern)] {
    flatMap { search in search.patterns.map { (search, $0) } }
  }
}

extension Wording {
  /// The rows of sums below the rules that changed: theirs, and those of all the others.
  func sums(
    of changes: RuleChanges
  ) -> [(title: String, before: RuleCounts?, now: RuleCounts?)] {
    func title(_ phrase: Phrase, _ count: Int) -> String {
      self(phrase, ["count": grouped(String(count))])
    }
    return [
      (
        title(.changedRules, changes.changes.count), changes.changedBefore, changes.changedNow,
        changes.changes.count
      ),
      (
        title(.lackingRules, changes.notRunRules), changes.notRunBefore, nil, changes.notRunRules
      ),
      (
        title(.unchangedRules, changes.unchangedRules), changes.unchangedBefore,
        changes.unchangedNow, changes.unchangedRules
      ),
    ].filter { $0.3 > 0 }.map { ($0.0, $0.1, $0.2) }
  }
}
