internal import Values

/// Amounts of money in capital Chinese numerals, as they stand on invoices: 壹仟壹佰叁拾元整.
enum AmountInWords {
  /// The words of an amount: 元 and 角 without 分 end with 整, and one 零 stands for the zeros between
  /// digits. Nil when it has more than two decimals, or 10^16 or more before them.
  static func words(for amount: Decimal128) -> String? {
    guard let cents = amount.scaled(to: 2), cents.magnitude < 1_000_000_000_000_000_000 else {
      return nil
    }
    let (yuan, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    let (jiao, fen) = (Int(rest / 10), Int(rest % 10))
    var text = cents < 0 ? "负" : ""
    if yuan > 0 { text += integer(yuan) + "元" }
    if rest == 0 { return text + (yuan > 0 ? "整" : "零元整") }
    if jiao > 0 {
      text += digits[jiao] + "角"
    } else if yuan > 0 {
      text += "零"
    }
    return text + (fen > 0 ? digits[fen] + "分" : "整")
  }

  private static let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]

  private static func integer(_ number: UInt64) -> String {
    for (unit, name) in [(UInt64(100_000_000), "亿"), (10_000, "万")] where number >= unit {
      let (high, low) = number.quotientAndRemainder(dividingBy: unit)
      guard low > 0 else { return integer(high) + name }
      return integer(high) + name + (low < unit / 10 ? "零" : "") + integer(low)
    }
    var text = ""
    var rest = Int(number)
    var isGap = false
    for (unit, name) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
      let digit = rest / unit
      rest %= unit
      if digit == 0 {
        isGap = !text.isEmpty
      } else {
        text += (isGap ? "零" : "") + digits[digit] + name
        isGap = false
      }
    }
    return text
  }
}

// MARK: - Reading

extension AmountInWords {
  /// The amount that the words say, or nil when they say none. Traditional and everyday numerals are read
  /// as well, and 人民币, ⊗ or a sign may stand in front.
  static func amount(of text: String) -> Decimal128? {
    var words = ArraySlice(text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(plain))
    if words.starts(with: "人民币".unicodeScalars) { words = words.dropFirst(3) }
    if words.first == ":" { words = words.dropFirst() }
    let isNegative = takeSign(&words)
    if let first = words.first, "⊗⊕Ⓧ×◎".unicodeScalars.contains(first) { words = words.dropFirst() }
    let isWhole = words.last == "整"
    if isWhole { words = words.dropLast() }
    var cents: Int64 = 0
    var hasPart = false
    if let yuan = words.firstIndex(of: "元") {
      guard let value = integer(words[..<yuan]) else { return nil }
      cents = value * 100
      hasPart = true
      words = words[(yuan + 1)...]
    }
    var least: Int64 = 0
    for (unit, value) in [("角" as Unicode.Scalar, Int64(10)), ("分", 1)] {
      guard let end = words.firstIndex(of: unit) else { continue }
      var part = words[..<end]
      if part.count == 2, part.first == "零" { part = part.dropFirst() }
      guard part.count == 1, let digit = part.first.flatMap(digit), digit > 0 else { return nil }
      cents += digit * value
      hasPart = true
      least = value
      words = words[(end + 1)...]
    }
    // Behind 分 there is nothing to be whole of.
    guard hasPart, words.isEmpty, !(isWhole && least == 1) else { return nil }
    return Decimal128(scaled: isNegative ? -cents : cents, scale: 2)
  }

  private static func takeSign(_ words: inout ArraySlice<Unicode.Scalar>) -> Bool {
    for sign in ["(负数)", "(负)", "负"] where words.starts(with: sign.unicodeScalars) {
      words = words.dropFirst(sign.unicodeScalars.count)
      return true
    }
    return false
  }

  /// The one way of writing a character that is written in several.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "圆", "圓", "块": "元"
    case "正": "整"
    case "毛": "角"
    case "萬": "万"
    case "億": "亿"
    case "負": "负"
    case "十": "拾"
    case "百": "佰"
    case "千": "仟"
    case "（": "("
    case "）": ")"
    case "：": ":"
    case "幣": "币"
    default: scalar
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int64? {
    let numerals = [
      "零〇○", "壹一", "贰貳弍二两兩", "叁参參叄三", "肆四", "伍五", "陆陸六", "柒七", "捌八", "玖九",
    ]
    return numerals.firstIndex { $0.unicodeScalars.contains(scalar) }.map { Int64($0) }
  }

  /// A whole number with 亿 and 万, up to 10^16; nil when it is none.
  private static func integer(_ words: ArraySlice<Unicode.Scalar>) -> Int64? {
    for (unit, value) in [("亿" as Unicode.Scalar, Int64(100_000_000)), ("万", 10_000)] {
      // What stands before 亿 may have a 万 of its own.
      guard let end = words.lastIndex(of: unit) else { continue }
      let rest = words[(end + 1)...]
      guard let high = integer(words[..<end]), high > 0, high < 100_000_000,
        let low = rest.isEmpty ? 0 : integer(rest), low < value
      else { return nil }
      return high * value + low
    }
    return section(words)
  }

  /// A number up to 9999: digits with falling units, zeros between them as one 零.
  private static func section(_ words: ArraySlice<Unicode.Scalar>) -> Int64? {
    guard !words.isEmpty else { return nil }
    var total: Int64 = 0
    var lastUnit: Int64 = 10_000
    var open: Int64?
    for (place, scalar) in zip(words.indices, words) {
      if let digit = digit(scalar) {
        guard open == nil || open == 0 else { return nil }
        open = digit
        continue
      }
      let units: [Unicode.Scalar: Int64] = ["仟": 1000, "佰": 100, "拾": 10]
      // 拾 alone is ten.
      let isTen = scalar == "拾" && place == words.startIndex
      guard let unit = units[scalar], unit < lastUnit, let digit = open ?? (isTen ? 1 : nil),
        digit > 0
      else { return nil }
      total += digit * unit
      lastUnit = unit
      open = nil
    }
    return total + (open ?? 0)
  }
}
