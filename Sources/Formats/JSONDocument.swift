package import Diagnostics

/// A value of a JSON document that knows where it stands.
package struct JSONNode: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// The number as it was written.
    case number(String)
    case string(String)
    case array([JSONNode])
    /// The members in the order of the document; no two have the same key.
    case object([JSONMember])
  }

  package var value: Value
  /// The file, line and column of the value's first character.
  package var place: Place

  package init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }
}

/// One key of a JSON object, with its value.
package struct JSONMember: Sendable, Hashable {
  package var key: String
  /// The place of the quote that opens the key.
  package var keyPlace: Place
  package var value: JSONNode

  package init(key: String, keyPlace: Place, value: JSONNode) {
    self.key = key
    self.keyPlace = keyPlace
    self.value = value
  }
}

/// A whole JSON text as a tree: for declarations, which people write and are told about by line.
package enum JSONDocument {
  /// How many arrays and objects may contain each other.
  package static let depthLimit = 128

  /// Returns the value of a JSON text, which is strictly RFC 8259 or, with `allowsComments`, may
  /// hold `//` and `/* */` comments and a comma after the last element or member.
  ///
  /// A byte-order mark at the start is skipped.
  ///
  /// - Parameter file: the name by which places call the text.
  /// - Throws: what is wrong first: `json-encoding` when the text is not UTF-8, `json-syntax`,
  ///   `json-duplicate-key` with the lines of both keys, or `json-too-deep`.
  package static func parse(
    _ text: [UInt8], file: String, allowsComments: Bool
  ) throws(Diagnostic) -> JSONNode {
    let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
    let result: Result<JSONNode, Diagnostic> = text.withUnsafeBufferPointer { whole in
      let bytes = UnsafeBufferPointer(rebasing: whole[(hasMark ? 3 : 0)...])
      var parser = JSONTreeParser(bytes, file: file, allowsComments: allowsComments)
      do throws(Diagnostic) {
        return .success(try parser.document())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

/// Reads one JSON text by recursive descent.
private struct JSONTreeParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private let allowsComments: Bool
  private var lexer: JSONLexer
  private var token = JSONLexer.Token.endOfText
  private var cursor = PlaceCursor()
  private var depth = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String, allowsComments: Bool) {
    self.bytes = bytes
    self.file = file
    self.allowsComments = allowsComments
    let base = bytes.baseAddress ?? UnsafePointer(bitPattern: 1)!
    lexer = JSONLexer(base, count: bytes.count, isLast: true, allowsComments: allowsComments)
  }

  mutating func document() throws(Diagnostic) -> JSONNode {
    if let offset = firstInvalidUTF8(in: bytes) {
      throw diagnostic("json-encoding", at: offset, "the text is not valid UTF-8")
    }
    try advance()
    guard token != .endOfText else { throw syntaxError(.emptyText) }
    let node = try value()
    guard token == .endOfText else { throw syntaxError(.trailingText) }
    return node
  }

  /// Reads a value and moves to the token behind it.
  private mutating func value() throws(Diagnostic) -> JSONNode {
    let place = place(at: lexer.start)
    let value: JSONNode.Value
    switch token {
    case .beginObject: value = .object(try container { p throws(Diagnostic) in try p.members() })
    case .beginArray: value = .array(try container { p throws(Diagnostic) in try p.elements() })
    case .string: value = .string(string())
    case .number: value = .number(string())
    case .true: value = .boolean(true)
    case .false: value = .boolean(false)
    case .null: value = .null
    default: throw syntaxError(.expected("a value"))
    }
    try advance()
    return JSONNode(value, at: place)
  }

  private mutating func container<Content>(
    _ content: (inout Self) throws(Diagnostic) -> [Content]
  ) throws(Diagnostic) -> [Content] {
    guard depth < JSONDocument.depthLimit else {
      throw syntaxError(.tooDeep(JSONDocument.depthLimit))
    }
    depth += 1
    defer { depth -= 1 }
    try advance()
    return try content(&self)
  }

  /// Reads up to the closing bracket, which stays the current token.
  private mutating func elements() throws(Diagnostic) -> [JSONNode] {
    var elements: [JSONNode] = []
    while token != .endArray {
      elements.append(try value())
      try separator(before: .endArray, "',' or ']'")
    }
    return elements
  }

  /// Reads up to the closing brace, which stays the current token.
  private mutating func members() throws(Diagnostic) -> [JSONMember] {
    var members: [JSONMember] = []
    var keys = JSONKeys()
    while token != .endObject {
      guard token == .string else { throw syntaxError(.expected("a key in quotes")) }
      let key = string()
      let keyPlace = place(at: lexer.start)
      if let place = keys.placeOfSame(key, among: members) {
        throw diagnostic(
          "json-duplicate-key", at: lexer.start,
          "the key '\(key)' stands twice in the same object, first in line \(place.line ?? 0)",
          help: "remove one of the two, or rename it")
      }
      try advance()
      guard token == .colon else { throw syntaxError(.expected("':' after a key")) }
      try advance()
      members.append(JSONMember(key: key, keyPlace: keyPlace, value: try value()))
      try separator(before: .endObject, "',' or '}'")
    }
    return members
  }

  /// Steps over the comma between two elements, or the one after the last where that is allowed.
  private mutating func separator(
    before end: JSONLexer.Token, _ expected: String
  ) throws(Diagnostic) {
    if token == end { return }
    guard token == .comma else { throw syntaxError(.expected(expected)) }
    try advance()
    if token == end, !allowsComments { throw syntaxError(.trailingComma) }
  }

  private mutating func advance() throws(Diagnostic) {
    token = lexer.next()
    if token == .invalid, let fault = lexer.fault {
      throw syntaxError(fault.kind, at: fault.offset)
    }
  }

  private func string() -> String {
    let content = UnsafeBufferPointer(rebasing: bytes[lexer.content])
    guard token == .string, lexer.hasEscapes else {
      return String(decoding: content, as: UTF8.self)
    }
    return JSONEscape.unescaped(content)
  }
}

/// The keys of an object, to find one that stands twice. They are compared by their bytes: `==` of String would take
/// é and e + ´ for the same key.
private struct JSONKeys {
  /// For the keys of large objects the number of their member.
  private var numbers: [[UInt8]: Int] = [:]
  /// Up to so many members are looked through one by one.
  private static let fewCount = 16

  /// Where the key stands that is the same as this one, which comes next.
  mutating func placeOfSame(_ key: String, among members: [JSONMember]) -> Place? {
    guard members.count >= Self.fewCount else {
      return members.first { $0.key == key && $0.key.utf8.elementsEqual(key.utf8) }?.keyPlace
    }
    if numbers.isEmpty {
      for (number, member) in members.enumerated() { numbers[Array(member.key.utf8)] = number }
    }
    let same = numbers.updateValue(members.count, forKey: Array(key.utf8))
    return same.map { members[$0].keyPlace }
  }
}

extension JSONTreeParser {
  private mutating func place(at offset: Int) -> Place {
    cursor.move(to: offset, in: bytes)
    return Place(file: file, line: cursor.line, column: cursor.column)
  }

  private mutating func syntaxError(_ kind: JSONFault.Kind, at offset: Int? = nil) -> Diagnostic {
    let offset = offset ?? lexer.start
    let code = if case .tooDeep = kind { "json-too-deep" } else { "json-syntax" }
    let fault = JSONFault(kind: kind, offset: offset)
    return diagnostic(code, at: offset, fault.message(in: bytes), help: fault.help)
  }

  private mutating func diagnostic(
    _ code: String, at offset: Int, _ message: String, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, at: place(at: offset), message, help: help,
      excerpt: lineText(around: offset, in: bytes))
  }
}
