package import Values

/// Reads numbers as exports write them.
package enum NumberText {
  /// `1234.5`, `-3`, `￥1,234.50`, `1,234.50元`, `（1,234.50）` for a negative, `13%`, `45,5 %`,
  /// `１２３`, `1.2万`, `1.2E+3`.
  ///
  /// - Parameter hasDecimalComma: whether the comma stands between units and decimals, and points or
  ///   blanks between groups of three digits: `1.234,50`.
  /// - Returns: nil when the text is no number. A comma or a blank stands only between groups of three
  ///   digits, and a sign only once.
  package static func read(_ text: Bytes, hasDecimalComma: Bool = false) -> Decimal128? {
    let point = hasDecimalComma ? UInt8(ascii: ",") : UInt8(ascii: ".")
    // A decimal comma stands between digits.
    if !hasDecimalComma || isDigit(text.first ?? 0) && isDigit(text[text.count - 1]) {
      if let plain = readPlain(text, point: point) { return plain }
      if text.count <= 18, text.allSatisfy(isPlain) { return nil }
    }
    guard mayBeNumber(text) else { return nil }
    return readDressed(text.text, hasDecimalComma)
  }

  /// How many digits of a number say something: those from the first to the last that is not zero.
  static func significantDigits(in text: Bytes) -> Int {
    let exponent = text.firstIndex { $0 | 0x20 == UInt8(ascii: "e") } ?? text.count
    let digits = text.part(0..<exponent).filter(isDigit)
    guard let first = digits.firstIndex(where: { $0 != 0x30 }),
      let last = digits.lastIndex(where: { $0 != 0x30 })
    else { return 0 }
    return last - first + 1
  }

  /// Digits with at most one point, a sign, a sign of yuan, and commas between groups of three: the form
  /// of nearly all cells.
  ///
  /// - Parameter point: the mark before the decimals, a point or a comma; the other one is that between groups.
  private static func readPlain(_ text: Bytes, point: UInt8) -> Decimal128? {
    guard text.count <= 32 else { return nil }
    var index = 0
    var end = text.count
    var isNegative = false
    if index < end, text[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    } else if text.has("￥", at: 0) {
      index = 3
    } else if text.has("¥", at: 0) {
      index = 2
    }
    if text.has("元", at: end - 3) { end -= 3 }
    var value: Int64 = 0
    var (digits, places, group) = (0, -1, -1)
    while index < end {
      let byte = text[index]
      index += 1
      if isDigit(byte) {
        value = value &* 10 &+ Int64(byte &- 0x30)
        digits += 1
        if places >= 0 { places += 1 } else if group >= 0 { group += 1 }
      } else if byte == point, places < 0, group < 0 || group == 3 {
        places = 0
        group = -1
      } else if isMark(byte), places < 0,
        group == 3 || group < 0 && (1...3).contains(digits)
      {
        group = 0
      } else {
        return nil
      }
    }
    guard digits > 0, digits <= 18, group < 0 || group == 3 else { return nil }
    return Decimal128(scaled: isNegative ? -value : value, scale: max(0, places))
  }

  /// Whether a byte stands in numbers of the form that is read first; a text of such alone has no other form.
  private static func isPlain(_ byte: UInt8) -> Bool {
    isDigit(byte) || isMark(byte)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
  }

  /// Whether there is a digit at all, and nothing that numbers never have: most texts that are no numbers
  /// have none, or are dates and names.
  private static func mayBeNumber(_ text: Bytes) -> Bool {
    guard text.count <= 200, mayBeginNumber(text) else { return false }
    var hasDigit = false
    for index in 0..<text.count {
      let byte = text[index]
      // A full-width digit begins with 0xEF.
      if isDigit(byte) || byte == 0xEF {
        hasDigit = true
      } else if byte < 0x80 {
        guard mayStandInNumber(byte) else { return false }
        // A sign behind a digit is one of a date; only that of an exponent is within, behind its letter.
        if byte == 0x2B || byte == 0x2D, index > 0, isDigit(text[index - 1]) { return false }
      }
    }
    return hasDigit
  }

  /// Addresses and names hold digits as well, behind other characters.
  private static func mayBeginNumber(_ text: Bytes) -> Bool {
    guard let first = text.first else { return false }
    if first < 0x80 { return true }
    return FullWidth.mayBeginOne(first) || text.has("人民币", at: 0)
  }

  private static func mayStandInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "%"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "E"), UInt8(ascii: "e"):
      true
    // CNY and RMB.
    case UInt8(ascii: "C"), UInt8(ascii: "N"), UInt8(ascii: "Y"), UInt8(ascii: "R"),
      UInt8(ascii: "M"), UInt8(ascii: "B"):
      true
    default: false
    }
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
    guard signs.count <= 1, let digits = isComma ? withPoint(body) : ungrouped(body),
      digits.first?.isNumber == true, let value = Decimal128(digits),
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
    for (mark, shift) in [
      ("%", -2), ("‰", -3), ("万", 4), ("萬", 4), ("亿", 8), ("億", 8),
    ] where text.hasSuffix(mark) {
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
}
