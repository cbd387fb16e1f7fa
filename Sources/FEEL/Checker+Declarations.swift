internal import Diagnostics
internal import Values

/// Calls of what is declared beside the expression and known when it is checked: parameters, decision
/// tables, patterns.
extension Checker {
  /// The node for a call whose first text says what is meant; nil for every other function.
  mutating func named(
    _ function: Function, _ nodes: [Node], _ range: Range<Int>
  ) throws(ExpressionError) -> Node? {
    switch function.name {
    case "parameter":
      guard let name = nodes.first, nodes.count <= 2 else { return nil }
      let text = try constantText(name, "parameter")
      guard let parameter = scope.parameters.first(where: { $0.isCalled(text) }) else {
        throw unknown("parameter", text, among: scope.parameters.map(\.name), name.range)
      }
      return try self.parameter(parameter, on: nodes.count == 2 ? nodes[1] : nil, range)
    case "decision":
      guard let name = nodes.first else { return nil }
      let text = try constantText(name, "decision table")
      guard let table = scope.tables.first(where: { $0.isCalled(text) }) else {
        throw unknown("decision table", text, among: scope.tables.map(\.name), name.range)
      }
      return try decision(table, Array(nodes.dropFirst()), range)
    case "matches pattern":
      guard nodes.count == 2, nodes[0].type == .string || nodes[0].type == .null,
        nodes[1].type == .string
      else { return nil }
      return try pattern(nodes[0], nodes[1], range)
    default: return nil
    }
  }

  private func constantText(_ node: Node, _ kind: String) throws(ExpressionError) -> String {
    if case .string(let text) = node.constant { return text }
    throw ExpressionError(
      "not-constant", "the name of a \(kind) has to be a text in quotes", at: node.range)
  }

  func unknown(
    _ kind: String, _ name: String, among names: [String], _ range: Range<Int>
  ) -> ExpressionError {
    ExpressionError(
      "unknown-name", "there is no \(kind) '\(name)'", at: range,
      help: Suggestion.help(for: name, among: names)
        ?? "they are declared in parameters.json")
  }

  /// The form that a text must have, read when the expression is.
  private func pattern(
    _ text: Node, _ pattern: Node, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    guard case .string(let source) = pattern.constant else {
      throw ExpressionError(
        "not-constant", "a pattern has to be a text in quotes", at: pattern.range)
    }
    let compiled: TextPattern
    do throws(TextPattern.Fault) {
      compiled = try TextPattern(source)
    } catch {
      throw ExpressionError(
        "bad-text-pattern",
        "the pattern cannot be read at character \(error.position + 1): \(error.message)",
        at: pattern.range,
        help:
          "it has characters, . [ ] ( ) | and the repetitions * + ? {n,m}; \\ before a sign means it"
      )
    }
    let overload = Function.Overload.askingText(.init("text", .string)) { compiled.matches($0) }
    return Node(.call(overload.named("matches pattern", source), [text]), .boolean, range)
  }
}

// MARK: - Parameters by day

extension Checker {
  /// The value of a parameter on a day, which is the subject's own unless it is given.
  mutating func parameter(
    _ parameter: FEELScope.Parameter, on day: Node?, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    if let day, day.type != .date, day.type != .dateTime, day.type != .null {
      throw ExpressionError(
        "wrong-argument-type",
        "the day of a parameter is a date, and this is \(describe(day.type))",
        at: day.range)
    }
    dependencies.declarations.insert(parameter.name)
    if let value = parameter.constant { return Node(.constant(value), parameter.type, range) }
    let day = try date(of: day ?? subjectDay(range), parameter.name, range)
    let nothing = Value.null(.conversion("'\(parameter.name)' has no value on that day"))
    let choices = parameter.versions.map { version in
      Node.Choice(
        condition: version.isInForce(on: day, range),
        value: Node(.constant(version.value), parameter.type, range))
    }
    return Node(
      .choice(choices, otherwise: Node(.constant(nothing), parameter.type, range)),
      parameter.type, range)
  }

  /// The field that holds the subject's day.
  private mutating func subjectDay(_ range: Range<Int>) -> Node? {
    guard let field = scope.day, let entity = scope.rows?.entity ?? scope.subject else {
      return nil
    }
    return take(.field(entity: entity, field: field), from: subject(entity, range), range)
  }

  private func date(
    of day: Node?, _ name: String, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    guard let day else {
      throw ExpressionError(
        "no-date", "'\(name)' changes over time, and the records here have no date to choose by",
        at: range, help: "say of which day: parameter(\"\(name)\", day)")
    }
    guard day.type == .dateTime else { return day }
    let date = Function.byName["date"]!.overloads[1]
    return Node(.call(date, [day]), .date, range)
  }
}

extension FEELScope.Parameter.Version {
  fileprivate func isInForce(on day: Node, _ range: Range<Int>) -> Node {
    func test(_ comparison: ComparisonOperator, _ date: CivilDate?) -> Node? {
      date.map {
        Node(
          .comparison(comparison, day, Node(.constant(.date($0)), .date, range)), .boolean, range)
      }
    }
    switch (test(.greaterOrEqual, from), test(.lessOrEqual, to)) {
    case (let after?, let before?): return Node(.and(after, before), .boolean, range)
    case (let test?, nil), (nil, let test?): return test
    case (nil, nil): return Node(.constant(.boolean(true)), .boolean, range)
    }
  }
}
