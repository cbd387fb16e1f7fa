/// Long numbers that a spreadsheet has taken for amounts: it keeps fifteen digits.
///
/// `1.93068E+15` has lost its digits for all to see. 1234567890123450000 looks whole; that its digits
/// behind the fifteenth are zeros tells only over a whole column, where whole numbers would end in
/// anything.
struct LostDigits: Sendable {
  private var longNumbers = 0
  private var cutNumbers = 0
  /// The zeros behind the fifteenth digits of all cut numbers.
  private var zeros = 0

  /// How many digits a spreadsheet keeps.
  private static let kept = 15

  /// Whether a text is a number as a spreadsheet shows those of twelve digits and more.
  static func isScientific(_ text: ArraySlice<UInt8>) -> Bool {
    guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return false }
    let mantissa = text[..<mark]
    var exponent = text[(mark + 1)...]
    guard exponent.first == UInt8(ascii: "+") else { return false }
    exponent = exponent.dropFirst()
    guard let first = mantissa.first, isDigit(first), (2...3).contains(exponent.count),
      exponent.allSatisfy(isDigit),
      mantissa.count == 1
        || mantissa.dropFirst().first == UInt8(ascii: ".")
          && mantissa.count > 2 && mantissa.dropFirst(2).allSatisfy(isDigit)
    else { return false }
    return exponent.reduce(0) { $0 * 10 + Int($1 - 0x30) } >= 11
  }

  /// Whether a text is a number of more digits than a spreadsheet keeps, the further ones zeros.
  static func isCut(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count > kept && text[kept...].allSatisfy { $0 == UInt8(ascii: "0") }
      && text.allSatisfy(isDigit)
  }

  /// Takes in a value of the column.
  mutating func add(_ text: ArraySlice<UInt8>) {
    guard text.count > Self.kept, text.count <= 24, text.allSatisfy(Self.isDigit) else { return }
    longNumbers += 1
    text.withUnsafeBufferPointer {
      guard Self.isCut($0) else { return }
      cutNumbers += 1
      zeros += $0.count - Self.kept
    }
  }

  /// Whether the column's long numbers are cut: all of them, and with more zeros than chance gives
  /// once in ten thousand columns.
  var isDamaged: Bool { cutNumbers > 0 && cutNumbers == longNumbers && zeros >= 4 }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
