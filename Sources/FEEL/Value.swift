package import Values

/// What an expression gives.
package indirect enum Value: Sendable {
  case null(NullReason)
  case number(Decimal128)
  case string(String)
  case boolean(Bool)
  case date(CivilDate)
  case time(CivilTime)
  case dateTime(DateTime)
  case daysTimeDuration(DaysTimeDuration)
  case yearsMonthsDuration(YearsMonthsDuration)
  case list([Value])
  /// The members in the order of their names.
  case record([RecordMember])
  case range(ValueRange)
  case row(entity: Int, row: Int)

  package var isNull: Bool { if case .null = self { true } else { false } }

  /// Why it is null, or nil when it is not.
  package var nullReason: NullReason? { if case .null(let reason) = self { reason } else { nil } }

  /// A record of these members, which are put in the order of their names.
  package static func record(of members: [RecordMember]) -> Value {
    .record(members.sorted { $0.name < $1.name })
  }
}

/// One member of a record.
package struct RecordMember: Sendable {
  package var name: String
  package var value: Value

  package init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

/// The values between two bounds. A missing bound leaves that side open to all values.
package struct ValueRange: Sendable {
  package var lower: Value?
  package var upper: Value?
  package var includesLower: Bool
  package var includesUpper: Bool

  package init(lower: Value?, upper: Value?, includesLower: Bool, includesUpper: Bool) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }
}

/// The outcome of a condition.
package enum Truth: UInt8, Sendable, Hashable {
  case no, yes
  /// Something it needs is null.
  case unknown

  /// - Precondition: `value` is a boolean or null.
  package init(_ value: Value) {
    switch value {
    case .boolean(true): self = .yes
    case .boolean(false): self = .no
    case .null: self = .unknown
    default: preconditionFailure("only a condition has a truth")
    }
  }
}
