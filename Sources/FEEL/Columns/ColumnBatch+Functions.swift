internal import Values

extension ColumnBatch {
  /// The results of a function over arrays; nil when an argument is not held in one that it is made for.
  func lanes(of function: Step.ArrayFunction, _ arguments: [Vector]) -> Vector.Lanes? {
    switch function {
    case .abs: return arguments[0].scaled?.magnitudes
    case .date: return arguments[0].days.map { .dates($0) }
    case .workingDaysBetween:
      guard let from = arguments[0].days, let to = arguments[1].days else { return nil }
      let calendar = session.source.calendar
      return .scaled(
        from.indices.map { lane in
          Int64(
            calendar.workingDays(
              from: CivilDate(dayNumber: from[lane]), to: CivilDate(dayNumber: to[lane])))
        }, scale: 0)
    }
  }
}

extension Vector {
  /// The days of dates, or of moments on the clocks that show them.
  fileprivate var days: [Int64]? {
    let perDay: Int64 = 86_400_000_000_000
    return switch lanes {
    case .dates(let days): days
    case .moments(let moments):
      moments.map { moment in
        let (days, rest) = moment.quotientAndRemainder(dividingBy: perDay)
        return rest < 0 ? days - 1 : days
      }
    case .constant(.date(let date)): Array(repeating: date.dayNumber, count: count)
    default: nil
    }
  }
}
