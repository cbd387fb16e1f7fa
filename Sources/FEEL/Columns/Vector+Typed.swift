internal import Tables
internal import Values

extension Vector {
  /// Values as a column of a table would hold them: numbers of one scale as integers, texts in one block,
  /// moments and durations as nanoseconds, where that changes nothing in any value.
  init(typed values: [Value], _ type: FEELType) {
    let presences = values.map { Presence($0) }.compact
    let lanes: Lanes? =
      switch type {
      case .number: Vector.numbers(values)
      case .string: Vector.texts(values)
      case .dateTime: Vector.integers(values, \.localNanoseconds).map { .moments($0) }
      case .daysTimeDuration: Vector.integers(values, \.spanNanoseconds).map { .spans($0) }
      default: nil
      }
    if let lanes {
      self.init(lanes, presences: presences, count: values.count)
    } else {
      self.init(values, type: type)
    }
  }

  /// Nil when the numbers have different scales or do not fit.
  private static func numbers(_ values: [Value]) -> Lanes? {
    let numbers = values.compactMap { if case .number(let number) = $0 { number } else { nil } }
    guard let scale = numbers.first.map({ -$0.exponent }), 0...18 ~= scale,
      numbers.allSatisfy({ -$0.exponent == scale && !($0.isZero && $0.isNegative) })
    else { return nil }
    let integers = integers(values) {
      if case .number(let number) = $0 { number.scaled(to: scale) } else { nil }
    }
    return integers.map { .scaled($0, scale: scale) }
  }

  private static func texts(_ values: [Value]) -> Lanes {
    let texts = values.map { if case .string(let text) = $0 { text } else { "" } }
    return .texts(
      Column(storage: .text(TextColumn(texts)), states: []), rows: .range(0..<texts.count))
  }

  /// Nil when a value has no integer; a null has any.
  private static func integers(_ values: [Value], _ integer: (Value) -> Int64?) -> [Int64]? {
    let integers = values.map { $0.isNull ? 0 : integer($0) }
    return integers.contains(nil) ? nil : integers.map { $0! }
  }
}

extension Value {
  fileprivate var localNanoseconds: Int64? {
    if case .dateTime(let moment) = self { moment.localNanoseconds } else { nil }
  }

  fileprivate var spanNanoseconds: Int64? {
    if case .daysTimeDuration(let span) = self { Int64(exactly: span.nanoseconds) } else { nil }
  }
}
