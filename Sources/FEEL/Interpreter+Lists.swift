internal import Values

extension Interpreter {
  /// How often a loop over a range goes round at most.
  static let stepLimit = 1_000_000

  mutating func record(_ entries: [Node.Entry]) -> Value {
    var members: [RecordMember] = []
    for entry in entries {
      let value = value(of: entry.value)
      slots[entry.slot] = value
      members.append(RecordMember(name: entry.name, value: value))
    }
    return .record(of: members)
  }

  func member(_ number: Int, of value: Value) -> Value {
    if case .record(let members) = value { members[number].value } else { value }
  }

  /// The elements for which the condition is true. When it cannot be known for one of them, because
  /// something could not be read, the list cannot be known either.
  mutating func filter(_ list: Node, _ slot: Int, _ condition: Node) -> Value {
    let list = value(of: list)
    guard case .list(let elements) = list else { return list }
    var kept: [Value] = []
    for element in elements {
      slots[slot] = element
      switch value(of: condition) {
      case .boolean(true): kept.append(element)
      case .null(let reason) where reason.isUnknown: return .null(reason)
      default: break
      }
    }
    return .list(kept)
  }

  /// The element of that number, counted from 1, or from the end when negative.
  func element(_ list: Value, _ number: Value) -> Value {
    guard case .list(let elements) = list else { return list }
    guard case .number(let number) = number else { return number }
    guard let position = number.int, position != 0, position.magnitude <= UInt(elements.count)
    else { return .null(.index(number.int ?? 0)) }
    return elements[position > 0 ? position - 1 : elements.count + position]
  }

  mutating func projection(
    _ list: Node, _ slot: Int, _ body: Node, _ flattens: Bool
  ) -> Value {
    let list = value(of: list)
    guard case .list(let elements) = list else { return list }
    var result: [Value] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      slots[slot] = element
      let value = value(of: body)
      guard flattens else {
        result.append(value)
        continue
      }
      guard case .list(let inner) = value else { return value }
      result += inner
    }
    return .list(result)
  }

  mutating func loop(_ iterators: [Node.Iterator], _ body: Node) -> Value {
    var result: [Value] = []
    let fault = forEach(iterators[...]) { interpreter in
      result.append(interpreter.value(of: body))
      return true
    }
    return fault ?? .list(result)
  }

  mutating func quantified(
    _ quantifier: Quantifier, _ iterators: [Node.Iterator], _ condition: Node
  ) -> Value {
    let isSome = quantifier == .some
    var result = Value.boolean(!isSome)
    let fault = forEach(iterators[...]) { interpreter in
      let value = interpreter.value(of: condition)
      result = isSome ? result.or(value) : result.and(value)
      if case .boolean(isSome) = result { return false }
      return true
    }
    return fault ?? result
  }

  /// Calls `body` for every combination of the variables' values, the last variable changing fastest,
  /// until it gives false.
  ///
  /// - Returns: null when there is nothing to run through, else nil.
  private mutating func forEach(
    _ iterators: ArraySlice<Node.Iterator>, _ body: (inout Interpreter) -> Bool
  ) -> Value? {
    var isStopped = false
    return forEach(iterators, &isStopped, body)
  }

  private mutating func forEach(
    _ iterators: ArraySlice<Node.Iterator>, _ isStopped: inout Bool,
    _ body: (inout Interpreter) -> Bool
  ) -> Value? {
    guard let first = iterators.first else {
      isStopped = !body(&self)
      return nil
    }
    let domain = values(of: first.domain)
    guard case .list(let elements) = domain else { return domain }
    for element in elements where !isStopped {
      slots[first.slot] = element
      if let fault = forEach(iterators.dropFirst(), &isStopped, body) { return fault }
    }
    return nil
  }

  private mutating func values(of domain: Node.Iterator.Domain) -> Value {
    switch domain {
    case .list(let node): return value(of: node)
    case .steps(let first, let last):
      return Interpreter.steps(from: value(of: first), to: value(of: last))
    case .range(let node):
      let range = value(of: node)
      guard case .range(let range) = range else { return range }
      guard let lower = range.lower, let upper = range.upper else {
        return .null(.arithmetic("a loop without end"))
      }
      // A range is read upwards; one without values has nothing to run through.
      guard let order = lower.compare(upper), order <= 0 else {
        return lower.isNull ? lower : upper.isNull ? upper : .null(.incomparable)
      }
      guard case .list(let steps) = Interpreter.steps(from: lower, to: upper) else {
        return Interpreter.steps(from: lower, to: upper)
      }
      return .list(
        steps.filter { if case .boolean(true) = range.contains($0) { true } else { false } })
    }
  }

  /// The numbers or dates from one to the other, upwards or downwards.
  private static func steps(from first: Value, to last: Value) -> Value {
    switch (first, last) {
    case (.null, _): return first
    case (_, .null): return last
    case (.number(let a), .number(let b)):
      guard let from = a.int, let to = b.int else {
        return .null(.arithmetic("a loop over numbers that are not whole"))
      }
      return steps(from, to) { .number($0) }
    case (.date(let a), .date(let b)):
      return steps(Int(a.dayNumber), Int(b.dayNumber)) {
        .date(CivilDate(dayNumber: Int64($0)))
      }
    default: preconditionFailure("the checker lets only numbers and dates be counted through")
    }
  }

  private static func steps(_ from: Int, _ to: Int, _ value: (Int) -> Value) -> Value {
    let (distance, overflow) = to.subtractingReportingOverflow(from)
    guard !overflow, distance.magnitude < UInt(stepLimit) else {
      return .null(.arithmetic("a loop of more than \(stepLimit) steps"))
    }
    return .list(stride(from: from, through: to, by: distance < 0 ? -1 : 1).map(value))
  }
}
