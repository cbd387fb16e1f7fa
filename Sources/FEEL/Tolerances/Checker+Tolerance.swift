internal import Values

/// Calls that ask a tolerance.
extension Checker {
  /// What is asked of a tolerance, by the name of the function.
  enum ToleranceQuestion: String {
    case within = "within tolerance"
    case over = "over tolerance"
    case under = "under tolerance"
  }

  /// A call such as `over tolerance("shipped quantity", actual, expected)` as the comparisons that it stands
  /// for.
  mutating func tolerance(
    _ question: ToleranceQuestion, _ arguments: [Syntax.Argument], _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let function = Function.byName[question.rawValue]!
    guard 3...4 ~= arguments.count, arguments.allSatisfy({ $0.name == nil }) else {
      throw wrongArity(function, arguments, range)
    }
    let tolerance = try declaredTolerance(try check(arguments[0].value))
    let values = [try check(arguments[1].value), try check(arguments[2].value)]
    for value in values where value.type != .number && value.type != .null {
      throw ExpressionError(
        "wrong-argument-type",
        "a tolerance compares numbers, and this is \(describe(value.type))", at: value.range,
        help: tolerance.help(question))
    }
    let goods = try goodsClass(arguments, of: tolerance, question, range)
    dependencies.declarations.insert(tolerance.name)
    let firstSlot = usedSlots
    defer { usedSlots = firstSlot }
    let (actual, expected) = (bound(values[0]), bound(values[1]))
    let deviation = bound(Self.deviation(of: actual.node, from: expected.node, range))
    let size = bound(Self.call("abs", expected.node, .number, range))
    let body = try condition(
      question, tolerance, goods, Measure(deviation: deviation.node, size: size.node), range)
    return Node(
      .bound(
        [actual.binding, expected.binding],
        body: Node(.bound([deviation.binding, size.binding], body: body), .boolean, range)),
      .boolean, range)
  }

  /// How far off a value is: above zero on the side of more. What is expected below zero is a credit, and
  /// more of it lies further down.
  private static func deviation(of actual: Node, from expected: Node, _ range: Range<Int>) -> Node {
    let zero = Node(.constant(.number(.zero)), .number, range)
    return Node(
      .conditional(
        Node(.comparison(.less, expected, zero), .boolean, range),
        then: Node(.arithmetic(.subtract, expected, actual), .number, range),
        otherwise: Node(.arithmetic(.subtract, actual, expected), .number, range)),
      .number, range)
  }

  private static func call(
    _ name: String, _ argument: Node, _ type: FEELType, _ range: Range<Int>
  ) -> Node {
    Node(.call(Function.byName[name]!.overloads[0], [argument]), type, range)
  }

  private mutating func bound(_ value: Node) -> (binding: Node.Binding, node: Node) {
    let variable = declare(value.type, nil, value.words)
    return (Node.Binding(slot: variable.slot, value: value), variable.node(value.range))
  }

  private func declaredTolerance(_ name: Node) throws(ExpressionError) -> Tolerance {
    guard case .string(let text) = name.constant else {
      throw ExpressionError(
        "not-constant", "the name of a tolerance has to be a text in quotes", at: name.range)
    }
    if let tolerance = scope.tolerances.first(where: { $0.isCalled(text) }) { return tolerance }
    throw unknown("tolerance", text, among: scope.tolerances.map(\.name), name.range)
  }
}

// MARK: - Classes

extension Checker {
  /// The class that a call names, or nil when no class has limits of its own: a rule needs no column for
  /// what decides nothing.
  private mutating func goodsClass(
    _ arguments: [Syntax.Argument], of tolerance: Tolerance, _ question: ToleranceQuestion,
    _ range: Range<Int>
  ) throws(ExpressionError) -> Node? {
    guard (tolerance.classifier != nil) == (arguments.count == 4) else {
      throw ExpressionError(
        "wrong-argument-count",
        tolerance.classifier.map { "the tolerance '\(tolerance.name)' goes by the \($0)" }
          ?? "the tolerance '\(tolerance.name)' knows no classes",
        at: range, help: tolerance.help(question))
    }
    guard arguments.count == 4 else { return nil }
    var checker = self
    let node = try checker.check(arguments[3].value)
    guard node.type == .string || node.type == .null else {
      throw ExpressionError(
        "wrong-argument-type", "a class is a text, and this is \(describe(node.type))",
        at: node.range, help: tolerance.help(question))
    }
    if tolerance.classes.isEmpty { return nil }
    self = checker
    return node
  }

  /// The answer for the class: a class that is not known leaves it open.
  private mutating func condition(
    _ question: ToleranceQuestion, _ tolerance: Tolerance, _ goods: Node?, _ measure: Measure,
    _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let otherwise = try answer(question, tolerance.limits, measure, range)
    guard let goods else { return otherwise }
    let value = bound(goods)
    var choices: [Node.Choice] = []
    for known in tolerance.classes {
      let name = Node(.constant(.string(known.name)), .string, range)
      choices.append(
        Node.Choice(
          condition: Node(.equality(value.node, name, isNegated: false), .boolean, range),
          value: try answer(question, known.limits, measure, range)))
    }
    let choice = Node(.choice(choices, otherwise: otherwise), .boolean, range)
    return Node(.bound([value.binding], body: choice), .boolean, range)
  }
}

// MARK: - Limits

extension Checker {
  private mutating func answer(
    _ question: ToleranceQuestion, _ limits: Tolerance.Limits, _ measure: Measure,
    _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    switch question {
    case .over: return try isBeyond(limits.over, measure, range)
    case .under: return try isBeyond(limits.under, measure.opposite, range)
    case .within:
      let over = try isBeyond(limits.over, measure, range)
      let under = try isBeyond(limits.under, measure.opposite, range)
      return Self.call("not", Node(.or(over, under), .boolean, range), .boolean, range)
    }
  }

  private mutating func isBeyond(
    _ limit: Tolerance.Limit, _ measure: Measure, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    switch limit {
    case .any: return Node(.constant(.boolean(false)), .boolean, range)
    case .absolute(let figure):
      return Node(
        .comparison(.greater, measure.deviation, try value(of: figure, range)), .boolean, range)
    case .percent(let figure):
      // Multiplied out on both sides, so that nothing is rounded.
      let hundred = Node(.constant(.number(Decimal128(100))), .number, range)
      let share = Node(
        .arithmetic(.multiply, try value(of: figure, range), measure.size), .number, range)
      let deviation = Node(.arithmetic(.multiply, measure.deviation, hundred), .number, range)
      return Node(.comparison(.greater, deviation, share), .boolean, range)
    case .combined(let absolute, let percent, let mode):
      let beyondAbsolute = try isBeyond(.absolute(absolute), measure, range)
      let beyondPercent = try isBeyond(.percent(percent), measure, range)
      return Node(
        mode == .either
          ? .and(beyondAbsolute, beyondPercent) : .or(beyondAbsolute, beyondPercent),
        .boolean, range)
    }
  }

  private mutating func value(
    of figure: Tolerance.Figure, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    switch figure {
    case .number(let number): return Node(.constant(.number(number)), .number, range)
    case .parameter(let name):
      guard let parameter = scope.parameters.first(where: { $0.name == name }) else {
        preconditionFailure("a tolerance names parameters that are declared")
      }
      return try self.parameter(parameter, on: nil, range)
    }
  }
}

/// How far off a value is, above zero on the side that is asked about, and the size of what was expected.
private struct Measure {
  var deviation: Node
  var size: Node

  var opposite: Measure {
    Measure(deviation: Node(.negation(deviation), .number, deviation.range), size: size)
  }
}

extension Tolerance {
  /// How it is asked.
  fileprivate func help(_ question: Checker.ToleranceQuestion) -> String {
    let parts = ["\"\(name)\"", "actual", "expected"] + [classifier].compactMap { $0 }
    return "it is asked as \(question.rawValue)(\(parts.joined(separator: ", ")))"
  }
}
