import Glibc
import Reports
import Values

/// A result that is being written, with its size and its digest so far.
///
/// One thread after the other may write to it, and never two at once.
final class GrowingFile: @unchecked Sendable {
  let path: String
  private let name: String
  private let descriptor: Int32
  private var byteCount = 0
  private var hash = SHA256()

  init(name: String, path: String) throws(WriteFailure) {
    self.name = name
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WriteFailure(code: errno) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(WriteFailure) {
    byteCount += bytes.count
    hash.update(UnsafeRawBufferPointer(bytes))
    var offset = 0
    while offset < bytes.count {
      let written = Glibc.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw WriteFailure(code: errno) }
      offset += written
    }
  }

  /// Brings it to the disk. Called once, after everything was written.
  func finish() throws(WriteFailure) -> WrittenFile {
    guard fsync(descriptor) == 0 else { throw WriteFailure(code: errno) }
    return WrittenFile(
      name: name, byteCount: byteCount, sha256: SHA256.hexText(hash.finalize()))
  }
}

extension OutputFile {
  /// Writes the file and brings it to the disk.
  ///
  /// - Returns: its size and SHA-256.
  func write(toFile path: String) throws(WriteFailure) -> WrittenFile {
    let file = try GrowingFile(name: name, path: path)
    var buffer = OutputBuffer(pieceBytes: OutputBuffer.pieceBytes) { try file.write($0) }
    write(&buffer)
    do {
      try buffer.finish()
    } catch {
      throw (error as? WriteFailure) ?? WriteFailure(code: EIO)
    }
    return try file.finish()
  }
}

/// The system's word that it did not take what was written.
struct WriteFailure: Error {
  var code: Int32
}
