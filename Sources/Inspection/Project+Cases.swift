import Diagnostics
import Intake
import Relations
import Rules
import Values

extension Project {
  /// Reads and joins a period's exports as a run does it, for a question that writes no results.
  ///
  /// - Throws: when the folder cannot be read.
  func cases(
    in dataFolder: String, period: Period, asOf: CivilDate, threads: Int, mask: MaskKey?
  ) throws(Refusal) -> CaseSource {
    let files = try FileMatching(folder: dataFolder, sources: sources)
    let terms = DeliveryTerms(period: period, asOf: asOf, calendar: rules.calendar)
    let dataset = Dataset.reading(files, model: model, terms: terms, threads: threads)
    return CaseSource(
      Cases(dataset, threads: threads), calendar: rules.calendar, period: period,
      pseudonyms: mask?.pseudonyms)
  }
}
