extension String {
  /// The text as it is compared where only the wording counts: full-width characters as ASCII, every
  /// kind of bracket as a round one, without white space and invisible characters, in small letters.
  var normalised: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars where !scalar.isBlank {
      text.append(scalar.narrow.roundBracket)
    }
    return String(text).lowercased()
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
    properties.isWhitespace || properties.generalCategory == .format
  }

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
