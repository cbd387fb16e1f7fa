/// The smallest part of an expression that means something.
enum Token: Hashable {
  case end
  case number(String)
  /// The text between quotes, with its escapes resolved.
  case string(String)
  /// Letters and digits: a keyword, or a part of a name.
  case word(String)
  case symbol(Symbol)

  enum Symbol: String, CaseIterable {
    case power = "**"
    case points = ".."
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case equal = "="
    case less = "<"
    case greater = ">"
    case point = "."
    case comma = ","
    case colon = ":"
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case at = "@"
  }

  /// The words that have a meaning of their own and so end a name that nobody declared.
  static let keywords: Set<String> = [
    "and", "or", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies",
    "between", "true", "false", "null", "function", "instance",
  ]
}

extension Token.Symbol {
  /// A symbol of two characters.
  init?(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
    switch (first, second) {
    case ("*", "*"): self = .power
    case (".", "."): self = .points
    case ("!", "="): self = .notEqual
    case ("<", "="): self = .lessOrEqual
    case (">", "="): self = .greaterOrEqual
    default: return nil
    }
  }

  /// A symbol of one character.
  init?(_ scalar: Unicode.Scalar) {
    guard let symbol = Self.single[scalar] else { return nil }
    self = symbol
  }

  private static let single = Dictionary(
    uniqueKeysWithValues: allCases.filter { $0.rawValue.utf8.count == 1 }.map {
      ($0.rawValue.unicodeScalars.first!, $0)
    })
}

extension Token: CustomStringConvertible {
  /// The token as a message names it.
  var description: String {
    switch self {
    case .end: "the end of the expression"
    case .number(let text), .word(let text): "'\(text)'"
    case .string(let text): "\"\(text)\""
    case .symbol(let symbol): "'\(symbol.rawValue)'"
    }
  }
}
