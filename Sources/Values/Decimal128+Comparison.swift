extension Decimal128 {
  public static func == (a: Decimal128, b: Decimal128) -> Bool {
    if a.bits == b.bits { return true }
    return a.compare(b) == 0
  }

  public static func < (a: Decimal128, b: Decimal128) -> Bool {
    a.compare(b) < 0
  }

  public func hash(into hasher: inout Hasher) {
    let (coefficient, exponent) = withoutTrailingZeros
    guard coefficient != 0 else {
      hasher.combine(0)
      return
    }
    hasher.combine(isNegative)
    hasher.combine(coefficient)
    hasher.combine(exponent)
  }

  /// -1, 0 or 1 when the number is less than, equal to or greater than `other`.
  public func compare(_ other: Decimal128) -> Int {
    let sign = signum
    let otherSign = other.signum
    guard sign == otherSign, sign != 0 else { return (sign - otherSign).signum() }
    return sign * compareMagnitude(other)
  }

  /// Compares two numbers other than zero, without their signs.
  private func compareMagnitude(_ other: Decimal128) -> Int {
    let a = coefficient
    let b = other.coefficient
    let shift = exponent - other.exponent
    if shift == 0 { return a < b ? -1 : a > b ? 1 : 0 }
    let order = digitCount(a) + exponent - digitCount(b) - other.exponent
    if order != 0 { return order.signum() }
    // The first digits have the same weight, so the shift is below 34 and the product fits.
    let left = shift > 0 ? a * powerOfTen(shift) : a
    let right = shift < 0 ? b * powerOfTen(-shift) : b
    return left < right ? -1 : left > right ? 1 : 0
  }

  /// The digits without the zeros at their end, and the exponent that goes with them; both 0 for
  /// zero.
  var withoutTrailingZeros: (coefficient: UInt128, exponent: Int) {
    guard !isZero else { return (0, 0) }
    return coefficient.strippingZeros(exponent: exponent, upTo: .max)
  }

  /// The number in its shortest notation: 1.500 becomes 1.5, 1200 becomes 1.2E+3, zero becomes 0.
  public var reduced: Decimal128 {
    let (coefficient, exponent) = withoutTrailingZeros
    return Decimal128.rounding(coefficient, exponent: exponent, isNegative: isNegative)!
  }
}

extension UInt128 {
  /// Takes zeros off the end while the exponent stays at or below `limit`.
  ///
  /// - Precondition: the integer is not zero.
  func strippingZeros(
    exponent: Int, upTo limit: Int
  ) -> (coefficient: UInt128, exponent: Int) {
    var value = self
    var exponent = exponent
    while value > UInt128(UInt64.max), exponent < limit {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { return (value, exponent) }
      value = quotient
      exponent += 1
    }
    guard value <= UInt128(UInt64.max) else { return (value, exponent) }
    var small = UInt64(truncatingIfNeeded: value)
    // An odd number does not end in zero, which spares most numbers the division.
    while small & 1 == 0, exponent < limit {
      let (quotient, remainder) = small.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      small = quotient
      exponent += 1
    }
    return (UInt128(small), exponent)
  }
}
