/// What a run took, by clocks that the report knows nothing of.
package struct RunMeasurements: Sendable {
  package var stages: [StageTime]
  /// The most memory that the process has held, in bytes; nil where the system does not tell.
  package var peakMemory: Int?

  package init(stages: [StageTime], peakMemory: Int?) {
    self.stages = stages
    self.peakMemory = peakMemory
  }
}

/// How long one stage took, and how much processor time all threads spent in it.
package struct StageTime: Sendable {
  package var name: String
  package var duration: Duration
  package var processorTime: Duration

  package init(name: String, duration: Duration, processorTime: Duration) {
    self.name = name
    self.duration = duration
    self.processorTime = processorTime
  }
}
