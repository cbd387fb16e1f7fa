import TestSupport
import Testing

@testable import Findings

@Suite struct CaseRowsTests {
  /// The cases of findings as lists, which ``CaseRows`` keeps one behind the other.
  private struct Slow {
    var findings: [[Int?]] = []
    var all: [[Int]] { findings.map { $0.compactMap(\.self) } }
    var first: [Int?] { findings.map { $0.first ?? nil } }
  }

  private static func random(_ random: inout SeededRandom) -> (CaseRows, Slow) {
    var (rows, slow) = (CaseRows(), Slow())
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let cases = (0..<Int.random(in: 1...4, using: &random)).map { _ -> Int? in
        Int.random(in: 0...3, using: &random) == 0 ? nil : Int.random(in: 0...2, using: &random)
      }
      if cases.count == 1 { rows.append(cases[0]) } else { rows.append(cases) }
      slow.findings.append(
        cases.indices.filter { !cases[..<$0].contains(cases[$0]) }.map { cases[$0] })
    }
    return (rows, slow)
  }

  private func expectSame(_ rows: CaseRows, _ slow: Slow, _ comment: Comment) {
    #expect(rows.count == slow.findings.count, comment)
    #expect((0..<rows.count).map { Array(rows.all(of: $0)) } == slow.all, comment)
    #expect((0..<rows.count).map { rows.first(of: $0) } == slow.first, comment)
  }

  @Test(arguments: UInt64(1)...200) func theyAreThoseOfLists(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var (rows, slow) = Self.random(&random)
    expectSame(rows, slow, "seed \(seed)")
    for _ in 0..<3 {
      let (others, slowOthers) = Self.random(&random)
      rows.append(contentsOf: others)
      slow.findings += slowOthers.findings
      expectSame(rows, slow, "seed \(seed), with those of a further part")
    }
    let order = Array(0..<rows.count).shuffled(using: &random)
    let reordered = Slow(findings: order.map { slow.findings[$0] })
    expectSame(rows.reordered(by: order), reordered, "seed \(seed), \(order)")
  }

  @Test func aFindingWithoutCaseHasNone() {
    var rows = CaseRows()
    rows.append(Int?.none)
    rows.append([nil, 7, nil, 7, 3])
    #expect(rows.first(of: 0) == nil)
    #expect(Array(rows.all(of: 0)).isEmpty)
    #expect(rows.first(of: 1) == nil, "its first record belongs to none")
    #expect(Array(rows.all(of: 1)) == [7, 3])
  }
}
