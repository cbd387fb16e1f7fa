import Diagnostics
import FoundationEssentials
import Glibc
import Reports

/// Whether anything bears a name, a link that leads nowhere included.
func isThere(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}

/// Whether a path leads to a file that holds an order's page.
func isCasePage(_ path: String) -> Bool {
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let file = fopen(path, "r")
  else { return false }
  defer { fclose(file) }
  var start = [UInt8](repeating: 0, count: 4096)
  let count = fread(&start, 1, start.count, file)
  return isCasePage(startingWith: Array(start[..<count]))
}

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
