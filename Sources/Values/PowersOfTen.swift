/// 10^0 ... 10^19, all that fit 64 bits.
private let smallPowers: [UInt64] = [
  1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
  1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
  1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
]

/// 10^`exponent`, for 0 ... 19.
@inline(__always)
func smallPowerOfTen(_ exponent: Int) -> UInt64 {
  smallPowers[exponent]
}

/// 10^`exponent`, for 0 ... 38.
@inline(__always)
func powerOfTen(_ exponent: Int) -> UInt128 {
  if exponent <= 19 { return UInt128(smallPowers[exponent]) }
  return UInt128(smallPowers[19]) &* UInt128(smallPowers[exponent &- 19])
}

/// How many decimal digits `value` has; 0 for zero.
func digitCount(_ value: UInt128) -> Int {
  let bitCount = 128 &- value.leadingZeroBitCount
  // 1233 / 4096 is log10(2) but for 5 millionths, so the estimate is right or one too few.
  let estimate = (bitCount &* 1233) >> 12
  return estimate &+ (value >= powerOfTen(estimate) && value != 0 ? 1 : 0)
}

/// Quotient and remainder by 10^`exponent`, for 0 ... 38.
///
/// Division of 128 bits is slow; most numbers fit 64.
@inline(__always)
func dividing(
  _ value: UInt128, byPowerOfTen exponent: Int
) -> (quotient: UInt128, remainder: UInt128) {
  if let small = UInt64(exactly: value) {
    guard exponent <= 19 else { return (0, value) }
    let (quotient, remainder) = small.quotientAndRemainder(dividingBy: smallPowers[exponent])
    return (UInt128(quotient), UInt128(remainder))
  }
  return value.quotientAndRemainder(dividingBy: powerOfTen(exponent))
}
