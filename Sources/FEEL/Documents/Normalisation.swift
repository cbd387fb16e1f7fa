extension String {
  /// The text as it is compared where only the wording counts: full-width characters as ASCII, every
  /// kind of bracket as a round one, without white space and invisible characters, in small letters.
  var normalised: String {
    var copy = self
    return copy.withUTF8 { $0.normalisedQuickly } ?? normalisedByCharacters
  }

  /// The same, however rare the characters are.
  var normalisedByCharacters: String {
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

extension UnsafeBufferPointer<UInt8> {
  fileprivate var normalisedQuickly: String? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { bytes in
      normalise(into: bytes).map {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[..<$0]), as: UTF8.self)
      }
    }
  }

  /// Writes the normalised text to `target`, where it takes at most as many bytes as this one.
  ///
  /// - Returns: how many it takes; nil when the text does not consist of ASCII, ideographs and full-width marks
  ///   alone, as nearly all do.
  func normalise(into target: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    var (place, end) = (0, 0)
    while place < count {
      var byte = self[place]
      if byte >= 0x80 {
        let (scalar, length) = scalar(at: place)
        place &+= length
        if scalar.isIdeograph {
          for byte in self[place &- length..<place] {
            target[end] = byte
            end &+= 1
          }
          continue
        }
        let plain = scalar.narrow.roundBracket
        guard plain.isASCII else { return nil }
        byte = UInt8(truncatingIfNeeded: plain.value)
      } else {
        place &+= 1
      }
      if byte.isBlank { continue }
      target[end] = byte.roundBracketOrSmall
      end &+= 1
    }
    return end
  }
}

extension UInt8 {
  /// Of a character of ASCII.
  fileprivate var roundBracketOrSmall: UInt8 {
    switch self {
    case 0x41...0x5A: self | 0x20
    case UInt8(ascii: "["), UInt8(ascii: "{"): UInt8(ascii: "(")
    case UInt8(ascii: "]"), UInt8(ascii: "}"): UInt8(ascii: ")")
    default: self
    }
  }
}

extension Unicode.Scalar {
  /// White space, and characters without width that exports carry along.
  fileprivate var isBlank: Bool {
    if isASCII { return isWhiteSpace }
    return properties.isWhitespace || properties.generalCategory == .format
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
