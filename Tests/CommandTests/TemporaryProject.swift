import FoundationEssentials
import Glibc

/// A folder of its own for the commands of one test, removed when the test is over.
final class TemporaryProject {
  /// Where the commands run.
  let folder: String
  /// Around it: room for what they say.
  let scratch: String

  /// Copies folders into a new one, each over those before it.
  init(of fixtures: [String]) throws {
    var template = Array("/tmp/paicha-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw ShellError(message: String(cString: strerror(errno)))
    }
    scratch = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    folder = scratch + "/project"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    for fixture in fixtures { try copy(fixture, over: folder) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: scratch)
  }

  /// The text without the name of this folder, which differs from run to run.
  func anonymous(_ text: String) -> String {
    text.replacing(folder, with: "[project]").replacing(scratch, with: "[scratch]")
  }

  private func copy(_ source: String, over target: String) throws {
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: source).sorted() where name != "golden.txt" {
      let (from, to) = ("\(source)/\(name)", "\(target)/\(name)")
      if isFolder(from) {
        try files.createDirectory(atPath: to, withIntermediateDirectories: true)
        try copy(from, over: to)
      } else {
        if files.fileExists(atPath: to) { try files.removeItem(atPath: to) }
        try files.copyItem(atPath: from, toPath: to)
      }
    }
  }
}

/// Whether a path names a folder.
func isFolder(_ path: String) -> Bool {
  var isFolder = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
}
