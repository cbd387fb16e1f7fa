internal import Values

/// Resolves every name of an expression and finds every type, so that what is left can only go wrong
/// for want of data.
///
/// Names and paths are resolved in `Checker+Names.swift`, operators in `Checker+Operators.swift`,
/// `in` in `Checker+Tests.swift`, what binds variables in `Checker+Lists.swift`, calls in
/// `Checker+Calls.swift`.
struct Checker {
  let scope: FEELScope
  /// The variables that can be seen, innermost last.
  var frames: [Frame] = []
  /// How many slots for variables the program needs.
  var slotCount = 0
  var usedSlots = 0
  var dependencies = Dependencies()
  /// How often a part was checked once more; each time may double the work.
  var repeatedChecks = 0
  static let repeatedCheckLimit = 16
  /// The fields read, by the way from the subject to each, without repetition.
  var pathSteps: [[Program.Step]] = []

  /// Names that an expression declares.
  enum Frame {
    case variable(name: String, Variable)
    /// The element that a filter looks at: `item`, and its members by their own names.
    case item(Variable)
  }

  struct Variable {
    var slot: Int
    var type: FEELType
    var origin: [Program.Step]?
    var words: [String]?

    func node(_ range: Range<Int>) -> Node {
      Node(.local(slot), type, range, origin: origin, words: words)
    }
  }

  init(_ scope: FEELScope) {
    self.scope = scope
  }

  /// - Parameter expected: the type that is declared for the result, if any. It decides only what a
  ///   text alone cannot: which of the two durations it is.
  mutating func check(
    _ syntax: Syntax, expecting expected: FEELType? = nil
  ) throws(ExpressionError) -> Node {
    let range = syntax.range
    switch syntax.kind {
    case .null: return Node(.constant(.null(.literal)), .null, range)
    case .boolean(let value): return Node(.constant(.boolean(value)), .boolean, range)
    case .number(let value): return Node(.constant(.number(value)), .number, range)
    case .string(let text): return Node(.constant(.string(text)), .string, range)
    case .temporal(let text): return try temporal(text, range)
    case .name(let name): return try self.name(name, range)
    case .member(let base, let name, let nameRange):
      return try member(name, nameRange, of: try check(base), range)
    case .bracket(let list, let condition): return try bracket(list, condition, range)
    case .call(let name, let nameRange, let arguments):
      return try call(name, nameRange, arguments, range, expected)
    case .list(let elements): return try list(elements, range)
    case .record(let entries): return try record(entries, range)
    case .range(let lower, let upper, let includesLower, let includesUpper):
      return try self.range(lower, upper, includesLower, includesUpper, range)
    case .halfRange(let comparison, let bound): return try halfRange(comparison, bound, range)
    case .steps:
      throw ExpressionError(
        "misplaced-range", "a range without brackets can only stand behind 'in' of 'for'",
        at: range,
        help: "write [1..10]")
    case .negation(let operand): return try negation(operand, range)
    case .arithmetic(let operation, let a, let b): return try arithmetic(operation, a, b, range)
    case .comparison(let comparison, let a, let b):
      return try self.comparison(comparison, a, b, range)
    case .and(let a, let b): return try logic(.and(condition(a), condition(b)), range)
    case .or(let a, let b): return try logic(.or(condition(a), condition(b)), range)
    case .between(let value, let lower, let upper):
      return try between(value, lower, upper, range)
    case .contained(let value, let tests, let isNegated):
      return try contained(value, tests, isNegated, range)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise, range, expected)
    case .loop(let iterators, let body): return try loop(iterators, body, range)
    case .quantified(let quantifier, let iterators, let condition):
      return try quantified(quantifier, iterators, condition, range)
    }
  }

  /// Checks an expression that must be true or false.
  mutating func condition(_ syntax: Syntax) throws(ExpressionError) -> Node {
    let node = try check(syntax)
    guard node.type == .boolean || node.type == .null else {
      throw ExpressionError(
        "wrong-type", "a condition is needed here, and this is \(describe(node.type))",
        at: syntax.range)
    }
    return node
  }

  private func logic(_ kind: Node.Kind, _ range: Range<Int>) throws(ExpressionError) -> Node {
    Node(kind, .boolean, range)
  }

  private mutating func conditional(
    _ condition: Syntax, _ then: Syntax, _ otherwise: Syntax, _ range: Range<Int>,
    _ expected: FEELType?
  ) throws(ExpressionError) -> Node {
    let condition = try self.condition(condition)
    let then = try check(then, expecting: expected)
    let otherwise = try check(otherwise, expecting: expected)
    guard let type = then.type.joined(with: otherwise.type) else {
      throw ExpressionError(
        "mixed-types",
        "'then' gives \(describe(then.type)) and 'else' gives \(describe(otherwise.type))",
        at: otherwise.range, help: "let both give the same type")
    }
    return Node(.conditional(condition, then: then, otherwise: otherwise), type, range)
  }

  /// The value of `@"…"`: what it is stands in the text.
  private func temporal(_ text: String, _ range: Range<Int>) throws(ExpressionError) -> Node {
    let value: (Value, FEELType)? =
      CivilDate(text).map { (.date($0), .date) }
      ?? DateTime(text).map { (.dateTime($0), .dateTime) }
      ?? CivilTime(text).map { (.time($0), .time) }
      ?? DaysTimeDuration(text).map { (.daysTimeDuration($0), .daysTimeDuration) }
      ?? YearsMonthsDuration(text).map { (.yearsMonthsDuration($0), .yearsMonthsDuration) }
    guard let value else {
      throw ExpressionError(
        "bad-literal", "'\(text)' is not a date, a time, a date and time or a duration", at: range,
        help: text.utf8.contains(UInt8(ascii: "@"))
          ? "name the offset instead of the zone: +08:00"
          : "write @\"2025-09-30\", @\"10:30:00\", @\"2025-09-30T10:30:00\", @\"P3D\" or @\"P1Y6M\""
      )
    }
    return Node(.constant(value.0), value.1, range)
  }

  /// The type in words, with entities by their names.
  func describe(_ type: FEELType) -> String {
    switch type {
    case .entity(let entity): "a row of '\(scope.schema.entities[entity].name)'"
    case .list(.entity(let entity)): "a list of rows of '\(scope.schema.entities[entity].name)'"
    default: type.description
    }
  }
}
