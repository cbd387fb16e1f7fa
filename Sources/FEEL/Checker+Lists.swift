internal import Diagnostics

extension Checker {
  mutating func list(_ elements: [Syntax], _ range: Range<Int>) throws(ExpressionError) -> Node {
    var nodes: [Node] = []
    var type = FEELType.null
    for element in elements {
      let node = try check(element)
      guard let joined = type.joined(with: node.type) else {
        throw ExpressionError(
          "mixed-list",
          "this element is \(describe(node.type)), those before it are \(describe(type))",
          at: element.range, help: "all elements of a list have one type")
      }
      type = joined
      nodes.append(node)
    }
    let constants = nodes.compactMap(\.constant)
    if constants.count == nodes.count {
      return Node(.constant(.list(constants)), .list(type), range)
    }
    return Node(.list(nodes), .list(type), range)
  }

  /// `{a: 1, b: a + 1}`: a member sees those before it.
  mutating func record(
    _ entries: [Syntax.Entry], _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let frameCount = frames.count
    let firstSlot = usedSlots
    defer {
      frames.removeLast(frames.count - frameCount)
      usedSlots = firstSlot
    }
    var nodes: [Node.Entry] = []
    for entry in entries {
      guard !nodes.contains(where: { $0.name == entry.name }) else {
        throw ExpressionError(
          "repeated-name", "the record has two members called '\(entry.name)'",
          at: entry.nameRange)
      }
      let value = try check(entry.value)
      let variable = declare(value.type, value.origin, value.words)
      frames.append(.variable(name: entry.name, variable))
      nodes.append(Node.Entry(name: entry.name, slot: variable.slot, value: value))
    }
    let fields = nodes.map {
      FEELField(name: $0.name, type: $0.value.type, allowedValues: $0.value.words)
    }
    return Node(.record(nodes), .record(of: fields), range)
  }

  /// `list[condition]` or `list[number]`: the type of what is in the bracket decides.
  mutating func bracket(
    _ list: Syntax, _ bracket: Syntax, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let list = try check(list)
    guard case .list(let element) = list.type else {
      throw ExpressionError(
        "not-a-list", "only a list can be filtered, and this is \(describe(list.type))",
        at: list.range)
    }
    let before = self
    let variable = declare(element, list.origin, list.words)
    frames.append(.item(variable))
    let condition = try check(bracket)
    frames.removeLast()
    usedSlots -= 1
    switch condition.type {
    case .boolean, .null:
      return Node(
        .filter(list, slot: variable.slot, condition: condition), list.type, range,
        origin: list.origin, words: list.words)
    case .number:
      // The number of an element cannot depend on the element: a name that means a member of it means
      // something around it here.
      var number = condition
      if condition.freeSlots.contains(variable.slot) {
        let count = repeatedChecks + 1
        guard count <= Checker.repeatedCheckLimit else {
          throw ExpressionError(
            "expression-too-deep", "too many lists are asked for elements within each other here",
            at: range, help: "split the rule")
        }
        self = before
        repeatedChecks = count
        number = try check(bracket)
      }
      return Node(
        .element(list, number: number), element, range, origin: list.origin, words: list.words)
    default:
      throw ExpressionError(
        "wrong-type",
        "a condition or a number is needed in the bracket, and this is \(describe(condition.type))",
        at: bracket.range)
    }
  }

  mutating func loop(
    _ iterators: [Syntax.Iterator], _ body: Syntax, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    try withVariables(iterators) { checker, nodes throws(ExpressionError) in
      let body = try checker.check(body)
      return Node(.loop(nodes, body: body), .list(body.type), range)
    }
  }

  mutating func quantified(
    _ quantifier: Quantifier, _ iterators: [Syntax.Iterator], _ condition: Syntax,
    _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    try withVariables(iterators) { checker, nodes throws(ExpressionError) in
      let condition = try checker.condition(condition)
      return Node(.quantified(quantifier, nodes, condition: condition), .boolean, range)
    }
  }

  private mutating func withVariables(
    _ iterators: [Syntax.Iterator],
    _ body: (inout Checker, [Node.Iterator]) throws(ExpressionError) -> Node
  ) throws(ExpressionError) -> Node {
    let frameCount = frames.count
    let firstSlot = usedSlots
    defer {
      frames.removeLast(frames.count - frameCount)
      usedSlots = firstSlot
    }
    var nodes: [Node.Iterator] = []
    for iterator in iterators {
      let (domain, type, list) = try domain(iterator.domain)
      let variable = declare(type, list?.origin, list?.words)
      frames.append(.variable(name: iterator.name, variable))
      nodes.append(Node.Iterator(slot: variable.slot, domain: domain))
    }
    return try body(&self, nodes)
  }

  /// What a variable runs through, the type of its values, and the list if it is one.
  private mutating func domain(
    _ syntax: Syntax
  ) throws(ExpressionError) -> (Node.Iterator.Domain, FEELType, list: Node?) {
    if case .steps(let first, let last) = syntax.kind {
      let first = try check(first)
      let last = try check(last)
      try requireOrder(first, last, "..", syntax.range)
      let type = first.type.joined(with: last.type) ?? .null
      try requireSteps(type, syntax.range)
      return (.steps(first, last), type, nil)
    }
    let node = try check(syntax)
    switch node.type {
    case .list(let element): return (.list(node), element, node)
    case .range(let bound):
      try requireSteps(bound, syntax.range)
      return (.range(node), bound, nil)
    default:
      throw ExpressionError(
        "not-a-list", "a list or a range is needed here, and this is \(describe(node.type))",
        at: syntax.range)
    }
  }

  private func requireSteps(_ type: FEELType, _ range: Range<Int>) throws(ExpressionError) {
    guard type != .number, type != .date else { return }
    throw ExpressionError(
      "wrong-type", "only numbers and dates can be counted through, not \(describe(type))",
      at: range)
  }

  mutating func declare(
    _ type: FEELType, _ origin: [Program.Step]?, _ words: [String]?
  ) -> Variable {
    let variable = Variable(slot: usedSlots, type: type, origin: origin, words: words)
    usedSlots += 1
    slotCount = max(slotCount, usedSlots)
    return variable
  }
}
