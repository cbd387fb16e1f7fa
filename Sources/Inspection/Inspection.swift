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
    let files = try plan.exports(of: project)
    let output = try OutputFolder(path: plan.outFolder)
    let ledgerFile = try plan.openLedger()

    progress.begin(.reading, files.exports.count)
    let terms = DeliveryTerms(
      period: plan.period, asOf: plan.asOf, calendar: project.rules.calendar)
    let dataset = Dataset.reading(
      files, model: project.model, terms: terms, threads: plan.threads)
    progress.begin(.relating, project.model.relations.count)
    let cases = Cases(dataset, threads: plan.threads)
    progress.begin(.judging, project.rules.rules.count)
    let source = CaseSource(
      cases, calendar: project.rules.calendar, period: plan.period)
    let verdict = Verdict(
      of: project.rules, on: source, asOf: plan.asOf, threads: plan.threads)
    let ledger = ledgerFile?.ledger ?? IssueLedger()
    let posting = ledger.posting(
      verdict.findings,
      of: PostedRun(
        period: plan.period, asOf: plan.asOf, rules: verdict.rules.map(\.facts),
        rulesThatSawAll: verdict.rulesThatSawAll(of: project.rules, in: source),
        figures: RunFigures(verdict),
        due: { project.rules.calendar.adding(workingDays: $0, to: plan.asOf) }),
      judged: { verdict.judgedAgain($0, project.rules, in: source) })
    let report = MonthlyReport(
      period: plan.period, asOf: plan.asOf, scope: plan.dataFolder, occasion: .monthEnd,
      version: circumstances.version, coverage: Coverage(cases), verdict: verdict,
      issues: posting.issues,
      followUp: ledgerFile == nil ? nil : posting.followUp,
      majorAmount: project.rules.majorAmount)

    progress.begin(.reporting, posting.issues.count)
    let manifest = Manifest(
      circumstances: circumstances, started: started, declarations: project.files, report: report)
    try output.publish(outputs(of: report, language: plan.language), with: manifest)
    try ledgerFile?.append(posting.entries)
    return RunOutcome(report: report, dataset: dataset, dataFolder: plan.dataFolder)
  }
}

extension InspectionPlan {
  /// The exports in the data folder. What the run itself reads or writes there is none of them.
  fileprivate func exports(of project: Project) throws(Refusal) -> FileMatching {
    var files = try FileMatching(folder: dataFolder, sources: project.sources)
    let own = [rulesFolder, outFolder] + (ledgerFolder.map { [$0] } ?? [])
    files.unrecognisedFiles.removeAll { name in
      own.contains { isPath($0, within: "\(dataFolder)/\(name)") }
    }
    return files
  }

  /// - Throws: when it cannot be opened, or lies where the results of every run replace it.
  fileprivate func openLedger() throws(Refusal) -> LedgerFile? {
    guard let ledgerFolder else { return nil }
    if isPath(ledgerFolder, within: outFolder) {
      throw Refusal(
        Diagnostic(
          "bad-value", at: Place(file: ledgerFolder),
          "--ledger lies in the folder of the results, which every run replaces",
          help: "give the ledger a folder of its own, such as ledger"))
    }
    return try LedgerFile(folder: ledgerFolder)
  }
}

extension Verdict {
  /// The issues whose rule ran again on what it looked at when it found them.
  fileprivate func judgedAgain(
    _ issues: [PastIssue], _ set: RuleSet, in source: CaseSource
  ) -> Set<String> {
    let sawAll = rulesThatSawAll(of: set, in: source)
    let rules = Dictionary(uniqueKeysWithValues: set.rules.map { ($0.id, $0) })
    let candidates = issues.filter { sawAll.contains($0.facts.ruleID) }
    let reexamination = Reexamination(of: Set(candidates.flatMap(\.facts.documents)), in: source)
    let settled = candidates.filter { issue in
      let subject = DocumentName(entity: issue.facts.entity, key: issue.facts.key)
      return reexamination.covers(
        subject, issue.facts.documents, by: rules[issue.facts.ruleID]!, for: issue.lastSeen)
    }
    return Set(settled.map(\.id))
  }

  /// The rules whose silence means that an issue is gone: those that ran, and of whose documents every
  /// record was read. A record that could not be read, or stood behind the end of a truncated export,
  /// was not looked for.
  fileprivate func rulesThatSawAll(of set: RuleSet, in source: CaseSource) -> Set<String> {
    let dataset = source.cases.dataset
    let unread = Set(
      dataset.unreadables.filter { $0.extent != .value }
        .flatMap { dataset.exports[$0.position.export].source.streams.map(\.entity) })
    let ran = zip(rules, set.rules).filter { verdict, rule in
      verdict.notRun == nil && source.entities(of: rule).isDisjoint(with: unread)
    }
    return Set(ran.map(\.0.facts.id))
  }
}
