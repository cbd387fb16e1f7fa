package import Findings

/// What was not checked, and why: all of it, so that no silence in a report reads as health.
package struct Gaps: Sendable {
  package let rulesNotRun: [RuleVerdict]
  package let kpisNotComputed: [KPIResult]
  /// Rules that could not decide about every subject.
  package let undecidedRules: [RuleVerdict]
  package let missingSources: [MissingSource]
  package let unrecognisedFiles: [String]
  /// Exports from which no record came.
  package let emptyExports: [ExportCoverage]
  package let disagreeingTotals: [DisagreeingTotal]
  package let rejectedRecords: Int
  package let rejectedValues: Int
  /// Rejects that ended the reading of their file before its end.
  package let cutFiles: [Reject]
  /// Rules that ran and met no document they apply to. They are said, and don't make the inspection
  /// incomplete: a month without returns has nothing for the rules on returns.
  package let rulesWithoutSubject: [RuleVerdict]

  /// A control total that differs, with the export that states it.
  package struct DisagreeingTotal: Sendable, Hashable {
    package var file: String
    package var total: ControlTotal
  }

  init(coverage: Coverage, verdict: Verdict) {
    rulesNotRun = verdict.rules.filter { $0.notRun != nil }
    kpisNotComputed = verdict.kpis.filter { $0.notRun != nil }
    undecidedRules = verdict.rules.filter { $0.counts.undetermined > 0 }
    missingSources = coverage.missingSources
    unrecognisedFiles = coverage.unrecognisedFiles
    emptyExports = coverage.exports.filter { $0.recordCount == 0 && $0.copyOf == nil }
    disagreeingTotals = coverage.exports.flatMap { export in
      export.controlTotals.filter { !$0.agrees }
        .map { DisagreeingTotal(file: export.file, total: $0) }
    }
    rejectedRecords = coverage.exports.reduce(0) { $0 + $1.rejectedRecords }
    rejectedValues = coverage.exports.reduce(0) { $0 + $1.rejectedValues }
    cutFiles = coverage.rejects.filter { $0.extent == .file }
    rulesWithoutSubject = verdict.rules.filter {
      $0.notRun == nil && $0.counts.pass + $0.counts.fail + $0.counts.undetermined == 0
    }
  }

  /// Whether everything that was to be checked was.
  package var isEmpty: Bool {
    rulesNotRun.isEmpty && kpisNotComputed.isEmpty && undecidedRules.isEmpty
      && missingSources.isEmpty && unrecognisedFiles.isEmpty && emptyExports.isEmpty
      && disagreeingTotals.isEmpty && rejectedRecords == 0 && rejectedValues == 0
      && cutFiles.isEmpty
  }
}
