package import Diagnostics
import Findings
import Intake
import Ledger
package import Reports
package import Values

/// What a run came to.
package struct RunOutcome: Sendable {
  package var report: MonthlyReport
  /// What is to be told of the exports: files that could not be read whole, records, values.
  package var diagnostics: [Diagnostic]
  /// Whether some export could not be read to its end, or lacks a field that was declared.
  package var isIncomplete: Bool
  package var rejectedRecords: Int

  init(report: MonthlyReport, dataset: Dataset, dataFolder: String) {
    self.report = report
    isIncomplete = dataset.isIncomplete
    rejectedRecords = dataset.unreadables.filter { $0.extent == .record }.count
    diagnostics = dataset.unreadables.map { $0.diagnostic(in: dataset, folder: dataFolder) }
  }

  /// 2 when something could not be read whole, else 1 when there are findings at or above a severity
  /// or records that could not be read, else 0.
  package func exitCode(failOn severity: Severity) -> Int32 {
    if isIncomplete { return 2 }
    let hasFinding = report.issues.contains { $0.rule.severity >= severity }
    return hasFinding || rejectedRecords > 0 ? 1 : 0
  }
}

extension Unreadable {
  fileprivate func diagnostic(in dataset: Dataset, folder: String) -> Diagnostic {
    let name = dataset.exports[position.export].file
    let path = folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    let place = Place(file: path, line: position.line > 0 ? position.line : nil)
    let result: Diagnostic.Severity = extent == .file ? .error : .warning
    return Diagnostic(
      code, severity: result, at: place, message,
      help: help ?? (extent == .record ? "the record is in rejects.csv; the rest was read" : nil))
  }
}
