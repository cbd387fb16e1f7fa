import Diagnostics
import Glibc
import Reports

/// A run's figures in a file that another program reads at any time: it is replaced whole.
struct MetricsFile {
  private let path: String
  private let partial: String

  /// - Throws: when the file could not be written, so that no run is made in vain.
  init(path: String) throws(Refusal) {
    self.path = path
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let name = path.dropFirst(folder.count)
    // Readers of such a folder take the files that end in .prom.
    partial = "\(folder).\(name).\(getpid()).partial"
    guard !name.isEmpty else { throw Refusal(.cannotWriteMetrics(path, EISDIR)) }
    guard access(folder.isEmpty ? "." : folder, W_OK) == 0 else {
      throw Refusal(.cannotWriteMetrics(path, errno))
    }
  }

  func write(_ file: OutputFile) throws(Refusal) {
    do {
      _ = try file.write(toFile: partial)
    } catch {
      unlink(partial)
      throw Refusal(.cannotWriteMetrics(path, error.code))
    }
    guard rename(partial, path) == 0 else {
      let code = errno
      unlink(partial)
      throw Refusal(.cannotWriteMetrics(path, code))
    }
  }
}

extension Diagnostic {
  fileprivate static func cannotWriteMetrics(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      "cannot-write", at: Place(file: path),
      "the metrics cannot be written: \(String(cString: strerror(code)))",
      help: "give a file in a folder that is there and may be written, with --metrics")
  }
}
