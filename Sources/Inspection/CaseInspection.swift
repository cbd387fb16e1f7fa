package import Diagnostics
import Entities
package import Findings
import Intake
import Relations
import Rules
package import Values

/// One case of a month with all its documents and findings: the exports are read, joined and judged as a run does
/// it, and nothing is written.
package struct CaseInspection: Sendable {
  package var caseKey: String
  package var rulesFolder: String
  package var dataFolder: String
  package var period: Period
  package var asOf: CivilDate
  package var threads: Int
  /// By what data on persons is masked; nil to show it.
  package var mask: MaskKey?

  package init(
    caseKey: String, rulesFolder: String, dataFolder: String, period: Period,
    asOf: CivilDate? = nil, threads: Int, mask: MaskKey? = nil
  ) {
    self.caseKey = caseKey
    self.rulesFolder = rulesFolder
    self.dataFolder = dataFolder
    self.period = period
    self.asOf = asOf ?? period.last
    self.threads = threads
    self.mask = mask
  }

  /// - Throws: when the rules or the exports cannot be read, or no case bears the key.
  package func caseFile() throws(Refusal) -> CaseFile {
    let project = try Project(folder: rulesFolder, threads: threads)
    let source = try project.cases(
      in: dataFolder, period: period, asOf: asOf, threads: threads, mask: mask)
    let verdict = Verdict(of: project.rules, on: source, asOf: asOf, threads: threads)
    guard let file = CaseFile(caseKey, in: source, findings: verdict.findings) else {
      throw Refusal(
        Diagnostic(
          "unknown-case", "no order of these exports is called '\(caseKey)'",
          help: "give its number as the export writes it, and the month's folder with --data"))
    }
    return mask.map { $0.keys(of: project).masked(file) } ?? file
  }
}
