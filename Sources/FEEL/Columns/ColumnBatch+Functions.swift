internal import Tables
internal import Values

extension ColumnBatch {
  /// The results of a function over arrays; nil when an argument is not held in one that it is made for.
  func result(of function: Step.ArrayFunction, _ arguments: [Vector]) -> Vector? {
    let presences = arguments.reduce([Presence]()) { $0.first($1.presences) }
    func texts<R>(
      filler: R, _ result: (UnsafeBufferPointer<UInt8>) -> R
    ) -> [R]? {
      arguments[0].map(filler, presences, result)
    }
    func result(_ lanes: Vector.Lanes?) -> Vector? {
      lanes.map { Vector($0, presences: presences, count: arguments[0].count) }
    }
    switch function {
    case .abs: return result(arguments[0].scaled?.magnitudes)
    case .date: return result(arguments[0].days.map { .dates($0) })
    case .workingDaysBetween: return result(workingDays(from: arguments[0], to: arguments[1]))
    case .stringLength:
      return result(texts(filler: 0) { Int64($0.scalarCount) }.map { .scaled($0, scale: 0) })
    case .isValidMobile:
      return result(texts(filler: false, MobileNumber.isValid).map { .booleans($0) })
    case .isValidSocialCreditCode:
      return result(texts(filler: false, SocialCreditCode.isValid).map { .booleans($0) })
    case .isValidInvoiceNumber:
      return result(texts(filler: false, InvoiceNumber.isValid).map { .booleans($0) })
    case .serialNumber: return serialNumbers(arguments[0], arguments[1], presences)
    case .numberSeries: return numberSeries(arguments[0], arguments[1], presences)
    }
  }

  private func workingDays(from: Vector, to: Vector) -> Vector.Lanes? {
    guard let from = from.days, let to = to.days else { return nil }
    let calendar = session.source.calendar
    if let days = WorkingDays(calendar, for: from, to) {
      return .scaled(from.indices.map { days.between(from[$0], to[$0]) }, scale: 0)
    }
    return .scaled(
      from.indices.map { lane in
        Int64(
          calendar.workingDays(
            from: CivilDate(dayNumber: from[lane]), to: CivilDate(dayNumber: to[lane])))
      }, scale: 0)
  }

  private func serialNumbers(
    _ texts: Vector, _ digits: Vector, _ presences: [Presence]
  ) -> Vector? {
    guard let digits = digits.digits else { return nil }
    let serials = texts.map(Int64(-1), presences) { text in
      DocumentNumber.serial(text, digits: digits).map { Int64($0.serial) } ?? -1
    }
    return serials.map { serials in
      Vector(
        .scaled(serials, scale: 0), presences: presences.nullWhere(serials) { $0 < 0 },
        count: texts.count)
    }
  }

  private func numberSeries(
    _ texts: Vector, _ digits: Vector, _ presences: [Presence]
  ) -> Vector? {
    guard let digits = digits.digits else { return nil }
    var series = TextColumn()
    let starts = texts.map(-1, presences) { text -> Int in
      let start = DocumentNumber.serial(text, digits: digits)?.start
      series.append(utf8: UnsafeBufferPointer(rebasing: text[..<(start ?? 0)]))
      return start ?? -1
    }
    guard let starts else { return nil }
    // What has no value left no text behind: the lanes that have one count on.
    var row: Int32 = -1
    let rows = (0..<texts.count).map { lane -> Int32 in
      if presences.isEmpty || presences[lane] == .present { row += 1 }
      return max(row, 0)
    }
    return Vector(
      .texts(Column(storage: .text(series), states: []), rows: rows),
      presences: presences.nullWhere(starts) { $0 < 0 }, count: texts.count)
  }
}

/// How many working days there are up to each day of a short time, such as the month that a batch is about.
private struct WorkingDays {
  private let first: Int64
  private let counts: [Int64]

  /// Nil when the days are so far apart that counting each day would take longer than counting between them.
  init?(_ calendar: WorkingCalendar, for from: [Int64], _ to: [Int64]) {
    guard let least = from.min(), let most = from.max(), let otherLeast = to.min(),
      let otherMost = to.max()
    else { return nil }
    let (first, last) = (min(least, otherLeast), max(most, otherMost))
    let (span, overflow) = last.subtractingReportingOverflow(first)
    guard !overflow, span < from.count else { return nil }
    self.first = first
    let start = CivilDate(dayNumber: first)
    counts = (first...last).map { day in
      Int64(calendar.workingDays(from: start, to: CivilDate(dayNumber: day)))
    }
  }

  func between(_ from: Int64, _ to: Int64) -> Int64 {
    counts[Int(to - first)] - counts[Int(from - first)]
  }
}

extension [Presence] {
  /// The same, and null where a result says so.
  fileprivate func nullWhere<R>(_ results: [R], _ isNull: (R) -> Bool) -> [Presence] {
    guard results.contains(where: isNull) else { return self }
    return results.indices.map { lane in
      let presence = isEmpty ? .present : self[lane]
      return presence == .present && isNull(results[lane]) ? .null : presence
    }
  }
}

extension Vector {
  /// How many digits are counted, where all lanes say the same and it can be.
  fileprivate var digits: Int? {
    guard case .constant(.number(let number)) = lanes, let digits = number.int,
      1...DocumentNumber.greatestWidth ~= digits
    else { return nil }
    return digits
  }

  /// The results for the texts of a column; nil when these are none. Lanes without a text get the filler.
  fileprivate func map<R>(
    _ filler: R, _ presences: [Presence], _ result: (UnsafeBufferPointer<UInt8>) -> R
  ) -> [R]? {
    guard case .texts(let column, let rows) = lanes else { return nil }
    return column.withTextView { texts in
      rows.withUnsafeBufferPointer { rows in
        presences.withUnsafeBufferPointer { presences in
          [R](unsafeUninitializedCapacity: rows.count) { results, initialized in
            for lane in 0..<rows.count {
              let isPresent = presences.isEmpty || presences[lane] == .present
              results.initializeElement(
                at: lane, to: isPresent ? result(texts.text(at: Int(rows[lane]))) : filler)
            }
            initialized = rows.count
          }
        }
      }
    }
  }

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

extension UnsafeBufferPointer<UInt8> {
  /// How many Unicode scalars a text has: its bytes without those that continue one.
  fileprivate var scalarCount: Int {
    var count = 0
    for byte in self where byte & 0xC0 != 0x80 { count &+= 1 }
    return count
  }
}
