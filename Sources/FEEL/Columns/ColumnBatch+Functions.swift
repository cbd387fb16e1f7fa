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
    case .workingDaysBetween:
      return result(workingDays(from: arguments[0], to: arguments[1], presences))
    case .stringLength:
      return result(texts(filler: 0) { Int64($0.scalarCount) }.map { .scaled($0, scale: 0) })
    case .contains:
      return result(arguments[0].contains(arguments[1], presences).map { .booleans($0) })
    case .normalised: return result(arguments[0].normalised(presences))
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

  private func workingDays(
    from: Vector, to: Vector, _ presences: [Presence]
  ) -> Vector.Lanes? {
    guard let from = from.days, let to = to.days else { return nil }
    let calendar = session.source.calendar
    if let days = WorkingDays(calendar, for: from, to, presences) {
      return .scaled(days.between(from, to), scale: 0)
    }
    return .scaled(
      from.indices.map { lane in
        Int64(
          calendar.workingDays(
            from: CivilDate(dayNumber: from[lane]), to: CivilDate(dayNumber: to[lane])))
      }, scale: 0)
  }
}

extension Vector {
  /// The days of dates, or of moments on the clocks that show them.
  fileprivate var days: [Int64]? {
    return switch lanes {
    case .dates(let days): days
    case .moments(let moments): Integers.lanes(moments).map { $0.flooredDays }.array(count: count)
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
