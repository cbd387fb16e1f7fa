package import Diagnostics
package import Entities
import Findings
import Formats
package import Intake
import Ledger
import Relations
package import Reports
import Rules
import Tables
package import Values

/// Internal audit's spot check: some files, recognised by themselves, every rule that can run, run.
package struct SpotCheck: Sendable {
  package var files: [String]
  /// The folder into which the files were moved since they were named; nil where they lie as named.
  package var folder: String?
  package var rulesFolder: String
  /// The entity of the files' main records, where the caller knows it.
  package var entity: String?
  /// Where the same results as those of a run go; nil for none.
  package var outFolder: String?
  package var language: Language
  /// The formats in which results are written besides those of every run.
  package var also: Set<SideFormat>
  package var threads: Int
  package var circumstances: RunCircumstances
  /// By what data on persons is masked in all that comes out; nil to show it.
  package var mask: MaskKey?

  package init(
    files: [String], rulesFolder: String, entity: String? = nil, outFolder: String?,
    language: Language, also: Set<SideFormat> = [], threads: Int,
    circumstances: RunCircumstances, mask: MaskKey? = nil
  ) {
    // A file named twice is still one export: its records must not meet themselves as duplicates.
    var seen: Set<String> = []
    self.files = files.filter { seen.insert(canonicalPath($0)).inserted }
    self.rulesFolder = rulesFolder
    self.entity = entity
    self.outFolder = outFolder
    self.language = language
    self.also = also
    self.threads = threads
    self.circumstances = circumstances
    self.mask = mask
  }

  /// What became of one file.
  package struct RecognisedFile: Sendable {
    package var file: String
    package var recognition: Recognition?
    /// Why it is not read, or nil when it is.
    package var fault: Diagnostic?
  }

  package struct Outcome: Sendable {
    package var files: [RecognisedFile]
    /// What the files were judged by.
    package var project: Project
    /// The exports as they were read.
    package var exports: [Export]
    package var run: RunOutcome

    package var model: Model { project.model }
  }

  /// Recognises, reads, joins and judges.
  ///
  /// - Throws: when the rules cannot be read or the results not be written.
  package func run() throws(Refusal) -> Outcome {
    let started = circumstances.now()
    let stopwatch = Stopwatch(circumstances.meters)
    let progress = stopwatch.timing(.silent)
    progress.begin(.loading, 1)
    let (project, reading) = try Project.reading(folder: rulesFolder, threads: threads) {
      declarations -> Result<Reading, Refusal> in
      progress.begin(.reading, self.files.count)
      do throws(Refusal) {
        return .success(try self.read(declarations))
      } catch {
        return .failure(error)
      }
    }
    let files = try reading.get()
    var output: OutputFolder? = nil
    if let outFolder { output = try OutputFolder(path: outFolder) }
    var outcome = composition(of: files, project, progress)
    let report = outcome.run.report
    if let output {
      progress.begin(.reporting, report.issues.count)
      let manifest = Manifest(
        circumstances: circumstances, started: started, settings: RunSettings(self),
        declarations: project.files, report: report)
      try output.add(
        outputs(of: report, language: language, also: also), of: IssueBatches(of: report),
        threads: threads)
      let metrics = OutputFile(metricsOf: report, circumstances, stopwatch)
      progress.begin(.publishing, 1)
      try output.publish([metrics], with: manifest)
    }
    outcome.run.measurements = stopwatch.measurements
    return outcome
  }

  /// The files as they were read, before any rule looks at them.
  struct Reading: Sendable {
    var files: [RecognisedFile]
    var dataset: Dataset
  }

  /// Recognises and reads the files.
  ///
  /// - Throws: when the model has no entity as the caller names it.
  func read(_ declarations: ExportDeclarations) throws(Refusal) -> Reading {
    let entity = try declarations.entity(named: entity)
    let recognised = recognise(by: declarations, as: entity)
    let exports = recognised.compactMap { file in
      file.recognition?.source.map {
        ExportFile(path: path(of: file.file), name: file.file, source: $0)
      }
    }
    var dataset = Dataset.reading(exports, model: declarations.model, threads: threads)
    if let mask { dataset.mask(by: mask.pseudonyms) }
    return Reading(files: recognised, dataset: dataset)
  }

  /// Joins and judges the files.
  func composition(of reading: Reading, _ project: Project, _ progress: Progress) -> Outcome {
    let dataset = reading.dataset
    progress.begin(.relating, project.model.relations.count)
    let cases = Cases(
      dataset, needing: project.rules.relations(of: project.model), threads: threads)
    progress.begin(.judging, project.rules.rules.count)
    let period = dataset.latestPeriod
    let source = CaseSource(
      cases, calendar: project.rules.calendar, period: period, pseudonyms: mask?.pseudonyms)
    let verdict = Verdict(of: project.rules, on: source, asOf: period.last, threads: threads)
    let posting = IssueLedger().posting(
      verdict.findings,
      of: PostedRun(
        period: period, asOf: period.last, rules: verdict.rules.map(\.facts),
        rulesThatSawAll: [],
        due: { project.rules.calendar.adding(workingDays: $0, to: period.last) }),
      isRemembered: false,
      judged: { _ in [] })
    progress.begin(.composing, verdict.findings.count)
    let shown = ShownResults(verdict, posting, of: project, mask).composed(threads: threads)
    let report = MonthlyReport(
      period: period, asOf: period.last, scope: files.joined(separator: " "),
      occasion: .spotCheck, version: circumstances.version, coverage: Coverage(cases),
      verdict: shown.verdict, issues: shown.issues, majorAmount: project.rules.majorAmount,
      isMasked: mask != nil,
      sideBySide: { SideBySide.all(of: $0, project.rules, in: source) })
    return Outcome(
      files: reading.files, project: project, exports: dataset.exports,
      run: RunOutcome(report: report, dataset: dataset, dataFolder: ""))
  }

  /// Where a file lies now.
  private func path(of file: String) -> String {
    folder.map { "\($0)/\(file.split(separator: "/").last ?? "")" } ?? file
  }

  private func recognise(
    by declarations: ExportDeclarations, as entity: Int?
  ) -> [RecognisedFile] {
    let recogniser = Recogniser(
      sources: declarations.sources, model: declarations.model, aliases: declarations.aliases)
    return files.map { recognise($0, by: recogniser, as: entity, declarations.model) }
  }

  private func recognise(
    _ file: String, by recogniser: Recogniser, as entity: Int?, _ model: Model
  ) -> RecognisedFile {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    do throws(FormatError) {
      let found = try recogniser.recognise(path: path(of: file), name: name, entity: entity)
      let isRead = found.source != nil
      return RecognisedFile(
        file: file, recognition: found,
        fault: isRead ? nil : .notRecognised(file, found, model))
    } catch {
      return RecognisedFile(file: file, recognition: nil, fault: error.diagnostic(file: file))
    }
  }
}

extension Diagnostic {
  /// The columns of a file say too little, or as much for one entity as for another.
  static func notRecognised(_ file: String, _ found: Recognition, _ model: Model) -> Diagnostic {
    let candidates = found.streams.first?.candidates ?? []
    let names = candidates.map { "'\(model.entities[$0.entity].name)' (\($0.confidence) %)" }
    return Diagnostic(
      "not-recognised", at: Place(file: file),
      names.isEmpty
        ? "the columns of this file are not those of any kind of export that is known"
        : "the columns of this file could be those of \(names.joined(separator: " or "))",
      help: names.isEmpty
        ? "'paicha inspect' shows its columns; declare a source for it in the rules folder"
        : "say which with --entity, such as --entity '\(model.entities[candidates[0].entity].name)'"
    )
  }
}
