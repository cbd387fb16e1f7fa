/// How points and ranges lie to each other. A point is a range of one value.
extension Function {
  static let intervalFunctions: [Function] = [
    relation("before", .either, .either) { $0.end < $1.start },
    relation("after", .either, .either) { $1.end < $0.start },
    relation("meets", .range, .range) { $0.end == $1.start },
    relation("met by", .range, .range) { $0.start == $1.end },
    relation("overlaps", .range, .range) { $0.start <= $1.end && $1.start <= $0.end },
    relation("overlaps before", .range, .range) { $0.overlapsStart(of: $1) },
    relation("overlaps after", .range, .range) { $1.overlapsStart(of: $0) },
    relation("finishes", .either, .range) { $0.finishes($1) },
    relation("finished by", .range, .either) { $1.finishes($0) },
    relation("includes", .range, .either) { $0.includes($1) },
    relation("during", .either, .range) { $1.includes($0) },
    relation("starts", .either, .range) { $0.starts($1) },
    relation("started by", .range, .either) { $1.starts($0) },
    Function(
      "coincides",
      overload(.sharedOrdered, .sharedOrdered) { $0 == $1 },
      overload(.range, .range) { $0 == $1 }),
  ]

  private enum Kind {
    case range, either

    var patterns: [TypePattern] { self == .range ? [.range] : [.sharedOrdered, .range] }
  }

  private static func relation(
    _ name: String, _ first: Kind, _ second: Kind,
    _ holds: @escaping @Sendable (Interval, Interval) -> Bool
  ) -> Function {
    Function(
      name,
      overloads: first.patterns.flatMap { a in
        second.patterns.map { b in overload(a, b, holds) }
      })
  }

  private static func overload(
    _ a: TypePattern, _ b: TypePattern,
    _ holds: @escaping @Sendable (Interval, Interval) -> Bool
  ) -> Overload {
    Overload([.init("a", a), .init("b", b)], gives: .boolean) { arguments in
      for value in [arguments[0], arguments[1]] {
        if let null = value.nullBound { return null }
      }
      guard arguments[0].isComparable(to: arguments[1]) else { return .null(.incomparable) }
      return .boolean(holds(Interval(arguments[0]), Interval(arguments[1])))
    }
  }
}

/// Where a range begins and where it ends.
private struct Interval: Equatable {
  var start: Bound
  var end: Bound

  init(_ value: Value) {
    guard case .range(let range) = value else {
      (start, end) = (Bound(value: value), Bound(value: value))
      return
    }
    start = Bound(value: range.lower, side: range.includesLower ? 0 : 1, ifMissing: -1)
    end = Bound(value: range.upper, side: range.includesUpper ? 0 : -1, ifMissing: 1)
  }

  func includes(_ other: Interval) -> Bool { start <= other.start && other.end <= end }

  func finishes(_ other: Interval) -> Bool { end == other.end && other.start <= start }

  func starts(_ other: Interval) -> Bool { start == other.start && end <= other.end }

  func overlapsStart(of other: Interval) -> Bool {
    start < other.start && other.start <= end && end <= other.end
  }
}

/// The first or last value of a range, or what lies just beside it.
private struct Bound: Comparable {
  /// Nil for a side without a bound.
  var value: Value?
  /// 1 when the range begins behind the value, -1 when it ends before it.
  var side = 0
  /// -1 before all values, 1 behind them.
  var infinity = 0

  init(value: Value?, side: Int = 0, ifMissing infinity: Int = 0) {
    self.value = value
    self.side = value == nil ? 0 : side
    self.infinity = value == nil ? infinity : 0
  }

  static func == (a: Bound, b: Bound) -> Bool { a.order(b) == 0 }

  static func < (a: Bound, b: Bound) -> Bool { a.order(b) < 0 }

  private func order(_ other: Bound) -> Int {
    if let value, let otherValue = other.value, let order = value.compare(otherValue) {
      return order == 0 ? side - other.side : order
    }
    return infinity - other.infinity
  }
}

extension Value {
  /// The null that a range has in a bound's place.
  fileprivate var nullBound: Value? {
    guard case .range(let range) = self else { return nil }
    return [range.lower, range.upper].compactMap { $0 }.first(where: \.isNull)
  }

  /// Whether every value of one can be told to lie before or behind every value of the other.
  fileprivate func isComparable(to other: Value) -> Bool {
    ends.allSatisfy { end in other.ends.allSatisfy { end.compare($0) != nil } }
      && zip(ends, ends.dropFirst()).allSatisfy { $0.compare($1) != nil }
  }

  private var ends: [Value] {
    if case .range(let range) = self {
      [range.lower, range.upper].compactMap { $0 }
    } else {
      [self]
    }
  }
}
