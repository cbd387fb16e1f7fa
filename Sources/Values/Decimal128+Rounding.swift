/// What becomes of digits that are dropped.
public enum RoundingRule: Hashable, Sendable, CaseIterable {
  /// To the nearest; of two equally near, the one with an even last digit.
  case halfEven
  /// To the nearest; of two equally near, the one away from zero.
  case halfUp
  /// To the nearest; of two equally near, the one towards zero.
  case halfDown
  /// Away from zero.
  case up
  /// Towards zero.
  case down
  /// Towards minus infinity.
  case floor
  /// Towards plus infinity.
  case ceiling
}

extension Decimal128 {
  /// The number rounded to `scale` digits after the decimal point; a negative scale rounds to tens,
  /// hundreds … A number that has no digits there is returned as it is.
  ///
  /// - Returns: nil when rounding makes the number too large.
  public func rounded(toScale scale: Int, _ rule: RoundingRule = .halfEven) -> Decimal128? {
    let wanted = scale == .min ? .max : -scale
    guard exponent < wanted else { return self }
    let (quotient, rest) = coefficient.dropping(wanted.clampedDifference(exponent))
    let carries = rest.carries(rule, isNegative: isNegative, isOdd: quotient & 1 == 1)
    return .rounding(quotient + (carries ? 1 : 0), exponent: wanted, isNegative: isNegative)
  }

  /// The number rounded to an integer.
  public func roundedToIntegral(_ rule: RoundingRule = .halfEven) -> Decimal128 {
    // An integer of at most 34 digits with exponent 0 is never too large.
    rounded(toScale: 0, rule)!
  }

  /// The number with just that exponent, rounded half to even or filled with zeros.
  ///
  /// - Returns: nil when it would need more than 34 digits, or no number has that exponent.
  public func quantized(
    toExponent wanted: Int, _ rule: RoundingRule = .halfEven
  ) -> Decimal128? {
    guard wanted >= Decimal128.leastExponent, wanted <= Decimal128.greatestExponent else {
      return nil
    }
    let coefficient = coefficient
    var result: UInt128
    if exponent >= wanted {
      let shift = exponent - wanted
      guard coefficient == 0 || digitCount(coefficient) + shift <= Decimal128.precision else {
        return nil
      }
      result = coefficient == 0 ? 0 : coefficient * powerOfTen(shift)
    } else {
      let (quotient, rest) = coefficient.dropping(wanted - exponent)
      let carries = rest.carries(rule, isNegative: isNegative, isOdd: quotient & 1 == 1)
      result = quotient + (carries ? 1 : 0)
    }
    guard result <= Decimal128.greatestCoefficient else { return nil }
    return Decimal128(unchecked: result, exponent: wanted, isNegative: isNegative)
  }
}

// MARK: - From an exact result to a number

extension Decimal128 {
  /// The number nearest to `coefficient × 10^exponent`, half to even.
  ///
  /// - Parameter hasTail: Whether the exact value is a little more than that: by less than one in
  ///   the last digit. The coefficient must then have more digits than the result keeps.
  /// - Returns: nil when it is too large. What is too small becomes subnormal, or zero.
  static func rounding(
    _ coefficient: UInt128, exponent: Int, isNegative: Bool, hasTail: Bool = false
  ) -> Decimal128? {
    if coefficient <= greatestCoefficient, exponent >= leastExponent {
      return fitting(coefficient, exponent: exponent, isNegative: isNegative)
    }
    let excess = Swift.max(
      digitCount(coefficient) - precision, Decimal128.leastExponent.clampedDifference(exponent))
    let (quotient, rest) = coefficient.dropping(excess)
    return finishing(
      quotient, rest.with(tail: hasTail), exponent: exponent + excess, isNegative: isNegative)
  }

  /// The same from 256 bits.
  static func rounding(
    _ coefficient: UInt256, exponent: Int, isNegative: Bool, hasTail: Bool = false
  ) -> Decimal128? {
    guard coefficient.high != 0 else {
      return rounding(
        coefficient.low, exponent: exponent, isNegative: isNegative, hasTail: hasTail)
    }
    var coefficient = coefficient
    var exponent = exponent
    var hasTail = hasTail
    var excess = Swift.max(
      coefficient.digitCount - precision, Decimal128.leastExponent.clampedDifference(exponent))
    // A divisor has at most 38 digits; what lies lower only decides whether there is a tail.
    while excess > 38 {
      let step = Swift.min(excess - 38, 38)
      let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: powerOfTen(step))
      hasTail = hasTail || remainder != 0
      coefficient = quotient
      exponent += step
      excess -= step
      if coefficient.isZero {
        exponent += excess
        excess = 0
      }
    }
    let divisor = powerOfTen(excess)
    let (quotient, remainder) = coefficient.dividedToNarrow(by: divisor)
    let rest = DroppedDigits(remainder, of: divisor).with(tail: hasTail)
    return finishing(quotient, rest, exponent: exponent + excess, isNegative: isNegative)
  }

  /// Adds the carry and looks whether it makes a digit more.
  private static func finishing(
    _ quotient: UInt128, _ rest: DroppedDigits, exponent: Int, isNegative: Bool
  ) -> Decimal128? {
    var coefficient = quotient
    if rest.carries(.halfEven, isNegative: isNegative, isOdd: quotient & 1 == 1) {
      coefficient += 1
    }
    if coefficient > greatestCoefficient {
      return fitting(coefficient / 10, exponent: exponent + 1, isNegative: isNegative)
    }
    return fitting(coefficient, exponent: exponent, isNegative: isNegative)
  }

  /// A coefficient of at most 34 digits, its exponent not below the least: only the other end is
  /// left to look at. An exponent too great is lowered as far as zeros can be added.
  @inline(__always)
  private static func fitting(
    _ coefficient: UInt128, exponent: Int, isNegative: Bool
  ) -> Decimal128? {
    if exponent <= greatestExponent {
      return Decimal128(unchecked: coefficient, exponent: exponent, isNegative: isNegative)
    }
    if coefficient == 0 {
      return Decimal128(unchecked: 0, exponent: greatestExponent, isNegative: isNegative)
    }
    let shift = exponent - greatestExponent
    guard digitCount(coefficient) + shift <= precision else { return nil }
    return Decimal128(
      unchecked: coefficient * powerOfTen(shift), exponent: greatestExponent,
      isNegative: isNegative)
  }
}

// MARK: - Dropped digits

/// How the dropped digits compare with half of the last digit kept.
enum DroppedDigits {
  case zero, belowHalf, half, aboveHalf

  init(_ remainder: UInt128, of divisor: UInt128) {
    let half = divisor >> 1
    if remainder == 0 {
      self = .zero
    } else if remainder == half {
      // A divisor of one has no other remainder than zero, so the half is exact here.
      self = .half
    } else {
      self = remainder < half ? .belowHalf : .aboveHalf
    }
  }

  /// The same digits, with more behind them that are not all zero.
  func with(tail hasTail: Bool) -> DroppedDigits {
    guard hasTail else { return self }
    return switch self {
    case .zero, .belowHalf: .belowHalf
    case .half, .aboveHalf: .aboveHalf
    }
  }

  /// Whether the last digit kept becomes one more.
  func carries(_ rule: RoundingRule, isNegative: Bool, isOdd: Bool) -> Bool {
    if self == .zero { return false }
    return switch rule {
    case .halfEven: self == .aboveHalf || (self == .half && isOdd)
    case .halfUp: self != .belowHalf
    case .halfDown: self == .aboveHalf
    case .up: true
    case .down: false
    case .floor: isNegative
    case .ceiling: !isNegative
    }
  }
}

extension UInt128 {
  /// The integer without its last `count` digits, and how these compare with half.
  ///
  /// - Precondition: `count` is positive.
  fileprivate func dropping(_ count: Int) -> (quotient: UInt128, rest: DroppedDigits) {
    // 2^128 is below half of 10^39.
    guard count <= 38 else { return (0, self == 0 ? .zero : .belowHalf) }
    let (quotient, remainder) = dividing(self, byPowerOfTen: count)
    return (quotient, DroppedDigits(remainder, of: powerOfTen(count)))
  }
}

extension Int {
  /// `self - other`, held within what any count of digits needs.
  fileprivate func clampedDifference(_ other: Int) -> Int {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : difference
  }
}
