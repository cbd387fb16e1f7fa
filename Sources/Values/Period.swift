/// A month of the calendar, as what an inspection is about.
public struct Period: Hashable, Sendable {
  /// Months since January of the year 0.
  private let index: Int

  /// Months since January of the year 0: periods in their order.
  public var monthNumber: Int { index }

  /// - Returns: nil when there is no such month.
  public init?(year: Int, month: Int) {
    guard CivilDate(year: year, month: month, day: 1) != nil else { return nil }
    index = year * 12 + month - 1
  }

  /// The month that `date` lies in.
  public init(containing date: CivilDate) {
    let (year, month, _) = date.parts
    index = year * 12 + month - 1
  }

  /// Reads `2025-09`.
  public init?(_ isoText: String) {
    // A month is named as its first day is, without the day.
    guard let date = CivilDate(isoText + "-01") else { return nil }
    self.init(containing: date)
  }

  public var year: Int { Int(Int64(index).floored(by: 12)) }
  /// 1 ... 12.
  public var month: Int { index - year * 12 + 1 }

  public var first: CivilDate { day(1) }
  public var last: CivilDate { day(CivilDate.dayCount(ofMonth: month, year: year)) }

  public func contains(_ date: CivilDate) -> Bool { Period(containing: date) == self }

  /// - Precondition: it is not the last month that can be named.
  public var next: Period { Period(containing: last.adding(days: 1)) }

  /// - Precondition: it is not the first month that can be named.
  public var previous: Period { Period(containing: first.adding(days: -1)) }

  /// How many months lie from `earlier` to this one: 0 for the same.
  public func months(since earlier: Period) -> Int { index - earlier.index }

  private func day(_ day: Int) -> CivilDate {
    guard let date = CivilDate(year: year, month: month, day: day) else {
      preconditionFailure("a period is a month that can be named")
    }
    return date
  }
}

extension Period: Comparable, CustomStringConvertible {
  public static func < (a: Period, b: Period) -> Bool { a.index < b.index }

  /// `2025-09`.
  public var description: String {
    let (year, month) = (year, month)
    guard (0...9999).contains(year) else { return String(first.description.dropLast(3)) }
    return String(unsafeUninitializedCapacity: 7) { text in
      text.write(year, digits: 4, at: 0)
      text[4] = UInt8(ascii: "-")
      text.write(month, digits: 2, at: 5)
      return 7
    }
  }
}
