package import Diagnostics
import Entities
import Findings
import Intake
import Ledger
package import Reports
package import Values

/// What a run came to.
package struct RunOutcome: Sendable {
  package var report: MonthlyReport
  /// What is to be told of the exports: files that are missing or could not be read whole, totals that
  /// differ, records, values.
  package var diagnostics: [Diagnostic]
  /// How long its stages took, up to the last.
  package var measurements = RunMeasurements(stages: [], peakMemory: nil)
  /// Whether some export could not be read to its end, or lacks a field that was declared.
  private var isIncomplete: Bool
  /// Nobody asks for it. Taking apart the tables of a large month costs a tenth of a second, and the end of the program
  /// costs nothing.
  private let dataset: Dataset

  init(report: MonthlyReport, dataset: Dataset, dataFolder: String) {
    self.report = report
    self.dataset = dataset
    isIncomplete = dataset.isIncomplete
    diagnostics =
      dataset.missingSources.filter { !$0.isOptional }.map { .missingExport($0, in: dataFolder) }
      + dataset.exports.flatMap { export in
        export.controlTotals.filter { $0.stated != $0.computed }
          .map { .totalDiffers($0, of: export, in: dataset, folder: dataFolder) }
      } + dataset.unreadables.map { $0.diagnostic(in: dataset, folder: dataFolder) }
  }

  /// 2 when something could not be read whole or no rule could run, else 1 when there are findings at or
  /// above a severity that are not waived, or anything is to be told of the exports, else 0.
  package func exitCode(failOn severity: Severity) -> Int32 {
    if isIncomplete || report.rulesRun == 0 { return 2 }
    let hasFinding = report.issues.contains {
      $0.rule.severity >= severity && $0.finding.waiver == nil
    }
    return hasFinding || !diagnostics.isEmpty ? 1 : 0
  }
}

extension Unreadable {
  fileprivate func diagnostic(in dataset: Dataset, folder: String) -> Diagnostic {
    let path = path(of: dataset.fileName(of: position), in: folder)
    return Diagnostic(
      code, severity: extent == .file ? .error : .warning,
      at: Place(file: path, line: position.line > 0 ? position.line : nil), message,
      help: help ?? advice)
  }

  /// What to do where the fault itself does not say.
  private var advice: String {
    switch extent {
    case .value: "correct it in the export; until then rules that need it are undetermined"
    case .record: "the record is in rejects.csv and the rest was read; correct it in the export"
    case .file: "what comes before it was read; have the export made again"
    }
  }
}

extension Diagnostic {
  fileprivate static func missingExport(_ source: Source, in folder: String) -> Diagnostic {
    Diagnostic(
      "missing-export", severity: .warning, at: Place(file: folder),
      "no file here is an export of '\(source.id)' (\(source.patternText))",
      help: "add the file, or mark the source with \"optional\": true in \(source.place.file)")
  }

  fileprivate static func totalDiffers(
    _ total: StatedTotal, of export: Export, in dataset: Dataset, folder: String
  ) -> Diagnostic {
    let entity = dataset.model.entities[export.source.streams[0].entity]
    let path = path(of: total.file, in: folder)
    return Diagnostic(
      "control-total-differs", severity: .warning, at: Place(file: path, line: total.line),
      "'\(entity.fields[total.field].name)' is stated to be \(total.stated) in all, the records of "
        + "\(export.file) add up to \(total.computed)",
      help: "records are missing from the export or were changed after it was made; export it again"
    )
  }
}

/// An export's path as a person would type it.
private func path(of file: String, in folder: String) -> String {
  folder.isEmpty ? file : folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)"
}
