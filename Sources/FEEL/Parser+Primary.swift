internal import Values

extension Parser {
  /// Reads what stands alone: a literal, a name, a call, something in brackets.
  mutating func primary() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    switch token {
    case .number(let text):
      guard let number = Decimal128(text) else {
        throw ExpressionError(
          "number-out-of-range", "the number \(text) is too large", at: range)
      }
      try advance()
      return try node(.number(number), from: start)
    case .string(let text):
      try advance()
      return try node(.string(text), from: start)
    case .symbol(.at):
      try advance()
      guard case .string(let text) = token else { throw unexpected("a text in quotes after '@'") }
      try advance()
      return try node(.temporal(text), from: start)
    case .symbol(.openParenthesis): return try parenthesis()
    case .symbol(.openBracket), .symbol(.closeBracket): return try listOrRange()
    case .symbol(.openBrace): return try record()
    case .word(let word): return try wordExpression(word)
    default: throw unexpected("a value, a name or '('")
    }
  }

  private mutating func wordExpression(_ word: String) throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    let name = names.longestName(in: lexer, from: start)
    if let call = try call(atLeast: name?.end ?? 0) { return call }
    if let name {
      try advance(past: name.end)
      return try node(.name(name.name), from: start)
    }
    switch word {
    case "true", "false":
      try advance()
      return try node(.boolean(word == "true"), from: start)
    case "null":
      try advance()
      return try node(.null, from: start)
    case "function":
      throw ExpressionError(
        "not-in-profile", "functions cannot be declared in this language", at: range)
    case _ where Token.keywords.contains(word): throw unexpected("a value, a name or '('")
    default:
      let (name, end) = unknownName()
      try advance(past: end)
      guard isAt(.openParenthesis) else { return try node(.name(name), from: start) }
      return try arguments(of: name, at: start..<end)
    }
  }

  /// Reads a call when the name of a function stands here with `(` behind it, unless a declared name
  /// reaches further.
  private mutating func call(atLeast end: Int) throws(ExpressionError) -> Syntax? {
    let start = range.lowerBound
    guard mayBeginCall, let function = names.longestFunction(in: lexer, from: start),
      function.end >= end
    else { return nil }
    let before = self
    try advance(past: function.end)
    guard isAt(.openParenthesis) else {
      self = before
      return nil
    }
    return try arguments(of: function.name, at: start..<function.end)
  }

  /// Whether a parenthesis, or a comment perhaps before one, stands behind the words that begin here: the name of a
  /// function is words.
  private var mayBeginCall: Bool {
    let rest = lexer.scalars[range.lowerBound...]
    let mark = rest.first { !$0.isWhiteSpace && !$0.continuesName }
    return mark == "(" || mark == "/"
  }

  private mutating func arguments(
    of name: String, at nameRange: Range<Int>
  ) throws(ExpressionError) -> Syntax {
    try expect(.openParenthesis)
    var arguments: [Syntax.Argument] = []
    while !isAt(.closeParenthesis) {
      if !arguments.isEmpty { try expect(.comma) }
      let start = range.lowerBound
      let label = label()
      if let label {
        try advance(past: label.end)
        try expect(.colon)
      }
      let value = try expression()
      arguments.append(
        Syntax.Argument(
          name: label?.name, nameRange: start..<(label?.end ?? start), value: value))
    }
    try expect(.closeParenthesis)
    return try node(
      .call(name: name, nameRange: nameRange, arguments), from: nameRange.lowerBound)
  }

  /// `{name: value, "any text": value}`.
  private mutating func record() throws(ExpressionError) -> Syntax {
    let start = range.lowerBound
    try expect(.openBrace)
    var entries: [Syntax.Entry] = []
    while !isAt(.closeBrace) {
      if !entries.isEmpty { try expect(.comma) }
      let keyStart = range.lowerBound
      let name: String
      if case .string(let text) = token {
        name = text
        try advance()
      } else if let label = label() {
        name = label.name
        try advance(past: label.end)
      } else {
        throw unexpected("a member's name and ':'")
      }
      let nameRange = keyStart..<previousEnd
      try expect(.colon)
      let value = try expression()
      names.insert([name])
      entries.append(Syntax.Entry(name: name, nameRange: nameRange, value: value))
    }
    try expect(.closeBrace)
    return try node(.record(entries), from: start)
  }

  /// The words up to a colon, when the current token begins such: the name of a parameter or member.
  private func label() -> (name: String, end: Int)? {
    guard case .word = token else { return nil }
    var end = range.lowerBound
    var position = end
    while position < lexer.scalars.count, lexer.scalars[position] != ":" {
      let scalar = lexer.scalars[position]
      position += 1
      if scalar.isWhiteSpace { continue }
      guard scalar.continuesName || "-+*/'.".unicodeScalars.contains(scalar) else { return nil }
      end = position
    }
    guard position < lexer.scalars.count else { return nil }
    return (lexer.text(range.lowerBound..<end).singleSpaced, end)
  }

  /// Reads a point and the name of a member behind it.
  mutating func memberName() throws(ExpressionError) -> (String, Range<Int>) {
    try expect(.point)
    let start = range.lowerBound
    if let name = names.longestName(in: lexer, from: start) {
      try advance(past: name.end)
      return (name.name, start..<name.end)
    }
    guard case .word = token else { throw unexpected("a name after '.'") }
    let (name, end) = unknownName()
    try advance(past: end)
    return (name, start..<end)
  }

  /// Reads the name of a variable that the expression declares, up to a keyword.
  mutating func newName(before keyword: String) throws(ExpressionError) -> String {
    guard case .word(let first) = token, !Token.keywords.contains(first) else {
      throw unexpected("a name")
    }
    let start = range.lowerBound
    while !isAt(keyword), token != .end { try advance() }
    return lexer.text(start..<previousEnd).singleSpaced
  }

  /// The words from here to the next keyword or symbol: a name that nobody declared.
  private func unknownName() -> (name: String, end: Int) {
    var rest = lexer
    rest.position = range.lowerBound
    var end = range.upperBound
    while let (token, range) = try? rest.next() {
      switch token {
      case .word(let word) where !Token.keywords.contains(word): end = range.upperBound
      case .number where range.lowerBound > self.range.lowerBound: end = range.upperBound
      default: return (lexer.text(self.range.lowerBound..<end).singleSpaced, end)
      }
    }
    return (lexer.text(range.lowerBound..<end).singleSpaced, end)
  }
}

extension String {
  /// The text with one space for each run of white space.
  var singleSpaced: String {
    unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
  }
}
