import Values

/// The last member of a manifest: the SHA-256 of all that stands before its digits.
///
/// Anybody can see that it holds: `head -c -68 manifest.json | sha256sum`.
enum Seal {
  private static let start = ",\n  \"seal\": \""
  private static let end = "\"\n}\n"
  private static let digitCount = 64

  /// An indented JSON object with its seal as one member more.
  ///
  /// - Precondition: the object has members.
  static func sealing(_ object: String) -> String {
    precondition(object.hasSuffix("\n}"), "an object with members ends on a line of its own")
    let body = object.dropLast(2) + start
    return body + SHA256.hex(of: Array(body.utf8)) + end
  }

  /// Whether a text ends with its seal.
  static func holds(on text: [UInt8]) -> Bool {
    let body = text.dropLast(digitCount + end.utf8.count)
    return body.suffix(start.utf8.count).elementsEqual(start.utf8)
      && text.dropFirst(body.count).elementsEqual((SHA256.hex(of: Array(body)) + end).utf8)
  }
}
