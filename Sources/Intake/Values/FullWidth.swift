import Values

/// The forms of ASCII characters that Chinese input methods write.
enum FullWidth {
  /// A text with full-width characters, currency sign, minus sign and blanks in their plain form.
  static func narrowed(_ text: some StringProtocol) -> String {
    if !text.utf8.contains(where: mayBeginOne) { return String(text) }
    return String(scalars: text.unicodeScalars.map(narrow)[...])
  }

  /// Whether one of those characters may begin with a byte of UTF-8; no ideograph does.
  static func mayBeginOne(_ byte: UInt8) -> Bool {
    byte == 0xEF || byte == 0xE3 || byte == 0xE2 || byte == 0xC2
  }

  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)!
    case 0xFFE5: "¥"
    case 0x3000, 0xA0: " "
    case 0x2212: "-"
    default: scalar
    }
  }
}
