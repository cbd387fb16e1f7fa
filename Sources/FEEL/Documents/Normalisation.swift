extension String {
  /// The text as it is compared where only the wording counts: full-width characters as ASCII, every
  /// kind of bracket as a round one, without white space and invisible characters, in small letters.
  var normalised: String {
    if let text = normalisedQuickly { return text }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars where !scalar.isBlank {
      text.append(scalar.narrow.roundBracket)
    }
    return String(text).lowercased()
  }

  /// The same of a text of ASCII, ideographs and full-width marks alone, as nearly all are; nil of others.
  private var normalisedQuickly: String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      if scalar.isIdeograph {
        bytes += UTF8.encode(scalar)!
        continue
      }
      let plain = scalar.narrow.roundBracket
      guard plain.isASCII else { return nil }
      if plain.isWhiteSpace { continue }
      let byte = UInt8(truncatingIfNeeded: plain.value)
      bytes.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with full-width characters as ASCII, without white space around it.
  var trimmed: String {
    let scalars = Array(unicodeScalars)
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last].map(\.narrow)))
  }
}

extension Unicode.Scalar {
  /// White space, and characters without width that exports carry along.
  fileprivate var isBlank: Bool {
    if isASCII { return isWhiteSpace }
    return properties.isWhitespace || properties.generalCategory == .format
  }

  /// Of the main block, in which there is neither case nor white space.
  fileprivate var isIdeograph: Bool { 0x4E00...0x9FFF ~= value }

  /// The ASCII character of a full-width one; every other character as it is.
  fileprivate var narrow: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0)!
    case 0x3000: " "
    default: self
    }
  }

  fileprivate var roundBracket: Unicode.Scalar {
    switch self {
    case "[", "{", "【", "〔", "「", "『", "〈", "《", "〖": "("
    case "]", "}", "】", "〕", "」", "』", "〉", "》", "〗": ")"
    default: self
    }
  }
}
