import Testing

@testable import FEEL

/// How ranges lie to each other, against the points that lie in them.
@Suite struct IntervalTests {
  /// A range by its text, and the points of a fine grid that lie in it.
  private struct Sample {
    var text: String
    var points: [Int]
  }

  /// Bounds are whole numbers from 0 to 3; the grid has four points to a number.
  private static let samples: [Sample] = (0...2).flatMap { low in
    (low + 1...3).flatMap { high in
      ["[", "("].flatMap { open in
        ["]", ")"].map { close in
          Sample(
            text: "\(open)\(low)..\(high)\(close)",
            points: (4 * low...4 * high).filter {
              ($0 > 4 * low || open == "[") && ($0 < 4 * high || close == "]")
            })
        }
      }
    }
  }

  private static let points = (0...3).map { Sample(text: "\($0)", points: [4 * $0]) }

  private func check(
    _ name: String, _ a: [Sample], _ b: [Sample], _ holds: ([Int], [Int]) -> Bool
  ) {
    for one in a {
      for other in b {
        let expected = holds(one.points, other.points) ? "true" : "false"
        let call = "\(name)(\(one.text), \(other.text))"
        #expect(outcome(of: call) == expected, "\(call)")
      }
    }
  }

  @Test func relationsAreThoseOfThePoints() {
    let (ranges, points) = (Self.samples, Self.points)
    let all = ranges + points
    check("before", all, all) { $0.last! < $1.first! }
    check("after", all, all) { $0.first! > $1.last! }
    check("overlaps", ranges, ranges) { !Set($0).isDisjoint(with: $1) }
    check("meets", ranges, ranges) { $0.last == $1.first }
    check("met by", ranges, ranges) { $0.first == $1.last }
    check("includes", ranges, all) { Set($0).isSuperset(of: $1) }
    check("during", all, ranges) { Set($1).isSuperset(of: $0) }
    check("finishes", all, ranges) { $0.last == $1.last && Set($1).isSuperset(of: $0) }
    check("finished by", ranges, all) { $0.last == $1.last && Set($0).isSuperset(of: $1) }
    check("starts", all, ranges) { $0.first == $1.first && Set($1).isSuperset(of: $0) }
    check("started by", ranges, all) { $0.first == $1.first && Set($0).isSuperset(of: $1) }
    check("coincides", ranges, ranges) { $0 == $1 }
    check("coincides", points, points) { $0 == $1 }
    check("overlaps before", ranges, ranges) {
      $0.first! < $1.first! && $0.last! >= $1.first! && $0.last! <= $1.last!
    }
    check("overlaps after", ranges, ranges) {
      $1.first! < $0.first! && $1.last! >= $0.first! && $1.last! <= $0.last!
    }
  }

  @Test(arguments: [
    Trial("overlaps([1..5], (> 3))", "true"),
    Trial("includes((<= 3), 3)", "true"),
    Trial("before((< 3), (>= 3))", "true"),
    Trial("coincides((> 3), (> 3))", "true"),
    Trial("during([1..2], (> 0))", "true"),
    Trial("before(@\"2025-09-01\", [@\"2025-09-02\"..@\"2025-09-03\"])", "true"),
    Trial("overlaps([1..null], [1..2])", "null: null"),
    Trial("before(null, 1)", "null: null"),
    Trial(
      "before(@\"2025-09-01T00:00:00\", @\"2025-09-01T00:00:00Z\")",
      "null: the two cannot be compared"),
    Trial(
      "before(1, @\"2025-09-01\")",
      "wrong-argument-type: 'before' cannot be called with number, date"),
    Trial(
      "overlaps(1, [1..2])",
      "wrong-argument-type: 'overlaps' cannot be called with number, range of number"),
  ])
  func openBoundsNullsAndOtherTypes(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }
}
