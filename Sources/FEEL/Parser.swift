/// Reads an expression by recursive descent.
///
/// The grammar's levels are in `Parser+Operators.swift`, what stands alone in `Parser+Primary.swift`,
/// ranges and tests in `Parser+Tests.swift`. This file moves from token to token.
struct Parser {
  /// How many expressions may contain each other. A thread's stack must hold that many calls.
  static let depthLimit = 100
  /// The longest text that is read, in Unicode scalars.
  static let lengthLimit = 20_000

  var names: NameTable
  private(set) var lexer: Lexer
  private(set) var token = Token.end
  private(set) var range = 0..<0
  /// Where the token before ``token`` ended.
  private(set) var previousEnd = 0
  private var depth = 0
  /// Whether the upper bound of a range is being read, where `[` may be its end.
  var isWithinRange = false

  init(_ text: String, names: NameTable) {
    self.names = names
    lexer = Lexer(text)
  }

  /// Reads the whole text as one expression.
  mutating func wholeExpression() throws(ExpressionError) -> Syntax {
    guard lexer.scalars.count <= Parser.lengthLimit else {
      throw ExpressionError(
        "expression-too-long",
        "this expression has more than \(Parser.lengthLimit) characters", at: 0..<1,
        help: "split it into several rules")
    }
    try advance()
    let expression = try self.expression()
    guard token == .end else { throw unexpected("an operator or the end of the expression") }
    return expression
  }

  mutating func advance() throws(ExpressionError) {
    previousEnd = range.upperBound
    (token, range) = try lexer.next()
  }

  /// Makes the token behind `end` the current one.
  mutating func advance(past end: Int) throws(ExpressionError) {
    lexer.position = end
    (token, range) = try lexer.next()
    previousEnd = end
  }

  /// Whether the current token is that symbol.
  func isAt(_ symbol: Token.Symbol) -> Bool {
    if case .symbol(let found) = token { found == symbol } else { false }
  }

  /// Whether the current token is that keyword.
  func isAt(_ keyword: String) -> Bool {
    if case .word(let word) = token { word == keyword } else { false }
  }

  /// Steps over that symbol if it is the current token.
  mutating func take(_ symbol: Token.Symbol) throws(ExpressionError) -> Bool {
    guard isAt(symbol) else { return false }
    try advance()
    return true
  }

  mutating func take(_ keyword: String) throws(ExpressionError) -> Bool {
    guard isAt(keyword) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ symbol: Token.Symbol) throws(ExpressionError) {
    guard try take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
  }

  mutating func expect(_ keyword: String) throws(ExpressionError) {
    guard try take(keyword) else { throw unexpected("'\(keyword)'") }
  }

  /// What is thrown when the current token cannot stand where it is.
  func unexpected(_ expected: String) -> ExpressionError {
    ExpressionError(
      "unexpected-token", "expected \(expected), found \(token)",
      at: range.isEmpty ? range.lowerBound..<range.lowerBound + 1 : range)
  }

  /// Makes a node that starts at `start` and ends before the current token.
  ///
  /// It is mutating so that `self` is read after the parts, which are read as arguments.
  mutating func node(_ kind: Syntax.Kind, from start: Int) throws(ExpressionError) -> Syntax {
    let syntax = Syntax(kind, start..<max(start, previousEnd))
    guard syntax.depth <= Parser.depthLimit else { throw tooDeep(syntax.range) }
    return syntax
  }

  /// Reads with `body` what stands within brackets or behind a keyword.
  mutating func nested<Result>(
    _ body: (inout Parser) throws(ExpressionError) -> Result
  ) throws(ExpressionError) -> Result {
    guard depth < Parser.depthLimit / 2 else { throw tooDeep(range) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  private func tooDeep(_ range: Range<Int>) -> ExpressionError {
    ExpressionError(
      "expression-too-deep", "too many expressions contain each other here", at: range,
      help: "split the rule, or use 'in' with a list instead of many 'or'")
  }
}
