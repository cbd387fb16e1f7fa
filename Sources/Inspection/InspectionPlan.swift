import Diagnostics
package import Values

/// Everything a run is told: nothing else decides what comes out.
package struct InspectionPlan: Sendable {
  package var rulesFolder: String
  package var dataFolder: String
  package var period: Period
  /// Where issues are followed over time; nil to look at this run alone.
  package var ledgerFolder: String?
  package var outFolder: String
  /// The day as of which the run judges: by default the last of the period.
  package var asOf: CivilDate
  package var language: Language
  package var threads: Int
  /// The ids of the rules to run; nil for all.
  package var only: [String]?

  package init(
    rulesFolder: String, dataFolder: String, period: Period, ledgerFolder: String? = nil,
    outFolder: String, asOf: CivilDate? = nil, language: Language = .zhHans, threads: Int,
    only: [String]? = nil
  ) {
    self.rulesFolder = rulesFolder
    self.dataFolder = dataFolder
    self.period = period
    self.ledgerFolder = ledgerFolder
    self.outFolder = outFolder
    self.asOf = asOf ?? period.last
    self.language = language
    self.threads = threads
    self.only = only
  }
}

/// What the program puts into the manifest and the outputs do not depend on.
package struct RunCircumstances: Sendable {
  package var version: String
  package var arguments: [String]
  package var host: String
  /// The time as ISO 8601 text, asked for when the run starts and ends.
  package var now: @Sendable () -> String

  package init(
    version: String, arguments: [String], host: String, now: @escaping @Sendable () -> String
  ) {
    self.version = version
    self.arguments = arguments
    self.host = host
    self.now = now
  }
}
