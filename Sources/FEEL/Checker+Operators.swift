internal import Diagnostics
internal import Values

extension Checker {
  mutating func negation(
    _ operand: Syntax, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let node = try check(operand)
    switch node.type {
    case .number, .daysTimeDuration, .yearsMonthsDuration, .null: break
    default:
      throw ExpressionError(
        "wrong-type", "'-' is for numbers and durations, and this is \(describe(node.type))",
        at: operand.range)
    }
    if case .number(let number) = node.constant {
      return Node(.constant(.number(number.negated())), .number, range)
    }
    return Node(.negation(node), node.type, range)
  }

  mutating func arithmetic(
    _ operation: ArithmeticOperator, _ a: Syntax, _ b: Syntax, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let left = try check(a)
    let right = try check(b)
    guard let type = operation.result(left.type, right.type) else {
      throw ExpressionError(
        "wrong-type",
        "'\(operation.rawValue)' does not go with \(describe(left.type)) and "
          + describe(right.type),
        at: range, help: operation.help(left.type, right.type))
    }
    return Node(.arithmetic(operation, left, right), type, range)
  }

  mutating func comparison(
    _ comparison: ComparisonOperator, _ a: Syntax, _ b: Syntax, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let left = try check(a)
    let right = try check(b)
    guard comparison.isEquality else {
      try requireOrder(left, right, comparison.rawValue, range)
      return Node(.comparison(comparison, left, right), .boolean, range)
    }
    let isNegated = comparison == .notEqual
    if case .null = b.kind { return Node(.isNull(left, isNegated: isNegated), .boolean, range) }
    if case .null = a.kind { return Node(.isNull(right, isNegated: isNegated), .boolean, range) }
    try requireSameType(left, right, range)
    return Node(.equality(left, right, isNegated: isNegated), .boolean, range)
  }

  mutating func between(
    _ value: Syntax, _ lower: Syntax, _ upper: Syntax, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let value = try check(value)
    let lower = try check(lower)
    let upper = try check(upper)
    try requireOrder(value, lower, "between", range)
    try requireOrder(value, upper, "between", range)
    return Node(.between(value, lower: lower, upper: upper), .boolean, range)
  }

  /// Throws unless one of the two can be smaller than the other.
  func requireOrder(
    _ a: Node, _ b: Node, _ operation: String, _ range: Range<Int>
  ) throws(ExpressionError) {
    guard let type = a.type.joined(with: b.type) else { throw mixedTypes(a, b, range) }
    guard type.isOrdered else {
      throw ExpressionError(
        "wrong-type", "'\(operation)' needs an order, and \(describe(type)) has none", at: range)
    }
  }

  /// Throws unless the two can be equal.
  func requireSameType(_ a: Node, _ b: Node, _ range: Range<Int>) throws(ExpressionError) {
    guard a.type.joined(with: b.type) != nil else { throw mixedTypes(a, b, range) }
    try requireKnownWord(b, among: a.words)
    try requireKnownWord(a, among: b.words)
  }

  /// Throws when a field of fixed words is compared with a text that is none of them.
  func requireKnownWord(_ node: Node, among words: [String]?) throws(ExpressionError) {
    guard let words else { return }
    switch node.constant {
    case .string(let text): try requireKnown(text, words, node.range)
    case .list(let elements):
      for case .string(let text) in elements { try requireKnown(text, words, node.range) }
    default: break
    }
  }

  private func requireKnown(
    _ text: String, _ words: [String], _ range: Range<Int>
  ) throws(ExpressionError) {
    guard !words.contains(text) else { return }
    throw ExpressionError(
      "unknown-word", "the field never holds \"\(text)\"", at: range,
      help: Suggestion.help(for: text, among: words)
        ?? "it holds one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))")
  }

  private func mixedTypes(_ a: Node, _ b: Node, _ range: Range<Int>) -> ExpressionError {
    let types = [a.type, b.type]
    var help: String?
    if types.contains(.date), types.contains(.dateTime) {
      help = "take the day of the moment: date(…)"
    } else if types.contains(.daysTimeDuration), types.contains(.yearsMonthsDuration) {
      help = "a month has no fixed number of days"
    } else if types.contains(.string), types.contains(.number) {
      help = "write the number without quotes, or the text with them"
    }
    return ExpressionError(
      "mixed-types", "\(describe(a.type)) cannot be compared with \(describe(b.type))", at: range,
      help: help)
  }
}

extension ArithmeticOperator {
  /// The type of the result, or nil when the operator does not go with these types. A null operand
  /// stands for any type; the result is null when it could then be of several.
  func result(_ left: FEELType, _ right: FEELType) -> FEELType? {
    let results = ArithmeticOperator.results
      .filter {
        $0.operation == self && (left == .null || left == $0.left)
          && (right == .null || right == $0.right)
      }
      .map(\.result)
    guard let first = results.first else { return nil }
    return results.allSatisfy { $0 == first } ? first : .null
  }

  private static let results:
    [(
      operation: ArithmeticOperator, left: FEELType, right: FEELType, result: FEELType
    )] = {
      let days = FEELType.daysTimeDuration
      let months = FEELType.yearsMonthsDuration
      var results: [(ArithmeticOperator, FEELType, FEELType, FEELType)] = [
        (.add, .string, .string, .string), (.divide, days, days, .number),
        (.divide, months, months, .number), (.subtract, .time, .time, days),
        (.add, .time, days, .time), (.add, days, .time, .time), (.subtract, .time, days, .time),
      ]
      for operation in [Self.add, .subtract, .multiply, .divide, .power] {
        results.append((operation, .number, .number, .number))
      }
      for duration in [days, months] {
        results += [
          (.add, duration, duration, duration), (.subtract, duration, duration, duration),
          (.multiply, duration, .number, duration), (.multiply, .number, duration, duration),
          (.divide, duration, .number, duration),
        ]
        for day in [FEELType.date, .dateTime] {
          results += [
            (.add, day, duration, day), (.add, duration, day, day),
            (.subtract, day, duration, day),
          ]
        }
      }
      for left in [FEELType.date, .dateTime] {
        for right in [FEELType.date, .dateTime] { results.append((.subtract, left, right, days)) }
      }
      return results
    }()

  fileprivate func help(_ left: FEELType, _ right: FEELType) -> String? {
    let types = [left, right]
    if self == .add, types.contains(.string) { return "make a text of the other with string(…)" }
    if types.contains(where: { if case .list = $0 { true } else { false } }) {
      return "use sum(…), or 'for' to take the elements one by one"
    }
    if left == .number, self == .subtract, right == .date || right == .dateTime {
      return "subtract a number from a number, or a date from a date"
    }
    if types.contains(.date) || types.contains(.dateTime), types.contains(.number) {
      return "add a duration, such as @\"P3D\" for three days"
    }
    return nil
  }
}
