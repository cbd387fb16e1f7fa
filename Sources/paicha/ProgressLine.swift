import Inspection
import Synchronization

/// One line on the terminal that says what is being done, once a run takes longer than a second.
enum ProgressLine {
  private static let started = ContinuousClock.now
  private static let isShown = Atomic<Bool>(false)

  /// Tells a person who watches; silent when standard error is not a terminal.
  static var progress: Progress {
    guard Terminal.isWatched else { return .silent }
    let start = started
    return Progress { stage, count in
      guard ContinuousClock.now - start > .seconds(1) else { return }
      isShown.store(true, ordering: .relaxed)
      Terminal.show("\r\u{1B}[K\(stage.rawValue) (\(count)) …")
    }
  }

  /// Takes the line away.
  static func clear() {
    if isShown.load(ordering: .relaxed) { Terminal.show("\r\u{1B}[K") }
  }
}
