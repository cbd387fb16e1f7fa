internal import Tables
internal import Values

extension Vector {
  /// The value of a lane; of one that is null, a null of the same sense.
  func value(_ lane: Int) -> Value {
    let presence = presence(lane)
    return presence == .present ? lanes.value(lane) : presence.value
  }

  /// The values of all lanes.
  var values: [Value] {
    if case .values(let values) = lanes, presences.isEmpty { return values }
    return (0..<count).map(value)
  }

  /// Values of one type in the array that suits it.
  init(_ values: [Value], type: FEELType) {
    let presences = values.map { Presence($0) }.compact
    self.init(
      Lanes(values, type: type) ?? .values(values), presences: presences, count: values.count)
  }
}

extension Vector.Lanes {
  fileprivate func value(_ lane: Int) -> Value {
    switch self {
    case .constant(let value): value
    case .booleans(let values): .boolean(values[lane])
    case .scaled(let values, let scale): .number(Decimal128(scaled: values[lane], scale: scale))
    case .decimals(let values): .number(values[lane])
    case .dates(let values): .date(CivilDate(dayNumber: values[lane]))
    case .moments(let values): .dateTime(DateTime(localNanoseconds: values[lane]))
    case .spans(let values):
      .daysTimeDuration(DaysTimeDuration(nanoseconds: Int128(values[lane])))
    case .texts(let column, let rows): .string(column.text(at: rows[lane]))
    case .strings(let values): .string(values[lane])
    case .rows(let entity, let rows): .row(entity: entity, row: rows[lane])
    case .lists(let starts, let elements):
      .list((starts[lane]..<starts[lane + 1]).map { elements.value(Int($0)) })
    case .values(let values): values[lane]
    }
  }

  /// Nil for a type that has no array of its own.
  fileprivate init?(_ values: [Value], type: FEELType) {
    switch type {
    case .boolean:
      self = .booleans(values.map { if case .boolean(let value) = $0 { value } else { false } })
    case .number:
      self = .decimals(values.map { if case .number(let value) = $0 { value } else { .zero } })
    case .date:
      self = .dates(values.map { if case .date(let value) = $0 { value.dayNumber } else { 0 } })
    case .string:
      self = .strings(values.map { if case .string(let value) = $0 { value } else { "" } })
    case .list(let element): self.init(lists: values, element)
    case .entity(let entity):
      let rows = values.map { if case .row(_, let row) = $0 { Int32(row) } else { Int32(0) } }
      self = .rows(entity: entity, .list(rows))
    default: return nil
    }
  }

  private init(lists: [Value], _ type: FEELType) {
    var starts: [Int32] = [0]
    var elements: [Value] = []
    for case let list in lists {
      if case .list(let inner) = list { elements += inner }
      starts.append(Int32(elements.count))
    }
    self = .lists(starts: starts, elements: Vector(elements, type: type))
  }
}

extension DateTime {
  /// A moment on a clock whose offset is not known.
  init(localNanoseconds: Int64) {
    let perSecond: Int64 = 1_000_000_000
    var (seconds, rest) = localNanoseconds.quotientAndRemainder(dividingBy: perSecond)
    if rest < 0 { (seconds, rest) = (seconds - 1, rest + perSecond) }
    self.init(localSeconds: seconds, nanosecond: Int32(rest), offset: nil)
  }
}
