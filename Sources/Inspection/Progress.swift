import Diagnostics

/// What a run tells while it works, for a person who waits.
package struct Progress: Sendable {
  package enum Stage: String, Sendable {
    case loading = "reading rules"
    case reading = "reading exports"
    case relating = "joining documents"
    case judging = "judging rules"
    case composing = "composing the report"
    case reporting = "writing results"
    case publishing = "publishing results"
  }

  /// Called when a stage begins, with the number of things it will work on.
  package var begin: @Sendable (Stage, Int) -> Void

  package init(begin: @escaping @Sendable (Stage, Int) -> Void) {
    self.begin = begin
  }

  package static let silent = Progress { _, _ in }
}
