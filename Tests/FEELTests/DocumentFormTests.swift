import Tables
import TestSupport
import Testing

@testable import FEEL

/// The forms of numbers, read from bytes, against a reading character by character.
@Suite struct DocumentFormTests {
  private static let pieces = [
    "0", "1", "9", "13", "86", "+86", "0086", "-", " ", "\t", "\u{3000}", "１", "Ａ", "a", "X", "I",
    "ﬀ", "\u{212A}", "\u{200B}", "\u{301}", "订",
  ]
  private static let numbers = [
    "913100001234567883", "92310000MA1ABCDE8Q", "12310000000000019X", "13912345678", "19812345678",
    "25317000000000000042", "00000042", "DD25090017", "",
  ]

  /// Numbers with some characters changed, put in or left out.
  private static func texts(seed: UInt64) -> [String] {
    var random = SeededRandom(seed: seed)
    return (0..<500).map { _ in
      var characters = Array(numbers.randomElement(using: &random)!.unicodeScalars)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let piece = pieces.randomElement(using: &random)!.unicodeScalars
        let place = Int.random(in: 0...characters.count, using: &random)
        let end = Bool.random(using: &random) ? min(place + 1, characters.count) : place
        characters.replaceSubrange(place..<end, with: piece)
      }
      return String(String.UnicodeScalarView(characters))
    }
  }

  @Test(arguments: UInt64(1)...20)
  func bytesSayWhatCharactersSay(seed: UInt64) {
    for text in Self.texts(seed: seed) {
      #expect(SocialCreditCode.isValid(text) == Self.isCode(text), "\(text)")
      #expect(MobileNumber.isValid(text) == Self.isMobile(text), "\(text)")
      var copy = text
      copy.withUTF8 { utf8 in
        #expect(SocialCreditCode.isValid(utf8) == Self.isCode(text), "\(text)")
        #expect(MobileNumber.isValid(utf8) == Self.isMobile(text), "\(text)")
        #expect(InvoiceNumber.isValid(utf8) == InvoiceNumber.isValid(text), "\(text)")
        for digits in [1, 4, 18] {
          let counted = text.reversed().prefix { "0" <= $0 && $0 <= "9" && $0.utf8.count == 1 }
          let serial = String(counted.prefix(digits).reversed())
          let found = TrailingNumbers.parts(of: utf8, digits: digits)
          #expect(found?.value == UInt64(serial), "\(text)")
          #expect(found.map { $0.start } == (serial.isEmpty ? nil : utf8.count - serial.utf8.count))
        }
      }
    }
  }

  @Test(arguments: UInt64(1)...20)
  func bytesAreNormalisedAsCharactersAre(seed: UInt64) {
    for text in Self.texts(seed: seed) {
      #expect(text.normalised == text.normalisedByCharacters, "\(text)")
    }
  }

  @Test func everyCharacterIsNormalisedAsInAText() {
    let scalars = (UInt32(0)...0xFFFF).compactMap { Unicode.Scalar($0) }
    let differing = scalars.filter { scalar in
      let text = String(scalar)
      return Array(text.normalised.utf8) != Array(text.normalisedByCharacters.utf8)
    }
    #expect(differing == [])
  }

  private static func isCode(_ text: String) -> Bool {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    let code = text.normalised.uppercased().filter { $0 != "-" }
    let values = code.compactMap { alphabet.firstIndex(of: $0) }
    guard code.count == 18, values.count == 18, values[2..<8].allSatisfy({ $0 <= 9 }) else {
      return false
    }
    var weight = 1
    var sum = 0
    for value in values[..<17] { (sum, weight) = (sum + value * weight, weight * 3 % 31) }
    let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let organisation = Array(code)[8..<16].map { letters.firstIndex(of: $0)! }
    let rest =
      11 - zip(organisation, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + $1.0 * $1.1 } % 11
    let check: Character = rest == 10 ? "X" : Character("\(rest % 11)")
    return values[17] == (31 - sum % 31) % 31 && Array(code)[16] == check
  }

  private static func isMobile(_ text: String) -> Bool {
    var digits = Array(text.trimmed.unicodeScalars)
    for code in ["+86", "0086", "86"] where digits.starts(with: Array(code.unicodeScalars)) {
      digits.removeFirst(code.count)
      if digits.first == " " || digits.first == "-" { digits.removeFirst() }
      break
    }
    guard digits.count == 11, digits.allSatisfy({ "0" <= $0 && $0 <= "9" }) else { return false }
    let ranges = [
      "13", "14[5-9]", "15[0-35-9]", "16[2567]", "17[0-8]", "18", "19[0-35-9]",
    ]
    let number = String(String.UnicodeScalarView(digits))
    return ranges.contains { range in
      number.hasPrefix(String(range.prefix(2)))
        && (range.count == 2 || isIn(range, Array(number)[2]))
    }
  }

  /// Whether a digit is in the brackets of a range.
  private static func isIn(_ range: String, _ digit: Character) -> Bool {
    let listed = Array(range.dropFirst(3).dropLast())
    return listed.indices.contains { place in
      if listed[place] == "-" { return listed[place - 1] <= digit && digit <= listed[place + 1] }
      return listed[place] == digit
    }
  }
}
