/// Codes of companies that pass both checks of GB 32100-2015, made up from numbers.
enum SocialCreditCode {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

  static func code(numbered number: Int) -> String {
    let organisation = Array(String(20_000_000 + number * 7 % 70_000_000).utf8)
    var code = Array("91330100".utf8) + organisation
    code.append(organisationCheck(organisation))
    code.append(check(code))
    return String(decoding: code, as: UTF8.self)
  }

  /// The code with a last character that is wrong.
  static func spoilt(_ code: String) -> String {
    code.dropLast() + (code.last == "A" ? "B" : "A")
  }

  /// GB 11714: weighted digits modulo 11.
  private static func organisationCheck(_ digits: [UInt8]) -> UInt8 {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
    let check = (11 - sum % 11) % 11
    return check == 10 ? UInt8(ascii: "X") : UInt8(48 + check)
  }

  /// The weights are the powers of 3 modulo 31.
  private static func check(_ code: [UInt8]) -> UInt8 {
    var sum = 0
    var weight = 1
    for character in code {
      sum += alphabet.firstIndex(of: character)! * weight
      weight = weight * 3 % 31
    }
    return alphabet[(31 - sum % 31) % 31]
  }
}
