internal import Values

/// The arguments by the types that the checker has seen to.
extension Function.Arguments {
  func number(_ index: Int) -> Decimal128 {
    if case .number(let value) = self[index] { value } else { wrongType() }
  }

  func string(_ index: Int) -> String {
    if case .string(let value) = self[index] { value } else { wrongType() }
  }

  func boolean(_ index: Int) -> Bool {
    if case .boolean(let value) = self[index] { value } else { wrongType() }
  }

  func date(_ index: Int) -> CivilDate {
    if case .date(let value) = self[index] { value } else { wrongType() }
  }

  func dateTime(_ index: Int) -> DateTime {
    if case .dateTime(let value) = self[index] { value } else { wrongType() }
  }

  func daysTimeDuration(_ index: Int) -> DaysTimeDuration {
    if case .daysTimeDuration(let value) = self[index] { value } else { wrongType() }
  }

  func yearsMonthsDuration(_ index: Int) -> YearsMonthsDuration {
    if case .yearsMonthsDuration(let value) = self[index] { value } else { wrongType() }
  }

  func list(_ index: Int) -> [Value] {
    if case .list(let elements) = self[index] { elements } else { wrongType() }
  }

  /// The arguments from a repeated parameter on.
  func rest(from index: Int) -> [Value] {
    values[index...].map { $0! }
  }

  private func wrongType() -> Never {
    preconditionFailure("the checker lets only arguments of the right type through")
  }
}

extension Value {
  /// A number, or null when an operation had no result.
  static func number(_ number: Decimal128?, else reason: String = "a number too large") -> Value {
    number.map { .number($0) } ?? .null(.arithmetic(reason))
  }

  static func number(_ integer: Int) -> Value { .number(Decimal128(integer)) }
}
