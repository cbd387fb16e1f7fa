import Findings
import Foundation
import Testing
import Values

@testable import Reports

@Suite struct WordingTests {
  /// Words that are the same in every language.
  private static let international: Set<Phrase> = [.digest, .ofTotal]

  @Test(arguments: Phrase.everyPhrase)
  func aPhraseIsThereInEveryLanguage(_ phrase: Phrase) {
    let texts = phrase.text.texts
    #expect(texts.count == Language.allCases.count)
    for language in Language.allCases {
      let text = texts[language] ?? ""
      #expect(!text.isEmpty)
      #expect(text == text.split(separator: "\n").joined(), "one line")
      #expect(placeholders(of: text) == placeholders(of: phrase.text[.en]))
      guard !WordingTests.international.contains(phrase) else { continue }
      #expect(holdsHan(text) == (language != .en), "\(text)")
    }
  }

  @Test func traditionalTextsHoldNoSimplifiedCharacters() {
    let simplified = Set("订单问题规则检查发现严责门级涉额账项执识别无读录对数类务个张码开时间环节称标关联实际应为证据")
    let traditional = Set("訂單問題規則檢查發現嚴責門級涉額帳項執識別無讀錄對數類務個張碼開時間環節稱標關聯實際應為證據")
    for phrase in Phrase.everyPhrase {
      let wrong = phrase.text[.zhHant].filter { simplified.subtracting(traditional).contains($0) }
      #expect(wrong.isEmpty, "\(phrase.text[.zhHant]): \(wrong)")
    }
  }

  @Test func everyPhraseIsListed() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Reports/Phrases")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let declared = try files.reduce(0) { count, file in
      let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return count + source.split(separator: "= Phrase(", omittingEmptySubsequences: false).count
        - 1
    }
    #expect(declared == Phrase.everyPhrase.count)
  }

  @Test func bracesInAValueAreNoPlaceholders() {
    let say = Wording(language: .en)
    #expect(say(.ofTotal, ["count": "{total}", "total": "{count}"]) == "{total} of {count}")
  }

  @Test func everyStageAndSeverityHasAWord() {
    for language in Language.allCases {
      let say = Wording(language: language)
      #expect(Set(stagesInOrder.map(say.stage)).count == stagesInOrder.count)
      #expect(stagesInOrder.allSatisfy { say.stage($0) != $0 })
      #expect(Set(Severity.allCases.map(say.severity)).count == Severity.allCases.count)
    }
    #expect(Wording(language: .en).stage("planning") == "planning")
  }

  private func placeholders(of text: String) -> Set<Substring> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
        $0.prefix { $0 != "}" }
      })
  }

  private func holdsHan(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
  }
}
