internal import Values

/// Cuts an expression into tokens, one at a time, so that the parser can step over a declared name of
/// several words at once.
struct Lexer {
  let scalars: [Unicode.Scalar]
  /// Where the next token is looked for.
  var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  /// Returns the next token and where it stands.
  ///
  /// - Throws: `unclosed-text`, `unclosed-comment` or `unexpected-character`.
  mutating func next() throws(ExpressionError) -> (token: Token, range: Range<Int>) {
    try skipBlank()
    let start = position
    guard let scalar = peek() else { return (.end, start..<start) }
    let token: Token
    if scalar == "\"" {
      token = .string(try string())
    } else if scalar.isDigit || (scalar == "." && peek(1)?.isDigit == true) {
      token = .number(number())
    } else if scalar.startsName {
      token = .word(word())
    } else {
      token = .symbol(try symbol())
    }
    return (token, start..<position)
  }

  func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    position + offset < scalars.count ? scalars[position + offset] : nil
  }

  func text(_ range: Range<Int>) -> String {
    String(scalars: scalars[range])
  }

  /// Steps over white space and comments.
  mutating func skipBlank() throws(ExpressionError) {
    while let scalar = peek() {
      if scalar.isWhiteSpace {
        position += 1
      } else if scalar == "/", peek(1) == "/" {
        while let scalar = peek(), scalar != "\n" { position += 1 }
      } else if scalar == "/", peek(1) == "*" {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(ExpressionError) {
    let start = position
    position += 2
    while !(peek() == "*" && peek(1) == "/") {
      guard peek() != nil else {
        throw ExpressionError(
          "unclosed-comment", "this comment is never closed", at: start..<start + 2,
          help: "close it with */")
      }
      position += 1
    }
    position += 2
  }

  /// Digits, a point with digits, an exponent. A point before another belongs to a range.
  private mutating func number() -> String {
    let start = position
    skipDigits()
    if peek() == ".", peek(1)?.isDigit == true {
      position += 1
      skipDigits()
    }
    if peek() == "e" || peek() == "E" {
      let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
      if peek(1 + sign)?.isDigit == true {
        position += 1 + sign
        skipDigits()
      }
    }
    return text(start..<position)
  }

  private mutating func skipDigits() {
    while peek()?.isDigit == true { position += 1 }
  }

  private mutating func word() -> String {
    let start = position
    while peek()?.continuesName == true { position += 1 }
    return text(start..<position)
  }

  private mutating func symbol() throws(ExpressionError) -> Token.Symbol {
    let scalar = scalars[position]
    if let symbol = peek(1).flatMap({ Token.Symbol(scalar, $0) }) {
      position += 2
      return symbol
    }
    if let symbol = Token.Symbol(scalar) {
      position += 1
      return symbol
    }
    throw ExpressionError(
      "unexpected-character", "the character '\(scalar)' has no meaning here",
      at: position..<position + 1, help: scalar.asciiTwin.map { "write '\($0)' instead" })
  }

  /// A text in quotes. An escape that FEEL does not know keeps its backslash.
  private mutating func string() throws(ExpressionError) -> String {
    let start = position
    position += 1
    var units: [UInt16] = []
    while let scalar = peek(), scalar != "\"" {
      position += 1
      if scalar == "\\" {
        units += escape()
      } else {
        units += Array(String(scalar).utf16)
      }
    }
    guard peek() == "\"" else {
      throw ExpressionError(
        "unclosed-text", "this text is never closed", at: start..<start + 1,
        help: "close it with a double quote")
    }
    position += 1
    return String(decoding: units, as: UTF16.self)
  }

  /// What a backslash and the character behind it stand for, in UTF-16, so that two `\u` escapes can
  /// make one character.
  private mutating func escape() -> [UInt16] {
    guard let scalar = peek() else { return Array("\\".utf16) }
    let simple: [Unicode.Scalar: String] = [
      "\"": "\"", "\\": "\\", "n": "\n", "r": "\r", "t": "\t", "'": "'",
    ]
    if let text = simple[scalar] {
      position += 1
      return Array(text.utf16)
    }
    let digitCount = scalar == "u" ? 4 : scalar == "U" ? 6 : 0
    let end = position + 1 + digitCount
    guard digitCount > 0, end <= scalars.count,
      let code = UInt32(text(position + 1..<end), radix: 16)
    else { return Array("\\".utf16) }
    if code <= 0xFFFF {
      position = end
      return [UInt16(code)]
    }
    guard let scalar = Unicode.Scalar(code) else { return Array("\\".utf16) }
    position = end
    return Array(String(scalar).utf16)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { self >= "0" && self <= "9" }

  /// Letters of every script, marks of emoji and other symbols, and the underscore.
  private var isLetter: Bool { "a"..."z" ~= self || "A"..."Z" ~= self }

  /// Of the main block, in which all characters are letters; what is known of others is asked of tables.
  var isIdeograph: Bool { 0x4E00...0x9FFF ~= value }

  /// White space of any kind.
  var isWhiteSpace: Bool {
    isASCII ? self == " " || 9...13 ~= value : !isIdeograph && properties.isWhitespace
  }

  var startsName: Bool {
    if isASCII { return isLetter || self == "_" || self == "?" }
    return isIdeograph || properties.isAlphabetic || properties.isIdeographic
      || (value > 0xFFFF && properties.generalCategory == .otherSymbol)
  }

  var continuesName: Bool {
    if startsName || isDigit { return true }
    if isASCII { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .format: return true
    default: return false
    }
  }

  /// The ASCII character that a full-width one was typed for.
  fileprivate var asciiTwin: Unicode.Scalar? {
    switch self {
    case "“", "”", "„", "「", "」": "\""
    case "‘", "’": "\""
    case "×": "*"
    case "÷": "/"
    case "≤": "<"
    case "≥": ">"
    case "。": "."
    case "、": ","
    default: (0xFF01...0xFF5E).contains(value) ? Unicode.Scalar(value - 0xFEE0) : nil
    }
  }
}
