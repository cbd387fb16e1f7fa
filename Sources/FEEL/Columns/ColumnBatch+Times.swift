internal import Values

extension Vector {
  /// The result of an operator on dates, moments and durations, where arrays of integers can hold it. Of those
  /// with an offset, and of results that are out of range in some lane, it is nil.
  func combined(_ operation: ArithmeticOperator, _ other: Vector) -> Lanes? {
    switch operation {
    case .add: sum(other, isSubtracted: false) ?? other.sum(self, isSubtracted: false)
    case .subtract: difference(other) ?? sum(other, isSubtracted: true)
    default: nil
    }
  }

  /// How long after the dates or moments of `other` these are.
  private func difference(_ other: Vector) -> Lanes? {
    guard let a = times, let b = other.times, a.kind == b.kind,
      let differences = Integers.differences(a.values, b.values, count: count)
    else { return nil }
    switch a.kind {
    case .dates:
      return Integers.lanes(differences).multiplied(by: Int64.nanosecondsPerDay).map {
        .spans($0.array(count: count))
      }
    case .moments: return .spans(differences)
    case .spans: return nil
    }
  }

  /// Dates, moments or durations that much later or earlier.
  private func sum(_ other: Vector, isSubtracted: Bool) -> Lanes? {
    guard let a = times, let b = other.times, b.kind == .spans else { return nil }
    func combined() -> [Int64]? {
      isSubtracted
        ? Integers.differences(a.values, b.values, count: count)
        : Integers.sums(a.values, b.values, count: count)
    }
    switch a.kind {
    case .dates:
      guard case .all(let span) = b.values, span != .min else { return nil }
      return Vector.dates(a.values, movedBy: isSubtracted ? -span : span, count: count)
    case .moments: return combined().map { .moments($0) }
    case .spans: return combined().map { .spans($0) }
    }
  }

  /// The days that it is so many nanoseconds after dates: an hour before a day it is the day before.
  private static func dates(_ days: Integers, movedBy span: Int64, count: Int) -> Lanes? {
    let added = span.flooredDays
    let range = CivilDate.dayNumbers
    var outside: Int64 = 0
    // No sum overflows: days and those of a duration of 64 bits are far from the limits of the integers.
    let sums = days.map { day in
      let sum = day &+ added
      outside |= (sum &- range.lowerBound) | (range.upperBound &- sum)
      return sum
    }
    return outside < 0 ? nil : .dates(sums.array(count: count))
  }

  /// Which of the types that are held as integers.
  enum TimeKind { case dates, moments, spans }

  /// Dates, moments and durations as integers, whose order is theirs; nil for other values and for those that 64
  /// bits cannot hold.
  var times: (kind: TimeKind, values: Integers)? {
    func same(_ kind: TimeKind, _ value: Int64?) -> (TimeKind, Integers)? {
      value.map { (kind, .all($0)) }
    }
    return switch lanes {
    case .dates(let values): (.dates, .lanes(values))
    case .moments(let values): (.moments, .lanes(values))
    case .spans(let values): (.spans, .lanes(values))
    case .constant(.date(let date)): same(.dates, date.dayNumber)
    case .constant(.dateTime(let moment)): same(.moments, moment.localNanoseconds)
    case .constant(.daysTimeDuration(let span)): same(.spans, Int64(exactly: span.nanoseconds))
    default: nil
    }
  }
}

extension Int64 {
  /// The nanoseconds of a day.
  static let nanosecondsPerDay: Int64 = 86_400_000_000_000

  /// Nanoseconds in whole days, towards the past.
  var flooredDays: Int64 {
    let (days, rest) = quotientAndRemainder(dividingBy: Int64.nanosecondsPerDay)
    return rest < 0 ? days - 1 : days
  }
}

extension DateTime {
  /// Nanoseconds since 1970 on a clock whose offset is not known; nil when it is, or they do not fit.
  var localNanoseconds: Int64? {
    guard offset == nil else { return nil }
    return Int64(exactly: Int128(localSeconds) * 1_000_000_000 + Int128(nanosecond))
  }
}
