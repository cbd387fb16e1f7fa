import CPlatform
import Diagnostics
import FoundationEssentials
import Glibc
import Reports
import Values

/// The folder of a run's results, which appear all together or not at all.
///
/// Files are written into a hidden folder beside it and synced to disk; then the two change places in
/// one step. A run that is killed leaves the earlier results as they were, and the next run clears away
/// what it left behind.
final class OutputFolder {
  private let path: String
  private let partialPath: String
  private let lock: Int32

  /// Prepares to write the results at `path`.
  ///
  /// - Throws: when another run is writing them, or the folder cannot be made.
  init(path: String) throws(Refusal) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let parent =
      path.hasPrefix("/") || path.contains("/")
      ? String(path.dropLast(name.count + (path.hasSuffix("/") ? 1 : 0))) : "./"
    self.path = parent + name
    partialPath = parent + ".\(name).partial"
    do {
      try FileManager.default.createDirectory(
        atPath: parent.isEmpty ? "." : parent, withIntermediateDirectories: true)
    } catch {
      throw Refusal(.cannotWrite(parent, errno))
    }
    let lockPath = parent + ".\(name).lock"
    lock = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard lock >= 0 else { throw Refusal(.cannotWrite(lockPath, errno)) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      throw Refusal(
        Diagnostic(
          "run-in-progress", at: Place(file: path), "another run is writing these results",
          help: "wait until it has ended, or choose another folder with --out"))
    }
    try? FileManager.default.removeItem(atPath: partialPath)
    guard mkdir(partialPath, 0o755) == 0 else {
      throw Refusal(.cannotWrite(partialPath, errno))
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: partialPath)
    close(lock)
  }

  /// Writes one file.
  ///
  /// - Returns: its size and SHA-256.
  /// - Throws: when the disk does not take it.
  private func write(_ file: OutputFile) throws(Refusal) -> WrittenFile {
    let filePath = "\(partialPath)/\(file.name)"
    let descriptor = open(filePath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Refusal(.cannotWrite(filePath, errno)) }
    defer { close(descriptor) }
    let written = Tally()
    do {
      var buffer = OutputBuffer { bytes in
        written.add(bytes)
        try bytes.writeAll(to: descriptor)
      }
      file.write(&buffer)
      try buffer.finish()
      guard fsync(descriptor) == 0 else { throw WriteFailure(code: errno) }
    } catch {
      throw Refusal(.cannotWrite(filePath, (error as? WriteFailure)?.code ?? EIO))
    }
    return WrittenFile(name: file.name, byteCount: written.byteCount, sha256: written.digest())
  }

  /// Writes a report in every format with its manifest, and puts all in the place of the earlier results.
  func publish(
    _ report: MonthlyReport, language: Language, manifest: inout Manifest
  ) throws(Refusal) {
    for file in outputs(of: report, language: language) {
      manifest.written.append(try write(file))
    }
    _ = try write(manifest.file)
    try publish()
  }

  /// Puts what was written in the place of the earlier results.
  private func publish() throws(Refusal) {
    sync(folder: partialPath)
    if access(path, F_OK) == 0 {
      guard
        renameat2(AT_FDCWD, partialPath, AT_FDCWD, path, PAICHA_RENAME_EXCHANGE) == 0
          || replaceInTwoSteps()
      else { throw Refusal(.cannotWrite(path, errno)) }
    } else if rename(partialPath, path) != 0 {
      throw Refusal(.cannotWrite(path, errno))
    }
    sync(folder: path + "/..")
  }

  /// For file systems that cannot exchange two folders.
  private func replaceInTwoSteps() -> Bool {
    let earlier = partialPath + ".earlier"
    guard rename(path, earlier) == 0 else { return false }
    guard rename(partialPath, path) == 0 else {
      rename(earlier, path)
      return false
    }
    try? FileManager.default.removeItem(atPath: earlier)
    return true
  }

  private func sync(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
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
private struct WriteFailure: Error {
  var code: Int32
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

extension Diagnostic {
  /// The system does not let a file or folder be written.
  static func cannotWrite(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      "cannot-write", at: Place(file: path),
      "the results cannot be written: \(String(cString: strerror(code)))",
      help: "earlier results are as they were; make room or choose another folder with --out")
  }
}
