import Tables
import TestSupport
import Testing
import Values

@Suite struct PositionColumnTests {
  /// The same added in runs of rows that stand on lines that follow each other.
  private func inRuns(_ plain: [Position]) -> [Position] {
    var column = PositionColumn()
    var first = 0
    while first < plain.count {
      var end = first + 1
      while end < plain.count, plain[end].export == plain[first].export,
        plain[end].record == plain[first].record + end - first,
        plain[end].line == plain[first].line + end - first, end - first < 700
      { end += 1 }
      plain[first..<end].map(\.byte).withUnsafeBufferPointer {
        column.append(first: plain[first], bytes: $0)
      }
      first = end
    }
    return (0..<column.count).map { column[$0] }
  }

  /// Records that follow each other, with gaps, over several exports, and bytes beyond 4 GiB.
  @Test func positionsReadBack() {
    for seed in 1...40 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let unevenness = [1, 3, 50, 2000].randomElement(using: &random)!
      var (place, column, plain) = (
        Position(export: 0, record: 1, line: 2, byte: 40), PositionColumn(), [Position]()
      )
      for _ in 0..<Int.random(in: 1...6000, using: &random) {
        column.append(place)
        plain.append(place)
        place.record += 1
        place.line += 1
        place.byte += Int.random(in: 1...200, using: &random)
        if Int.random(in: 0..<unevenness, using: &random) == 0 {
          place.line += Int.random(in: 0...3, using: &random)
          place.record += Int.random(in: 0...1, using: &random)
        }
        if Int.random(in: 0..<4000, using: &random) == 0 { place.byte += 3 << 31 }
        if Int.random(in: 0..<2000, using: &random) == 0 {
          place = Position(export: place.export + 1, record: 1, line: 2, byte: 0)
        }
      }
      #expect((0..<column.count).map { column[$0] } == plain, "seed \(seed)")
      #expect(inRuns(plain) == plain, "seed \(seed), in runs")
      let lines = Set((0..<20).map { _ in Int.random(in: 0...6_100, using: &random) })
      let rows = Int.random(in: 0...plain.count, using: &random)..<plain.count
      #expect(
        column.rows(in: rows, onLines: lines) == rows.filter { lines.contains(plain[$0].line) },
        "seed \(seed), by line")
      var twice = column
      twice.append(contentsOf: column)
      #expect((0..<twice.count).map { twice[$0] } == plain + plain, "seed \(seed), joined")
    }
  }
}

@Suite struct ColumnRunsTests {
  /// Numbers added in runs are those that are added one by one.
  @Test func runsOfNumbersAreThoseOfSingleOnes() {
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      var (runs, singles) = (ColumnBuilder(kind: .number), ColumnBuilder(kind: .number))
      let size: Int64 = [1000, 1 << 40, .max].randomElement(using: &random)!
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        let count = Int.random(in: 0...40, using: &random)
        let values = (0..<count).map { _ in
          Int64.random(in: -size...size, using: &random) / [1, 7, .max].randomElement(
            using: &random)!
        }
        let places = (0..<count).map { _ in
          UInt8.random(in: 0...(size == 1000 ? 4 : 9), using: &random)
        }
        let states = (0..<count).map { _ in
          Int.random(in: 0..<9, using: &random) == 0 ? CellState.empty : .present
        }
        let fillers = zip(values, states).map { $1 == .present ? $0 : 0 }
        fillers.withUnsafeBufferPointer { fillers in
          places.withUnsafeBufferPointer { places in
            states.withUnsafeBufferPointer { states in
              runs.append(
                scaled: fillers, places: places, states: states.contains(.empty) ? states : nil)
            }
          }
        }
        for row in 0..<count {
          if states[row] == .present {
            singles.append(Decimal128(scaled: values[row], scale: Int(places[row])))
          } else {
            singles.appendMissing(.empty)
          }
        }
      }
      let (a, b) = (runs.finished(), singles.finished())
      #expect(a.count == b.count && (0..<a.count).map(a.state) == (0..<b.count).map(b.state))
      for row in 0..<a.count where a.state(at: row) == .present {
        #expect(a.decimal(at: row) == b.decimal(at: row), "seed \(seed), row \(row)")
      }
    }
  }

  @Test func offsetsAppearOnlyWhereOneWasGiven() {
    var builder = ColumnBuilder(kind: .dateTime)
    [0, 1_000_000_000].withUnsafeBufferPointer { builder.append(nanoseconds: $0, states: nil) }
    let isAdded = builder.append(DateTime(localSeconds: 2, nanosecond: 0, offset: 3600))
    #expect(isAdded)
    [3_000_000_000].withUnsafeBufferPointer { builder.append(nanoseconds: $0, states: nil) }
    builder.appendMissing(.unreadable)
    let column = builder.finished()
    #expect((0..<4).map { column.dateTime(at: $0).localSeconds } == [0, 1, 2, 3])
    #expect((0..<4).map { column.dateTime(at: $0).offset } == [nil, nil, 3600, nil])
    #expect((0..<5).map(column.state) == [.present, .present, .present, .present, .unreadable])
  }
}
