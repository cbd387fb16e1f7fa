package import Values

/// Reads numbers and truth values as exports write them.
package enum NumberText {
  /// `1234.5`, `-3`, `￥1,234.50`, `1,234.50元`, `（1,234.50）` for a negative, `13%`, `45,5 %`,
  /// `１２３`, `1.2万`, `1.2E+3`.
  ///
  /// - Parameter hasDecimalComma: whether the comma stands between units and decimals, and points or
  ///   blanks between groups of three digits: `1.234,50`.
  /// - Returns: nil when the text is no number. A comma or a blank stands only between groups of three
  ///   digits, and a sign only once.
  package static func read(
    _ text: ArraySlice<UInt8>, hasDecimalComma: Bool = false
  ) -> Decimal128? {
    if !hasDecimalComma, let plain = readPlain(text) { return plain }
    return readDressed(String(decoding: text, as: UTF8.self), hasDecimalComma)
  }

  /// Digits with at most one point and a sign, the form of nearly all cells.
  private static func readPlain(_ text: ArraySlice<UInt8>) -> Decimal128? {
    guard text.count <= 18, !text.isEmpty else { return nil }
    var value: Int64 = 0
    var places = -1
    var digits = 0
    var isNegative = false
    for (index, byte) in text.enumerated() {
      switch byte {
      case 0x30...0x39:
        value = value * 10 + Int64(byte - 0x30)
        digits += 1
        if places >= 0 { places += 1 }
      case 0x2E where places < 0: places = 0
      case 0x2D where index == 0: isNegative = true
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    return Decimal128(scaled: isNegative ? -value : value, scale: max(0, places))
  }

  private static func readDressed(_ text: String, _ hasDecimalComma: Bool) -> Decimal128? {
    var body = FullWidth.narrowed(text)[...]
    var signs: [Character] = []
    if body.first == "(", body.last == ")" {
      body = body.dropFirst().dropLast()
      signs.append("-")
    }
    takeSign(from: &body, into: &signs)
    strip(["¥", "CNY", "RMB", "人民币"], from: &body, atFront: true)
    takeSign(from: &body, into: &signs)
    strip(["CNY", "RMB", "人民币", "元", "圆", "圓"], from: &body, atFront: false)
    let shift = takeUnit(from: &body)
    let isComma = hasDecimalComma || shift == -2 && hasCommaBeforeShare(body)
    guard signs.count <= 1, let digits = isComma ? withPoint(body) : ungrouped(body), digits.first?.isNumber == true,
      let value = Decimal128(digits),
      let scaled = shift == 0 ? value : value.multiplied(by: Decimal128("1E\(shift)")!)
    else { return nil }
    return signs == ["-"] ? scaled.negated() : scaled
  }

  /// Whether a share is written with a decimal comma, as in `45,5 %`: behind its only comma stand one
  /// or two digits, where a group would have three.
  private static func hasCommaBeforeShare(_ text: Substring) -> Bool {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    return parts.count == 2 && (1...2).contains(parts[1].count) && !text.contains(".")
  }

  /// The digits of a number with a decimal comma, with a point in its place.
  private static func withPoint(_ text: Substring) -> String? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= 2, !(parts.count == 2 && parts[1].contains(".")) else { return nil }
    let whole = ungrouped(String(parts[0].map { $0 == "." ? "," : $0 })[...])
    return parts.count == 2 ? whole.map { $0 + "." + parts[1] } : whole
  }

  private static func takeSign(from text: inout Substring, into signs: inout [Character]) {
    guard let sign = text.first, sign == "-" || sign == "+" else { return }
    signs.append(sign)
    text = text.dropFirst().drop { $0 == " " }
  }

  private static func strip(_ marks: [String], from text: inout Substring, atFront: Bool) {
    text = text.drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    for mark in marks {
      if atFront, text.hasPrefix(mark) {
        text = text.dropFirst(mark.count).drop { $0 == " " }
      } else if !atFront, text.hasSuffix(mark) {
        text = text.dropLast(mark.count)
      }
    }
  }

  /// The power of ten that a unit behind the number stands for.
  private static func takeUnit(from text: inout Substring) -> Int {
    var result = 0
    strip([], from: &text, atFront: false)
    for (mark, shift) in [("%", -2), ("‰", -3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8)] where text.hasSuffix(mark) {
      text = text.dropLast(mark.count)
      result = shift
      break
    }
    strip([], from: &text, atFront: false)
    return result
  }

  /// The digits without commas or blanks, or nil when one stands elsewhere than between groups of
  /// three.
  private static func ungrouped(_ text: Substring) -> String? {
    let separator: Character = text.contains(",") ? "," : " "
    guard text.contains(separator) else { return String(text) }
    let whole = text.prefix { $0 != "." }
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.joined().utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
      !text.dropFirst(whole.count).contains(separator)
    else { return nil }
    return groups.joined() + text.dropFirst(whole.count)
  }

  /// `是`/`否`, `Y`/`N`, `yes`/`no`, `true`/`false`, `1`/`0`, `√`/`×`, `有`/`无`.
  package static func readBoolean(_ text: ArraySlice<UInt8>) -> Bool? {
    switch FullWidth.narrowed(String(decoding: text, as: UTF8.self)).lowercased() {
    case "是", "y", "yes", "true", "t", "1", "√", "✓", "✔", "有", "对", "對", "真": true
    case "否", "n", "no", "false", "f", "0", "×", "✗", "✘", "x", "无", "無", "错", "錯", "假": false
    default: nil
    }
  }
}
