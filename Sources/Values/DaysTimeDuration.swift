/// A length of time in days, hours, minutes and seconds; it may be negative.
public struct DaysTimeDuration: Hashable, Sendable {
  public let nanoseconds: Int128

  public init(nanoseconds: Int128) {
    self.nanoseconds = nanoseconds
  }

  public init(seconds: Int64) {
    nanoseconds = Int128(seconds) * Int128(CivilTime.nanosecondsPerSecond)
  }

  public init(days: Int64) {
    nanoseconds = Int128(days) * Int128(CivilTime.nanosecondsPerDay)
  }

  public static let zero = DaysTimeDuration(nanoseconds: 0)
}

extension DaysTimeDuration: Comparable {
  public static func < (a: DaysTimeDuration, b: DaysTimeDuration) -> Bool {
    a.nanoseconds < b.nanoseconds
  }
}

// MARK: - Parts

extension DaysTimeDuration {
  /// Whole days; negative in a negative duration, as all parts are.
  public var days: Int128 { nanoseconds / Int128(CivilTime.nanosecondsPerDay) }
  /// Whole hours beyond the days, below 24.
  public var hours: Int { secondsBeyondDays / 3600 }
  /// Whole minutes beyond the hours, below 60.
  public var minutes: Int { secondsBeyondDays / 60 % 60 }
  /// Whole seconds beyond the minutes, below 60.
  public var seconds: Int { secondsBeyondDays % 60 }
  /// Nanoseconds beyond the seconds, below 10^9.
  public var subsecondNanoseconds: Int {
    Int(nanoseconds % Int128(CivilTime.nanosecondsPerSecond))
  }

  private var secondsBeyondDays: Int {
    Int(
      nanoseconds % Int128(CivilTime.nanosecondsPerDay) / Int128(CivilTime.nanosecondsPerSecond))
  }

  /// The whole length in seconds, with the nanoseconds as decimals.
  public var totalSeconds: Decimal128 {
    let nanoseconds = Decimal128(rounding: nanoseconds)
    // Nine places fewer than the least exponent are never reached from an integer.
    return Decimal128(
      isNegative: nanoseconds.isNegative, coefficient: nanoseconds.coefficient,
      exponent: nanoseconds.exponent - 9)!
  }
}

// MARK: - Arithmetic

extension DaysTimeDuration {
  /// The sum, or nil when it does not fit.
  public func adding(_ other: DaysTimeDuration) -> DaysTimeDuration? {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(other.nanoseconds)
    return overflow ? nil : DaysTimeDuration(nanoseconds: sum)
  }

  /// The difference, or nil when it does not fit.
  public func subtracting(_ other: DaysTimeDuration) -> DaysTimeDuration? {
    let (sum, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
    return overflow ? nil : DaysTimeDuration(nanoseconds: sum)
  }

  public func negated() -> DaysTimeDuration {
    // The one value without a counterpart is 5 × 10^21 years long and cannot be read or reached.
    DaysTimeDuration(nanoseconds: nanoseconds == .min ? .max : -nanoseconds)
  }

  public var magnitude: DaysTimeDuration { nanoseconds < 0 ? negated() : self }

  /// The duration times a number, rounded to a nanosecond half to even; nil when it does not fit.
  public func multiplied(by factor: Decimal128) -> DaysTimeDuration? {
    Decimal128(rounding: nanoseconds).multiplied(by: factor).flatMap(
      DaysTimeDuration.init(rounding:))
  }

  /// The duration divided by a number, rounded to a nanosecond half to even; nil when the number is
  /// zero or the result does not fit.
  public func divided(by divisor: Decimal128) -> DaysTimeDuration? {
    Decimal128(rounding: nanoseconds).divided(by: divisor).flatMap(DaysTimeDuration.init(rounding:))
  }

  /// How often `other` fits; nil when that is zero long.
  public func divided(by other: DaysTimeDuration) -> Decimal128? {
    Decimal128(rounding: nanoseconds).divided(by: Decimal128(rounding: other.nanoseconds))
  }

  private init?(rounding nanoseconds: Decimal128) {
    guard let integer = nanoseconds.roundedToIntegral().int128 else { return nil }
    self.nanoseconds = integer
  }
}
