import Values

/// The name of a column without what varies from export to export.
struct HeaderName: Hashable {
  /// Without case, width, blanks and punctuation, in simplified characters.
  let text: String
  /// The same without a unit in brackets at its end.
  let bare: String
  /// What the unit says the numbers are to be multiplied by: 10,000 for 万元.
  let factor: Decimal128?

  init(_ name: String) {
    let narrow = FullWidth.narrowed(name)
    text = Self.plain(narrow)
    guard let (front, unit) = Self.splitUnit(narrow) else {
      bare = text
      factor = nil
      return
    }
    bare = Self.plain(front)
    factor = Self.factors[unit].flatMap { Decimal128($0) }
  }

  static func plain(_ text: String) -> String {
    text.withBytes(plainQuickly) ?? plainByCharacters(text)
  }

  /// The same of a text of ASCII and ideographs alone, as nearly all are; nil of others.
  private static func plainQuickly(_ text: Bytes) -> String? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { plain in
      var (place, end) = (0, 0)
      while place < text.count {
        let byte = text[place]
        if byte < 0x80 {
          place &+= 1
          if isIgnored(Unicode.Scalar(byte)) { continue }
          plain[end] = 0x41...0x5A ~= byte ? byte | 0x20 : byte
          end &+= 1
          continue
        }
        guard 0xE3...0xE9 ~= byte else { return nil }
        let value =
          UInt32(byte & 0x0F) << 12 | UInt32(text[place &+ 1] & 0x3F) << 6
          | UInt32(text[place &+ 2] & 0x3F)
        guard let scalar = Unicode.Scalar(value), isIdeograph(scalar) else { return nil }
        for byte in UTF8.encode(simplified[scalar] ?? scalar)! {
          plain[end] = byte
          end &+= 1
        }
        place &+= 3
      }
      return String(decoding: plain[..<end], as: UTF8.self)
    }
  }

  static func plainByCharacters(_ text: String) -> String {
    var result = ""
    let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII || isIdeograph($0) }
    let lower = isPlain ? text : text.lowercased()
    for scalar in lower.unicodeScalars where !isIgnored(scalar) {
      result.unicodeScalars.append(
        scalar.isASCII ? scalar.lowercased : simplified[scalar] ?? scalar)
    }
    return result
  }

  /// Of the main blocks, in which there is neither case nor white space.
  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    0x3400...0x9FFF ~= scalar.value
  }

  /// Every cell of the first rows of an export could be a name, so nothing is looked up in a set here.
  private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "_", "*", ":", "-", "/", ",", ".", ";", "#", "'", "\"", "(", ")", "[", "]", "<", ">", "@",
      "、", "【", "】", "《", "》", "〈", "〉":
      true
    case "\t"..."\r", " ": true
    default: !scalar.isASCII && !isIdeograph(scalar) && scalar.properties.isWhitespace
    }
  }

  /// The text before brackets at the end that hold a unit, and the unit.
  private static func splitUnit(_ text: String) -> (front: String, unit: String)? {
    guard let end = text.unicodeScalars.last, !isIdeograph(end), !isLetterOrDigit(end) else {
      return nil
    }
    var text = text[...]
    while let last = text.last, last.isWhitespace || last == "*" || last == ":" {
      text.removeLast()
    }
    for (open, close) in [("(", ")"), ("[", "]"), ("【", "】"), ("<", ">")]
      as [(Character, Character)]
    where text.last == close {
      guard let start = text.lastIndex(of: open), start > text.startIndex else { continue }
      var unit = plain(String(text[text.index(after: start)...].dropLast()))
      if unit.hasPrefix("单位") { unit = String(unit.dropFirst(2)) }
      if units.contains(unit) { return (String(text[..<start]), unit) }
    }
    return nil
  }

  /// Of ASCII.
  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    0x30...0x39 ~= scalar.value || 0x61...0x7A ~= scalar.value | 0x20
  }

  private static let factors = [
    "万元": "10000", "千元": "1000", "亿元": "100000000", "%": "0.01", "百分比": "0.01",
  ]

  private static let units: Set<String> = Set(
    """
    元 万元 千元 亿元 人民币 rmb cny ¥ $ usd hkd twd nt$ 件 个 套 只 张 台 箱 根 把 条 块 米 m 吨 t kg 公斤 千克 克 g \
    立方米 m3 m³ 立方 平方米 m2 ㎡ 天 日 小时 分钟 工作日 pcs ea % 百分比 人民币元 含税元 必填
    """.split(separator: " ").map(String.init))

  /// Characters of headers in traditional writing and the simplified ones for them.
  private static let simplified: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = """
      訂订單单編编號号戶户稱称貨货額额數数總总價价計计發发稅税購购銷销規规備备註注狀状態态運运籤签約约\
      聯联繫系絡络電电話话機机郵邮箱箱縣县鎮镇樓楼層层區区門门廠厂產产種种類类別别項项業业務务員员處处\
      審审確确認认準准創创製制辦办經经營营關关聯联對对應应據据證证憑凭帳账賬账單单開开立立補补換换還还\
      退退錄录記记載载時时間间長长達达預预計计實实際际輸输送送車车輛辆駕驾駛驶儲储倉仓庫库體体積积淨净\
      質质檢检驗验級级數数許许諾诺執执責责會会議议現现結结積积餘余收收款款銀银匯汇幣币買买賣卖方方對对\
      訴诉滿满評评變变請请領领調调撥拨樹树種种徑径層层複复覆复圖图檔档號号從从當当個个無无與与為为進进\
      網网絡络點点線线圓圆萬万億亿張张條条臺台隻只塊块噸吨碼码裝装箱箱貼贴標标誌志資资訊讯識识託托\
      遞递寄寄簽签說说報报書书協协議议讓让歸归屬属歷历權权師师傭佣擔担險险終终狀状況况歲岁齡龄
      """.unicodeScalars.filter { !$0.properties.isWhitespace }
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    let list = Array(pairs)
    for i in stride(from: 0, to: list.count - 1, by: 2) where list[i] != list[i + 1] {
      table[list[i]] = list[i + 1]
    }
    return table
  }()
}

extension Unicode.Scalar {
  /// The small letter of a capital one of ASCII; every other character as it is.
  fileprivate var lowercased: Unicode.Scalar {
    "A"..."Z" ~= self ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }
}
