/// Scalars that a reader can't see, or that reorder what he sees: control characters, zero-width
/// characters, tags, and the bidirectional controls (Unicode Standard Annex 9) with which a text can be
/// made to read differently from what it says. Outputs for people show them as `[U+202E]`.
package enum VisibleText {
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
    // The first bytes that a hidden scalar can have; all others are told at once.
    let length =
      switch first {
      case 0x00..<0x20, 0x7F: 1
      case 0xC2, 0xD8: 2
      case 0xE1, 0xE2, 0xEF: 3
      case 0xF3: 4
      default: 0
      }
    guard length > 0, index + length <= bytes.count else { return nil }
    // What of the first byte is not the mark of the length.
    var scalar = UInt32(first) & (length == 1 ? 0x7F : 0xFF >> UInt32(length + 1))
    for offset in 1..<length {
      scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F)
    }
    return isHidden(scalar) ? Hidden(scalar: scalar, length: length) : nil
  }

  /// `text` with every hidden scalar written out, and line breaks kept.
  package static func of(_ text: String) -> String {
    var own = text
    // Punctuation begins as what is hidden does, and texts in Chinese are full of it.
    if !own.withUTF8(holdsHidden) { return text }
    return written(text) { isHidden($0) }
  }

  private static func holdsHidden(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    while true {
      place = marks.firstPlace(in: bytes, from: place)
      guard place < bytes.count else { return false }
      if hidden(at: place, in: bytes) != nil { return true }
      place += 1
    }
  }

  /// `text` as part of one line: line breaks and tabs are written out too, so that no value can begin a
  /// line of its own or shift a column, and what is longer than a person reads is cut.
  package static func onOneLine(_ text: String, limit: Int = 400) -> String {
    written(clipped(text, to: limit)) { isHidden($0) || $0 == 0x09 || $0 == 0x0A }
  }

  private static func written(_ text: String, where isWrittenOut: (UInt32) -> Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if isWrittenOut(scalar.value) {
        result += name(of: scalar.value)
      } else {
        result.unicodeScalars.append(scalar)
      }
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

  private static func isHidden(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A: false
    case 0x00..<0x20, 0x7F...0x9F, 0xAD, 0x061C, 0x180E: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    // Tags, in which a whole text can be hidden.
    case 0xE0000...0xE007F: true
    default: false
    }
  }
}

/// `text` cut after `limit` scalars; when something was cut, an ellipsis and how much: `…[+2,600]`.
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
  let rest = scalars.distance(from: end, to: scalars.endIndex)
  return String(scalars[..<end]) + "…[+\(grouped(String(rest)))]"
}
