/// The tokens of a JSON text (RFC 8259), found one after the other in a window of its bytes.
///
/// The window may end before the text does: a token that reaches the window's end is reported as
/// ``Token/incomplete`` and found again, from its start, once the window has grown. The lexer
/// checks what belongs to one token; how tokens may follow each other is its caller's business.
struct JSONLexer {
  enum Token: UInt8 {
    case beginObject, endObject, beginArray, endArray, colon, comma
    case string, number, `true`, `false`, null
    /// Nothing but white space is left, and the window is the last one.
    case endOfText
    /// The window ends within the token: enlarge it and ask again.
    case incomplete
    /// See ``JSONLexer/fault``.
    case invalid
  }

  private(set) var bytes: UnsafePointer<UInt8>
  private(set) var count: Int
  /// Whether the text ends where the window ends.
  private(set) var isLast: Bool
  let allowsComments: Bool

  /// Where the next token is searched from.
  private(set) var index = 0
  /// Where the last token starts.
  private(set) var start = 0
  /// The number of lines that ended before the last token. A line ends with LF, CR LF or a lone CR.
  private(set) var linesBefore = 0
  /// Whether the last token is a string that holds a backslash.
  private(set) var hasEscapes = false
  /// Whether the last token is a string that holds a byte outside ASCII.
  private(set) var hasNonASCII = false
  /// What is wrong with the last token, when it is ``Token/invalid``.
  private(set) var fault: JSONFault?

  init(
    _ bytes: UnsafePointer<UInt8>, count: Int, isLast: Bool, startingAt index: Int = 0,
    allowsComments: Bool = false
  ) {
    self.bytes = bytes
    self.count = count
    self.isLast = isLast
    self.index = index
    self.allowsComments = allowsComments
  }

  /// The last token: for a string the text between its quotes, still escaped.
  var content: Range<Int> { bytes[start] == quote ? start + 1..<index - 1 : start..<index }

  /// Goes on in a larger or later window, in which the byte at `index` is the one searched next.
  mutating func resume(
    in bytes: UnsafePointer<UInt8>, count: Int, isLast: Bool, startingAt index: Int,
    linesBefore: Int? = nil
  ) {
    self.bytes = bytes
    self.count = count
    self.isLast = isLast
    self.index = index
    // Else the fault of an earlier line would come again at white space that the window cuts.
    fault = nil
    if let linesBefore { self.linesBefore = linesBefore }
  }

  /// Goes on behind an object that somebody else has read; its closing brace counts as the last token.
  mutating func pass(to end: Int, linesBefore: Int) {
    index = end
    start = end - 1
    self.linesBefore = linesBefore
  }

  /// Lets the last token be the next one again.
  mutating func putBack() { index = start }

  /// Finds the next token; after it, ``start`` and ``content`` tell where it stands.
  mutating func next() -> Token {
    guard skipWhiteSpace() else { return fault == nil ? .incomplete : .invalid }
    start = index
    guard index < count else { return isLast ? .endOfText : .incomplete }
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "{"): return punctuation(.beginObject)
    case UInt8(ascii: "}"): return punctuation(.endObject)
    case UInt8(ascii: "["): return punctuation(.beginArray)
    case UInt8(ascii: "]"): return punctuation(.endArray)
    case UInt8(ascii: ":"): return punctuation(.colon)
    case UInt8(ascii: ","): return punctuation(.comma)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    case UInt8(ascii: "t"): return word("true", .true)
    case UInt8(ascii: "f"): return word("false", .false)
    case UInt8(ascii: "n"): return word("null", .null)
    default: return invalid(.unexpected, at: index)
    }
  }
}

/// What is wrong with a JSON text, and where in the window.
struct JSONFault: Hashable {
  enum Kind: Hashable {
    case unexpected, unknownWord, badNumber, unclosedString, controlCharacter, badEscape
    case unclosedComment, comment
    case expected(String)
    case tooDeep(Int)
    case trailingText, emptyText, trailingComma
  }

  var kind: Kind
  /// The offset of the first wrong byte in the window.
  var offset: Int
  /// Whether the text ends where it should go on.
  var isAtEnd = false
}

private let quote = UInt8(ascii: "\"")
private let backslash = UInt8(ascii: "\\")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

extension JSONLexer {
  private mutating func punctuation(_ token: Token) -> Token {
    index += 1
    return token
  }

  private mutating func invalid(_ kind: JSONFault.Kind, at offset: Int) -> Token {
    fault = JSONFault(kind: kind, offset: offset)
    return .invalid
  }

  /// What to answer when the window ends within a token.
  private mutating func cut(_ kind: JSONFault.Kind, at offset: Int) -> Token {
    guard isLast else {
      index = start
      return .incomplete
    }
    fault = JSONFault(kind: kind, offset: offset, isAtEnd: true)
    return .invalid
  }

  private mutating func string() -> Token {
    var i = index + 1
    var escapes = false
    var high: UInt8 = 0
    while true {
      while i < count, bytes[i] != quote, bytes[i] != backslash, bytes[i] >= 0x20 {
        high |= bytes[i]
        i += 1
      }
      guard i < count else { return cut(.unclosedString, at: start) }
      if bytes[i] == quote { break }
      guard bytes[i] == backslash else {
        let endsLine = bytes[i] == lineFeed || bytes[i] == carriageReturn
        return endsLine ? invalid(.unclosedString, at: start) : invalid(.controlCharacter, at: i)
      }
      escapes = true
      switch JSONEscape.length(of: UnsafeBufferPointer(start: bytes + i, count: count - i)) {
      case .valid(let length): i += length
      case .cut: return cut(.unclosedString, at: start)
      case .invalid: return invalid(.badEscape, at: i)
      }
    }
    hasEscapes = escapes
    hasNonASCII = high >= 0x80
    index = i + 1
    return .string
  }

  private mutating func number() -> Token {
    var i = index
    if bytes[i] == UInt8(ascii: "-") { i += 1 }
    guard i < count else { return cut(.badNumber, at: start) }
    if bytes[i] == UInt8(ascii: "0") {
      i += 1
    } else if !digits(&i) {
      return invalid(.badNumber, at: i)
    }
    if i < count, bytes[i] == UInt8(ascii: ".") {
      i += 1
      guard i < count else { return cut(.badNumber, at: start) }
      guard digits(&i) else { return invalid(.badNumber, at: i) }
    }
    if i < count, bytes[i] | 0x20 == UInt8(ascii: "e") {
      i += 1
      if i < count, bytes[i] == UInt8(ascii: "+") || bytes[i] == UInt8(ascii: "-") { i += 1 }
      guard i < count else { return cut(.badNumber, at: start) }
      guard digits(&i) else { return invalid(.badNumber, at: i) }
    }
    guard i < count || isLast else { return cut(.badNumber, at: start) }
    if i < count, isWordByte(bytes[i]) { return invalid(.badNumber, at: i) }
    index = i
    return .number
  }

  /// Steps over digits; returns whether there was at least one.
  private func digits(_ i: inout Int) -> Bool {
    let first = i
    while i < count, bytes[i] &- UInt8(ascii: "0") < 10 { i += 1 }
    return i > first
  }

  private mutating func word(_ word: StaticString, _ token: Token) -> Token {
    let length = word.utf8CodeUnitCount
    for k in 1..<length {
      guard index + k < count else { return cut(.unknownWord, at: start) }
      guard bytes[index + k] == word.utf8Start[k] else { return invalid(.unknownWord, at: start) }
    }
    guard index + length < count || isLast else { return .incomplete }
    if index + length < count, isWordByte(bytes[index + length]) {
      return invalid(.unknownWord, at: start)
    }
    index += length
    return token
  }

  /// Letters, digits and what could have been meant as part of a number or word.
  private func isWordByte(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
      || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// Steps over white space and comments, counting lines. Returns false when the window ends within
  /// something that cannot be judged yet, or at a fault.
  private mutating func skipWhiteSpace() -> Bool {
    while index < count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        index += 1
      case lineFeed:
        index += 1
        linesBefore += 1
      case carriageReturn:
        guard index + 1 < count || isLast else { return false }
        if index + 1 >= count || bytes[index + 1] != lineFeed { linesBefore += 1 }
        index += 1
      case UInt8(ascii: "/"):
        guard skipComment() else { return false }
      default:
        return true
      }
    }
    return true
  }

  private mutating func skipComment() -> Bool {
    start = index
    guard allowsComments else {
      _ = invalid(.comment, at: index)
      return false
    }
    guard index + 1 < count else { return cut(.unexpected, at: index) == .endOfText }
    switch bytes[index + 1] {
    case UInt8(ascii: "/"):
      while index < count, bytes[index] != lineFeed, bytes[index] != carriageReturn { index += 1 }
      return true
    case UInt8(ascii: "*"):
      return skipBlockComment()
    default:
      _ = invalid(.unexpected, at: index)
      return false
    }
  }

  private mutating func skipBlockComment() -> Bool {
    var i = index + 2
    var lines = 0
    while i + 1 < count {
      if bytes[i] == UInt8(ascii: "*"), bytes[i + 1] == UInt8(ascii: "/") {
        index = i + 2
        linesBefore += lines
        return true
      }
      let endsLine =
        bytes[i] == lineFeed || (bytes[i] == carriageReturn && bytes[i + 1] != lineFeed)
      if endsLine { lines += 1 }
      i += 1
    }
    _ = cut(.unclosedComment, at: start)
    return false
  }
}
