internal import Values

extension Value {
  /// -1, 0 or 1 when the value is smaller than, equal to or greater than one of the same type; nil
  /// when one of them is null or nobody can tell.
  func compare(_ other: Value) -> Int? {
    switch (self, other) {
    case (.number(let a), .number(let b)): a.compare(b)
    case (.string(let a), .string(let b)): a.compare(b)
    case (.date(let a), .date(let b)): a.compare(to: b)
    case (.time(let a), .time(let b)): a.compare(b)
    case (.dateTime(let a), .dateTime(let b)): a.compare(b)
    case (.daysTimeDuration(let a), .daysTimeDuration(let b)): a.compare(to: b)
    case (.yearsMonthsDuration(let a), .yearsMonthsDuration(let b)): a.compare(to: b)
    default: nil
    }
  }

  /// Whether two values are the same; null is the same as null alone.
  func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    case (.record(let a), .record(let b)):
      a.count == b.count
        && zip(a, b).allSatisfy { $0.name == $1.name && $0.value.isSame(as: $1.value) }
    case (.range(let a), .range(let b)): a.isSame(as: b)
    case (.row(let entity, let row), .row(let otherEntity, let otherRow)):
      entity == otherEntity && row == otherRow
    default: compare(other) == 0
    }
  }

  /// Whether two values are the same in every respect: two times of the same moment with different
  /// offsets are not.
  func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.time(let a), .time(let b)):
      a.offset == b.offset && a.nanosecondOfDay == b.nanosecondOfDay
    case (.dateTime(let a), .dateTime(let b)):
      a.offset == b.offset && a.localSeconds == b.localSeconds && a.nanosecond == b.nanosecond
    default: isSame(as: other)
    }
  }
}

extension ValueRange {
  func isSame(as other: ValueRange) -> Bool {
    includesLower == other.includesLower && includesUpper == other.includesUpper
      && ValueRange.isSame(lower, other.lower) && ValueRange.isSame(upper, other.upper)
  }

  private static func isSame(_ a: Value?, _ b: Value?) -> Bool {
    switch (a, b) {
    case (nil, nil): true
    case (let a?, let b?): a.isSame(as: b)
    default: false
    }
  }

  /// Whether a value lies within the range: null when it or a bound is.
  func contains(_ value: Value) -> Value {
    var inside = Value.boolean(true)
    if let lower {
      inside = inside.and(value.compared(to: lower, includesLower ? .greaterOrEqual : .greater))
    }
    if let upper {
      inside = inside.and(value.compared(to: upper, includesUpper ? .lessOrEqual : .less))
    }
    return inside
  }
}

/// Three-valued logic.
extension Value {
  /// The outcome of a comparison of order: null when a side is null or nobody can tell.
  func compared(to other: Value, _ comparison: ComparisonOperator) -> Value {
    if isNull { return self }
    if other.isNull { return other }
    guard let order = compare(other) else { return .null(.incomparable) }
    return .boolean(comparison.accepts(order))
  }

  /// Whether two values are equal. Null equals null and nothing else, unless it comes out of the
  /// documents: what a document does not say is neither equal to anything nor different from it.
  func equals(_ other: Value) -> Value {
    if case .null(let reason) = self, reason.isDocumentary { return self }
    if case .null(let reason) = other, reason.isDocumentary { return other }
    return .boolean(isSame(as: other))
  }

  /// False as soon as one is false, else null as soon as one is null.
  func and(_ other: @autoclosure () -> Value) -> Value {
    if case .boolean(false) = self { return self }
    let other = other()
    if case .boolean(false) = other { return other }
    return isNull ? self : other
  }

  /// True as soon as one is true, else null as soon as one is null.
  func or(_ other: @autoclosure () -> Value) -> Value {
    if case .boolean(true) = self { return self }
    let other = other()
    if case .boolean(true) = other { return other }
    return isNull ? self : other
  }

  /// The opposite of a truth value; null of null.
  var negated: Value {
    if case .boolean(let value) = self { .boolean(!value) } else { self }
  }
}

extension String {
  /// Texts are compared scalar by scalar: what looks alike and is coded differently is different.
  fileprivate func compare(_ other: String) -> Int {
    if utf8.elementsEqual(other.utf8) { return 0 }
    return utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
  }
}

extension Comparable {
  fileprivate func compare(to other: Self) -> Int {
    self < other ? -1 : self > other ? 1 : 0
  }
}
