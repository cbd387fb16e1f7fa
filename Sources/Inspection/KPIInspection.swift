package import Diagnostics
import Entities
package import Findings
import Intake
import Relations
import Rules
package import Values

/// One KPI of a month, subject by subject: the exports are read, joined and judged as a run does it, and nothing
/// is written.
package struct KPIInspection: Sendable {
  package var kpiID: String
  package var rulesFolder: String
  package var dataFolder: String
  package var period: Period
  package var asOf: CivilDate
  package var threads: Int
  /// By what data on persons is masked; nil to show it.
  package var mask: MaskKey?

  package init(
    kpiID: String, rulesFolder: String, dataFolder: String, period: Period, asOf: CivilDate? = nil,
    threads: Int, mask: MaskKey? = nil
  ) {
    self.kpiID = kpiID
    self.rulesFolder = rulesFolder
    self.dataFolder = dataFolder
    self.period = period
    self.asOf = asOf ?? period.last
    self.threads = threads
    self.mask = mask
  }

  /// - Throws: when the rules or the exports cannot be read, there is no such KPI, or it cannot be computed.
  package func listing() throws(Refusal) -> KPIListing {
    let project = try Project(folder: rulesFolder, threads: threads)
    let kpis = project.rules.kpis
    guard let kpi = kpis.first(where: { $0.id == kpiID }) else {
      throw Refusal(
        Diagnostic(
          "unknown-kpi", "there is no KPI '\(kpiID)'",
          help: Suggestion.help(for: kpiID, among: kpis.map(\.id))
            ?? "the KPIs are \(kpis.map(\.id).joined(separator: ", "))"))
    }
    let source = try project.cases(
      in: dataFolder, period: period, asOf: asOf, threads: threads, mask: mask)
    let listing = KPIListing(of: kpi, in: project.rules, on: source, threads: threads)
    guard let reason = listing.result.notRun else {
      return mask.map { $0.keys(of: project).masked(listing) } ?? listing
    }
    throw Refusal(
      Diagnostic(
        "kpi-not-computed", "'\(kpiID)' cannot be computed: \(reason[.en])",
        help: "the report says the same; bring what is missing into the folder of the exports"))
  }
}
