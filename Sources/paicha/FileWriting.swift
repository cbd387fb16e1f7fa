import Diagnostics
import FoundationEssentials
import Reports

extension OutputFile {
  /// Writes the file to a path that a person gave, all of it or nothing.
  ///
  /// - Throws: when it cannot be written.
  func write(to path: String) throws(Refusal) {
    var bytes: [UInt8] = []
    var buffer = OutputBuffer { bytes += $0 }
    write(&buffer)
    // A sink that only gathers never throws.
    try? buffer.finish()
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw Refusal(
        Diagnostic(
          "cannot-write", at: Place(file: path), "the file cannot be written",
          help: "check the folder and its permissions"))
    }
  }
}
