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
  /// - Throws: when the disk does not take them; the earlier results are then as they were.
  ///
  /// - Parameter threads: how many are written at once; they are listed in their order.
  func add(_ files: [OutputFile], threads: Int = 1) throws(Refusal) {
    let place = place
    let results = Workers.map(count: files.count, threads: threads) { number in
      Result<WrittenFile, Refusal> { () throws(Refusal) in try place.write(files[number]) }
    }
    for result in results { written.append(try result.get()) }
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
    precondition(
      file.name.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !["", ".", ".."].contains($0) },
      "a result lies in the folder of the results")
    for folder in foldersWithin(file.name) {
      let path = "\(partial)/\(folder)"
      guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
        throw Refusal(.cannotWrite(path, errno))
      }
    }
    let filePath = "\(partial)/\(file.name)"
    do {
      return try file.write(toFile: filePath)
    } catch {
      throw Refusal(.cannotWrite(filePath, error.code))
    }
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

/// Counts and digests the bytes that pass.
private final class Tally {
  private(set) var byteCount = 0
  private var hash = SHA256()

  func add(_ bytes: [UInt8]) {
    byteCount += bytes.count
    hash.update(bytes)
  }

  func digest() -> String {
    SHA256.hexText(hash.finalize())
  }
}

/// The system's word that it did not take what was written.
struct WriteFailure: Error {
  var code: Int32
}

extension OutputFile {
  /// Writes the file and brings it to the disk.
  ///
  /// - Returns: its size and SHA-256.
  func write(toFile path: String) throws(WriteFailure) -> WrittenFile {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WriteFailure(code: errno) }
    defer { close(descriptor) }
    let written = Tally()
    do {
      var buffer = OutputBuffer { bytes in
        written.add(bytes)
        try bytes.writeAll(to: descriptor)
      }
      write(&buffer)
      try buffer.finish()
    } catch {
      throw (error as? WriteFailure) ?? WriteFailure(code: EIO)
    }
    guard fsync(descriptor) == 0 else { throw WriteFailure(code: errno) }
    return WrittenFile(name: name, byteCount: written.byteCount, sha256: written.digest())
  }
}

extension [UInt8] {
  fileprivate func writeAll(to descriptor: Int32) throws {
    var offset = 0
    while offset < count {
      let written = self[offset...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress!, $0.count)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw WriteFailure(code: errno) }
      offset += written
    }
  }
}
