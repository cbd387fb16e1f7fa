/// Scalars that a reader can't see, or that reorder what he sees: control characters, zero-width
/// characters, and the bidirectional controls (Unicode Standard Annex 9) with which a text can be made
/// to read differently from what it says. Outputs for people show them as `[U+202E]`.
enum VisibleText {
  /// One hidden scalar and the number of UTF-8 bytes it takes.
  struct Hidden {
    var scalar: UInt32
    var length: Int
  }

  /// The hidden scalar that starts at `index`, or nil when what starts there can be seen.
  ///
  /// Tab and line feed count as visible: each format has its own way with them.
  static func hidden(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Hidden? {
    let first = bytes[index]
    if first < 0x80 {
      let isHidden = (first < 0x20 && first != 0x09 && first != 0x0A) || first == 0x7F
      return isHidden ? Hidden(scalar: UInt32(first), length: 1) : nil
    }
    switch first {
    case 0xC2, 0xD8: return hiddenInTwoBytes(at: index, in: bytes)
    case 0xE2, 0xEF: return hiddenInThreeBytes(at: index, in: bytes)
    default: return nil
    }
  }

  /// `text` with every hidden scalar written out, and line breaks kept.
  static func of(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      var utf8 = Array(String(scalar).utf8)
      let hidden = utf8.withUnsafeMutableBufferPointer { hidden(at: 0, in: UnsafeBufferPointer($0)) }
      if let hidden { result += name(of: hidden.scalar) } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// How a hidden scalar is shown: `[U+202E]`.
  static func name(of scalar: UInt32) -> String {
    "[U+" + hexadecimal(scalar) + "]"
  }

  /// At least four hexadecimal digits.
  static func hexadecimal(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// U+0080…U+009F and U+061C.
  private static func hiddenInTwoBytes(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Hidden? {
    guard index + 1 < bytes.count else { return nil }
    let second = bytes[index + 1]
    let isHidden = bytes[index] == 0xC2 ? second <= 0x9F : second == 0x9C
    guard isHidden else { return nil }
    return Hidden(scalar: UInt32(bytes[index] & 0x1F) << 6 | UInt32(second & 0x3F), length: 2)
  }

  /// U+200B…U+200F, U+2028…U+202E, U+2060…U+206F and U+FEFF.
  private static func hiddenInThreeBytes(
    at index: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Hidden? {
    guard index + 2 < bytes.count else { return nil }
    let scalar =
      UInt32(bytes[index] & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
      | UInt32(bytes[index + 2] & 0x3F)
    switch scalar {
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF:
      return Hidden(scalar: scalar, length: 3)
    default: return nil
    }
  }
}

/// `text` cut after `limit` scalars, with an ellipsis when something was cut.
///
/// Only pages and spreadsheets are cut, for a single cell of megabytes makes both unusable; the whole
/// text stands in `issues.jsonl`.
func clipped(_ text: String, to limit: Int) -> String {
  // Bytes are never fewer than scalars, so most texts need no counting.
  guard text.utf8.count > limit else { return text }
  let scalars = text.unicodeScalars
  guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
    end != scalars.endIndex
  else { return text }
  return String(scalars[..<end]) + "…"
}
