package import Diagnostics
import Entities
import Findings
import Glibc
package import Values

/// The secret by which pseudonyms are made: a file that the company keeps, and keeps to itself.
package struct MaskKey: Sendable {
  package internal(set) var file: String
  package let pseudonyms: Pseudonyms
  /// Whether the file was not there before.
  package let isNew: Bool

  /// What the file is called where nobody says otherwise.
  package static let fileName = "mask.key"

  /// How many bytes a key has at least, and at most.
  private static let byteCounts = 32...4_096

  /// Reads a key, or makes one that nobody can guess and that only its owner may read.
  ///
  /// - Throws: when the file can be neither read nor made, or is no key.
  package init(file: String) throws(Refusal) {
    if let made = try MaskKey.make(file) {
      try self.init(file: file, text: made, isNew: true)
    } else {
      try self.init(reading: file)
    }
  }

  /// Reads a key that must be there.
  package init(reading file: String) throws(Refusal) {
    try self.init(file: file, text: MaskKey.read(file), isNew: false)
  }

  private init(file: String, text: [UInt8], isNew: Bool) throws(Refusal) {
    // An editor puts a line break at the end.
    let end = text.lastIndex { ![0x09, 0x0A, 0x0D, 0x20].contains($0) }
    let key = end.map { Array(text[...$0]) } ?? []
    guard MaskKey.byteCounts.contains(key.count) else {
      throw Refusal(.badMaskKey(file, key.count, MaskKey.byteCounts))
    }
    self.file = file
    self.isNew = isNew
    pseudonyms = Pseudonyms(key: key)
  }

  /// - Returns: nil when there is such a file already.
  private static func make(_ file: String) throws(Refusal) -> [UInt8]? {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor < 0, errno == EEXIST { return nil }
    guard descriptor >= 0 else { throw Refusal(.maskKey(file, "written", errno)) }
    defer { close(descriptor) }
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
    let text = Array((SHA256.hexText(bytes) + "\n").utf8)
    guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
      let code = errno
      unlink(file)
      throw Refusal(.maskKey(file, "written", code))
    }
    return text
  }

  /// At most one byte more than a key may have.
  private static func read(_ file: String) throws(Refusal) -> [UInt8] {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Refusal(.maskKey(file, "read", errno)) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: byteCounts.upperBound + 1)
    var count = 0
    while count < bytes.count {
      let more = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else { throw Refusal(.maskKey(file, "read", errno)) }
      if more == 0 { break }
      count += more
    }
    return Array(bytes[..<count])
  }
}

extension Diagnostic {
  fileprivate static func maskKey(_ file: String, _ what: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      "no-mask-key", at: Place(file: file),
      "the key by which data on persons is masked cannot be \(what): \(String(cString: strerror(code)))",
      help: "say with --mask-key where it is, in a folder that you may read and write")
  }

  fileprivate static func badMaskKey(
    _ file: String, _ count: Int, _ limits: ClosedRange<Int>
  ) -> Diagnostic {
    Diagnostic(
      "bad-mask-key", at: Place(file: file),
      count < limits.lowerBound
        ? "this key has \(count) bytes and could be guessed: it takes \(limits.lowerBound)"
        : "this is no key: it has more than \(limits.upperBound) bytes",
      help: "name a file that is not there with --mask-key, and a key is made")
  }

  /// Other results would come out, which says nothing of these.
  static func otherMaskKey(_ file: String) -> Diagnostic {
    Diagnostic(
      "other-mask-key", at: Place(file: file), "the results were masked by another key than this",
      help: "say with --mask-key where the key of the run is")
  }
}
