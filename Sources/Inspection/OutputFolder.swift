import CPlatform
import Diagnostics
import FoundationEssentials
import Glibc
import Intake
import Reports
import Tables
import Values

/// The folder of a run's results, which appear all together or not at all.
///
/// Files are written into a hidden folder beside it and synced to disk; then the two change places in
/// one step. A run that is killed leaves the earlier results as they were, and the next run clears away
/// what it left behind.
final class OutputFolder {
  private let place: OutputPlace
  private let lock: FolderLock
  private var written: [WrittenFile] = []

  /// Prepares to write the results at `path`.
  ///
  /// - Throws: when another run is writing them, something else stands there, or the folder cannot be
  ///   made.
  init(path: String) throws(Refusal) {
    // Everything that can fail comes before `self` is whole: what `deinit` clears away is then ours.
    let place = try OutputPlace(path)
    try place.refuseForeignFiles()
    try place.makeParent()
    let lock = try FolderLock(place)
    try place.clearLeftovers()
    guard mkdir(place.partial, 0o755) == 0 else {
      throw Refusal(.cannotWrite(place.partial, errno))
    }
    self.place = place
    self.lock = lock
  }

  deinit {
    try? FileManager.default.removeItem(atPath: place.partial)
  }

  /// Writes files that are to be among the results.
  ///
  /// - Parameters:
  ///   - issues: those whose rows files have; needed where any has such.
  ///   - threads: how much is made and written at once; the files are listed in their order.
  /// - Throws: when the disk does not take them; the earlier results are then as they were.
  func add(
    _ files: [OutputFile], of issues: IssueBatches? = nil, threads: Int = 1
  ) throws(Refusal) {
    let place = place
    let isTable = files.map { issues != nil && $0.rows != nil }
    let plain = files.indices.filter { !isTable[$0] }
    let tables = files.indices.filter { isTable[$0] }
    var writing: IssueTableWriting?
    if let issues {
      writing = try IssueTableWriting(
        tables.map { files[$0] }, of: issues, in: place, threads: threads)
    }
    // Who has no other file left to make has part in those with rows.
    let jobCount = plain.count + (writing == nil ? 0 : threads)
    let results = Workers.map(count: jobCount, threads: threads) { [writing] number in
      guard number < plain.count else {
        writing?.help()
        return Result<WrittenFile, Refusal>?.none
      }
      let result = Result { () throws(Refusal) in try place.write(files[plain[number]]) }
      if case .failure = result { writing?.stop() }
      return result
    }
    var made: [Int: WrittenFile] = [:]
    for (number, result) in zip(plain, results) { made[number] = try result!.get() }
    if let writing {
      for (number, file) in zip(tables, try writing.finish(threads: threads)) {
        made[number] = file
      }
    }
    written += files.indices.map { made[$0]! }
  }

  /// Writes the last files and the manifest that lists all, and puts them in the place of the earlier results.
  ///
  /// - Throws: when the disk does not take them; the earlier results are then as they were.
  func publish(_ files: [OutputFile], with manifest: Manifest) throws(Refusal) {
    try add(files)
    var manifest = manifest
    manifest.written = written
    manifest.previous = earlierManifest
    _ = try place.write(manifest.file)
    for folder in Set(written.flatMap { foldersWithin($0.name) }) {
      sync(folder: "\(place.partial)/\(folder)")
    }
    sync(folder: place.partial)
    try takePlace()
    sync(folder: place.parent)
  }

  /// The SHA-256 of the manifest of the results that are replaced; nil when there are none.
  private var earlierManifest: String? {
    let digest = FileDigest(ofFile: "\(place.path)/\(Manifest.fileName)").sha256
    return digest.isEmpty ? nil : digest
  }

  /// Puts what was written in the place of the earlier results.
  private func takePlace() throws(Refusal) {
    let path = place.path
    guard access(path, F_OK) == 0 else {
      guard rename(place.partial, path) == 0 else { throw Refusal(.cannotWrite(path, errno)) }
      return
    }
    guard
      renameat2(AT_FDCWD, place.partial, AT_FDCWD, path, PAICHA_RENAME_EXCHANGE) == 0
        || takePlaceInTwoSteps()
    else { throw Refusal(.cannotWrite(path, errno)) }
  }

  /// For file systems that cannot exchange two folders. A run killed between the steps leaves no
  /// results at all; ``OutputPlace/clearLeftovers()`` of the next one puts the earlier ones back.
  private func takePlaceInTwoSteps() -> Bool {
    guard rename(place.path, place.earlier) == 0 else { return false }
    guard rename(place.partial, place.path) == 0 else {
      let code = errno
      rename(place.earlier, place.path)
      errno = code
      return false
    }
    try? FileManager.default.removeItem(atPath: place.earlier)
    return true
  }

  private func sync(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

extension OutputPlace {
  /// Writes one file, and makes the folders that its name says.
  ///
  /// - Returns: its size and SHA-256.
  fileprivate func write(_ file: OutputFile) throws(Refusal) -> WrittenFile {
    let path = try path(ofNew: file.name)
    do {
      return try file.write(toFile: path)
    } catch {
      throw Refusal(.cannotWrite(path, error.code))
    }
  }

  /// The path of a file that is to be written, whose folders are made.
  func path(ofNew name: String) throws(Refusal) -> String {
    precondition(
      name.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !["", ".", ".."].contains($0) },
      "a result lies in the folder of the results")
    for folder in foldersWithin(name) {
      let path = "\(partial)/\(folder)"
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
        throw Refusal(.cannotWrite(path, errno))
      }
    }
    return "\(partial)/\(name)"
  }
}

/// Keeps other runs from writing the same results for as long as it lives.
private final class FolderLock {
  private let descriptor: Int32

  init(_ place: OutputPlace) throws(Refusal) {
    descriptor = open(place.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Refusal(.cannotWrite(place.lock, errno)) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw Refusal(
        Diagnostic(
          "run-in-progress", at: Place(file: place.given), "another run is writing these results",
          help: "wait until it has ended, or choose another folder with --out"))
    }
  }

  deinit {
    close(descriptor)
  }
}

/// The folders of the results that a file lies in, the outermost first: `a/b/c.txt` lies in `a` and `a/b`.
func foldersWithin(_ name: String) -> [String] {
  name.indices.filter { name[$0] == "/" }.map { String(name[..<$0]) }
}

/// A file as it lies in the results.
struct WrittenFile: Sendable, Hashable {
  var name: String
  var byteCount: Int
  var sha256: String
}
