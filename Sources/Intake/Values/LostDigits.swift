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
  static func isScientific(_ text: Bytes) -> Bool {
    guard text.count >= 5, text.count <= 24, isDigit(text[0]),
      let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
      mark + 3 < text.count, text[mark + 1] == UInt8(ascii: "+"),
      let exponent = text.from(mark + 2).wholeNumber(), exponent >= 11, exponent < 1_000
    else { return false }
    return mark == 1
      || mark > 2 && text[1] == UInt8(ascii: ".") && text.part(2..<mark).allSatisfy(isDigit)
  }

  /// Whether a text is a number of more digits than a spreadsheet keeps, the further ones zeros. It
  /// would not have kept zeros at the front either.
  static func isCut(_ text: Bytes) -> Bool {
    text.count > kept && text[0] != UInt8(ascii: "0")
      && text.from(kept).allSatisfy { $0 == UInt8(ascii: "0") }
      && text.allSatisfy(isDigit)
  }

  /// Takes in a value of the column.
  @inline(__always)
  mutating func add(_ text: Bytes) {
    guard text.count > Self.kept, text.count <= 24, text.allSatisfy(isDigit) else { return }
    longNumbers += 1
    guard Self.isCut(text) else { return }
    cutNumbers += 1
    zeros += text.count - Self.kept
  }

  /// Whether the column's long numbers are cut: all of them, and with more zeros than chance gives
  /// once in ten thousand columns.
  var isDamaged: Bool { cutNumbers > 0 && cutNumbers == longNumbers && zeros >= 4 }
}
