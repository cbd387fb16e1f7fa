internal import Values

extension Value {
  /// A property of a date, time, duration or range; null stays null.
  func property(_ property: Property) -> Value {
    switch self {
    case .date(let date): date.property(property)
    case .time(let time): time.property(property)
    case .dateTime(let moment):
      switch property {
      case .year, .month, .day, .weekday: moment.date.property(property)
      default: moment.time.property(property)
      }
    case .daysTimeDuration(let duration): duration.property(property)
    case .yearsMonthsDuration(let duration):
      .number(property == .years ? Int(duration.years) : duration.monthsOfYear)
    case .range(let range): range.property(property)
    default: self
    }
  }
}

extension CivilDate {
  fileprivate func property(_ property: Property) -> Value {
    switch property {
    case .year: .number(year)
    case .month: .number(month)
    case .day: .number(day)
    default: .number(weekday)
    }
  }
}

extension CivilTime {
  fileprivate func property(_ property: Property) -> Value {
    switch property {
    case .hour: .number(hour)
    case .minute: .number(minute)
    case .second: .number(second)
    default:
      offset.map { .daysTimeDuration(DaysTimeDuration(seconds: Int64($0))) }
        ?? .null(.conversion("the time has no offset"))
    }
  }
}

extension DaysTimeDuration {
  fileprivate func property(_ property: Property) -> Value {
    switch property {
    case .days: .number(Decimal128(rounding: days))
    case .hours: .number(hours)
    case .minutes: .number(minutes)
    default: .number(seconds)
    }
  }
}

extension ValueRange {
  fileprivate func property(_ property: Property) -> Value {
    switch property {
    case .start: lower ?? .null(.literal)
    case .end: upper ?? .null(.literal)
    case .startIncluded: .boolean(includesLower)
    default: .boolean(includesUpper)
    }
  }
}
