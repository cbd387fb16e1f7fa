import Tables
import TestSupport
import Testing

/// However the texts of a column are kept, they read back.
@Suite struct TextGatheringTests {
  enum Shape: CaseIterable { case few, runs, different, fewAtFirst, evenly, empty, runsOfEmpty }

  private func text(_ shape: Shape, _ row: Int, _ random: inout SeededRandom) -> String {
    switch shape {
    case .few: "产品\(Int.random(in: 0..<900, using: &random))"
    case .runs: "DD\(1_000_000 + row / 3)"
    case .different: "text \(row) \(String(repeating: "x", count: row % 7))"
    case .fewAtFirst: row < 6000 ? "P\(row % 50)" : "P\(row)"
    case .evenly: "K\(10_000_000 + row &* 7919 % 9_000_000)"
    case .empty: ""
    case .runsOfEmpty: row / 5 % 2 == 0 ? "" : "A\(row / 5)"
    }
  }

  @Test(arguments: Shape.allCases)
  func textsReadBack(shape: Shape) {
    for seed in 1...6 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let hasGaps = seed % 2 == 0
      var builder = ColumnBuilder(kind: .text)
      var expected: [String?] = []
      let total = [100, 5000, 40_000][Int(seed) % 3]
      while expected.count < total {
        let count = Int.random(in: 1...3000, using: &random)
        let run = (0..<count).map { number -> String? in
          hasGaps && Int.random(in: 0..<10, using: &random) == 0
            ? nil : text(shape, expected.count + number, &random)
        }
        append(run, to: &builder, singly: Bool.random(using: &random))
        expected += run
      }
      let column = builder.finished()
      #expect(column.count == expected.count)
      let wrong = expected.indices.filter { row in
        column.state(at: row) == .present
          ? column.text(at: row) != expected[row] : expected[row] != nil
      }
      #expect(wrong.isEmpty, "\(shape), seed \(seed)")
      let viewed = column.withTextView { view in
        expected.indices.allSatisfy { row in
          expected[row] == nil || Array(view.text(at: row)) == Array(expected[row]!.utf8)
        }
      }
      #expect(viewed == true, "\(shape), seed \(seed)")
    }
  }

  private func append(_ run: [String?], to builder: inout ColumnBuilder, singly: Bool) {
    if singly {
      for text in run {
        if let text {
          builder.append(utf8: Array(text.utf8)[...])
        } else {
          builder.appendMissing(.empty)
        }
      }
      return
    }
    let bytes = run.flatMap { Array(($0 ?? "").utf8) }
    let lengths = run.map { UInt32(($0 ?? "").utf8.count) }
    var starts: [UInt32] = []
    for length in [0] + lengths.dropLast() { starts.append((starts.last ?? 0) + length) }
    let states = run.map { $0 == nil ? CellState.empty : .present }
    bytes.withUnsafeBufferPointer { bytes in
      starts.withUnsafeBufferPointer { starts in
        lengths.withUnsafeBufferPointer { lengths in
          let texts = TextRun(in: bytes, starts: starts, lengths: lengths)
          states.withUnsafeBufferPointer {
            builder.append(texts: texts, states: run.contains(nil) ? $0 : nil)
          }
        }
      }
    }
  }

  @Test func whatRepeatsIsKeptOnce() {
    var builder = ColumnBuilder(kind: .text)
    for row in 0..<20_000 { builder.append(utf8: Array("word \(row % 100)".utf8)[...]) }
    guard case .dictionary(_, let entries) = builder.finished().storage else {
      Issue.record("few texts are kept in a dictionary")
      return
    }
    #expect(entries.count == 100)
  }
}
