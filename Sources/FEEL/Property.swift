/// What can be asked of a date, a time, a duration or a range: `ordered at.year`.
enum Property: String, CaseIterable, Sendable {
  case year, month, day, weekday, hour, minute, second
  case timeOffset = "time offset"
  case days, hours, minutes, seconds, years, months
  case start, end
  case startIncluded = "start included"
  case endIncluded = "end included"

  /// The properties of values of a type, with the types that these have.
  static func all(of type: FEELType) -> [(property: Property, type: FEELType)] {
    let date: [Property] = [.year, .month, .day, .weekday]
    let time: [Property] = [.hour, .minute, .second]
    switch type {
    case .date: return date.map { ($0, .number) }
    case .time: return time.map { ($0, .number) } + [(.timeOffset, .daysTimeDuration)]
    case .dateTime:
      return (date + time).map { ($0, .number) } + [(.timeOffset, .daysTimeDuration)]
    case .daysTimeDuration: return [.days, .hours, .minutes, .seconds].map { ($0, .number) }
    case .yearsMonthsDuration: return [.years, .months].map { ($0, .number) }
    case .range(let bound):
      return [
        (.start, bound), (.end, bound), (.startIncluded, .boolean), (.endIncluded, .boolean),
      ]
    default: return []
    }
  }
}
