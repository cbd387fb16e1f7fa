package import Diagnostics
import Entities
import Findings
import Intake
import Ledger
import Relations
import Reports
import Rules
import Tables
import Values

/// One month's inspection: exports go in, the report and the issue records come out.
///
/// The body of ``composition(of:_:_:_:)`` is the whole data path. Each line takes what the line above made,
/// so one order can be followed from its row in an export to its row in the report on this screen.
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
    let stopwatch = Stopwatch(circumstances.meters)
    let progress = stopwatch.timing(progress)
    progress.begin(.loading, 1)
    let project = try Project(folder: plan.rulesFolder, threads: plan.threads).limited(
      to: plan.only)
    let files = try plan.exports(of: project)
    let metricsFile = try plan.openMetricsFile()
    let output = try OutputFolder(path: plan.outFolder)
    let ledgerFile = try plan.openLedger()

    let composed = try composition(of: files, project, ledgerFile?.ledger, progress)
    defer { composed.spill?.remove() }
    let report = composed.report
    progress.begin(.reporting, report.issues.count)
    let remembered = ledgerFile?.piece(of: composed.entries)
    let manifest = Manifest(
      circumstances: circumstances, started: started, settings: RunSettings(plan),
      declarations: project.files, report: report,
      ledger: remembered.map { LedgerSpan(before: $0.before, after: $0.after) })
    try output.add(
      outputs(of: report, language: plan.language, also: plan.also),
      of: IssueBatches(of: report), threads: plan.threads)
    if let fault = composed.spill?.fault { throw Refusal(fault) }
    let metrics = OutputFile(metricsOf: report, circumstances, stopwatch)
    progress.begin(.publishing, 1)
    try output.publish([metrics], with: manifest)
    if let remembered { try ledgerFile?.append(remembered) }
    try metricsFile?.write(metrics)
    var outcome = RunOutcome(
      report: report, dataset: composed.dataset, dataFolder: plan.dataFolder)
    outcome.measurements = stopwatch.measurements
    return outcome
  }

  /// What a run comes to before anything is written.
  struct Composition {
    var dataset: Dataset
    var report: MonthlyReport
    /// What the ledger is to remember.
    var entries: [LedgerEntry]
    /// Where records and details of findings lie that are not in memory, for as long as anything is written of them.
    var spill: SpillFolder?
  }

  /// Reads, joins and judges the exports.
  ///
  /// - Parameter ledger: what earlier runs remember; nil to look at this one alone.
  func composition(
    of files: FileMatching, _ project: Project, _ ledger: IssueLedger?, _ progress: Progress
  ) throws(Refusal) -> Composition {
    let reading = MonthReading(files: files, project: project, plan: plan, progress: progress)
    do throws(SpillFault) {
      return try composition(of: try reading.month(), project, ledger, progress)
    } catch {
      throw Refusal(error)
    }
  }

  private func composition(
    of month: ReadMonth, _ project: Project, _ ledger: IssueLedger?, _ progress: Progress
  ) throws(SpillFault) -> Composition {
    let cases = month.cases
    progress.begin(.judging, project.rules.rules.count)
    let verdict = try Verdict(
      of: project.rules, on: cases, asOf: plan.asOf,
      storing: month.spill.map { DetailStore($0, of: project.model) }, threads: plan.threads)
    let disk = DiskQuestions()
    let posting = (ledger ?? IssueLedger()).posting(
      verdict.findings,
      of: PostedRun(
        period: plan.period, asOf: plan.asOf, rules: verdict.rules.map(\.facts),
        rulesThatSawAll: verdict.rulesThatSawAll(of: project.rules, in: cases.outline),
        figures: RunFigures(verdict),
        due: { project.rules.calendar.adding(workingDays: $0, to: plan.asOf) }),
      isRemembered: ledger != nil, threads: plan.threads,
      judged: { issues in
        disk.answer(otherwise: []) { () throws(SpillFault) in
          try verdict.judgedAgain(issues, project.rules, in: cases)
        }
      })
    progress.begin(.composing, verdict.findings.count)
    let shown = ShownResults(verdict, posting, of: project, plan.mask).composed(
      threads: plan.threads)
    let report = MonthlyReport(
      period: plan.period, asOf: plan.asOf, scope: plan.scope, occasion: .monthEnd,
      version: circumstances.version, coverage: month.coverage, verdict: shown.verdict,
      issues: shown.issues, followUp: ledger == nil ? nil : shown.followUp,
      majorAmount: project.rules.majorAmount, isMasked: plan.mask != nil,
      threads: plan.threads,
      sideBySide: { findings in
        disk.answer(otherwise: []) { () throws(SpillFault) in
          try SideBySide.all(of: findings, project.rules, in: cases)
        }
      })
    if let fault = disk.fault { throw fault }
    return Composition(
      dataset: month.dataset, report: report, entries: posting.entries, spill: month.spill)
  }
}

extension OutputFile {
  /// The figures of a run that ends now, as one of its results.
  init(metricsOf report: MonthlyReport, _ circumstances: RunCircumstances, _ stopwatch: Stopwatch) {
    let times = RunTimes(ended: circumstances.unixTime(), stopwatch.measurements)
    self.init(name: MetricsText.fileName) { buffer in
      MetricsText(report, times).write(to: &buffer)
    }
  }
}

extension InspectionPlan {
  /// The exports in the data folder. What the run itself reads or writes there is none of them.
  func exports(of project: Project) throws(Refusal) -> FileMatching {
    var files = try FileMatching(folder: dataFolder, sources: project.sources)
    let own = [rulesFolder, outFolder] + [ledgerFolder, mask?.file].compactMap { $0 }
    files.unrecognisedFiles.removeAll { name in
      own.contains { isPath($0, within: "\(dataFolder)/\(name)") }
    }
    return files
  }

  /// - Throws: when it cannot be opened, or lies where the results of every run replace it.
  fileprivate func openLedger() throws(Refusal) -> LedgerFile? {
    guard let ledgerFolder else { return nil }
    try refuseInResults(
      ledgerFolder, "--ledger", help: "give the ledger a folder of its own, such as ledger")
    return try LedgerFile(folder: ledgerFolder)
  }

  /// - Throws: when it could not be written, or lies where the results of every run replace it.
  fileprivate func openMetricsFile() throws(Refusal) -> MetricsFile? {
    guard let metricsFile else { return nil }
    try refuseInResults(
      metricsFile, "--metrics", help: "the results hold \(MetricsText.fileName) without it")
    return try MetricsFile(path: metricsFile)
  }

  private func refuseInResults(
    _ path: String, _ option: String, help: String
  ) throws(Refusal) {
    guard isPath(path, within: outFolder) else { return }
    throw Refusal(
      Diagnostic(
        "bad-value", at: Place(file: path),
        "\(option) lies in the folder of the results, which every run replaces", help: help))
  }
}

extension Verdict {
  /// The issues whose rule ran again on what it looked at when it found them.
  fileprivate func judgedAgain(
    _ issues: [PastIssue], _ set: RuleSet, in cases: PartedCases
  ) throws(SpillFault) -> Set<String> {
    let sawAll = rulesThatSawAll(of: set, in: cases.outline)
    let numbers = Dictionary(
      uniqueKeysWithValues: set.rules.enumerated().map { ($0.element.id, $0.offset) })
    let past = issues.compactMap { issue -> PastFinding? in
      let facts = issue.facts
      guard sawAll.contains(facts.ruleID) else { return nil }
      return PastFinding(
        id: issue.id, rule: numbers[facts.ruleID]!,
        subject: DocumentName(entity: facts.entity, key: facts.key), documents: facts.documents,
        period: issue.lastSeen)
    }
    return try Reexamination.settled(past, of: set.rules, in: cases)
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
