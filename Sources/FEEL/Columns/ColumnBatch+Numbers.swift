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
      } else {
        a.combined(operation, b)
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
  var values: Integers
  var scale: Int
  var count: Int
}

extension Vector {
  /// The numbers as integers of one scale, or nil when they are not held so.
  var scaled: ScaledNumbers? {
    switch lanes {
    case .scaled(let values, let scale):
      return ScaledNumbers(values: .lanes(values), scale: scale, count: count)
    case .constant(.number(let number)):
      guard -18...0 ~= number.exponent, let value = number.scaled(to: -number.exponent),
        !(number.isZero && number.isNegative)
      else { return nil }
      return ScaledNumbers(values: .all(value), scale: -number.exponent, count: count)
    default: return nil
    }
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
    case .add: lanes(with: other, Integers.sums)
    case .subtract: lanes(with: other, Integers.differences)
    case .multiply: product(other)
    case .divide, .power: nil
    }
  }

  private func lanes(
    with other: ScaledNumbers, _ operation: (Integers, Integers, _ count: Int) -> [Int64]?
  ) -> Vector.Lanes? {
    guard let (a, b, scale) = aligned(with: other) else { return nil }
    return operation(a, b, count).map { .scaled($0, scale: scale) }
  }

  private func product(_ other: ScaledNumbers) -> Vector.Lanes? {
    guard scale + other.scale <= ScaledNumbers.greatestScale else { return nil }
    return Integers.products(values, other.values, count: count).map {
      .scaled($0, scale: scale + other.scale)
    }
  }

  // The least integer has no opposite: it alone has the sign that is looked for at the end.

  fileprivate var negated: Vector.Lanes? {
    var overflow: Int64 = 0
    let result = values.map { value in
      overflow |= value & (0 &- value)
      return 0 &- value
    }
    return overflow < 0 ? nil : .scaled(result.array(count: count), scale: scale)
  }

  /// The numbers without their signs, or nil when one of them does not fit.
  var magnitudes: Vector.Lanes? {
    var overflow: Int64 = 0
    let result = values.map { value in
      let sign = value &>> 63
      let magnitude = (value ^ sign) &- sign
      overflow |= magnitude
      return magnitude
    }
    return overflow < 0 ? nil : .scaled(result.array(count: count), scale: scale)
  }

  /// Both with the greater of the two scales, or nil when a number does not fit then.
  func aligned(with other: ScaledNumbers) -> (a: Integers, b: Integers, scale: Int)? {
    let scale = max(scale, other.scale)
    guard let a = values(scale: scale), let b = other.values(scale: scale) else { return nil }
    return (a, b, scale)
  }

  private func values(scale wanted: Int) -> Integers? {
    if wanted == scale { return values }
    guard wanted - scale <= 18 else { return nil }
    return values.multiplied(by: (0..<wanted - scale).reduce(1) { power, _ in power * 10 })
  }
}
