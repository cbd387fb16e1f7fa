/// An exact decimal number: up to 34 digits, a power of ten, a sign.
///
/// These are the finite values of IEEE 754 decimal128. Arithmetic follows the General Decimal
/// Arithmetic specification with rounding half to even: a result keeps the exponent that the
/// specification prescribes (`1.20 + 0.3` is `1.50`), is rounded only when it needs more than 34
/// digits, and is nil where the specification has an infinity or no number.
///
/// Equality, order and hash are those of the number, not of its notation: `1.0 == 1`.
public struct Decimal128: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// From the top: 1 bit sign, 14 bits exponent above ``leastExponent``, 113 bits coefficient.
  /// A number thus takes 16 bytes, half of what separate fields would.
  @usableFromInline let bits: UInt128

  /// The number `coefficient × 10^exponent`, which must be representable as it is.
  @inlinable
  init(unchecked coefficient: UInt128, exponent: Int, isNegative: Bool) {
    assert(coefficient <= Self.greatestCoefficient, "a coefficient has at most 34 digits")
    assert(
      exponent >= Self.leastExponent && exponent <= Self.greatestExponent,
      "an exponent is within the range of the format")
    bits =
      coefficient | UInt128(truncatingIfNeeded: exponent &- Self.leastExponent) << 113
      | (isNegative ? 1 << 127 : 0)
  }
}

extension Decimal128 {
  /// How many digits a number has at most.
  public static let precision = 34
  /// 10^34 - 1.
  @inlinable public static var greatestCoefficient: UInt128 {
    9_999_999_999_999_999_999_999_999_999_999_999
  }
  /// The exponent of the smallest number above zero.
  @inlinable public static var leastExponent: Int { -6176 }
  /// The exponent that a number of 34 digits may have at most.
  @inlinable public static var greatestExponent: Int { 6111 }

  public static let zero = Decimal128(unchecked: 0, exponent: 0, isNegative: false)
  public static let one = Decimal128(unchecked: 1, exponent: 0, isNegative: false)

  /// The digits as an integer of at most 34 digits.
  @inlinable public var coefficient: UInt128 { bits & (1 << 113 - 1) }

  /// The power of ten that ``coefficient`` is multiplied with.
  @inlinable public var exponent: Int {
    Int(truncatingIfNeeded: (bits >> 113) & 0x3FFF) &+ Self.leastExponent
  }

  /// Whether there is a minus sign; zero may have one, and is equal to zero without it.
  @inlinable public var isNegative: Bool { bits >> 127 != 0 }

  @inlinable public var isZero: Bool { coefficient == 0 }

  /// The number without its sign.
  @inlinable public var magnitude: Decimal128 {
    Decimal128(unchecked: coefficient, exponent: exponent, isNegative: false)
  }

  /// -1, 0 or 1.
  @inlinable public var signum: Int { isZero ? 0 : isNegative ? -1 : 1 }
}

extension Decimal128 {
  public init(_ value: Int) {
    self.init(unchecked: UInt128(value.magnitude), exponent: 0, isNegative: value < 0)
  }

  /// The number `scaled × 10^-scale`: 12345 at scale 2 is 123.45.
  ///
  /// - Precondition: `scale` lies within -6111 ... 6176.
  public init(scaled: Int64, scale: Int) {
    precondition(
      scale >= -Self.greatestExponent && scale <= -Self.leastExponent,
      "a scale is within the exponents of the format")
    self.init(unchecked: UInt128(scaled.magnitude), exponent: -scale, isNegative: scaled < 0)
  }

  /// The number nearest to `coefficient × 10^exponent`, or nil when that is too large.
  public init?(isNegative: Bool, coefficient: UInt128, exponent: Int) {
    // Beyond ±10,000 the result is the same, and sums of exponents cannot overflow.
    let near = Swift.min(Swift.max(exponent, -10_000), 10_000)
    guard let value = Decimal128.rounding(coefficient, exponent: near, isNegative: isNegative)
    else { return nil }
    self = value
  }

  /// The number nearest to an integer of any size up to 128 bits.
  public init(rounding value: Int128) {
    // The largest has 39 digits, so the exponent cannot leave the range.
    self = Decimal128.rounding(value.magnitude, exponent: 0, isNegative: value < 0)!
  }

  /// `self × 10^scale` when that is an integer that fits 64 bits, else nil.
  public func scaled(to scale: Int) -> Int64? {
    guard let integer = scaledMagnitude(to: scale),
      integer <= UInt128(Int64.max) + (isNegative ? 1 : 0)
    else { return nil }
    let magnitude = UInt64(truncatingIfNeeded: integer)
    return Int64(bitPattern: isNegative ? 0 &- magnitude : magnitude)
  }

  /// `self × 10^scale` without its sign, when that is an integer that fits 128 bits.
  private func scaledMagnitude(to scale: Int) -> UInt128? {
    let coefficient = coefficient
    guard coefficient != 0 else { return 0 }
    let (shift, overflow) = exponent.addingReportingOverflow(scale)
    guard !overflow, shift > -Decimal128.precision, shift <= 38 else { return nil }
    if shift < 0 {
      let (quotient, remainder) = dividing(coefficient, byPowerOfTen: -shift)
      return remainder == 0 ? quotient : nil
    }
    let (product, tooLarge) = coefficient.multipliedReportingOverflow(by: powerOfTen(shift))
    return tooLarge ? nil : product
  }

  /// The number as an integer when it is one and fits 64 bits, else nil.
  public var int: Int? { scaled(to: 0).map { Int($0) } }

  /// The number as an integer when it is one and fits 128 bits, else nil.
  public var int128: Int128? {
    guard let integer = scaledMagnitude(to: 0), let positive = Int128(exactly: integer) else {
      return nil
    }
    return isNegative ? -positive : positive
  }

  /// Whether nothing stands after the decimal point but zeros.
  public var isInteger: Bool {
    guard exponent < 0, !isZero else { return true }
    guard exponent > -Decimal128.precision else { return false }
    return dividing(coefficient, byPowerOfTen: -exponent).remainder == 0
  }
}
