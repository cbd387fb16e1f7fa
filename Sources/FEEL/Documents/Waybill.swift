/// The numbers of waybills, by carrier.
///
/// Carriers publish no check digits, so a number can only be seen not to have its carrier's form; many
/// forms of digits alone fit several carriers.
enum Waybill {
  /// Whether the number has a form that the carrier uses or has used; nil for a carrier that is not
  /// known here.
  static func isPlausible(_ number: String, carrier: String) -> Bool? {
    let name = carrier.normalised
    guard let carrier = carriers.first(where: { $0.isCalled(name) }) else { return nil }
    let text = number.trimmed.uppercased()
    let main = carrier.hasParcelSuffix ? text.withoutParcelSuffix : text
    return carrier.forms.contains { $0.fits(main) }
  }

  private static let carriers: [Carrier] = [
    Carrier(
      ["顺丰", "順豐"], ["sf", "sfexpress", "shunfeng"], parcels: true, .digits("SF", 12...13),
      .digits("", 12...12)),
    Carrier(
      ["中通"], ["zto", "zhongtong"], .digits("", 14...14), .digits("ZT", 12...13),
      .digits("", 12...12)),
    Carrier(
      ["圆通", "圓通"], ["yto", "yuantong"], .digits("YT", 8...13), .digits("Y", 12...12),
      .digits("DD", 16...16), .digits("", 10...15),
      .digits("", 18...18)),
    Carrier(["申通"], ["sto", "shentong"], .digits("STO", 10...10), .digits("", 12...15)),
    Carrier(
      ["韵达", "韻達"], ["yd", "yunda"], .digits("YD", 12...13), .digits("", 13...13),
      .digits("", 15...15)),
    Carrier(
      ["邮政", "郵政", "ems"], ["yzpy", "youzhengguonei", "chinapost"], .postal, .digits("", 13...13),
      .digits("KA", 11...11), .digits("PA", 11...11), .digits("XA", 11...11),
      .digits("SB", 11...11), .digits("GA", 11...11), .digits("KQ", 11...11), .digits("PH", 11...11)
    ),
    Carrier(["京东", "京東"], ["jd", "jdl"], parcels: true, .mixed("JD", 11...15)),
    Carrier(
      ["德邦"], ["dbl", "debang", "debangwuliu", "debangkuaidi"], parcels: true,
      .digits("DPK", 11...12), .digits("DPL", 11...12), .digits("", 8...10), .digits("", 15...15)),
    // Best Express was merged into J&T and uses its numbers.
    Carrier(
      ["极兔", "極兔", "百世"], ["jtsd", "jt", "jtexpress", "htky", "huitongkuaidi"],
      .digits("JT", 11...13)),
    Carrier(["安能"], ["ane", "annengwuliu"], .digits("", 12...12)),
    Carrier(["壹米滴答"], ["ymdd", "yimidida"], .digits("", 12...12)),
    Carrier(["跨越"], ["ky", "kysy", "kuayue"], .mixed("KY", 10...14)),
    Carrier(
      ["优速", "優速"], ["uc", "youshuwuliu"], .digits("VIP", 9...9), .digits("V", 11...11),
      .digits("", 11...20)),
    Carrier(
      ["宅急送"], ["zjs", "zhaijisong"], .digits("ZJS", 12...12), .digits("A", 12...12),
      .mixed("", 10...10)),
  ]
}

/// A carrier: what it is called in exports, and the forms of its numbers.
private struct Carrier {
  /// Words of which one occurs in its name.
  var words: [String]
  /// Its codes, in small letters.
  var codes: [String]
  /// Whether a number may have `-1-2` behind it for one of several parcels.
  var hasParcelSuffix: Bool
  var forms: [WaybillForm]

  init(_ words: [String], _ codes: [String], parcels: Bool = false, _ forms: WaybillForm...) {
    self.words = words
    self.codes = codes
    hasParcelSuffix = parcels
    self.forms = forms
  }

  func isCalled(_ name: String) -> Bool {
    codes.contains(name) || words.contains { !name.ranges(of: $0).isEmpty }
  }
}

/// One form of a number.
private enum WaybillForm {
  /// Letters and so many digits.
  case digits(String, ClosedRange<Int>)
  /// Letters and so many letters or digits.
  case mixed(String, ClosedRange<Int>)
  /// Two letters, nine digits of which the last is a check, two letters for the country: UPU S10.
  case postal

  func fits(_ number: String) -> Bool {
    let bytes = Array(number.utf8)
    switch self {
    case .digits(let prefix, let counts):
      return bytes.starts(with: prefix.utf8)
        && counts.contains(bytes.count - prefix.utf8.count)
        && bytes.dropFirst(prefix.utf8.count).allSatisfy(\.isDigit)
    case .mixed(let prefix, let counts):
      return bytes.starts(with: prefix.utf8)
        && counts.contains(bytes.count - prefix.utf8.count)
        && bytes.allSatisfy { $0.isDigit || $0.isLetter }
    case .postal:
      return bytes.count == 13 && bytes[..<2].allSatisfy(\.isLetter)
        && bytes[2..<11].allSatisfy(\.isDigit) && bytes[11...].allSatisfy(\.isLetter)
        && WaybillForm.check(bytes[2..<10]) == Int(bytes[10]) - 48
    }
  }

  private static func check(_ digits: ArraySlice<UInt8>) -> Int {
    let weights = [8, 6, 4, 2, 3, 5, 9, 7]
    let sum = zip(digits, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    let check = 11 - sum % 11
    return check == 10 ? 0 : check == 11 ? 5 : check
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { self >= 65 && self <= 90 }
}

extension String {
  /// The number before `-1`, `-1-2` or a last `-`.
  fileprivate var withoutParcelSuffix: String {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    let areNumbers = parts.dropFirst().allSatisfy {
      $0.utf8.count <= 3 && $0.utf8.allSatisfy(\.isDigit)
    }
    return areNumbers ? String(parts[0]) : self
  }
}
