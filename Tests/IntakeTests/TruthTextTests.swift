import Testing

@testable import Intake

@Suite struct TruthTextTests {
  static let cases: [(texts: [String], truth: Bool?)] = [
    (
      [
        "是", "Y", "y", "yes", "YES", "true", "TRUE", "T", "1", "√", "✓", "✔", "有", "对", "對", "真",
        "ＹＥＳ", "１",
      ], true
    ),
    (
      [
        "否", "N", "no", "No", "false", "False", "f", "0", "×", "✗", "✘", "x", "X", "无", "無", "错",
        "錯", "假", "ＮＯ", "０",
      ], false
    ),
    (["", "2", "是的", "yes ", "on", "-", "10", "不", "真真真真真真"], nil),
  ]

  @Test func yesAndNo() {
    for (texts, truth) in Self.cases {
      for text in texts { #expect(bytes(text) { TruthText.read($0) } == truth, "'\(text)'") }
    }
  }

  @Test func lettersOfASCIIAreReadAsAllAre() {
    let letters = (UInt8(0)...0x7F).map { [$0] }
    let pairs = letters.flatMap { first in letters.map { first + $0 } }
    let words = ["yes", "true", "false", "tRue", "FALSE", "yes\0", "\0yes", "truth", "nope"].map {
      Array($0.utf8)
    }
    for text in letters + pairs + words {
      text.withUnsafeBufferPointer {
        #expect(TruthText.read($0) == TruthText.readCharacters($0), "\(text)")
      }
    }
  }
}
