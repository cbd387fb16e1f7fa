import Reports
import Synchronization

/// How long each stage of a run takes, told by the run's progress.
final class Stopwatch: Sendable {
  private let meters: RunMeters
  private let begins = Mutex<[(stage: Progress.Stage, at: Reading)]>([])

  /// Both clocks at one moment.
  private struct Reading {
    var uptime: Duration
    var processorTime: Duration
  }

  init(_ meters: RunMeters) {
    self.meters = meters
  }

  /// Passes on what is told to `progress`, and remembers when each stage began.
  func timing(_ progress: Progress) -> Progress {
    Progress { stage, count in
      self.begins.withLock { $0.append((stage, self.reading)) }
      progress.begin(stage, count)
    }
  }

  private var reading: Reading {
    Reading(uptime: meters.uptime(), processorTime: meters.processorTime())
  }

  /// Every stage that began, the last of them up to now.
  var stages: [StageTime] {
    let begins = begins.withLock { $0 }
    let ends = begins.dropFirst().map(\.at) + [reading]
    return zip(begins, ends).map { begin, end in
      StageTime(
        name: "\(begin.stage)", duration: end.uptime - begin.at.uptime,
        processorTime: end.processorTime - begin.at.processorTime)
    }
  }

  /// The same with what the process has held at most.
  var measurements: RunMeasurements {
    RunMeasurements(stages: stages, peakMemory: meters.peakMemory())
  }
}
