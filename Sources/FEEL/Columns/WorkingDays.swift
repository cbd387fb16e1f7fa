internal import Values

/// How many working days there are up to each day of a short time, such as the month that a batch is about.
struct WorkingDays {
  private let first: Int64
  private let counts: [Int64]

  /// Nil when the days are so far apart that counting each day would take longer than counting between them. The days
  /// of lanes without a value are fillers and do not count.
  init?(
    _ calendar: WorkingCalendar, for from: [Int64], _ to: [Int64], _ presences: [Presence]
  ) {
    guard let days = from.span(presences)?.union(to.span(presences)!), days.count < from.count
    else { return nil }
    first = days.lowerBound
    let start = CivilDate(dayNumber: first)
    counts = days.map { day in
      Int64(calendar.workingDays(from: start, to: CivilDate(dayNumber: day)))
    }
  }

  /// The working days between the days of each lane; of a lane without a value any.
  func between(_ from: [Int64], _ to: [Int64]) -> [Int64] {
    let (first, last) = (first, counts.count &- 1)
    return counts.withUnsafeBufferPointer { counts in
      Integers.map(.lanes(from), .lanes(to), count: from.count) { from, to in
        counts[Int(to &- first).limited(to: last)] &- counts[Int(from &- first).limited(to: last)]
      }
    }
  }
}

extension Int {
  @inline(__always)
  fileprivate func limited(to last: Int) -> Int { Swift.min(Swift.max(self, 0), last) }
}

extension [Int64] {
  /// From the least to the greatest of those with a value; nil when there are none.
  fileprivate func span(_ presences: [Presence]) -> ClosedRange<Int64>? {
    var (least, most) = (Int64.max, Int64.min)
    for lane in indices where presences.isEmpty || presences[lane] == .present {
      least = Swift.min(least, self[lane])
      most = Swift.max(most, self[lane])
    }
    return least <= most ? least...most : nil
  }
}

extension ClosedRange<Int64> {
  fileprivate func union(_ other: ClosedRange<Int64>) -> ClosedRange<Int64> {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }
}
