/// A moment as a clock and a calendar show it, with or without the clock's offset from UTC.
public struct DateTime: Sendable {
  /// Seconds since 1970-01-01T00:00:00 on the clock that shows the moment.
  public let localSeconds: Int64
  /// 0 ... 999,999,999.
  public let nanosecond: Int32
  /// Seconds by which the clock is ahead of UTC, or nil when that is not known.
  public let offset: Int32?

  static let secondsPerDay: Int64 = 86_400

  /// - Precondition: the day is one of ``CivilDate/dayNumbers``, `nanosecond` is below 10^9, and
  ///   `offset` one of ``CivilTime/offsets``.
  public init(localSeconds: Int64, nanosecond: Int32, offset: Int32?) {
    precondition(
      nanosecond >= 0 && nanosecond < 1_000_000_000, "a second has a milliard nanoseconds")
    precondition(offset.map(CivilTime.offsets.contains) ?? true, "an offset is 18 hours at most")
    precondition(
      CivilDate.dayNumbers.contains(localSeconds.floored(by: DateTime.secondsPerDay)),
      "a date has at most nine digits of year")
    self.localSeconds = localSeconds
    self.nanosecond = nanosecond
    self.offset = offset
  }

  public init(date: CivilDate, nanosecondOfDay: Int64, offset: Int32?) {
    self.init(date: date, time: CivilTime(nanosecondOfDay: nanosecondOfDay, offset: offset))
  }

  /// The moment of that day at which its clock shows that time; it has the time's offset.
  public init(date: CivilDate, time: CivilTime) {
    let (seconds, nanosecond) = time.nanosecondOfDay.quotientAndRemainder(
      dividingBy: CivilTime.nanosecondsPerSecond)
    localSeconds = date.dayNumber * DateTime.secondsPerDay + seconds
    self.nanosecond = Int32(nanosecond)
    offset = time.offset
  }

  /// The day on the clock that shows the moment.
  public var date: CivilDate {
    CivilDate(dayNumber: localSeconds.floored(by: DateTime.secondsPerDay))
  }

  /// The time of day, with the offset.
  public var time: CivilTime {
    let day = localSeconds.floored(by: DateTime.secondsPerDay)
    let second = localSeconds - day * DateTime.secondsPerDay
    return CivilTime(
      nanosecondOfDay: second * CivilTime.nanosecondsPerSecond + Int64(nanosecond), offset: offset)
  }
}

extension DateTime: Hashable {
  /// Nanoseconds since 1970, in UTC when the offset is known and on the clock itself otherwise.
  private var instant: Int128 {
    Int128(localSeconds - Int64(offset ?? 0)) * Int128(CivilTime.nanosecondsPerSecond)
      + Int128(nanosecond)
  }

  /// -1, 0 or 1 when the moment is before, at or after `other`; nil when only one of them has an
  /// offset, since then nobody knows.
  public func compare(_ other: DateTime) -> Int? {
    guard (offset == nil) == (other.offset == nil) else { return nil }
    return instant < other.instant ? -1 : instant > other.instant ? 1 : 0
  }

  /// Whether both are the same moment; false when only one of them has an offset.
  public static func == (a: DateTime, b: DateTime) -> Bool { a.compare(b) == 0 }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(offset == nil)
    hasher.combine(instant)
  }
}

extension DateTime {
  /// The moment that much later, on the same clock; nil when the year would have more than nine
  /// digits.
  public func adding(_ duration: DaysTimeDuration) -> DateTime? {
    let perSecond = Int128(CivilTime.nanosecondsPerSecond)
    let local = Int128(localSeconds) * perSecond + Int128(nanosecond)
    let (sum, overflow) = local.addingReportingOverflow(duration.nanoseconds)
    let seconds = sum.floored(by: perSecond)
    guard
      !overflow, let localSeconds = Int64(exactly: seconds),
      CivilDate.dayNumbers.contains(localSeconds.floored(by: DateTime.secondsPerDay))
    else { return nil }
    return DateTime(
      localSeconds: localSeconds, nanosecond: Int32(sum - seconds * perSecond), offset: offset)
  }

  /// The same time of the same day that many months later, the last of the month where the month is
  /// too short; nil when the year would have more than nine digits.
  public func adding(_ duration: YearsMonthsDuration) -> DateTime? {
    date.adding(duration).map { DateTime(date: $0, time: time) }
  }

  /// How long after `other` the moment is; nil when only one of them has an offset.
  public func duration(since other: DateTime) -> DaysTimeDuration? {
    guard (offset == nil) == (other.offset == nil) else { return nil }
    return DaysTimeDuration(nanoseconds: instant - other.instant)
  }
}
