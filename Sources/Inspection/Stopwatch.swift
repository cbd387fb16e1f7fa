import Synchronization

/// How long each stage of a run takes, told by the run's progress.
final class Stopwatch: Sendable {
  private let uptime: @Sendable () -> Duration
  private let begins = Mutex<[(stage: Progress.Stage, at: Duration)]>([])

  /// - Parameter uptime: A clock that only goes forward.
  init(uptime: @escaping @Sendable () -> Duration) {
    self.uptime = uptime
  }

  /// Passes on what is told to `progress`, and remembers when each stage began.
  func timing(_ progress: Progress) -> Progress {
    Progress { stage, count in
      self.begins.withLock { $0.append((stage, self.uptime())) }
      progress.begin(stage, count)
    }
  }

  /// Every stage that began, the last of them up to now.
  var stages: [(name: String, duration: Duration)] {
    let begins = begins.withLock { $0 }
    let ends = begins.dropFirst().map(\.at) + [uptime()]
    return zip(begins, ends).map { ("\($0.stage)", $1 - $0.at) }
  }
}
