/// Turns expressions into steps, of which equal ones are made once.
struct PlanBuilder {
  private(set) var steps: [Step] = []
  private var numbers: [Key: Int] = [:]
  /// The steps of nodes that were added: parts that several nodes share are gone through once.
  private var added: [ObjectIdentifier: Int] = [:]
  /// The steps that give the values of slots that were bound.
  private var bound: [Int: Int] = [:]

  private struct Key: Hashable {
    /// Byte by byte: texts that look alike and are coded differently are different constants.
    var operation: [UInt8]
    var type: FEELType
    var operands: [Int?]
  }

  /// The step that gives the value of an expression.
  mutating func add(_ node: Node) -> Int {
    if let step = added[ObjectIdentifier(node)] { return step }
    let step = step(for: node)
    added[ObjectIdentifier(node)] = step
    return step
  }

  private mutating func step(for node: Node) -> Int {
    switch node.kind {
    case .constant(let value): return make(.constant(value), [], node)
    case .input(let number): return make(.input(number), [], node)
    case .local(let slot): return bound[slot] ?? make(.local(slot), [], node)
    case .subject(let entity): return make(.subject(entity: entity), [], node)
    case .rows(let entity): return make(.rows(entity: entity), [], node)
    case .field(let base, let field): return make(.field(field), [add(base)], node)
    case .relation(let base, let relation, let target):
      return make(.relation(relation, target: target), [add(base)], node)
    case .member(let base, let number): return make(.member(number), [add(base)], node)
    case .property(let base, let property): return make(.property(property), [add(base)], node)
    case .list(let nodes): return make(.list, nodes.map { add($0) }, node)
    case .negation(let operand): return make(.negation, [add(operand)], node)
    case .arithmetic(let operation, let a, let b):
      return make(.arithmetic(operation), [add(a), add(b)], node)
    case .comparison(let comparison, let a, let b):
      return make(.comparison(comparison), [add(a), add(b)], node)
    case .equality(let a, let b, let isNegated):
      return negated(make(.equality, [add(a), add(b)]), isNegated)
    case .isNull(let operand, let isNegated):
      return make(.isNull(isNegated: isNegated), [add(operand)], node)
    case .and(let a, let b): return make(.and, [add(a), add(b)], node)
    case .or(let a, let b): return make(.or, [add(a), add(b)], node)
    case .between(let value, let lower, let upper):
      let value = add(value)
      return make(
        .and,
        [
          make(.comparison(.greaterOrEqual), [value, add(lower)]),
          make(.comparison(.lessOrEqual), [value, add(upper)]),
        ], node)
    case .contained(let value, let tests, let isNegated):
      return negated(contained(add(value), tests), isNegated)
    case .conditional(let condition, let then, let otherwise):
      return make(.conditional, [add(condition), add(then), add(otherwise)], node)
    case .choice(let choices, let otherwise):
      return make(
        .choice,
        choices.flatMap { [add($0.condition), add($0.value)] } + [add(otherwise)], node)
    case .bound(let bindings, let body): return self.body(body, bindings)
    case .filter(let list, let slot, let condition):
      return make(.filter(slot: slot), [add(list), add(condition)], node)
    case .element(let list, let number): return make(.element, [add(list), add(number)], node)
    case .projection(let list, let slot, let body, let flattens):
      return make(.projection(slot: slot, flattens: flattens), [add(list), add(body)], node)
    case .loop(let iterators, let body):
      guard let (list, slot) = iterators.singleList else { return interpreted(node) }
      return make(.projection(slot: slot, flattens: false), [add(list), add(body)], node)
    case .quantified(let quantifier, let iterators, let condition):
      guard let (list, slot) = iterators.singleList else { return interpreted(node) }
      return make(.quantified(quantifier, slot: slot), [add(list), add(condition)], node)
    case .call(let overload, let arguments): return call(overload, arguments, node)
    case .record, .range: return interpreted(node)
    }
  }

  /// An expression in which the slots stand for steps.
  private mutating func body(_ body: Node, _ bindings: [Node.Binding]) -> Int {
    let values = bindings.map { add($0.value) }
    let before = bound
    defer { bound = before }
    for (binding, value) in zip(bindings, values) { bound[binding.slot] = value }
    return add(body)
  }

  private mutating func call(
    _ overload: Function.Overload, _ arguments: [Node?], _ node: Node
  ) -> Int {
    let operands = arguments.map { argument in argument.map { add($0) } }
    if overload.id == "not/0" { return make(.not, operands, node) }
    if let aggregate = Step.Aggregate(rawValue: overload.id) {
      return make(.aggregate(aggregate), operands, node)
    }
    return make(.call(overload), operands, node)
  }

  private mutating func negated(_ step: Int, _ isNegated: Bool) -> Int {
    isNegated ? make(.not, [step]) : step
  }

  private mutating func interpreted(_ node: Node) -> Int { make(.interpreted, [], node) }
}

// MARK: - Membership

extension PlanBuilder {
  /// The tests joined by `or`.
  private mutating func contained(_ value: Int, _ tests: [Node.Test]) -> Int {
    let steps = tests.map { test(value, $0) }
    return steps.count == 1 ? steps[0] : make(.or, steps)
  }

  private mutating func test(_ value: Int, _ test: Node.Test) -> Int {
    switch test.kind {
    case .comparison(.equal): return make(.equality, [value, add(test.value)])
    case .comparison(.notEqual):
      return make(.not, [make(.equality, [value, add(test.value)])])
    case .comparison(let comparison):
      return make(.comparison(comparison), [value, add(test.value)])
    case .withinRange:
      if case .range(let lower, let upper, let includesLower, let includesUpper) = test.value.kind {
        return within(value, lower.map { ($0, includesLower) }, upper.map { ($0, includesUpper) })
      }
      return make(.contained(test.kind), [value, add(test.value)])
    case .listMember, .withinAny: return make(.contained(test.kind), [value, add(test.value)])
    }
  }

  private mutating func within(
    _ value: Int, _ lower: (Node, isIncluded: Bool)?, _ upper: (Node, isIncluded: Bool)?
  ) -> Int {
    let above = lower.map {
      make(.comparison($0.isIncluded ? .greaterOrEqual : .greater), [value, add($0.0)])
    }
    let below = upper.map {
      make(.comparison($0.isIncluded ? .lessOrEqual : .less), [value, add($0.0)])
    }
    guard let above else { return below ?? make(.constant(.boolean(true)), []) }
    return below.map { make(.and, [above, $0]) } ?? above
  }
}

// MARK: - Steps

extension PlanBuilder {
  private mutating func make(
    _ operation: Step.Operation, _ operands: [Int?], _ node: Node? = nil
  ) -> Int {
    let type = operation.type(of: node)
    let key = operation.key.map { Key(operation: Array($0.utf8), type: type, operands: operands) }
    if let key, let number = numbers[key] { return number }
    let number = steps.count
    if let key { numbers[key] = number }
    steps.append(
      Step(
        operation, operands, type, node,
        Step.Traits(
          freeSlots: freeSlots(operation, operands, node),
          isConstant: isConstant(operation, operands, node),
          soleField: soleField(operation, operands, type, number),
          isCheap: isCheap(operation, operands, type))))
    return number
  }

  private func freeSlots(
    _ operation: Step.Operation, _ operands: [Int?], _ node: Node?
  ) -> SlotSet {
    let all = operands.compactMap { $0 }.reduce(SlotSet()) { $0.union(steps[$1].freeSlots) }
    switch operation {
    case .local(let slot): return [slot]
    case .interpreted: return node?.freeSlots ?? []
    case .filter(let slot), .projection(let slot, _), .quantified(_, let slot):
      // The list is evaluated before the variable is there.
      return all.subtracting([slot])
    default: return all
    }
  }

  private func isConstant(
    _ operation: Step.Operation, _ operands: [Int?], _ node: Node?
  ) -> Bool {
    switch operation {
    case .constant: true
    case .input, .local, .subject, .rows: false
    case .interpreted: node?.readsNothing ?? false
    // The body may read the element and is no constant then, though the whole is one; not worth telling.
    default: operands.allSatisfy { $0.map { steps[$0].isConstant } ?? true }
    }
  }

  private func soleField(
    _ operation: Step.Operation, _ operands: [Int?], _ type: FEELType, _ number: Int
  ) -> Int? {
    switch operation {
    case .field: return type == .string ? number : nil
    case .negation, .arithmetic, .comparison, .equality, .isNull, .not, .and, .or, .contained,
      .conditional, .choice, .call:
      let reading = Set(
        operands.compactMap { $0 }.filter { !steps[$0].isConstant }.map { steps[$0].soleField })
      return reading.count == 1 ? reading.first! : nil
    default: return nil
    }
  }

  private func isCheap(
    _ operation: Step.Operation, _ operands: [Int?], _ type: FEELType
  ) -> Bool {
    operation.isCheap(type)
      && operands.allSatisfy { $0.map { steps[$0].isConstant || steps[$0].isCheap } ?? true }
  }

  /// The steps with how many expressions and steps use each of them.
  func steps(countedFrom roots: [Int]) -> [Step] {
    var uses = [Int](repeating: 0, count: steps.count)
    for root in roots {
      var seen: Set<Int> = []
      var open = [root]
      while let step = open.popLast() {
        guard seen.insert(step).inserted else { continue }
        uses[step] += 1
        open += steps[step].operands.compactMap { $0 }
      }
    }
    var readers = [Int](repeating: 0, count: steps.count)
    for step in roots + steps.flatMap({ $0.operands.compactMap { $0 } }) { readers[step] += 1 }
    return steps.indices.map { steps[$0].counted(uses: uses[$0], readers: readers[$0]) }
  }
}

extension Step.Operation {
  /// The type of the result: of a step that stands for no expression of its own, a truth.
  fileprivate func type(of node: Node?) -> FEELType { node?.type ?? .boolean }
}

extension Node {
  /// Whether its value is the same wherever it stands.
  fileprivate var readsNothing: Bool { isIndependent && freeSlots.isEmpty }
}

extension [Node.Iterator] {
  /// The list that the only variable runs through, and its slot.
  fileprivate var singleList: (list: Node, slot: Int)? {
    guard count == 1, case .list(let list) = self[0].domain else { return nil }
    return (list, self[0].slot)
  }
}
