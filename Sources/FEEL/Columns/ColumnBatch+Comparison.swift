internal import Tables
internal import Values

extension ColumnBatch {
  /// The outcome of a comparison of order.
  func compared(_ comparison: ComparisonOperator, _ a: Vector, _ b: Vector) -> Vector {
    if let truths = a.ordered(with: b, by: comparison) {
      return Vector(
        .booleans(truths), presences: a.presences.first(b.presences), count: a.count)
    }
    return paired(a, b, .boolean) { $0.compared(to: $1, comparison) }
  }

  /// Whether two values are equal: null because of the documents as soon as one is, and otherwise null
  /// equals null.
  func equal(_ a: Vector, _ b: Vector) -> Vector {
    guard var truths = a.ordered(with: b, by: .equal) ?? a.sameTexts(as: b) else {
      return paired(a, b, .boolean) { $0.equals($1) }
    }
    if a.presences.isEmpty, b.presences.isEmpty {
      return Vector(.booleans(truths), count: a.count)
    }
    var presences = [Presence](repeating: .present, count: a.count)
    for lane in 0..<a.count {
      let (one, other) = (a.presence(lane), b.presence(lane))
      if one.isDocumentary {
        presences[lane] = one
      } else if other.isDocumentary {
        presences[lane] = other
      } else if one == .null || other == .null {
        truths[lane] = one == other
      }
    }
    return Vector(.booleans(truths), presences: presences.compact, count: a.count)
  }

  /// Whether a value is in a list or within a range, that is not known before.
  func contained(_ kind: Node.Test.Kind, _ value: Vector, _ other: Vector) -> Vector {
    paired(value, other, .boolean) { value, other in
      switch kind {
      case .comparison(let comparison): value.compared(to: other, comparison)
      case .withinRange: value.isWithin(other)
      case .listMember: other.anyElement { value.equals($0) }
      case .withinAny: other.anyElement { value.isWithin($0) }
      }
    }
  }
}

extension Vector {
  /// The outcome for each lane in which both have a value, when both are held in arrays whose order is
  /// that of the values; nil otherwise.
  fileprivate func ordered(with other: Vector, by comparison: ComparisonOperator) -> [Bool]? {
    if let a = scaled, let b = other.scaled {
      return a.aligned(with: b).map { Vector.compare($0.a, $0.b, comparison) }
    }
    return switch (integers, other.integers) {
    case (let a?, let b?) where a.kind == b.kind: Vector.compare(a.values, b.values, comparison)
    default: nil
    }
  }

  private enum IntegerKind { case dates, moments, spans }

  /// Dates, moments and durations as integers.
  private var integers: (kind: IntegerKind, values: [Int64])? {
    func repeated(_ kind: IntegerKind, _ value: Int64?) -> (IntegerKind, [Int64])? {
      value.map { (kind, Array(repeating: $0, count: count)) }
    }
    return switch lanes {
    case .dates(let values): (.dates, values)
    case .moments(let values): (.moments, values)
    case .spans(let values): (.spans, values)
    case .constant(.date(let date)): repeated(.dates, date.dayNumber)
    case .constant(.dateTime(let moment)): repeated(.moments, moment.localNanoseconds)
    case .constant(.daysTimeDuration(let span)):
      repeated(.spans, Int64(exactly: span.nanoseconds))
    default: nil
    }
  }

  private static func compare(
    _ a: [Int64], _ b: [Int64], _ comparison: ComparisonOperator
  ) -> [Bool] {
    switch comparison {
    case .equal: compare(a, b) { $0 == $1 }
    case .notEqual: compare(a, b) { $0 != $1 }
    case .less: compare(a, b) { $0 < $1 }
    case .lessOrEqual: compare(a, b) { $0 <= $1 }
    case .greater: compare(a, b) { $0 > $1 }
    case .greaterOrEqual: compare(a, b) { $0 >= $1 }
    }
  }

  @inline(__always)
  private static func compare(
    _ a: [Int64], _ b: [Int64], _ accepts: (Int64, Int64) -> Bool
  ) -> [Bool] {
    let count = a.count
    return [Bool](unsafeUninitializedCapacity: count) { result, initialized in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          for lane in 0..<count { result[lane] = accepts(a[lane], b[lane]) }
        }
      }
      initialized = count
    }
  }

  /// Whether the texts of two columns are the same, byte by byte.
  fileprivate func sameTexts(as other: Vector) -> [Bool]? {
    guard case .texts(let column, let rows) = lanes else { return nil }
    // A lane without a text may name a row that is not there.
    let presences = presences.first(other.presences)
    func hasText(_ lane: Int) -> Bool { presences.isEmpty || presences[lane] == .present }
    switch other.lanes {
    case .texts(let otherColumn, let otherRows):
      return column.withTextView { texts in
        otherColumn.withTextView { others in
          (0..<count).map { lane in
            hasText(lane)
              && texts.isText(at: Int(rows[lane]), others.text(at: Int(otherRows[lane])))
          }
        }
      } ?? nil
    case .constant(.string(var text)):
      return text.withUTF8 { text in
        column.withTextView { texts in
          (0..<count).map { lane in hasText(lane) && texts.isText(at: Int(rows[lane]), text) }
        }
      }
    default: return nil
    }
  }
}

extension DateTime {
  /// Nanoseconds since 1970 on a clock whose offset is not known; nil when it is, or they do not fit.
  var localNanoseconds: Int64? {
    guard offset == nil else { return nil }
    return Int64(exactly: Int128(localSeconds) * 1_000_000_000 + Int128(nanosecond))
  }
}
