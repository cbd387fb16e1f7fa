extension Checker {
  mutating func contained(
    _ value: Syntax, _ tests: [Syntax.Test], _ isNegated: Bool, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    try contained(try check(value), tests, isNegated, range)
  }

  mutating func contained(
    _ value: Node, _ tests: [Syntax.Test], _ isNegated: Bool, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    var nodes: [Node.Test] = []
    for test in tests { nodes.append(try self.test(test, of: value)) }
    return Node(.contained(value, nodes, isNegated: isNegated), .boolean, range)
  }

  private mutating func test(
    _ test: Syntax.Test, of value: Node
  ) throws(ExpressionError) -> Node.Test {
    let node = try check(test.value)
    let range = test.value.range
    if let comparison = test.comparison {
      if comparison.isEquality {
        try requireSameType(value, node, range)
      } else {
        try requireOrder(value, node, comparison.rawValue, range)
      }
      return Node.Test(kind: .comparison(comparison), value: node)
    }
    switch node.type {
    case .range(let bound) where value.type.joined(with: bound) != nil:
      return Node.Test(kind: .withinRange, value: node)
    case .list(.range(let bound)) where value.type.joined(with: bound) != nil:
      return Node.Test(kind: .withinAny, value: node)
    case .list(let element) where value.type.joined(with: element) != nil:
      try requireKnownWord(node, among: value.words)
      return Node.Test(kind: .listMember, value: node)
    default:
      try requireSameType(value, node, range)
      return Node.Test(kind: .comparison(.equal), value: node)
    }
  }

  mutating func range(
    _ lower: Syntax, _ upper: Syntax, _ includesLower: Bool, _ includesUpper: Bool,
    _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let lower = try check(lower)
    let upper = try check(upper)
    try requireOrder(lower, upper, "..", range)
    return Node(
      .range(
        lower: lower, upper: upper, includesLower: includesLower, includesUpper: includesUpper),
      .range(lower.type.joined(with: upper.type) ?? .null), range)
  }

  mutating func halfRange(
    _ comparison: ComparisonOperator, _ bound: Syntax, _ range: Range<Int>
  ) throws(ExpressionError) -> Node {
    let bound = try check(bound)
    try requireOrder(bound, bound, comparison.rawValue, range)
    let kind: Node.Kind
    switch comparison {
    case .equal:
      kind = .range(lower: bound, upper: bound, includesLower: true, includesUpper: true)
    case .less, .lessOrEqual:
      kind = .range(
        lower: nil, upper: bound, includesLower: false, includesUpper: comparison == .lessOrEqual)
    case .greater, .greaterOrEqual:
      kind = .range(
        lower: bound, upper: nil, includesLower: comparison == .greaterOrEqual,
        includesUpper: false)
    case .notEqual:
      throw ExpressionError(
        "misplaced-test", "'!=' alone is no range", at: range, help: "it can stand behind 'in'")
    }
    return Node(kind, .range(bound.type), range)
  }
}
