internal import Values

extension ColumnBatch {
  /// The result of an operator, by arrays of integers where they can hold it, else value by value.
  func arithmetic(
    _ operation: ArithmeticOperator, _ a: Vector, _ b: Vector, _ type: FEELType
  ) -> Vector {
    let presences = a.presences.first(b.presences)
    let lanes: Vector.Lanes? =
      if let a = a.scaled, let b = b.scaled {
        a.combined(operation, b)
      } else if operation == .subtract {
        a.difference(b)
      } else {
        nil
      }
    if let lanes { return Vector(lanes, presences: presences, count: a.count) }
    return paired(a, b, type) { $0.combined(operation, with: $1) }
  }

  /// An operation on two values, one lane after the other.
  func paired(
    _ a: Vector, _ b: Vector, _ type: FEELType, _ operation: (Value, Value) -> Value
  ) -> Vector {
    Vector((0..<a.count).map { operation(a.value($0), b.value($0)) }, type: type)
  }

  /// A step of one operand that has no array operation of its own.
  func mapped(_ step: Step, _ operand: Vector) -> Vector {
    if case .negation = step.operation, let numbers = operand.scaled, let lanes = numbers.negated {
      return Vector(lanes, presences: operand.presences, count: operand.count)
    }
    return Vector(
      operand.values.map { value in
        switch step.operation {
        case .member(let number):
          if case .record(let members) = value { members[number].value } else { value }
        case .property(let property): value.property(property)
        default: value.minus
        }
      }, type: step.type)
  }
}

/// Numbers as integers of one scale: `values[lane] × 10^-scale`.
struct ScaledNumbers {
  var values: [Int64]
  var scale: Int
}

extension Vector {
  /// The numbers as integers of one scale, or nil when they are not held so.
  var scaled: ScaledNumbers? {
    switch lanes {
    case .scaled(let values, let scale): return ScaledNumbers(values: values, scale: scale)
    case .constant(.number(let number)):
      guard -18...0 ~= number.exponent, let value = number.scaled(to: -number.exponent),
        !(number.isZero && number.isNegative)
      else { return nil }
      return ScaledNumbers(
        values: Array(repeating: value, count: count), scale: -number.exponent)
    default: return nil
    }
  }

  /// How long after the dates or moments of `other` these are, where arrays of integers can hold it.
  fileprivate func difference(_ other: Vector) -> Lanes? {
    switch (lanes, other.lanes) {
    case (.dates(let a), .dates(let b)):
      let perDay = Int64(86_400_000_000_000)
      return Vector.spans(a, b) { a, b in
        let days = a.subtractingReportingOverflow(b)
        let span = days.partialValue.multipliedReportingOverflow(by: perDay)
        return (span.partialValue, days.overflow || span.overflow)
      }
    case (.moments(let a), .moments(let b)):
      return Vector.spans(a, b) { $0.subtractingReportingOverflow($1) }
    default: return nil
    }
  }

  private static func spans(
    _ a: [Int64], _ b: [Int64], _ subtract: (Int64, Int64) -> (Int64, overflow: Bool)
  ) -> Lanes? {
    var overflows = false
    let result = a.indices.map { lane in
      let (span, overflow) = subtract(a[lane], b[lane])
      overflows = overflows || overflow
      return span
    }
    return overflows ? nil : .spans(result)
  }
}

extension ScaledNumbers {
  /// The greatest scale that results are held with; more is left to decimals.
  private static let greatestScale = 30

  /// The result of an operator, or nil when it has to be computed with decimals: divisions, powers, and
  /// whatever does not fit.
  fileprivate func combined(
    _ operation: ArithmeticOperator, _ other: ScaledNumbers
  ) -> Vector.Lanes? {
    switch operation {
    case .add: sum(other)
    case .subtract: difference(other)
    case .multiply: product(other)
    case .divide, .power: nil
    }
  }

  private func sum(_ other: ScaledNumbers) -> Vector.Lanes? {
    guard let (a, b, scale) = aligned(with: other) else { return nil }
    // The sign of a sum of two numbers of one sign differs from theirs only when it did not fit.
    var overflow: Int64 = 0
    let result = ScaledNumbers.map(a, b) { x, y in
      let sum = x &+ y
      overflow |= (x ^ sum) & (y ^ sum)
      return sum
    }
    return overflow < 0 ? nil : .scaled(result, scale: scale)
  }

  private func difference(_ other: ScaledNumbers) -> Vector.Lanes? {
    guard let (a, b, scale) = aligned(with: other) else { return nil }
    var overflow: Int64 = 0
    let result = ScaledNumbers.map(a, b) { x, y in
      let difference = x &- y
      overflow |= (x ^ y) & (x ^ difference)
      return difference
    }
    return overflow < 0 ? nil : .scaled(result, scale: scale)
  }

  private func product(_ other: ScaledNumbers) -> Vector.Lanes? {
    guard scale + other.scale <= ScaledNumbers.greatestScale else { return nil }
    var overflows = false
    let result = ScaledNumbers.map(values, other.values) { x, y in
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      overflows = overflows || overflow
      return product
    }
    return overflows ? nil : .scaled(result, scale: scale + other.scale)
  }

  fileprivate var negated: Vector.Lanes? {
    values.contains(.min) ? nil : .scaled(values.map { 0 &- $0 }, scale: scale)
  }

  /// The numbers without their signs, or nil when one of them does not fit.
  var magnitudes: Vector.Lanes? {
    values.contains(.min) ? nil : .scaled(values.map { $0 < 0 ? 0 &- $0 : $0 }, scale: scale)
  }

  /// Both with the greater of the two scales, or nil when a number does not fit then.
  func aligned(with other: ScaledNumbers) -> (a: [Int64], b: [Int64], scale: Int)? {
    let scale = max(scale, other.scale)
    guard let a = values(scale: scale), let b = other.values(scale: scale) else { return nil }
    return (a, b, scale)
  }

  private func values(scale wanted: Int) -> [Int64]? {
    if wanted == scale { return values }
    guard wanted - scale <= 18 else { return nil }
    let factor = (0..<wanted - scale).reduce(Int64(1)) { power, _ in power * 10 }
    var overflows = false
    let result = values.map { value in
      let (product, overflow) = value.multipliedReportingOverflow(by: factor)
      overflows = overflows || overflow
      return product
    }
    return overflows ? nil : result
  }

  @inline(__always)
  private static func map(
    _ a: [Int64], _ b: [Int64], _ operation: (Int64, Int64) -> Int64
  ) -> [Int64] {
    let count = a.count
    return [Int64](unsafeUninitializedCapacity: count) { result, initialized in
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          for lane in 0..<count { result[lane] = operation(a[lane], b[lane]) }
        }
      }
      initialized = count
    }
  }
}
