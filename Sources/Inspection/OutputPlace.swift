import Diagnostics
import FoundationEssentials
import Glibc

/// Where results go, and the names beside it that a run uses meanwhile.
struct OutputPlace: Sendable {
  /// The path as it was given, for messages.
  let given: String
  let path: String
  /// The folder that `path` lies in.
  let parent: String
  /// What is being written.
  let partial: String
  /// The results before, on file systems that cannot exchange two folders.
  let earlier: String
  let lock: String

  /// - Throws: when the path cannot be that of a folder.
  init(_ given: String) throws(Refusal) {
    self.given = given
    let last = given.split(separator: "/").last ?? ""
    // A link, `.` and `..` stand for another name, and it is the folder of that name that is replaced.
    let isOtherName = ["", ".", ".."].contains(last) || isLink(withoutFinalSlashes(given))
    let path = isOtherName ? canonicalPath(given) : withoutFinalSlashes(given)
    guard let name = path.split(separator: "/").last.map(String.init), !given.isEmpty else {
      throw Refusal(
        Diagnostic(
          "bad-value", "--out cannot be '\(given)'", help: "give a folder, such as out/2025-09"))
    }
    let parent = withoutFinalSlashes(String(path.dropLast(name.count)))
    let prefix = parent.isEmpty ? "" : parent == "/" ? "/" : parent + "/"
    self.path = path
    self.parent = parent.isEmpty ? "." : parent
    partial = "\(prefix).\(name).partial"
    earlier = partial + ".earlier"
    lock = "\(prefix).\(name).lock"
  }

  func makeParent() throws(Refusal) {
    var made = parent.hasPrefix("/") ? "/" : ""
    for name in parent.split(separator: "/") {
      made += name
      if mkdir(made, 0o755) != 0, errno != EEXIST {
        throw Refusal(.cannotWrite(made, errno))
      }
      made += "/"
    }
  }

  /// Clears away what a killed run left behind, and undoes a replacement that it did not finish.
  func clearLeftovers() throws(Refusal) {
    if access(path, F_OK) != 0, access(earlier, F_OK) == 0, rename(earlier, path) != 0 {
      throw Refusal(.cannotWrite(path, errno))
    }
    try? FileManager.default.removeItem(atPath: earlier)
    try? FileManager.default.removeItem(atPath: partial)
  }

  /// Results replace a folder whole, so it must hold nothing but the results of an earlier run.
  func refuseForeignFiles() throws(Refusal) {
    guard access(path, F_OK) == 0 else { return }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw Refusal(
        Diagnostic(
          "not-a-folder", at: Place(file: given), "this is not a folder that can be read",
          help: "the results are several files; choose a folder for them with --out"))
    }
    let manifest = FileManager.default.contents(atPath: path + "/" + Manifest.fileName)
    let ours = manifest.flatMap { Manifest.namesListed(in: Array($0)) } ?? []
    let folders = Set(ours.flatMap(foldersWithin))
    guard let foreign = names.compactMap({ foreignName($0, ours, folders) }).min() else { return }
    throw Refusal(
      Diagnostic(
        "foreign-files", at: Place(file: given),
        "this folder holds '\(foreign)', which no run wrote and new results would take away",
        help: "choose a folder of its own with --out, or move the file elsewhere"))
  }
}

extension OutputPlace {
  /// The name of a file that no run wrote: `name` itself or, when it is a folder of the results, one within it.
  /// Hidden files are nobody's.
  private func foreignName(_ name: String, _ ours: Set<String>, _ folders: Set<String>) -> String? {
    let path = "\(path)/\(name)"
    if name.split(separator: "/").last?.hasPrefix(".") ?? true { return nil }
    guard folders.contains(name), !isLink(path),
      let within = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { return ours.contains(name) ? nil : name }
    return within.compactMap { foreignName("\(name)/\($0)", ours, folders) }.min()
  }
}

/// Whether one path is that of a folder, or of anything within it, that the other names.
func isPath(_ path: String, within folder: String) -> Bool {
  let (path, folder) = (canonicalPath(path), canonicalPath(folder))
  return path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
}

/// The path from the root, without links, `.` and `..`, as far as it exists.
func canonicalPath(_ path: String) -> String {
  if let resolved = realpath(path.isEmpty ? "." : path, nil) {
    defer { free(resolved) }
    return String(cString: resolved)
  }
  let path = withoutFinalSlashes(path)
  guard let slash = path.lastIndex(of: "/") else { return canonicalPath(".") + "/" + path }
  let parent = canonicalPath(slash == path.startIndex ? "/" : String(path[..<slash]))
  return (parent == "/" ? "" : parent) + path[slash...]
}

private func withoutFinalSlashes(_ path: String) -> String {
  var path = path[...]
  while path.count > 1, path.last == "/" { path = path.dropLast() }
  return String(path)
}

private func isLink(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}

extension Diagnostic {
  /// The system does not let a file or folder be written.
  static func cannotWrite(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      "cannot-write", at: Place(file: path),
      "the results cannot be written: \(String(cString: strerror(code)))",
      help: "earlier results are as they were; make room or choose another folder with --out")
  }
}
