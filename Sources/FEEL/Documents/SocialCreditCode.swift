/// The unified social credit code of GB 32100-2015: 18 characters, the last of which is a check. The
/// nine before it are the organisation code of GB 11714, which has a check of its own.
enum SocialCreditCode {
  /// Letters that could be taken for digits are left out.
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  /// Whether the text has the form of a code and both checks are right. Space, hyphens, small letters and
  /// full-width characters do not matter.
  static func isValid(_ text: String) -> Bool {
    let code = Array(text.normalised.uppercased().utf8.filter { $0 != UInt8(ascii: "-") })
    guard code.count == 18, code[2..<8].allSatisfy({ (UInt8(ascii: "0")...57).contains($0) })
    else { return false }
    let values = code.compactMap { alphabet.firstIndex(of: $0) }
    guard values.count == 18 else { return false }
    return values[17] == check(values[..<17]) && code[16] == organisationCheck(code[8..<16])
  }

  /// The weights are the powers of 3 modulo 31.
  private static func check(_ values: ArraySlice<Int>) -> Int {
    var sum = 0
    var weight = 1
    for value in values {
      sum += value * weight
      weight = weight * 3 % 31
    }
    return (31 - sum % 31) % 31
  }

  /// Digits count as themselves, letters from 10 on, with all letters of the alphabet.
  private static func organisationCheck(_ characters: ArraySlice<UInt8>) -> UInt8 {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let values = characters.map { Int($0) - ($0 <= 57 ? 48 : 55) }
    let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    let check = 11 - sum % 11
    return check == 10 ? UInt8(ascii: "X") : check == 11 ? 48 : UInt8(48 + check)
  }
}
