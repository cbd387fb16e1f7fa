import Tables
import TestSupport
import Testing
import Values

@testable import FEEL

/// Loops over many lanes at once against the same done value by value.
@Suite struct LaneLoopTests {
  private static let truths: [Value] = [
    .boolean(true), .boolean(false), Presence.null.value, Presence.missing.value,
    Presence.unknown.value,
  ]

  /// Every pair of truths, as often as fills some registers and leaves a rest.
  private static let pairs = (0..<7).flatMap { _ in
    truths.flatMap { a in truths.map { (a: a, b: $0) } }
  }

  private static func vector(_ values: [Value]) -> Vector { Vector(values, type: .boolean) }

  @Test func logicIsThatOfValues() {
    let a = Self.vector(Self.pairs.map(\.a))
    let b = Self.vector(Self.pairs.map(\.b))
    let results: [(String, Vector, (Value, Value) -> Value)] = [
      ("and", a.and(b), { $0.and($1) }), ("or", a.or(b), { $0.or($1) }),
      ("not", a.negated, { a, _ in a.negated }),
    ]
    for (name, vector, operation) in results {
      for (lane, pair) in Self.pairs.enumerated() {
        let expected = operation(pair.a, pair.b)
        #expect(vector.presence(lane) == Presence(expected), "\(name) \(pair)")
        if case .boolean(let truth) = expected { #expect(vector.truths[lane] == truth, "\(name)") }
        #expect(vector.outcomes[lane] == Truth(expected), "\(name) \(pair)")
      }
    }
  }

  @Test func nothingIsNullWhereEveryLaneHasAValue() {
    let values = Vector(.booleans([true, false, true]), count: 3)
    #expect(values.isNull(false).truths == [false, false, false])
    #expect(values.isNull(true).truths == [true, true, true])
    let gaps = Vector(
      .booleans([true, true, true]), presences: [.present, .missing, .unknown], count: 3)
    #expect(gaps.isNull(false).outcomes == [.no, .yes, .unknown])
    #expect(gaps.isNull(true).outcomes == [.yes, .no, .unknown])
  }

  private static let edges: [Int64] = [
    .min, .min + 1, -3_037_000_500, -10, -1, 0, 1, 7, 3_037_000_499, .max / 10, .max - 1, .max,
  ]

  /// Every pair of numbers alone, in each shape that operands have, among others that fit.
  @Test(arguments: 0..<4)
  func overflowIsNoticedInAnyLane(shape: Int) {
    func operand(_ value: Int64, isConstant: Bool) -> Integers {
      isConstant ? .all(value) : .lanes([1, 2, value, 3, 1])
    }
    for a in Self.edges {
      for b in Self.edges {
        let x = operand(a, isConstant: shape & 1 > 0)
        let y = operand(b, isConstant: shape & 2 > 0)
        let lanes = (0..<5).map { (x[$0], y[$0]) }
        typealias Reporting = (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
        let operations: [(String, [Int64]?, Reporting)] = [
          ("sum", Integers.sums(x, y, count: 5), { $0.addingReportingOverflow($1) }),
          (
            "difference", Integers.differences(x, y, count: 5),
            { $0.subtractingReportingOverflow($1) }
          ),
          (
            "product", Integers.products(x, y, count: 5), { $0.multipliedReportingOverflow(by: $1) }
          ),
        ]
        for (name, found, operation) in operations {
          let expected = lanes.map { operation($0.0, $0.1) }
          let fits = !expected.contains { $0.overflow }
          #expect(found == (fits ? expected.map(\.partialValue) : nil), "\(name) of \(a), \(b)")
        }
        for comparison in [ComparisonOperator.less, .lessOrEqual, .greater, .equal, .notEqual] {
          let found = Integers.compare(x, y, count: 5, comparison)
          let expected = lanes.map { comparison.accepts($0.0 < $0.1 ? -1 : $0.0 > $0.1 ? 1 : 0) }
          #expect(found == expected)
        }
      }
    }
  }

  @Test func theLeastIntegerHasNoOpposite() {
    let numbers = ScaledNumbers(values: .lanes([-5, 0, .max, .min + 1]), scale: 2, count: 4)
    guard case .scaled(let magnitudes, 2)? = numbers.magnitudes else {
      Issue.record("all of these have a magnitude")
      return
    }
    #expect(magnitudes == [5, 0, .max, .max])
    #expect(ScaledNumbers(values: .lanes([1, .min]), scale: 0, count: 2).magnitudes == nil)
    #expect(ScaledNumbers(values: .all(.min), scale: 0, count: 2).magnitudes == nil)
  }

  /// Days at both ends of the calendar, and durations that lead beyond it or are no whole days.
  @Test(arguments: ["PT1H", "-PT1H", "P1D", "-P1D", "P100D", "-P100DT1S", "P106000D"])
  func datesMoveAsTheyDoOneByOne(duration: String) throws {
    let scope = FEELScope(inputs: [
      .init(name: "a", type: .date), .init(name: "b", type: .dateTime),
    ])
    let range = CivilDate.dayNumbers
    let near: [Int64] = [0, 1, 20_000, -20_000, 59]
    let texts = [
      "a + @\"\(duration)\"", "@\"\(duration)\" + a", "a - @\"\(duration)\"",
      "b + @\"\(duration)\"", "b - @\"\(duration)\"", "b - (b + @\"\(duration)\")",
    ]
    let programs = try texts.map { try Program.compile($0, in: scope) }
    for days in [near, near + [range.lowerBound, range.upperBound]] {
      let moments = days.indices.map { Int64($0) * 1_000_000_007 - 1 }.map { $0 &* 86_399 }
      let session = ColumnSession(ColumnPlan(programs), on: EmptySource(calendar: .mondayToFriday))
      let inputs = [
        Vector(.dates(days), count: days.count), Vector(.moments(moments), count: days.count),
      ]
      let batch = session.batch(inputs: inputs, count: days.count)
      for (number, program) in programs.enumerated() {
        let found = batch.values(of: number)
        for lane in days.indices {
          let expected = program.evaluate(inputs: inputs.map { $0.value(lane) })
          #expect(found[lane].isNull == expected.isNull, "\(texts[number]) in lane \(lane)")
          if !expected.isNull { #expect(found[lane].text == expected.text, "\(texts[number])") }
        }
      }
    }
  }
}
