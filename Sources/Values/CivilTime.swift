/// A time of day, with or without the offset of its clock from UTC.
public struct CivilTime: Sendable {
  /// Nanoseconds since midnight, below ``nanosecondsPerDay``.
  public let nanosecondOfDay: Int64
  /// Seconds by which the clock is ahead of UTC, or nil when that is not known.
  public let offset: Int32?

  public static let nanosecondsPerSecond: Int64 = 1_000_000_000
  public static let nanosecondsPerDay: Int64 = 86_400_000_000_000
  /// The offsets a clock may have: up to 18 hours either way.
  public static let offsets: ClosedRange<Int32> = -64_800...64_800

  /// - Precondition: `nanosecondOfDay` lies within a day, and `offset` is one of ``offsets``.
  public init(nanosecondOfDay: Int64, offset: Int32? = nil) {
    precondition(
      nanosecondOfDay >= 0 && nanosecondOfDay < CivilTime.nanosecondsPerDay,
      "a time lies within a day")
    precondition(
      offset.map(CivilTime.offsets.contains) ?? true, "an offset is 18 hours at most")
    self.nanosecondOfDay = nanosecondOfDay
    self.offset = offset
  }

  /// The time of that name, or nil when there is none: no 25 o'clock, no 60th second.
  public init?(
    hour: Int, minute: Int, second: Int, nanosecond: Int = 0, offset: Int32? = nil
  ) {
    guard
      0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second, 0...999_999_999 ~= nanosecond,
      offset.map(CivilTime.offsets.contains) ?? true
    else { return nil }
    let seconds = hour * 3600 + minute * 60 + second
    nanosecondOfDay = Int64(seconds) * CivilTime.nanosecondsPerSecond + Int64(nanosecond)
    self.offset = offset
  }

  public static let midnight = CivilTime(nanosecondOfDay: 0)

  private var secondOfDay: Int { Int(nanosecondOfDay / CivilTime.nanosecondsPerSecond) }
  /// 0 ... 23.
  public var hour: Int { secondOfDay / 3600 }
  /// 0 ... 59.
  public var minute: Int { secondOfDay / 60 % 60 }
  /// 0 ... 59.
  public var second: Int { secondOfDay % 60 }
  /// 0 ... 999,999,999.
  public var nanosecond: Int { Int(nanosecondOfDay % CivilTime.nanosecondsPerSecond) }
}

extension CivilTime: Hashable {
  /// Nanoseconds since midnight UTC of the clock's own day; negative when UTC has the day before.
  private var nanosecondOfDayInUTC: Int64 {
    nanosecondOfDay - Int64(offset ?? 0) * CivilTime.nanosecondsPerSecond
  }

  /// -1, 0 or 1 when the time is before, at or after `other` on the same day; nil when only one of
  /// them has an offset.
  public func compare(_ other: CivilTime) -> Int? {
    guard (offset == nil) == (other.offset == nil) else { return nil }
    return Int((nanosecondOfDayInUTC - other.nanosecondOfDayInUTC).signum())
  }

  public static func == (a: CivilTime, b: CivilTime) -> Bool { a.compare(b) == 0 }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(offset == nil)
    hasher.combine(nanosecondOfDayInUTC)
  }
}

extension CivilTime {
  /// The time that much later on the clock, which goes round.
  public func adding(_ duration: DaysTimeDuration) -> CivilTime {
    let day = Int128(CivilTime.nanosecondsPerDay)
    let rest = Int64(duration.nanoseconds % day)
    let sum = (nanosecondOfDay + rest) % CivilTime.nanosecondsPerDay
    return CivilTime(
      nanosecondOfDay: sum < 0 ? sum + CivilTime.nanosecondsPerDay : sum, offset: offset)
  }

  /// How long after `other` the time is on the same day; nil when only one of them has an offset.
  public func duration(since other: CivilTime) -> DaysTimeDuration? {
    guard (offset == nil) == (other.offset == nil) else { return nil }
    return DaysTimeDuration(
      nanoseconds: Int128(nanosecondOfDayInUTC - other.nanosecondOfDayInUTC))
  }
}
