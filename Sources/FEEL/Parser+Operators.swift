extension Parser {
  /// Reads an expression: `if`, `for`, `some`, `every`, or operands joined by operators.
  mutating func expression() throws(ExpressionError) -> Syntax {
    try nested { parser throws(ExpressionError) in
      switch parser.token {
      case .word("if"): try parser.conditional()
      case .word("for"): try parser.loop()
      case .word("some"): try parser.quantified(.some)
      case .word("every"): try parser.quantified(.every)
      default: try parser.disjunction()
      }
    }
  }

  private mutating func disjunction() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    var left = try conjunction()
    while try take("or") { left = try node(.or(left, try conjunction()), from: start) }
    return left
  }

  private mutating func conjunction() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    var left = try comparison()
    while try take("and") { left = try node(.and(left, try comparison()), from: start) }
    return left
  }

  private mutating func comparison() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    var left = try sum()
    while true {
      if let comparison = comparisonOperator {
        try advance()
        left = try node(.comparison(comparison, left, try sum()), from: start)
      } else if try take("between") {
        let lower = try sum()
        try expect("and")
        left = try node(.between(left, lower: lower, upper: try sum()), from: start)
      } else if try take("in") {
        let (tests, isNegated) = try tests()
        left = try node(.contained(left, in: tests, isNegated: isNegated), from: start)
      } else {
        return left
      }
    }
  }

  /// The current token as a comparison, if it is one.
  var comparisonOperator: ComparisonOperator? {
    guard case .symbol(let symbol) = token else { return nil }
    return symbol.comparison
  }

  mutating func sum() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    var left = try product()
    while case .symbol(let symbol) = token, let operation = symbol.sum {
      try advance()
      left = try node(.arithmetic(operation, left, try product()), from: start)
    }
    return left
  }

  private mutating func product() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    var left = try power()
    while case .symbol(let symbol) = token, let operation = symbol.product {
      try advance()
      left = try node(.arithmetic(operation, left, try power()), from: start)
    }
    return left
  }

  /// Powers are taken from the left, and a minus sign binds more tightly: `-3 ** 2` is 9.
  private mutating func power() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    var left = try negation()
    while try take(.power) {
      left = try node(.arithmetic(.power, left, try negation()), from: start)
    }
    return left
  }

  private mutating func negation() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    guard try take(.minus) else { return try postfix() }
    let operand = try nested { parser throws(ExpressionError) in try parser.negation() }
    return try node(.negation(operand), from: start)
  }

  /// A primary expression with members and brackets behind it: `invoices[1].lines`.
  private mutating func postfix() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    var base = try primary()
    while true {
      if isAt(.point) {
        let (name, nameRange) = try memberName()
        base = try node(.member(base, name: name, nameRange: nameRange), from: start)
      } else if isAt(.openBracket) {
        guard let condition = try bracket() else { return base }
        base = try node(.bracket(base, condition), from: start)
      } else if isAt("instance") {
        throw ExpressionError(
          "not-in-profile", "'instance of' is not part of this language", at: range,
          help: "types are known when the expression is loaded, so there is nothing to ask")
      } else {
        return base
      }
    }
  }

  /// Reads `[…]`, or nothing when the bracket is the open end of a range: `[1..10[`.
  private mutating func bracket() throws(ExpressionError) -> Syntax? {
    let before = self
    do throws(ExpressionError) {
      try advance()
      let condition = try expression()
      try expect(.closeBracket)
      return condition
    } catch {
      guard before.isWithinRange else { throw error }
      self = before
      return nil
    }
  }

  private mutating func conditional() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    try expect("if")
    let condition = try expression()
    try expect("then")
    let then = try expression()
    try expect("else")
    let otherwise = try expression()
    return try node(.conditional(condition, then: then, otherwise: otherwise), from: start)
  }

  private mutating func loop() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    try expect("for")
    let iterators = try iterators()
    try expect("return")
    return try node(.loop(iterators, body: try expression()), from: start)
  }

  private mutating func quantified(_ quantifier: Quantifier) throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    try expect(quantifier.rawValue)
    let iterators = try iterators()
    try expect("satisfies")
    return try node(
      .quantified(quantifier, iterators, condition: try expression()), from: start)
  }

  private mutating func iterators() throws(ExpressionError) -> [Syntax.Iterator] {
    var iterators: [Syntax.Iterator] = []
    repeat {
      let name = try newName(before: "in")
      try expect("in")
      let start = range.lowerBound
      var domain = try expression()
      if try take(.points) { domain = try node(.steps(domain, try expression()), from: start) }
      names.insert([name])
      iterators.append(Syntax.Iterator(name: name, domain: domain))
    } while try take(.comma)
    return iterators
  }
}

extension Token.Symbol {
  fileprivate var comparison: ComparisonOperator? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }

  fileprivate var sum: ArithmeticOperator? {
    self == .plus ? .add : self == .minus ? .subtract : nil
  }

  fileprivate var product: ArithmeticOperator? {
    self == .times ? .multiply : self == .divide ? .divide : nil
  }
}
