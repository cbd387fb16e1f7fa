package import Diagnostics
import Entities
import Findings
import Intake
import Ledger
import Relations
import Reports
import Rules
import Values

/// One month's inspection: exports go in, the report and the issue records come out.
///
/// The body of ``run(progress:)`` is the whole data path. Each line takes what the line above made, so
/// one order can be followed from its row in an export to its row in the report on this screen.
package struct Inspection: Sendable {
  package var plan: InspectionPlan
  package var circumstances: RunCircumstances

  package init(plan: InspectionPlan, circumstances: RunCircumstances) {
    self.plan = plan
    self.circumstances = circumstances
  }

  /// Reads, joins, judges, and writes the results; then the ledger remembers.
  ///
  /// - Throws: when the run cannot go on: a fault in a declaration, no folder, a ledger or results
  ///   folder that cannot be written. What is wrong with the data never throws.
  package func run(progress: Progress = .silent) throws(Refusal) -> RunOutcome {
    let started = circumstances.now()
    let project = try Project(folder: plan.rulesFolder).limited(to: plan.only)
    let files = try FileMatching(folder: plan.dataFolder, sources: project.sources)
    let output = try OutputFolder(path: plan.outFolder)
    var ledgerFile: LedgerFile? = nil
    if let folder = plan.ledgerFolder { ledgerFile = try LedgerFile(folder: folder) }

    progress.begin(.reading, files.exports.count)
    let dataset = Dataset.reading(files, model: project.model, threads: plan.threads)
    progress.begin(.relating, project.model.relations.count)
    let cases = Cases(dataset, threads: plan.threads)
    progress.begin(.judging, project.rules.rules.count)
    let source = CaseSource(cases, calendar: project.rules.calendar)
    let verdict = Verdict(of: project.rules, on: source, threads: plan.threads)
    let ledger = ledgerFile?.ledger ?? IssueLedger()
    let issues = ledger.issues(
      of: verdict.findings, rules: verdict.rules.map(\.facts), period: plan.period,
      due: { project.rules.calendar.adding(workingDays: $0, to: plan.asOf) })
    let report = MonthlyReport(
      period: plan.period, asOf: plan.asOf, scope: plan.dataFolder, occasion: .monthEnd,
      version: circumstances.version, coverage: Coverage(cases), verdict: verdict,
      issues: issues)

    progress.begin(.reporting, issues.count)
    var manifest = Manifest(
      circumstances: circumstances, started: started, declarations: project.files, report: report)
    try output.publish(report, language: plan.language, manifest: &manifest)
    if let ledgerFile {
      let ran = verdict.rules.filter { $0.notRun == nil }.map(\.facts.id)
      try ledgerFile.append(
        ledger.entries(for: verdict.findings, rulesRun: Set(ran), period: plan.period))
    }
    return RunOutcome(report: report, dataset: dataset, dataFolder: plan.dataFolder)
  }
}
