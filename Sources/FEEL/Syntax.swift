internal import Values

/// An expression as it was written, before anything is known of types.
struct Syntax: Sendable {
  let kind: Kind
  /// Where it stands, in Unicode scalars.
  let range: Range<Int>
  /// How many expressions contain each other at most, this one included.
  let depth: Int

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
    depth = 1 + kind.depthOfParts
  }

  indirect enum Kind: Sendable {
    case null
    case boolean(Bool)
    case number(Decimal128)
    case string(String)
    /// `@"2025-09-01"`: what it is stands in the text.
    case temporal(String)
    case name(String)
    case member(Syntax, name: String, nameRange: Range<Int>)
    /// `list[condition]` or `list[number]`.
    case bracket(Syntax, Syntax)
    case call(name: String, nameRange: Range<Int>, [Argument])
    case list([Syntax])
    case record([Entry])
    case range(lower: Syntax, upper: Syntax, includesLower: Bool, includesUpper: Bool)
    /// `1..n` behind `in` of `for`: the numbers one after the other, also downwards.
    case steps(Syntax, Syntax)
    /// `(< 10)`: a range with one bound.
    case halfRange(ComparisonOperator, Syntax)
    case negation(Syntax)
    case arithmetic(ArithmeticOperator, Syntax, Syntax)
    case comparison(ComparisonOperator, Syntax, Syntax)
    case and(Syntax, Syntax)
    case or(Syntax, Syntax)
    case between(Syntax, lower: Syntax, upper: Syntax)
    case contained(Syntax, in: [Test], isNegated: Bool)
    case conditional(Syntax, then: Syntax, otherwise: Syntax)
    case loop([Iterator], body: Syntax)
    case quantified(Quantifier, [Iterator], condition: Syntax)
  }

  /// One value handed to a function, with the parameter's name if it was given.
  struct Argument: Sendable {
    var name: String?
    var nameRange: Range<Int>
    var value: Syntax
  }

  /// One member of a record literal.
  struct Entry: Sendable {
    var name: String
    var nameRange: Range<Int>
    var value: Syntax
  }

  /// One thing that a value may be: equal to an expression or within it, or on one side of it.
  struct Test: Sendable {
    var comparison: ComparisonOperator?
    var value: Syntax
  }

  /// `name in domain`.
  struct Iterator: Sendable {
    var name: String
    var domain: Syntax
  }
}

enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "**"
}

enum ComparisonOperator: String, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  var isEquality: Bool { self == .equal || self == .notEqual }

  /// Whether the outcome of a comparison, -1, 0 or 1, is what the operator asks for.
  func accepts(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

enum Quantifier: String, Sendable {
  case some, every
}

extension Syntax.Kind {
  /// The expressions it is made of, in their order.
  var parts: [Syntax] {
    var parts: [Syntax] = []
    forEachPart { parts.append($0) }
    return parts
  }

  /// How deep the deepest of the expressions is that it is made of; 0 without any.
  fileprivate var depthOfParts: Int {
    var depth = 0
    forEachPart { depth = max(depth, $0.depth) }
    return depth
  }

  @inline(__always)
  private func forEachPart(_ body: (Syntax) -> Void) {
    switch self {
    case .null, .boolean, .number, .string, .temporal, .name: break
    case .member(let a, _, _), .negation(let a), .halfRange(_, let a): body(a)
    case .bracket(let a, let b), .steps(let a, let b), .arithmetic(_, let a, let b),
      .comparison(_, let a, let b), .and(let a, let b), .or(let a, let b),
      .range(let a, let b, _, _):
      body(a)
      body(b)
    case .between(let a, let b, let c), .conditional(let a, let b, let c):
      body(a)
      body(b)
      body(c)
    case .call(_, _, let arguments): for argument in arguments { body(argument.value) }
    case .list(let elements): elements.forEach(body)
    case .record(let entries): for entry in entries { body(entry.value) }
    case .contained(let a, let tests, _):
      body(a)
      for test in tests { body(test.value) }
    case .loop(let iterators, let last), .quantified(_, let iterators, let last):
      for iterator in iterators { body(iterator.domain) }
      body(last)
    }
  }
}
