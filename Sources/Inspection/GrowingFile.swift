import CPlatform
import Glibc
import Reports
import Values

/// A result that is being written, with its size and its digest so far.
///
/// One thread after the other may write to it, and one after the other digest what is written; never two at once.
final class GrowingFile: @unchecked Sendable {
  let path: String
  private let name: String
  private let descriptor: Int32
  private var byteCount = 0
  /// Of how many bytes the system was told to bring them to the disk.
  private var sentCount = 0
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
    digest(bytes)
    try append(bytes)
  }

  /// Adds bytes to the digest, which whoever appends them does as well, before or after.
  func digest(_ bytes: UnsafeBufferPointer<UInt8>) {
    hash.update(UnsafeRawBufferPointer(bytes))
  }

  /// Does the same for another file, which takes little longer than one of them.
  func digest(
    _ bytes: UnsafeBufferPointer<UInt8>, and other: GrowingFile,
    _ others: UnsafeBufferPointer<UInt8>
  ) {
    SHA256.update(
      &hash, UnsafeRawBufferPointer(bytes), &other.hash, UnsafeRawBufferPointer(others))
  }

  /// Writes bytes and leaves the digest as it is.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(WriteFailure) {
    byteCount += bytes.count
    var offset = 0
    while offset < bytes.count {
      let written = Glibc.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw WriteFailure(code: errno) }
      offset += written
    }
    if byteCount - sentCount >= Self.sendSize {
      // The disk is at work while the rest is made, and ``finish()`` waits for little. What it cannot do now it does then.
      _ = sync_file_range(
        descriptor, Int64(sentCount), Int64(byteCount - sentCount), PAICHA_SYNC_FILE_RANGE_WRITE)
      sentCount = byteCount
    }
  }

  private static let sendSize = 16 << 20

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
