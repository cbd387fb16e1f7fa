internal import Diagnostics
internal import Values

extension Checker {
  mutating func call(
    _ name: String, _ nameRange: Range<Int>, _ arguments: [Syntax.Argument], _ range: Range<Int>,
    _ expected: FEELType?
  ) throws(ExpressionError) -> Node {
    guard let function = Function.byName[name] else {
      throw ExpressionError(
        "unknown-function", "there is no function '\(name)'", at: nameRange,
        help: Suggestion.help(for: name, among: Function.all.map(\.name)))
    }
    if let question = ToleranceQuestion(rawValue: name) {
      return try tolerance(question, arguments, range)
    }
    var nodes: [Node] = []
    for argument in arguments { nodes.append(try check(argument.value)) }
    let names = arguments.map(\.name)
    if let call = function.overloads[0].bound(nodes, names),
      let node = try named(function, call.compactMap { $0 }, range)
    {
      return node
    }
    let overloads = try overloads(of: function, nodes, expected, range)
    let bound = overloads.compactMap { overload in
      overload.bound(nodes, names).map { (overload, $0) }
    }
    guard !bound.isEmpty else { throw wrongArity(function, arguments, range) }
    for (overload, arguments) in bound {
      var shared = FEELType.null
      guard overload.accepts(arguments, shared: &shared) else { continue }
      return made(overload, arguments, overload.result.type(shared: shared), range, name)
    }
    throw wrongArguments(function, nodes, range)
  }

  /// A call of constants that only spells out a date, a time or a duration is a constant.
  private func made(
    _ overload: Function.Overload, _ arguments: [Node?], _ type: FEELType, _ range: Range<Int>,
    _ name: String
  ) -> Node {
    let constants = arguments.compactMap { $0?.constant }
    let node = Node(.call(overload, arguments), type, range)
    guard ["date", "time", "date and time", "duration"].contains(name),
      constants.count == arguments.count
    else { return node }
    return Node(.constant(Interpreter.constantValue(of: node)), type, range)
  }

  /// The ways a function may be called: all of them, but for `duration` the one that fits the text.
  private func overloads(
    of function: Function, _ nodes: [Node], _ expected: FEELType?, _ range: Range<Int>
  ) throws(ExpressionError) -> [Function.Overload] {
    guard function.name == "duration", let node = nodes.first, nodes.count == 1,
      node.type == .string
    else { return function.overloads }
    let kind: FEELType
    if case .string(let text) = node.constant {
      kind = YearsMonthsDuration(text) == nil ? .daysTimeDuration : .yearsMonthsDuration
    } else if let expected, expected.isDuration {
      kind = expected
    } else {
      throw ExpressionError(
        "unknown-duration", "which kind of duration this text is cannot be known before it is read",
        at: range, help: "write the text as a constant, such as duration(\"P3D\")")
    }
    return [function.overloads[kind == .daysTimeDuration ? 0 : 1]]
  }

  func wrongArity(
    _ function: Function, _ arguments: [Syntax.Argument], _ range: Range<Int>
  ) -> ExpressionError {
    let parameters = function.overloads.flatMap(\.parameters).map(\.name)
    for argument in arguments {
      guard let name = argument.name, !parameters.contains(name) else { continue }
      return ExpressionError(
        "unknown-parameter", "'\(function.name)' has no parameter '\(name)'",
        at: argument.nameRange,
        help: Suggestion.help(for: name, among: parameters) ?? function.help)
    }
    let count = arguments.count
    return ExpressionError(
      "wrong-argument-count",
      "'\(function.name)' cannot be called with \(count == 0 ? "no" : "\(count)") "
        + "argument\(count == 1 ? "" : "s")"
        + (arguments.contains { $0.name != nil } ? " of these names" : ""),
      at: range, help: function.help)
  }

  private func wrongArguments(
    _ function: Function, _ nodes: [Node], _ range: Range<Int>
  ) -> ExpressionError {
    ExpressionError(
      "wrong-argument-type",
      "'\(function.name)' cannot be called with "
        + nodes.map { describe($0.type) }.joined(separator: ", "),
      at: range, help: function.help)
  }
}

extension Function {
  /// How it is called: `abs(n: number)`.
  fileprivate var help: String {
    let forms = overloads.map { overload in
      var parameters = overload.parameters.map {
        "\($0.name): \($0.pattern)" + ($0.isOptional ? ", if wanted" : "")
      }
      if overload.isVariadic { parameters.append("…") }
      return "\(name)(\(parameters.joined(separator: ", ")))"
    }
    return "it is called as " + forms.joined(separator: " or ")
  }
}

extension Function.Overload {
  /// The arguments by parameter, or nil when their number or names do not fit.
  fileprivate func bound(_ nodes: [Node], _ names: [String?]) -> [Node?]? {
    if names.contains(where: { $0 != nil }) { return boundByName(nodes, names) }
    if isVariadic { return nodes.count >= parameters.count ? nodes : nil }
    guard nodes.count <= parameters.count else { return nil }
    let missing = parameters[nodes.count...]
    guard missing.allSatisfy(\.isOptional) else { return nil }
    return nodes + missing.map { _ in nil }
  }

  private func boundByName(_ nodes: [Node], _ names: [String?]) -> [Node?]? {
    var result: [Node?] = parameters.map { _ in nil }
    for (node, name) in zip(nodes, names) {
      guard let index = parameters.firstIndex(where: { $0.name == name }), result[index] == nil
      else { return nil }
      result[index] = node
    }
    let isComplete = zip(result, parameters).allSatisfy { $0 != nil || $1.isOptional }
    return isComplete ? result : nil
  }

  fileprivate func accepts(_ arguments: [Node?], shared: inout FEELType) -> Bool {
    for (index, argument) in arguments.enumerated() {
      guard let argument else { continue }
      let parameter = parameters[min(index, parameters.count - 1)]
      guard parameter.pattern.accepts(argument.type, shared: &shared) else { return false }
    }
    return true
  }
}
