internal import Tables
internal import Values

/// Evaluates a program on one row after the other, as plainly as can be: what another way of
/// evaluating must agree with.
///
/// Values and conditions are evaluated here; lists and variables in `Interpreter+Lists.swift`,
/// arithmetic in `Interpreter+Arithmetic.swift`, rows in `Interpreter+Rows.swift`.
struct Interpreter {
  let source: any DataSource
  /// The subject's row; for a group its first.
  var row: Int
  /// The rows of the group; empty for a single subject.
  var rows: [Int]
  var inputs: [Value]
  /// The values of the variables that the expression declares.
  var slots: [Value]

  init(_ source: any DataSource, row: Int, rows: [Int], inputs: [Value], slotCount: Int) {
    self.source = source
    self.row = row
    self.rows = rows
    self.inputs = inputs
    slots = Array(repeating: .null(.literal), count: slotCount)
  }

  /// The value of an expression that reads no data.
  static func constantValue(of node: Node) -> Value {
    var interpreter = Interpreter(EmptySource(), row: 0, rows: [], inputs: [], slotCount: 0)
    return interpreter.value(of: node)
  }

  mutating func value(of node: Node) -> Value {
    switch node.kind {
    case .constant(let value): return value
    case .input(let number): return inputs[number]
    case .local(let slot): return slots[slot]
    case .subject(let entity): return .row(entity: entity, row: row)
    case .rows(let entity): return .list(rows.map { .row(entity: entity, row: $0) })
    case .field(let base, let field): return self.field(field, of: value(of: base))
    case .relation(let base, let relation, let target):
      return self.relation(relation, to: target, of: value(of: base))
    case .member(let base, let number): return member(number, of: value(of: base))
    case .property(let base, let property): return value(of: base).property(property)
    case .list(let nodes): return .list(values(of: nodes))
    case .record(let entries): return record(entries)
    case .range(let lower, let upper, let includesLower, let includesUpper):
      return .range(
        ValueRange(
          lower: bound(lower), upper: bound(upper), includesLower: includesLower,
          includesUpper: includesUpper))
    case .negation(let operand): return value(of: operand).minus
    case .arithmetic(let operation, let a, let b):
      return value(of: a).combined(operation, with: value(of: b))
    case .comparison(let comparison, let a, let b):
      return value(of: a).compared(to: value(of: b), comparison)
    case .equality(let a, let b, let isNegated):
      let equal = value(of: a).equals(value(of: b))
      return isNegated ? equal.negated : equal
    case .isNull(let operand, let isNegated): return isNull(value(of: operand), isNegated)
    case .and(let a, let b): return value(of: a).and(value(of: b))
    case .or(let a, let b): return value(of: a).or(value(of: b))
    case .between(let operand, let lower, let upper):
      let operand = value(of: operand)
      return operand.compared(to: value(of: lower), .greaterOrEqual)
        .and(operand.compared(to: value(of: upper), .lessOrEqual))
    case .contained(let operand, let tests, let isNegated):
      let contained = contained(value(of: operand), tests)
      return isNegated ? contained.negated : contained
    case .conditional(let condition, let then, let otherwise):
      return conditional(value(of: condition), then, otherwise)
    case .choice(let choices, let otherwise): return choice(choices, otherwise)
    case .bound(let bindings, let body):
      // All values first: evaluating one may use the slots of the others.
      let values = values(of: bindings.map(\.value))
      for (binding, value) in zip(bindings, values) { slots[binding.slot] = value }
      return value(of: body)
    case .filter(let list, let slot, let condition): return filter(list, slot, condition)
    case .element(let list, let number): return element(value(of: list), value(of: number))
    case .projection(let list, let slot, let body, let flattens):
      return projection(list, slot, body, flattens)
    case .loop(let iterators, let body): return loop(iterators, body)
    case .quantified(let quantifier, let iterators, let condition):
      return quantified(quantifier, iterators, condition)
    case .call(let overload, let arguments): return call(overload, arguments)
    }
  }

  private mutating func values(of nodes: [Node]) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(nodes.count)
    for node in nodes { values.append(value(of: node)) }
    return values
  }

  private mutating func bound(_ node: Node?) -> Value? {
    guard let node else { return nil }
    return value(of: node)
  }

  /// An empty field and a missing document are known to be null; of what could not be read or chosen
  /// nothing is known.
  private func isNull(_ value: Value, _ isNegated: Bool) -> Value {
    guard case .null(let reason) = value else { return .boolean(isNegated) }
    return reason.isUnknown ? value : .boolean(!isNegated)
  }

  /// Only true takes the first branch; a condition that the documents leave open takes neither.
  private mutating func conditional(_ condition: Value, _ then: Node, _ otherwise: Node) -> Value {
    switch condition {
    case .boolean(true): return value(of: then)
    case .null(let reason) where reason.isDocumentary: return condition
    default: return value(of: otherwise)
    }
  }

  private mutating func choice(_ choices: [Node.Choice], _ otherwise: Node) -> Value {
    for choice in choices {
      let condition = value(of: choice.condition)
      if condition.isNull { return condition }
      if case .boolean(true) = condition { return value(of: choice.value) }
    }
    return value(of: otherwise)
  }

  private mutating func contained(_ value: Value, _ tests: [Node.Test]) -> Value {
    var result = Value.boolean(false)
    for test in tests {
      let other = self.value(of: test.value)
      switch test.kind {
      case .comparison(.equal): result = result.or(value.equals(other))
      case .comparison(.notEqual): result = result.or(value.equals(other).negated)
      case .comparison(let comparison): result = result.or(value.compared(to: other, comparison))
      case .withinRange: result = result.or(value.isWithin(other))
      case .listMember: result = result.or(other.anyElement { value.equals($0) })
      case .withinAny: result = result.or(other.anyElement { value.isWithin($0) })
      }
    }
    return result
  }

  private mutating func call(_ overload: Function.Overload, _ nodes: [Node?]) -> Value {
    var arguments = Function.Arguments(values: [], of: source)
    arguments.values.reserveCapacity(nodes.count)
    for node in nodes {
      guard let node else {
        arguments.values.append(nil)
        continue
      }
      let value = value(of: node)
      if value.isNull, !overload.takesNull { return value }
      arguments.values.append(value)
    }
    return overload.evaluate(arguments)
  }
}

/// The source of a program that reads no rows.
struct EmptySource: DataSource {
  var period: ClosedRange<CivilDate>? { nil }
  func column(_ field: Int, of entity: Int) -> Column? { nil }
  func adjacency(_ relation: Int, of entity: Int) -> Adjacency? { nil }
  var calendar = WorkingCalendar.mondayToFriday
}

extension Value {
  /// Whether it lies within a range; null when that is.
  func isWithin(_ range: Value) -> Value {
    if case .range(let range) = range { range.contains(self) } else { range }
  }

  /// Whether the test is true for an element of a list; null when that is.
  func anyElement(_ test: (Value) -> Value) -> Value {
    guard case .list(let elements) = self else { return self }
    return elements.reduce(.boolean(false)) { $0.or(test($1)) }
  }
}
