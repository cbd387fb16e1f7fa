import Testing

@testable import Values

@Suite struct PseudonymsTests {
  private let pseudonyms = Pseudonyms(key: Array("a key of thirty-two bytes or more".utf8))

  @Test func equalValuesHaveEqualPseudonymsAndOthersOthers() {
    let numbers = (0..<20_000).map { "138\(10_000_000 + $0)" }
    let masked = numbers.map { pseudonyms.pseudonym(of: $0, kind: "电话") }
    #expect(masked == numbers.map { pseudonyms.pseudonym(of: $0, kind: "电话") })
    #expect(Set(masked).count == numbers.count)
  }

  @Test func aPseudonymSaysWhatItStandsForAndNothingOfIt() {
    let text = pseudonyms.pseudonym(of: "13812345678", kind: "电话")
    #expect(text.hasPrefix("电话·"))
    let digits = text.dropFirst(3)
    #expect(digits.count == 12 && digits.allSatisfy(\.isHexDigit))
    #expect(!text.contains("5678"))
  }

  /// Who is the consignee here and the signatory there can be followed by the digits.
  @Test func theKindTakesNoPartInTheDigits() {
    let digits = ["名称", "personal"].map {
      pseudonyms.pseudonym(of: "翟听雨", kind: $0).split(separator: "·")[1]
    }
    #expect(digits[0] == digits[1])
  }

  @Test func anotherKeyGivesOtherPseudonyms() {
    let others = Pseudonyms(key: Array("another key of thirty-two bytes!".utf8))
    #expect(others.pseudonym(of: "a", kind: "k") != pseudonyms.pseudonym(of: "a", kind: "k"))
    #expect(others.keyCheck != pseudonyms.keyCheck)
    #expect(pseudonyms.keyCheck.count == 16)
  }

  @Test func whatIsMissingIsNobodys() {
    #expect(pseudonyms.pseudonym(of: "", kind: "电话") == "")
  }
}
