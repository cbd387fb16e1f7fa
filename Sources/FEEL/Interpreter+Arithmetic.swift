internal import Values

extension Value {
  /// The negative of a number or duration; null stays null.
  var minus: Value {
    switch self {
    case .number(let value): .number(value.negated())
    case .daysTimeDuration(let value): .daysTimeDuration(value.negated())
    case .yearsMonthsDuration(let value): .yearsMonthsDuration(value.negated())
    default: self
    }
  }

  /// The result of an operator; null with the cause of the first null operand, or because the operands
  /// have no result.
  func combined(_ operation: ArithmeticOperator, with other: Value) -> Value {
    if isNull { return self }
    if other.isNull { return other }
    switch (self, other) {
    case (.number(let a), .number(let b)): return Value.combined(operation, a, b)
    case (.string(let a), .string(let b)): return .string(a + b)
    default: break
    }
    switch operation {
    case .add: return sum(other) ?? other.sum(self) ?? .outOfRange
    case .subtract: return difference(other) ?? sum(other.minus) ?? .outOfRange
    case .multiply: return times(other) ?? other.times(self) ?? .outOfRange
    case .divide: return quotient(other)
    case .power: preconditionFailure("the checker lets only numbers be raised to a power")
    }
  }

  private static let outOfRange = Value.null(.arithmetic("a result outside the calendar"))

  private static func combined(
    _ operation: ArithmeticOperator, _ a: Decimal128, _ b: Decimal128
  ) -> Value {
    switch operation {
    case .add: .number(a.adding(b))
    case .subtract: .number(a.subtracting(b))
    case .multiply: .number(a.multiplied(by: b))
    case .divide: b.isZero ? .null(.arithmetic("division by zero")) : .number(a.divided(by: b))
    case .power: .number(a.raised(to: b), else: "a power that has no value")
    }
  }

  /// A date, time or duration and a duration; nil when the operands stand the other way round or the
  /// result is out of range.
  private func sum(_ other: Value) -> Value? {
    switch (self, other) {
    case (.daysTimeDuration(let a), .daysTimeDuration(let b)):
      a.adding(b).map { .daysTimeDuration($0) }
    case (.yearsMonthsDuration(let a), .yearsMonthsDuration(let b)):
      a.adding(b).map { .yearsMonthsDuration($0) }
    case (.date(let a), .daysTimeDuration(let b)): a.adding(b).map { .date($0) }
    case (.date(let a), .yearsMonthsDuration(let b)): a.adding(b).map { .date($0) }
    case (.dateTime(let a), .daysTimeDuration(let b)): a.adding(b).map { .dateTime($0) }
    case (.dateTime(let a), .yearsMonthsDuration(let b)): a.adding(b).map { .dateTime($0) }
    case (.time(let a), .daysTimeDuration(let b)): .time(a.adding(b))
    default: nil
    }
  }

  /// How long after `other` a date or time is. A date that meets a moment is its midnight in UTC, so
  /// that a moment without an offset cannot be told from it.
  private func difference(_ other: Value) -> Value? {
    switch (self, other) {
    case (.date(let a), .date(let b)): .daysTimeDuration(a.duration(since: b))
    case (.time(let a), .time(let b)): Value.duration(a.duration(since: b))
    case (.dateTime(let a), .dateTime(let b)): Value.duration(a.duration(since: b))
    case (.dateTime(let a), .date(let b)): Value.duration(a.duration(since: b.midnightInUTC))
    case (.date(let a), .dateTime(let b)): Value.duration(a.midnightInUTC.duration(since: b))
    default: nil
    }
  }

  private static func duration(_ duration: DaysTimeDuration?) -> Value {
    duration.map { .daysTimeDuration($0) } ?? .null(.incomparable)
  }

  private func times(_ other: Value) -> Value? {
    switch (self, other) {
    case (.daysTimeDuration(let a), .number(let b)):
      a.multiplied(by: b).map { .daysTimeDuration($0) }
    case (.yearsMonthsDuration(let a), .number(let b)):
      Value.months(Decimal128(Int(a.months)).multiplied(by: b))
    default: nil
    }
  }

  private func quotient(_ other: Value) -> Value {
    let result: Value? =
      switch (self, other) {
      case (.daysTimeDuration(let a), .number(let b)):
        a.divided(by: b).map { .daysTimeDuration($0) }
      case (.yearsMonthsDuration(let a), .number(let b)):
        Value.months(Decimal128(Int(a.months)).divided(by: b))
      case (.daysTimeDuration(let a), .daysTimeDuration(let b)):
        a.divided(by: b).map { .number($0) }
      case (.yearsMonthsDuration(let a), .yearsMonthsDuration(let b)):
        a.divided(by: b).map { .number($0) }
      default: nil
      }
    return result ?? .null(.arithmetic("division by zero"))
  }

  /// A duration of whole months: what is more is cut off, so that 1.5 times `P1M` is `P1M`.
  private static func months(_ months: Decimal128?) -> Value? {
    (months?.roundedToIntegral(.down).int).map {
      .yearsMonthsDuration(YearsMonthsDuration(months: Int64($0)))
    }
  }
}

extension CivilDate {
  fileprivate var midnightInUTC: DateTime {
    DateTime(date: self, time: CivilTime(nanosecondOfDay: 0, offset: 0))
  }
}
