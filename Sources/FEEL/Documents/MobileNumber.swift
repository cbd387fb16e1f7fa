/// A mobile phone number of mainland China: eleven digits, the first three out of assigned ranges.
enum MobileNumber {
  /// Whether the text is such a number, with or without the country code 86.
  static func isValid(_ text: String) -> Bool {
    var narrow = text.trimmed
    return narrow.withUTF8(isValid(narrow:))
  }

  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.isASCII ? isValid(narrow: text.trimmed) : isValid(String(decoding: text, as: UTF8.self))
  }

  private static func isValid(narrow text: UnsafeBufferPointer<UInt8>) -> Bool {
    let codeLength =
      text.hasPrefix("+86") ? 3 : text.hasPrefix("0086") ? 4 : text.hasPrefix("86") ? 2 : 0
    var digits = text.dropFirst(codeLength)
    if codeLength > 0, digits.first == UInt8(ascii: " ") || digits.first == UInt8(ascii: "-") {
      digits = digits.dropFirst()
    }
    let start = digits.startIndex
    guard digits.count == 11, digits.allSatisfy(\.isDigit), digits[start] == 0x31 else {
      return false
    }
    return isAssigned(digits[start + 1] - 0x30, digits[start + 2] - 0x30)
  }

  private static func isAssigned(_ second: UInt8, _ third: UInt8) -> Bool {
    switch second {
    case 3, 8: true
    case 4: third >= 5
    case 5, 9: third != 4
    case 6: third == 2 || 5...7 ~= third
    case 7: third <= 8
    default: false
    }
  }
}
