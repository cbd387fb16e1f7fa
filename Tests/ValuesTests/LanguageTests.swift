import Testing

@testable import Values

@Suite struct LanguageTests {
  @Test(arguments: [
    (Language.zhHant, [Language.zhHans, .en], Language.zhHans), (.zhHant, [.en], .en),
    (.zhHans, [.zhHant, .en], .zhHant), (.en, [.zhHans, .zhHant], .zhHans),
    (.en, [.zhHant], .zhHant),
    (.zhHant, Language.allCases, .zhHant),
  ])
  func aMissingTextIsReplacedByTheNextBest(asked: Language, present: [Language], taken: Language) {
    let texts = Dictionary(uniqueKeysWithValues: present.map { ($0, $0.rawValue) })
    #expect(LocalizedText(texts)[asked] == taken.rawValue)
  }

  @Test func withoutAnyTextItIsEmpty() {
    #expect(LocalizedText([:])[.en] == "")
  }
}
