import Diagnostics
package import Reports
package import Values

/// Everything a run is told: nothing else decides what comes out.
package struct InspectionPlan: Sendable {
  package var rulesFolder: String
  package var dataFolder: String
  /// What the report calls the data folder.
  package var scope: String
  package var period: Period
  /// Where issues are followed over time; nil to look at this run alone.
  package var ledgerFolder: String?
  package var outFolder: String
  /// The day as of which the run judges: by default the last of the period.
  package var asOf: CivilDate
  package var language: Language
  /// The formats in which results are written besides those of every run.
  package var also: Set<SideFormat>
  package var threads: Int
  /// The ids of the rules to run; nil for all.
  package var only: [String]?
  /// A file for the metrics besides that in the results, such as one in a node exporter's folder.
  package var metricsFile: String?
  /// By what data on persons is masked in all that comes out; nil to show it.
  package var mask: MaskKey?
  /// How much memory the data may take; nil for as much as they need.
  package var memory: MemoryBound?

  package init(
    rulesFolder: String, dataFolder: String, scope: String? = nil, period: Period,
    ledgerFolder: String? = nil, outFolder: String, asOf: CivilDate? = nil,
    language: Language = .zhHans, also: Set<SideFormat> = [], threads: Int,
    only: [String]? = nil, metricsFile: String? = nil, mask: MaskKey? = nil,
    memory: MemoryBound? = nil
  ) {
    self.rulesFolder = rulesFolder
    self.dataFolder = dataFolder
    self.scope = scope ?? dataFolder
    self.period = period
    self.ledgerFolder = ledgerFolder
    self.outFolder = outFolder
    self.asOf = asOf ?? period.last
    self.language = language
    self.also = also
    self.threads = threads
    self.only = only
    self.metricsFile = metricsFile
    self.mask = mask
    self.memory = memory
  }
}

/// What the program puts into manifest and metrics, and the other results do not depend on.
package struct RunCircumstances: Sendable {
  package var version: String
  package var arguments: [String]
  package var host: String
  /// The time as ISO 8601 text, asked for when the run starts and ends.
  package var now: @Sendable () -> String
  /// The same in seconds since 1970.
  package var unixTime: @Sendable () -> Int64
  package var meters: RunMeters

  package init(
    version: String, arguments: [String], host: String, now: @escaping @Sendable () -> String,
    unixTime: @escaping @Sendable () -> Int64, meters: RunMeters
  ) {
    self.version = version
    self.arguments = arguments
    self.host = host
    self.now = now
    self.unixTime = unixTime
    self.meters = meters
  }
}

/// What a run is measured by.
package struct RunMeters: Sendable {
  /// A clock that only goes forward.
  package var uptime: @Sendable () -> Duration
  /// What all threads of the process have spent so far.
  package var processorTime: @Sendable () -> Duration
  /// The most memory that the process has held so far, in bytes; nil where the system does not tell.
  package var peakMemory: @Sendable () -> Int?

  package init(
    uptime: @escaping @Sendable () -> Duration,
    processorTime: @escaping @Sendable () -> Duration,
    peakMemory: @escaping @Sendable () -> Int?
  ) {
    self.uptime = uptime
    self.processorTime = processorTime
    self.peakMemory = peakMemory
  }
}
