import Values

extension HTMLReport {
  /// What the page may load and run: its own style sheet and script, known by their digests, and
  /// nothing else at all. Text that became markup in spite of all could still neither run nor load.
  static let contentSecurityPolicy = contentSecurityPolicy(
    styles: [styleSheet], scripts: [script])

  /// A policy for a page that holds these and may use nothing else.
  static func contentSecurityPolicy(styles: [StaticString], scripts: [StaticString]) -> String {
    func sources(_ texts: [StaticString]) -> String {
      texts.map { "'sha256-\(digest(of: $0))'" }.joined(separator: " ")
    }
    return [
      "default-src 'none'", "style-src " + sources(styles),
      scripts.isEmpty ? nil : "script-src " + sources(scripts), "base-uri 'none'",
      "form-action 'none'",
    ].compactMap { $0 }.joined(separator: "; ")
  }

  /// The SHA-256 of a text in Base64, as Content Security Policy writes it.
  private static func digest(of text: StaticString) -> String {
    var digest = SHA256()
    digest.update(text.withUTF8Buffer { Array($0) })
    return base64(digest.finalize())
  }
}

/// Base64 with padding (RFC 4648 §4).
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let padded = group + [UInt8](repeating: 0, count: 3 - group.count)
    let bits = padded.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    for place in 0..<4 {
      let isPadding = place > group.count
      text.append(
        isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> (18 - 6 * UInt32(place))) & 0x3F])
    }
  }
  return String(decoding: text, as: UTF8.self)
}
