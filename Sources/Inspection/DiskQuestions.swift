import Diagnostics
import Glibc
import Tables

/// Asks for what may lie on disk where nothing can be thrown, and keeps the fault for later.
final class DiskQuestions {
  private(set) var fault: SpillFault?

  func answer<R>(otherwise: R, _ question: () throws(SpillFault) -> R) -> R {
    if fault != nil { return otherwise }
    do {
      return try question()
    } catch {
      fault = error
      return otherwise
    }
  }
}

extension Refusal {
  /// The run needs more room than it has, in memory and in the temporary folder.
  init(_ fault: SpillFault) {
    let place = Place(file: fault.path)
    switch fault.kind {
    case .full:
      self.init(
        Diagnostic(
          "temporary-folder-full", at: place,
          "the temporary folder has no room left for the data of this run",
          help: "free some space, name another folder in TMPDIR, or allow more with --memory"))
    case .io(let number):
      self.init(
        Diagnostic(
          "temporary-folder-failed", at: place,
          "the temporary folder cannot be used: \(String(cString: strerror(number)))",
          help: "name another folder in TMPDIR, or allow more with --memory"))
    case .damaged:
      self.init(
        Diagnostic(
          "temporary-folder-failed", at: place,
          "what was read from the temporary folder is not what was written there",
          help: "check that disk, or name another folder in TMPDIR"))
    }
  }
}
