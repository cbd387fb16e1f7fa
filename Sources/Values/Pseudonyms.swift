/// Puts pseudonyms (化名) in the place of data on persons: `电话·3f9a2c7e51d0` for a telephone number.
///
/// Equal texts have equal pseudonyms wherever they stand, in every run that knows the same key. Who does not know the
/// key cannot find the number by trying all there are, as he could with a plain hash.
public struct Pseudonyms: Sendable {
  private let hash: HMAC

  /// What a pseudonym begins with where the model does not say what the field holds.
  public static let anyKind = "personal"
  /// Stands in the place of a text that may hold data on persons anywhere, such as the line of an export.
  public static let withheld = "[masked]"

  /// How many of the hash's bytes are shown. Of a million texts two share a pseudonym once in five hundred times.
  private static let byteCount = 6

  public init(key: [UInt8]) {
    hash = HMAC(key: key)
  }

  /// The pseudonym of a value; nothing for nothing, since what is missing is no data on anybody.
  ///
  /// - Parameter kind: what the value is, in a word. It takes no part in the hash: a person has the same digits as the
  ///   one who orders and as the one who signs.
  public func pseudonym(of text: String, kind: String) -> String {
    if text.isEmpty { return "" }
    let code = hash.code(of: Array(text.utf8)).prefix(Pseudonyms.byteCount)
    return "\(kind)·\(SHA256.hexText(Array(code)))"
  }

  /// Tells keys apart without telling anything of them.
  public var keyCheck: String {
    // No value is a zero byte.
    SHA256.hexText(Array(hash.code(of: [0]).prefix(8)))
  }
}
