package import Values

/// Writes JSON (RFC 8259) in exactly the order it is told: the same calls give the same bytes.
///
/// Decimals are written as strings, since most readers of JSON numbers lose digits.
package struct JSONWriter {
  package enum Layout {
    /// One value without any white space: a line of JSON Lines.
    case line
    /// Two spaces a level.
    case indented
    /// As `line`, but what lies less deep than that begins a line: `rows(depth: 1)` puts each member of an
    /// outermost object on its own.
    case rows(depth: Int)
    /// As `line`, with `<`, `>` and `&` escaped, so that the value can stand in a `script` element
    /// and no text in it can end that element.
    case embedded
  }

  private var out: OutputBuffer
  private let layout: Layout
  private var depth = 0
  private var needsComma = false
  private var followsKey = false

  /// Lets `body` write one value to `buffer`.
  package static func write(
    to buffer: inout OutputBuffer, _ layout: Layout, _ body: (inout JSONWriter) -> Void
  ) {
    var writer = JSONWriter(out: buffer.lend(), layout: layout)
    body(&writer)
    buffer = writer.out
  }

  private init(out: OutputBuffer, layout: Layout) {
    self.out = out
    self.layout = layout
  }

  /// What `body` writes, as one text.
  package static func text(_ layout: Layout, _ body: (inout JSONWriter) -> Void) -> String {
    var bytes: [UInt8] = []
    var buffer = OutputBuffer { bytes += $0 }
    write(to: &buffer, layout, body)
    // Memory does not refuse what is written to it.
    try? buffer.finish()
    return String(decoding: bytes, as: UTF8.self)
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) { nested("{", "}", body) }

  package mutating func array(_ body: (inout JSONWriter) -> Void) { nested("[", "]", body) }

  /// Names the next value of the object.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    out.append(isIndented ? ": " : ":")
    followsKey = true
  }

  package mutating func string(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  package mutating func integer(_ value: Int) { bare(String(value)) }

  package mutating func boolean(_ value: Bool) { bare(value ? "true" : "false") }

  package mutating func null() { bare("null") }

  /// A value that is JSON already, of the same layout.
  package mutating func written(_ value: String) { bare(value) }

  private mutating func bare(_ text: String) {
    separate()
    out.append(text)
    needsComma = true
  }

  private mutating func nested(
    _ open: StaticString, _ close: StaticString, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    out.append(open)
    depth += 1
    needsComma = false
    body(&self)
    depth -= 1
    if needsComma { breakLine(within: depth + 1) }
    out.append(close)
    needsComma = true
  }

  /// Writes what stands between the last value and the next.
  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if needsComma { out.append(",") }
    needsComma = false
    if depth > 0 { breakLine(within: depth) }
  }

  /// Begins a line where the values of that level stand on lines of their own.
  private mutating func breakLine(within level: Int) {
    switch layout {
    case .indented:
      out.append("\n")
      for _ in 0..<depth { out.append("  ") }
    case .rows(let limit) where level <= limit: out.append("\n")
    case .line, .rows, .embedded: break
    }
  }

  private var isIndented: Bool { if case .indented = layout { true } else { false } }

  private var isEmbedded: Bool { if case .embedded = layout { true } else { false } }

  private mutating func quote(_ text: String) {
    let isEmbedded = isEmbedded
    out.append("\"")
    out.append(text) { jsonReplacement(at: $0, in: $1, isEmbedded) }
    out.append("\"")
  }
}

extension JSONWriter {
  package mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }

  package mutating func member(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }

  package mutating func member(_ name: String, _ value: Bool?) {
    key(name)
    if let value { boolean(value) } else { null() }
  }

  /// An exact decimal, as a string.
  package mutating func member(_ name: String, _ value: Decimal128?) {
    member(name, value?.description)
  }

  /// A text in all languages: an object of three members.
  package mutating func member(_ name: String, _ text: LocalizedText?) {
    key(name)
    guard let text else { return null() }
    object { json in
      for language in Language.allCases { json.member(language.rawValue, text[language]) }
    }
  }

  package mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  package mutating func strings(_ name: String, _ texts: [String]) {
    key(name)
    array { json in
      for text in texts { json.string(text) }
    }
  }

  /// An array with one object for each element.
  package mutating func objects<Element>(
    _ name: String, _ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array { json in
      for element in elements { json.object { body(&$0, element) } }
    }
  }
}

private func jsonReplacement(
  at index: Int, in bytes: UnsafeBufferPointer<UInt8>, _ isEmbedded: Bool
) -> (text: String, length: Int)? {
  switch bytes[index] {
  case UInt8(ascii: "\""): return ("\\\"", 1)
  case UInt8(ascii: "\\"): return ("\\\\", 1)
  case UInt8(ascii: "\n"): return ("\\n", 1)
  case UInt8(ascii: "\r"): return ("\\r", 1)
  case UInt8(ascii: "\t"): return ("\\t", 1)
  case UInt8(ascii: "<") where isEmbedded: return ("\\u003C", 1)
  case UInt8(ascii: ">") where isEmbedded: return ("\\u003E", 1)
  case UInt8(ascii: "&") where isEmbedded: return ("\\u0026", 1)
  default:
    // Nothing is lost by an escape, and no terminal or editor is misled by what it shows.
    guard let hidden = VisibleText.hidden(at: index, in: bytes) else { return nil }
    let units = Unicode.Scalar(hidden.scalar).map { String($0).utf16.map(UInt32.init) } ?? []
    return (units.map { "\\u" + VisibleText.hexadecimal($0) }.joined(), hidden.length)
  }
}
