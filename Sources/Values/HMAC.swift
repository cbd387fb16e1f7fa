/// A hash that nobody can compute who does not know the key (HMAC with SHA-256, RFC 2104).
public struct HMAC: Sendable {
  /// Both hashes with the key already in them.
  private let inner: SHA256
  private let outer: SHA256

  private static let blockSize = 64

  public init(key: [UInt8]) {
    var key = key
    if key.count > HMAC.blockSize { key = HMAC.hash(of: key, after: SHA256()) }
    key += [UInt8](repeating: 0, count: HMAC.blockSize - key.count)
    inner = HMAC.begun(with: key.map { $0 ^ 0x36 })
    outer = HMAC.begun(with: key.map { $0 ^ 0x5C })
  }

  /// The 32 bytes for a message.
  public func code(of message: [UInt8]) -> [UInt8] {
    HMAC.hash(of: HMAC.hash(of: message, after: inner), after: outer)
  }

  private static func begun(with block: [UInt8]) -> SHA256 {
    var hash = SHA256()
    hash.update(block)
    return hash
  }

  private static func hash(of bytes: [UInt8], after begun: SHA256) -> [UInt8] {
    var hash = begun
    hash.update(bytes)
    return hash.finalize()
  }
}
