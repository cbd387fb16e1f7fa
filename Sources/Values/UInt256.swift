/// An integer of 256 bits, for what stands between two decimals and their rounded result.
///
/// It holds 77 digits, so the product of two coefficients (68 digits) is exact.
struct UInt256: Equatable {
  var high: UInt128
  var low: UInt128

  init(high: UInt128, low: UInt128) {
    self.high = high
    self.low = low
  }

  init(_ value: UInt128) {
    self.init(high: 0, low: value)
  }

  /// The exact product.
  init(product a: UInt128, _ b: UInt128) {
    (high, low) = a.multipliedFullWidth(by: b)
  }

  var isZero: Bool { high == 0 && low == 0 }
}

extension UInt256: Comparable {
  static func < (a: UInt256, b: UInt256) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }

  static func + (a: UInt256, b: UInt256) -> UInt256 {
    let (low, carry) = a.low.addingReportingOverflow(b.low)
    return UInt256(high: a.high + b.high + (carry ? 1 : 0), low: low)
  }

  /// - Precondition: `a >= b`.
  static func - (a: UInt256, b: UInt256) -> UInt256 {
    let (low, borrow) = a.low.subtractingReportingOverflow(b.low)
    return UInt256(high: a.high - b.high - (borrow ? 1 : 0), low: low)
  }
}

extension UInt256 {
  /// 10^`exponent`, for 0 ... 77.
  static func powerOfTen(_ exponent: Int) -> UInt256 {
    UInt256(1).multiplied(byPowerOfTen: exponent)
  }

  /// How many decimal digits it has; 0 for zero.
  var digitCount: Int {
    guard high != 0 else { return Values.digitCount(low) }
    let bitCount = 256 - high.leadingZeroBitCount
    let estimate = (bitCount * 1233) >> 12
    return estimate + (self >= .powerOfTen(estimate) ? 1 : 0)
  }

  /// The product with 10^`exponent`, which must fit.
  func multiplied(byPowerOfTen exponent: Int) -> UInt256 {
    var result = self
    var left = exponent
    while left > 0 {
      let step = Swift.min(left, 38)
      let factor = Values.powerOfTen(step)
      let (carry, low) = result.low.multipliedFullWidth(by: factor)
      result = UInt256(high: result.high * factor + carry, low: low)
      left -= step
    }
    return result
  }

  /// Quotient and remainder by a divisor so large that the quotient fits 128 bits.
  func dividedToNarrow(by divisor: UInt128) -> (quotient: UInt128, remainder: UInt128) {
    if high == 0 { return low.quotientAndRemainder(dividingBy: divisor) }
    return divisor.dividingFullWidth((high, low))
  }

  /// Quotient and remainder by a divisor of any size.
  func quotientAndRemainder(
    dividingBy divisor: UInt128
  ) -> (quotient: UInt256, remainder: UInt128) {
    let (upper, rest) = high.quotientAndRemainder(dividingBy: divisor)
    let (lower, remainder) = UInt256(high: rest, low: low).dividedToNarrow(by: divisor)
    return (UInt256(high: upper, low: lower), remainder)
  }
}
