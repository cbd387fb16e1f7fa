import Entities
import Findings
import Intake
import Relations
import Rules
import Tables
import Values

/// A month's exports, read and joined.
struct ReadMonth {
  /// What is told of the exports.
  var dataset: Dataset
  var cases: PartedCases
  var coverage: Coverage
}

extension ReadMonth {
  /// Joins a month that is in memory.
  init(_ dataset: Dataset, _ project: Project, _ plan: InspectionPlan) {
    let cases = Cases(
      dataset, needing: project.rules.relations(of: project.model), threads: plan.threads)
    self.init(
      dataset: dataset,
      cases: PartedCases(
        CaseSource(
          cases, calendar: project.rules.calendar, period: plan.period,
          pseudonyms: plan.mask?.pseudonyms)), coverage: Coverage(cases))
  }
}
