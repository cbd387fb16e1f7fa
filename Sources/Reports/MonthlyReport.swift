package import Findings
package import Ledger
package import Values

/// A month's inspection, composed: every figure that any format shows.
///
/// It is made once. Renderers lay out what stands here and count nothing themselves, so that the page,
/// the table and the machine-readable file can't say different things.
package struct MonthlyReport: Sendable {
  package let period: Period
  /// The day that the inspection took for today.
  package let asOf: CivilDate
  /// The folder whose exports were inspected.
  package let scope: String
  /// Why the inspection was held: month-end, a complaint, a spot check.
  package let occasion: Occasion
  /// The version of the program.
  package let version: String
  /// Whether pseudonyms stand in the place of data on persons.
  package let isMasked: Bool
  package let coverage: Coverage
  package let verdict: Verdict
  /// All of them, in the order of the verdict. Nothing here is ever capped.
  package let issues: [Issue]
  /// What became of earlier issues that were not found; nil without a ledger.
  package let followUp: FollowUp?
  package let names: IssueNames
  /// Leave to let findings stand, declared or given in the ledger.
  package let waivers: [WaiverVerdict]

  /// The KPIs of the verdict beside those of earlier months.
  package let indicators: Indicators
  /// Nil when the project declares no points.
  package let departmentScores: DepartmentScores?
  /// Nil when no run of an earlier period is known.
  package let ruleChanges: RuleChanges?
  package let conclusion: Conclusion
  package let breakdown: Breakdown
  /// The findings with the largest amounts, at most ten, no two of the same document.
  package let largest: [LargestFinding]
  /// Their documents side by side, one for each; none where these cannot be looked up.
  package let largestSideBySide: [SideBySide]
  /// Indices of the issues that a page shows when it can't show all: failed before undetermined, then
  /// the worst severity, then the largest amount, then the order of the verdict.
  package let foremost: [Int]
  package let gaps: Gaps
  /// Nil without a ledger.
  package let remediation: Remediation?
  package let notices: Notices
  /// What the rules suggest against findings of their kind.
  package let preventiveMeasures: [PreventiveMeasure]
  package let rejectGroups: [RejectGroup]
  /// Records that were read, over all exports.
  package let recordCount: Int

  /// Up to how many issues ``foremost`` holds them all; and how many of more.
  package static let listedLimit = 100_000
  package static let foremostLimit = 1_000

  /// - Parameters:
  ///   - majorAmount: from what amount on an issue is major, whatever its severity.
  ///   - threads: how much is done at once; nothing depends on it.
  ///   - sideBySide: looks up the documents of some findings, and gives one for each.
  package init(
    period: Period, asOf: CivilDate, scope: String, occasion: Occasion, version: String,
    coverage: Coverage, verdict: Verdict, issues: [Issue], followUp: FollowUp? = nil,
    majorAmount: Decimal128? = nil, isMasked: Bool = false, threads: Int = 1,
    sideBySide: ([Finding]) -> [SideBySide] = { _ in [] }
  ) {
    self.period = period
    self.asOf = asOf
    self.scope = scope
    self.occasion = occasion
    self.version = version
    self.isMasked = isMasked
    self.coverage = coverage
    self.verdict = verdict
    self.issues = issues
    self.followUp = followUp
    names = IssueNames(verdict.rules.map(\.facts))
    waivers = verdict.waivers + (followUp?.waivers ?? [])

    let history = followUp?.history ?? []
    indicators = Indicators(of: verdict.kpis, history: history, period: period)
    departmentScores = verdict.scoring.map {
      DepartmentScores($0, verdict: verdict, issues: issues, followUp: followUp, asOf: asOf)
    }
    ruleChanges = RuleChanges(verdict.rules, history: history)

    let sorted = IssueSorting(
      issues: issues, rules: verdict.rules.map(\.facts), threads: threads)
    breakdown = Breakdown(of: sorted, by: verdict.findingValues)
    largest = largestFindings(in: sorted, limit: 10)
    largestSideBySide = sideBySide(largest.map { issues[$0.issue].finding })
    foremost = foremostIssues(
      in: sorted,
      limit: issues.count <= MonthlyReport.listedLimit ? issues.count : MonthlyReport.foremostLimit)
    let remediation = Remediation(
      issues: issues, followUp: followUp ?? FollowUp(), rules: verdict.rules.map(\.facts),
      period: period)
    self.remediation = followUp == nil ? nil : remediation
    notices = Notices(
      major: MajorNotice(of: issues, sorted, limit: majorAmount),
      // A notice has the number of its month, of which a spot check is no part.
      rectifications: occasion == .monthEnd
        ? RectificationNotice.notices(
          for: issues, sorted, followUp ?? FollowUp(), remediation, period)
        : [])
    preventiveMeasures = Reports.preventiveMeasures(for: issues, in: sorted, breakdown.rules)
    rejectGroups = RejectGroup.groups(of: coverage.rejects)
    gaps = Gaps(coverage: coverage, verdict: verdict)
    conclusion = Conclusion(hasFailures: breakdown.total.failed > 0, isComplete: gaps.isEmpty)
    recordCount = coverage.exports.reduce(0) { $0 + $1.recordCount }
  }

  /// Rules that ran.
  package var rulesRun: Int { verdict.rules.count - gaps.rulesNotRun.count }

  /// Whether every export was read whole and some rule ran; where not, the exit status is 2.
  var isRunComplete: Bool { gaps.cutFiles.isEmpty && rulesRun > 0 }
}

/// Why an inspection is held.
package enum Occasion: String, Sendable, CaseIterable {
  case monthEnd = "month-end"
  case spotCheck = "spot check"
}

/// What the inspection comes to.
///
/// One failed rule is enough for findings. "Nothing found" is said only when everything declared was
/// there, could be read and could be decided; anything less is incomplete.
package enum Conclusion: String, Sendable, CaseIterable {
  case findings
  case findingsAndIncomplete = "findings and incomplete"
  case incomplete
  case clean

  init(hasFailures: Bool, isComplete: Bool) {
    switch (hasFailures, isComplete) {
    case (true, true): self = .findings
    case (true, false): self = .findingsAndIncomplete
    case (false, false): self = .incomplete
    case (false, true): self = .clean
    }
  }
}

extension ExportCoverage {
  /// Records read, over all entities that the export brings.
  var recordCount: Int { records.reduce(0) { $0 + $1.count } }
}
