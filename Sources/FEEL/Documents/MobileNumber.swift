/// A mobile phone number of mainland China: eleven digits, the first three out of assigned ranges.
enum MobileNumber {
  /// Whether the text is such a number, with or without the country code 86.
  static func isValid(_ text: String) -> Bool {
    var digits = Substring(text.trimmed)
    for prefix in ["+86", "0086", "86"] where digits.hasPrefix(prefix) {
      digits = digits.dropFirst(prefix.count)
      if digits.first == " " || digits.first == "-" { digits = digits.dropFirst() }
      break
    }
    let values = digits.utf8.map { Int($0) - 48 }
    guard values.count == 11, values.allSatisfy({ 0...9 ~= $0 }), values[0] == 1 else {
      return false
    }
    return isAssigned(values[1], values[2])
  }

  private static func isAssigned(_ second: Int, _ third: Int) -> Bool {
    switch second {
    case 3, 8: true
    case 4: third >= 5
    case 5, 9: third != 4
    case 6: [2, 5, 6, 7].contains(third)
    case 7: third <= 8
    default: false
    }
  }
}
