extension Parser {
  /// Reads what follows `in`: one test, or several in parentheses, or `not(…)`.
  mutating func tests() throws(ExpressionError) -> (tests: [Syntax.Test], isNegated: Bool) {
    if isAt("not") {
      try advance()
      try expect(.openParenthesis)
      return (try testsUpToParenthesis(), true)
    }
    let before = self
    if isAt(.openParenthesis) {
      do throws(ExpressionError) {
        try advance()
        let tests = try testsUpToParenthesis()
        if !continuesOperand { return (tests, false) }
      } catch {
        // A range such as (2..4) is no list of tests, but a fault within one is told as such.
        var other = before
        guard let test = try? other.test() else { throw error }
        self = other
        return ([test], false)
      }
    }
    self = before
    return ([try test()], false)
  }

  /// Reads a cell of a decision table: tests with commas between, or `not(…)`.
  mutating func cell() throws(ExpressionError) -> DecisionTable.Cell {
    try advance()
    if isAt("not") {
      let (tests, isNegated) = try tests()
      guard token == .end else { throw unexpected("the end of the cell") }
      return DecisionTable.Cell(tests: tests, isNegated: isNegated)
    }
    var tests = [try test()]
    while try take(.comma) { tests.append(try test()) }
    guard token == .end else { throw unexpected("',' or the end of the cell") }
    return DecisionTable.Cell(tests: tests)
  }

  private mutating func testsUpToParenthesis() throws(ExpressionError) -> [Syntax.Test] {
    var tests = [try test()]
    while try take(.comma) { tests.append(try test()) }
    try expect(.closeParenthesis)
    return tests
  }

  private mutating func test() throws(ExpressionError) -> Syntax.Test {
    guard let comparison = comparisonOperator else {
      return Syntax.Test(comparison: nil, value: try sum())
    }
    try advance()
    return Syntax.Test(comparison: comparison, value: try sum())
  }

  /// Whether the current token goes on with the operand that ended before it.
  private var continuesOperand: Bool {
    switch token {
    case .symbol(.plus), .symbol(.minus), .symbol(.times), .symbol(.divide), .symbol(.power),
      .symbol(.point), .symbol(.openBracket):
      true
    default: false
    }
  }

  /// `(expression)`, `(1..10]`, `(< 10)`.
  mutating func parenthesis() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    try expect(.openParenthesis)
    if let comparison = comparisonOperator {
      try advance()
      let bound = try sum()
      try expect(.closeParenthesis)
      return try node(.halfRange(comparison, bound), from: start)
    }
    let first = try expression()
    if isAt(.points) { return try restOfRange(first, includesLower: false, from: start) }
    try expect(.closeParenthesis)
    return Syntax(first.kind, start..<previousEnd)
  }

  /// `[1, 2]`, `[1..10]`, `]1..10]`.
  mutating func listOrRange() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    if try take(.closeBracket) {
      let lower = try expression()
      return try restOfRange(lower, includesLower: false, from: start)
    }
    try expect(.openBracket)
    var elements: [Syntax] = []
    while !isAt(.closeBracket) {
      if !elements.isEmpty { try expect(.comma) }
      elements.append(try expression())
      if elements.count == 1, isAt(.points) {
        return try restOfRange(elements[0], includesLower: true, from: start)
      }
    }
    try expect(.closeBracket)
    return try node(.list(elements), from: start)
  }

  private mutating func restOfRange(
    _ lower: Syntax, includesLower: Bool, from start: Int
  ) throws(ExpressionError) -> Syntax {
    try expect(.points)
    isWithinRange = true
    let upper = try expression()
    isWithinRange = false
    let includesUpper = isAt(.closeBracket)
    guard includesUpper || isAt(.closeParenthesis) || isAt(.openBracket) else {
      throw unexpected("']', ')' or '[' at the end of a range")
    }
    try advance()
    return try node(
      .range(
        lower: lower, upper: upper, includesLower: includesLower, includesUpper: includesUpper),
      from: start)
  }
}
