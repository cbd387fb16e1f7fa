extension Decimal128 {
  /// The sum, or nil when it is too large.
  public func adding(_ other: Decimal128) -> Decimal128? {
    sum(with: other, isNegative: other.isNegative)
  }

  /// The difference, or nil when it is too large.
  public func subtracting(_ other: Decimal128) -> Decimal128? {
    sum(with: other, isNegative: !other.isNegative)
  }

  /// The product, or nil when it is too large.
  public func multiplied(by other: Decimal128) -> Decimal128? {
    let a = coefficient
    let b = other.coefficient
    let exponent = exponent + other.exponent
    let isNegative = isNegative != other.isNegative
    if let small = UInt64(exactly: a), let otherSmall = UInt64(exactly: b) {
      return .rounding(
        UInt128(small) &* UInt128(otherSmall), exponent: exponent, isNegative: isNegative)
    }
    return .rounding(UInt256(product: a, b), exponent: exponent, isNegative: isNegative)
  }

  /// The quotient, or nil when `other` is zero or the quotient is too large.
  ///
  /// An exact quotient has no more zeros at its end than the exponents of the two ask for: `6 / 3`
  /// is 2, `2.40 / 2` is 1.20.
  public func divided(by other: Decimal128) -> Decimal128? {
    let divisor = other.coefficient
    guard divisor != 0 else { return nil }
    let isNegative = isNegative != other.isNegative
    let ideal = exponent - other.exponent
    guard !isZero else { return .rounding(0 as UInt128, exponent: ideal, isNegative: isNegative) }
    // Enough zeros are added to the dividend that the quotient has 35 or 36 digits.
    let shift = Decimal128.precision + 1 + digitCount(divisor) - digitCount(coefficient)
    let dividend = UInt256(coefficient).multiplied(byPowerOfTen: shift)
    let (quotient, remainder) = dividend.dividedToNarrow(by: divisor)
    guard remainder == 0 else {
      return .rounding(quotient, exponent: ideal - shift, isNegative: isNegative, hasTail: true)
    }
    let (digits, exponent) = quotient.strippingZeros(exponent: ideal - shift, upTo: ideal)
    return .rounding(digits, exponent: exponent, isNegative: isNegative)
  }

  /// The number with the other sign; zero never gets a sign by it.
  public func negated() -> Decimal128 {
    Decimal128(
      unchecked: coefficient, exponent: exponent, isNegative: !isNegative && !isZero)
  }

  /// What is left of the number when `divisor` is taken away as often as it fits; it has the
  /// number's sign.
  ///
  /// - Returns: nil when `divisor` is zero, or fits so often that the count has over 34 digits.
  public func remainder(dividingBy divisor: Decimal128) -> Decimal128? {
    guard !divisor.isZero else { return nil }
    let common = Swift.min(exponent, divisor.exponent)
    guard !isZero else {
      return Decimal128(unchecked: 0, exponent: common, isNegative: isNegative)
    }
    let shift = exponent - divisor.exponent
    let lead = digitCount(coefficient) - digitCount(divisor.coefficient) + shift
    guard lead <= Decimal128.precision else { return nil }
    if lead < 0 {
      // It is less than the divisor, and written with the divisor's exponent shorter too.
      return quantized(toExponent: common)
    }
    // Aligned, the longer of the two has at most 34 + 34 digits; and the shorter is a coefficient.
    let (quotient, rest): (UInt256, UInt128)
    if shift >= 0 {
      (quotient, rest) = UInt256(coefficient).multiplied(byPowerOfTen: shift)
        .quotientAndRemainder(dividingBy: divisor.coefficient)
    } else {
      (quotient, rest) = UInt256(coefficient)
        .quotientAndRemainder(dividingBy: divisor.coefficient * powerOfTen(-shift))
    }
    guard quotient <= UInt256(Decimal128.greatestCoefficient) else { return nil }
    return Decimal128(unchecked: rest, exponent: common, isNegative: isNegative)
  }

  /// What is left of the number above the next lower multiple of `divisor`; it has the divisor's
  /// sign: -7 modulo 3 is 2.
  ///
  /// - Returns: nil when `divisor` is zero, or fits so often that the count has over 34 digits.
  public func modulo(_ divisor: Decimal128) -> Decimal128? {
    guard let rest = remainder(dividingBy: divisor) else { return nil }
    guard !rest.isZero, rest.isNegative != divisor.isNegative else { return rest }
    return rest.adding(divisor)
  }
}

// MARK: - Sums

extension Decimal128 {
  /// The sum with `other`, taken with that sign.
  private func sum(with other: Decimal128, isNegative otherIsNegative: Bool) -> Decimal128? {
    let a = coefficient
    let b = other.coefficient
    let shift = exponent - other.exponent
    let first = (coefficient: a, isNegative: isNegative)
    let second = (coefficient: b, isNegative: otherIsNegative)
    if shift == 0 {
      return .sum(first, second, exponent: exponent)
    }
    if shift > 0 {
      return .sum(of: first, exponent, withLower: second, other.exponent)
    }
    return .sum(of: second, other.exponent, withLower: first, exponent)
  }

  private typealias Signed = (coefficient: UInt128, isNegative: Bool)

  /// The sum of two integers that fit 128 bits together, times 10^`exponent`.
  @inline(__always)
  private static func sum(_ a: Signed, _ b: Signed, exponent: Int) -> Decimal128? {
    if a.isNegative == b.isNegative {
      return rounding(
        a.coefficient &+ b.coefficient, exponent: exponent, isNegative: a.isNegative)
    }
    if a.coefficient > b.coefficient {
      return rounding(
        a.coefficient &- b.coefficient, exponent: exponent, isNegative: a.isNegative)
    }
    // What cancels out is zero without a sign.
    return rounding(
      b.coefficient &- a.coefficient, exponent: exponent,
      isNegative: a.coefficient != b.coefficient && b.isNegative)
  }

  /// The sum of `a × 10^aExponent` and `b × 10^bExponent`, the second exponent being the lower.
  private static func sum(
    of a: Signed, _ aExponent: Int, withLower b: Signed, _ bExponent: Int
  ) -> Decimal128? {
    let shift = aExponent - bExponent
    if shift <= 19, let small = UInt64(exactly: a.coefficient) {
      // Below 2^64 × 10^19 + 10^34, which is below 2^128.
      let aligned = UInt128(small) &* powerOfTen(shift)
      return sum((aligned, a.isNegative), b, exponent: bExponent)
    }
    if a.coefficient == 0 {
      let isNegative = b.coefficient == 0 ? a.isNegative && b.isNegative : b.isNegative
      return rounding(b.coefficient, exponent: bExponent, isNegative: isNegative)
    }
    let digits = digitCount(a.coefficient)
    if b.coefficient == 0 {
      let zeros = Swift.min(shift, precision - digits)
      return rounding(
        a.coefficient * powerOfTen(zeros), exponent: aExponent - zeros, isNegative: a.isNegative)
    }
    // 76 digits are kept. When the lower number reaches below them, all of it lies below the digits
    // that decide about rounding, and any number there rounds as a one in the last place does.
    let zeros = Swift.min(shift, 76 - digits)
    let aligned = UInt256(a.coefficient).multiplied(byPowerOfTen: zeros)
    let lower = UInt256(zeros == shift ? b.coefficient : 1)
    return sum(
      aligned, a.isNegative, lower, b.isNegative, exponent: aExponent - zeros)
  }

  /// The sum of two integers times 10^`exponent`.
  private static func sum(
    _ a: UInt256, _ aIsNegative: Bool, _ b: UInt256, _ bIsNegative: Bool, exponent: Int
  ) -> Decimal128? {
    if aIsNegative == bIsNegative {
      return rounding(a + b, exponent: exponent, isNegative: aIsNegative)
    }
    if a > b { return rounding(a - b, exponent: exponent, isNegative: aIsNegative) }
    return rounding(b - a, exponent: exponent, isNegative: a != b && bIsNegative)
  }
}
