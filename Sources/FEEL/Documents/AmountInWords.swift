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
  /// Longer texts are no amounts.
  private static let greatestLength = 100

  /// The amount that the words say, or nil when they say none. Traditional and everyday numerals are read
  /// as well, and 人民币, ⊗ or a sign may stand in front.
  static func amount(of text: String) -> Decimal128? {
    guard text.unicodeScalars.count <= greatestLength else { return nil }
    var words = ArraySlice(text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(plain))
    if words.starts(with: "人民币".unicodeScalars) { words = words.dropFirst(3) }
    if words.first == ":" { words = words.dropFirst() }
    let isNegative = takeSign(&words)
    if let first = words.first, "⊗⊕Ⓧ×◎".unicodeScalars.contains(first) { words = words.dropFirst() }
    let isWhole = words.last == "整"
    if isWhole { words = words.dropLast() }
    guard let (cents, hasFen) = cents(words), !(isWhole && hasFen) else { return nil }
    return Decimal128(scaled: isNegative ? -cents : cents, scale: 2)
  }

  /// 元, 角 and 分, of which each may be left out.
  private static func cents(_ text: ArraySlice<Unicode.Scalar>) -> (Int64, hasFen: Bool)? {
    var words = text
    var yuan: Int64?
    if let end = words.firstIndex(of: "元") {
      yuan = integer(words[..<end])
      guard yuan != nil else { return nil }
      words = words[(end + 1)...]
    }
    var isZeroNeeded = false
    var isZeroPossible = yuan.map { $0 % 10 == 0 } ?? false
    var parts: [Int64] = []
    for unit in ["角", "分"] as [Unicode.Scalar] {
      guard let end = words.firstIndex(of: unit) else {
        (isZeroNeeded, isZeroPossible) = (yuan != nil && yuan != 0, true)
        parts.append(0)
        continue
      }
      var part = words[..<end]
      let hasZero = part.first == "零"
      if hasZero { part = part.dropFirst() }
      guard hasZero ? isZeroPossible : !isZeroNeeded, part.count == 1,
        let digit = part.first.flatMap(digit), digit > 0
      else { return nil }
      parts.append(digit)
      (isZeroNeeded, isZeroPossible) = (false, false)
      words = words[(end + 1)...]
    }
    guard words.isEmpty, yuan != nil || parts != [0, 0] else { return nil }
    return ((yuan ?? 0) * 100 + parts[0] * 10 + parts[1], parts[1] > 0)
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
    case "〇", "○": "零"
    default: scalar
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int64? {
    let numerals = [
      "零", "壹一", "贰貳弍二两兩", "叁参參叄三", "肆四", "伍五", "陆陸六", "柒七", "捌八", "玖九",
    ]
    return numerals.firstIndex { $0.unicodeScalars.contains(scalar) }.map { Int64($0) }
  }

  /// A whole number with 亿 and 万, up to 10^16; nil when it is none.
  private static func integer(_ words: ArraySlice<Unicode.Scalar>) -> Int64? {
    if words.elementsEqual("零".unicodeScalars) { return 0 }
    guard let end = words.lastIndex(of: "亿") else { return tenThousands(words, behind: nil) }
    // What stands before 亿 may have a 万 of its own, and no other 亿.
    guard let high = tenThousands(words[..<end], behind: nil), high > 0 else { return nil }
    let rest = words[(end + 1)...]
    guard !rest.isEmpty else { return high * 100_000_000 }
    return tenThousands(rest, behind: high).map { high * 100_000_000 + $0 }
  }

  /// A number below 10^8; behind a higher part, which ends in zero or not, it may begin with 零.
  private static func tenThousands(
    _ words: ArraySlice<Unicode.Scalar>, behind part: Int64?
  ) -> Int64? {
    guard let end = words.firstIndex(of: "万") else {
      return section(words, behind: part.map { ($0, isNext: false) })
    }
    guard let high = section(words[..<end], behind: part.map { ($0, isNext: true) }), high > 0
    else { return nil }
    let rest = words[(end + 1)...]
    guard !rest.isEmpty else { return high * 10_000 }
    return section(rest, behind: (high, isNext: true)).map { high * 10_000 + $0 }
  }

  /// A number from 1 to 9999: digits with falling units, a 零 for each gap.
  ///
  /// - Parameter part: what stands before, and whether no four digits lie between.
  private static func section(
    _ words: ArraySlice<Unicode.Scalar>, behind part: (Int64, isNext: Bool)?
  ) -> Int64? {
    let units: [Unicode.Scalar: Int64] = ["仟": 1000, "佰": 100, "拾": 10]
    var total: Int64 = 0
    var lastUnit: Int64 = 10_000
    var rest = words
    while !rest.isEmpty {
      let hasZero = rest.first == "零"
      if hasZero { rest = rest.dropFirst() }
      let isTen = rest.first == "拾" && total == 0 && part == nil && !hasZero
      guard let digit = isTen ? 1 : rest.first.flatMap(digit), digit > 0 else { return nil }
      if !isTen { rest = rest.dropFirst() }
      let unit = rest.first.flatMap { units[$0] } ?? 1
      if unit > 1 { rest = rest.dropFirst() }
      guard unit < lastUnit else { return nil }
      // 零 stands for what is left out; where a part before ends in zero, or four digits are left out, it
      // may stand or not.
      let isGap = unit * 10 < lastUnit
      let isFirst = total == 0
      let isOptional = isFirst && (part.map { $0.0 % 10 == 0 || !$0.isNext } ?? false)
      if isFirst, part == nil {
        guard !hasZero else { return nil }
      } else {
        guard isGap ? hasZero : !hasZero || isOptional else { return nil }
      }
      total += digit * unit
      lastUnit = unit
    }
    return total > 0 ? total : nil
  }
}
