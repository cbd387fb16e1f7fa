import TestSupport
import Testing

@testable import Diagnostics

@Suite struct SuggestionTests {
  static let names = [
    "id", "total", "status", "contract id", "ordered at", "invoice line", "unit price", "订单编号",
    "合同编号", "下单时间",
  ]

  static let slips: [(what: String, name: String, meant: String)] = [
    ("a letter too few", "totl", "total"),
    ("a letter too many", "totall", "total"),
    ("a wrong letter", "tatal", "total"),
    ("two letters swapped", "toatl", "total"),
    ("another case only", "Total", "total"),
    ("an underscore for the blank", "unit_price", "unit price"),
    ("two slips in a long name", "invioce lines", "invoice line"),
    ("one Chinese character", "订单号", "订单编号"),
  ]

  // The last has two of four characters in common with two names: half is not near.
  static let strangers = [
    "", "x", "amount", "price", "订", "a completely different name", "sum", "訂單编号",
  ]

  @Test(arguments: slips)
  func aSlipIsFound(what: String, name: String, meant: String) {
    #expect(Suggestion.nearest(to: name, among: Self.names) == meant, "\(what)")
    #expect(Suggestion.help(for: name, among: Self.names) == "did you mean '\(meant)'?")
  }

  @Test(arguments: strangers)
  func aStrangerIsNot(name: String) {
    #expect(Suggestion.nearest(to: name, among: Self.names) == nil)
    #expect(Suggestion.help(for: name, among: Self.names) == nil)
  }

  @Test func theFirstInTheAlphabetWinsADraw() {
    #expect(Suggestion.nearest(to: "cart", among: ["cars", "card", "care"]) == "card")
    #expect(Suggestion.nearest(to: "cart", among: []) == nil)
  }

  /// All words of up to three letters of an alphabet of three, then random longer ones.
  @Test func distancesAreThoseOfTheRecursiveDefinition() {
    var words: [[Unicode.Scalar]] = [[]]
    var start = 0
    for _ in 1...3 {
      let end = words.count
      for word in words[start..<end] {
        for letter in "ab金".unicodeScalars { words.append(word + [letter]) }
      }
      start = end
    }
    #expect(words.count == 40)
    for a in words { for b in words { expectSameDistance(a, b, "small words") } }

    let seed: UInt64 = 20_250_930
    var random = SeededRandom(seed: seed)
    let letters = Array("abc".unicodeScalars)
    for _ in 0..<400 {
      let a = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        letters.randomElement(using: &random)!
      }
      let b = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        letters.randomElement(using: &random)!
      }
      expectSameDistance(a, b, "seed \(seed)")
    }
  }

  private func expectSameDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], _ what: String) {
    let distance = Suggestion.editDistance(a, b)
    let expected = slowDistance(a[...], b[...])
    if distance != expected {
      Issue.record("\(what): \(a) to \(b) takes \(expected) edits, not \(distance)")
    }
  }

  /// Insertions, deletions, substitutions and swaps of neighbours, none of which is edited again.
  private func slowDistance(
    _ a: ArraySlice<Unicode.Scalar>, _ b: ArraySlice<Unicode.Scalar>
  ) -> Int {
    guard let lastA = a.last, let lastB = b.last else { return a.count + b.count }
    let (restA, restB) = (a.dropLast(), b.dropLast())
    if lastA == lastB { return slowDistance(restA, restB) }
    var edits = 1 + min(slowDistance(restA, b), slowDistance(a, restB), slowDistance(restA, restB))
    if let beforeA = restA.last, let beforeB = restB.last, beforeA == lastB, beforeB == lastA {
      edits = min(edits, 1 + slowDistance(restA.dropLast(), restB.dropLast()))
    }
    return edits
  }
}
