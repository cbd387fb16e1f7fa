extension Decimal128 {
  /// The number to the power of an integer.
  ///
  /// Powers are multiplied out with 76 digits, so that only the result is rounded.
  ///
  /// - Returns: nil when `power` is not an integer, when the result is too large, and for zero
  ///   to the power of zero or of a negative number.
  public func raised(to power: Decimal128) -> Decimal128? {
    guard let count = power.integerMagnitude else { return nil }
    if isZero {
      guard count != 0, !power.isNegative else { return nil }
    } else if count == 0 {
      return .one
    }
    let isNegative = isNegative && power.isOddInteger
    let base = WideDecimal(coefficient: UInt256(coefficient), exponent: exponent)
    guard let result = base.raised(to: count) else {
      // The power has left the range for good, at one end or, inverted, at the other.
      let isLarge = (digitCount(coefficient) + exponent > 0) != power.isNegative
      return isLarge
        ? nil : .rounding(0 as UInt128, exponent: -10_000, isNegative: isNegative)
    }
    let wide = power.isNegative ? result.reciprocal() : result
    return .rounding(
      wide.coefficient, exponent: wide.exponent, isNegative: isNegative, hasTail: wide.hasTail)
  }

  /// The square root, rounded half to even; nil for a negative number.
  public func squareRoot() -> Decimal128? {
    guard !isZero else {
      return .rounding(0 as UInt128, exponent: exponent >> 1, isNegative: isNegative)
    }
    guard !isNegative else { return nil }
    let ideal = exponent >> 1
    // An even exponent, and enough zeros for a root of 35 or 36 digits.
    let odd = exponent & 1
    let shift = (2 * Decimal128.precision + 2 - digitCount(coefficient) - odd) & ~1
    let radicand = UInt256(coefficient).multiplied(byPowerOfTen: shift + odd)
    let root = radicand.squareRoot()
    let rootExponent = ideal - shift / 2
    guard UInt256(product: root, root) == radicand else {
      return .rounding(root, exponent: rootExponent, isNegative: false, hasTail: true)
    }
    let (digits, exponent) = root.strippingZeros(exponent: rootExponent, upTo: ideal)
    return .rounding(digits, exponent: exponent, isNegative: false)
  }

  /// The integer without its sign, held at the largest that fits when there are more digits; nil
  /// when it is not an integer.
  private var integerMagnitude: UInt128? {
    guard isInteger else { return nil }
    let (coefficient, exponent) = withoutTrailingZeros
    guard digitCount(coefficient) + exponent <= 38 else { return .max }
    return coefficient * powerOfTen(exponent)
  }

  /// Whether an integer is odd.
  private var isOddInteger: Bool {
    let (coefficient, exponent) = withoutTrailingZeros
    return exponent == 0 && coefficient & 1 == 1
  }
}

/// A number of 76 digits, for results that pass through many multiplications.
private struct WideDecimal {
  static let precision = 76

  var coefficient: UInt256
  var exponent: Int
  /// Whether digits were dropped on the way.
  var hasTail = false

  /// Where the first digit stands: the number lies within 10^magnitude ... 10^(magnitude + 1).
  private var magnitude: Int { coefficient.digitCount + exponent - 1 }

  /// The power, or nil when it lies far outside the range of decimal128.
  func raised(to power: UInt128) -> WideDecimal? {
    var result = WideDecimal(coefficient: UInt256(1), exponent: 0)
    var square = self
    var left = power
    while true {
      if left & 1 == 1 { result = result.multiplied(by: square) }
      left >>= 1
      if left == 0 { return result }
      // Once a factor of the result is that far out, the result is too.
      if abs(square.magnitude) > 20_000 { return nil }
      square = square.multiplied(by: square)
    }
  }

  /// The product; what lies beyond 76 digits is dropped.
  private func multiplied(by other: WideDecimal) -> WideDecimal {
    var (upper, lower) = coefficient.multipliedFullWidth(by: other.coefficient)
    var exponent = exponent + other.exponent
    var hasTail = hasTail || other.hasTail
    while !upper.isZero || lower.digitCount > WideDecimal.precision {
      // 2^256 has 78 digits, so an upper half of n digits means more than n too many.
      let excess = upper.isZero ? lower.digitCount - WideDecimal.precision : upper.digitCount
      let step = Swift.min(excess, 19)
      let divisor = UInt128(smallPowerOfTen(step))
      let (upperQuotient, upperRest) = upper.quotientAndRemainder(dividingBy: divisor)
      let (lowerQuotient, rest) = lower.quotientAndRemainder(
        dividingBy: divisor, above: upperRest)
      (upper, lower) = (upperQuotient, lowerQuotient)
      hasTail = hasTail || rest != 0
      exponent += step
    }
    return WideDecimal(coefficient: lower, exponent: exponent, hasTail: hasTail)
  }

  /// One divided by the number, to 38 digits.
  func reciprocal() -> WideDecimal {
    // Digit by digit, as on paper: what is left is below the divisor, ten times that below 2^256.
    let digits = coefficient.digitCount
    var rest = UInt256.powerOfTen(digits - 1)
    var quotient: UInt128 = 0
    var exponent = -exponent - (digits - 1)
    while true {
      var digit: UInt128 = 0
      while rest >= coefficient {
        rest = rest - coefficient
        digit += 1
      }
      quotient = quotient * 10 + digit
      if rest.isZero || quotient >= powerOfTen(37) { break }
      rest = rest.multiplied(byPowerOfTen: 1)
      exponent -= 1
    }
    return WideDecimal(
      coefficient: UInt256(quotient), exponent: exponent, hasTail: hasTail || !rest.isZero)
  }
}

extension UInt256 {
  /// The exact product, in two halves.
  fileprivate func multipliedFullWidth(by other: UInt256) -> (high: UInt256, low: UInt256) {
    let lows = UInt256(product: low, other.low)
    let highs = UInt256(product: high, other.high)
    let crossed = UInt256(product: high, other.low)
    let crossedToo = UInt256(product: low, other.high)
    let (middle, carry) = lows.high.addingReportingOverflow(crossed.low)
    let (middle2, carry2) = middle.addingReportingOverflow(crossedToo.low)
    let carried = UInt256((carry ? 1 : 0) + (carry2 ? 1 : 0))
    let upper = highs + UInt256(crossed.high) + UInt256(crossedToo.high) + carried
    return (upper, UInt256(high: middle2, low: lows.low))
  }

  /// Divides `above × 2^256 + self`, `above` being less than the divisor.
  fileprivate func quotientAndRemainder(
    dividingBy divisor: UInt128, above: UInt128
  ) -> (quotient: UInt256, remainder: UInt128) {
    let (upper, rest) = divisor.dividingFullWidth((above, high))
    let (lower, remainder) = divisor.dividingFullWidth((rest, low))
    return (UInt256(high: upper, low: lower), remainder)
  }

  /// The largest integer whose square is not above this one.
  ///
  /// - Precondition: it is below 10^72.
  fileprivate func squareRoot() -> UInt128 {
    // Newton's steps from above: each is at most the one before, until the root is reached.
    var root = Values.powerOfTen((digitCount + 1) / 2)
    while true {
      let next = (root + dividedToNarrow(by: root).quotient) >> 1
      if next >= root { return root }
      root = next
    }
  }
}
