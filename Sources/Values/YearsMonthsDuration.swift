/// A length of time in years and months, whose days depend on where it begins; it may be negative.
public struct YearsMonthsDuration: Hashable, Sendable {
  /// All of it in months.
  public let months: Int64

  public init(months: Int64) {
    self.months = months
  }

  public static let zero = YearsMonthsDuration(months: 0)

  /// Whole years; negative in a negative duration.
  public var years: Int64 { months / 12 }
  /// Months beyond the years, below 12; negative in a negative duration.
  public var monthsOfYear: Int { Int(months % 12) }
}

extension YearsMonthsDuration: Comparable {
  public static func < (a: YearsMonthsDuration, b: YearsMonthsDuration) -> Bool {
    a.months < b.months
  }
}

extension YearsMonthsDuration {
  /// The sum, or nil when it does not fit.
  public func adding(_ other: YearsMonthsDuration) -> YearsMonthsDuration? {
    let (sum, overflow) = months.addingReportingOverflow(other.months)
    return overflow ? nil : YearsMonthsDuration(months: sum)
  }

  /// The difference, or nil when it does not fit.
  public func subtracting(_ other: YearsMonthsDuration) -> YearsMonthsDuration? {
    let (sum, overflow) = months.subtractingReportingOverflow(other.months)
    return overflow ? nil : YearsMonthsDuration(months: sum)
  }

  public func negated() -> YearsMonthsDuration {
    YearsMonthsDuration(months: months == .min ? .max : -months)
  }

  public var magnitude: YearsMonthsDuration { months < 0 ? negated() : self }

  /// The duration times a number, rounded to a month half to even; nil when it does not fit.
  public func multiplied(by factor: Decimal128) -> YearsMonthsDuration? {
    Decimal128(Int(months)).multiplied(by: factor).flatMap(YearsMonthsDuration.init(rounding:))
  }

  /// The duration divided by a number, rounded to a month half to even; nil when the number is zero
  /// or the result does not fit.
  public func divided(by divisor: Decimal128) -> YearsMonthsDuration? {
    Decimal128(Int(months)).divided(by: divisor).flatMap(YearsMonthsDuration.init(rounding:))
  }

  /// How often `other` fits; nil when that is zero long.
  public func divided(by other: YearsMonthsDuration) -> Decimal128? {
    Decimal128(Int(months)).divided(by: Decimal128(Int(other.months)))
  }

  private init?(rounding months: Decimal128) {
    guard let integer = months.roundedToIntegral().int else { return nil }
    self.months = Int64(integer)
  }
}
