import Glibc
import Values

/// What tells a file from every other: the digest of its bytes and their number.
package struct FileDigest: Sendable, Hashable {
  /// SHA-256 in hexadecimal; empty when the file cannot be read.
  package private(set) var sha256 = ""
  package private(set) var byteCount = 0

  /// The digest of nothing that was looked at.
  package init() {}

  /// The digest of bytes that were seen elsewhere.
  init(_ hash: SHA256, byteCount: Int) {
    sha256 = SHA256.hexText(hash.finalize())
    self.byteCount = byteCount
  }

  package init(ofFile path: String) {
    // Opening a pipe would wait for somebody to write into it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var hash = SHA256()
    withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 64) { buffer in
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress!, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 {
          byteCount = 0
          return
        }
        if count == 0 {
          sha256 = SHA256.hexText(hash.finalize())
          return
        }
        hash.update(UnsafeRawBufferPointer(start: buffer.baseAddress, count: count))
        byteCount += count
      }
    }
  }
}
