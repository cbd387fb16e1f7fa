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
  /// Whether any value begins a line.
  private let breaksLines: Bool
  private let isIndented: Bool
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
    (breaksLines, isIndented) =
      switch layout {
      case .indented: (true, true)
      case .rows: (true, false)
      case .line, .embedded: (false, false)
      }
  }

  /// What `body` writes, as one text.
  package static func text(_ layout: Layout, _ body: (inout JSONWriter) -> Void) -> String {
    String(decoding: bytes(layout, body), as: UTF8.self)
  }

  /// The same as bytes, for whoever writes them several times.
  static func bytes(_ layout: Layout, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = OutputBuffer(pieceBytes: 4096) { bytes += $0 }
    write(to: &buffer, layout, body)
    // Memory does not refuse what is written to it.
    try? buffer.finish()
    return bytes
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) { nested("{", "}", body) }

  package mutating func array(_ body: (inout JSONWriter) -> Void) { nested("[", "]", body) }

  /// Names the next value of the object.
  ///
  /// - Precondition: the name holds nothing that JSON escapes.
  package mutating func key(_ name: StaticString) {
    separate()
    out.append(key: name)
    if isIndented { out.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  /// Names the next value of the object by a name that is not known beforehand.
  package mutating func key(named name: String) {
    separate()
    quote(name)
    out.append(isIndented ? ": " : ":")
    followsKey = true
  }

  /// Ends a line behind a value, so that another can follow.
  mutating func endLine() {
    out.append("\n")
    needsComma = false
  }

  package mutating func string(_ text: String) {
    separate()
    quote(text)
    needsComma = true
  }

  /// A text that `body` gives the pieces of.
  mutating func string(_ body: (inout JSONWriter) -> Void) {
    separate()
    out.append(UInt8(ascii: "\""))
    body(&self)
    out.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// A piece of a text, UTF-8 by itself.
  mutating func piece(_ text: String) { escape(text) }

  /// The same; nothing for nil.
  @inline(__always)
  mutating func piece(_ text: OwnText?) {
    guard let text else { return }
    if text.isPlain { out.append(text.bytes) } else { escape(text.bytes) }
  }

  @inline(never)
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    let isEmbedded = isEmbedded
    out.append(text, asking: isEmbedded ? VisibleText.embeddedMarks : VisibleText.jsonMarks) {
      jsonReplacement(at: $0, in: $1, isEmbedded)
    }
  }

  /// A value that `body` writes as it stands.
  mutating func value(_ body: (inout JSONWriter) -> Void) {
    separate()
    body(&self)
    needsComma = true
  }

  package mutating func integer(_ value: Int) {
    separate()
    out.append(decimal: value)
    needsComma = true
  }

  package mutating func boolean(_ value: Bool) { bare(value ? "true" : "false") }

  package mutating func null() { bare("null") }

  /// A value that is JSON already, of the same layout.
  package mutating func written(_ value: String) { bare(value) }

  /// What is JSON already, of the same layout, with all that stands between it and what was written before.
  @inline(__always)
  mutating func written(_ bytes: UnsafeBufferPointer<UInt8>) { out.append(bytes) }

  /// The same of a number.
  @inline(__always)
  mutating func written(_ number: Int) { out.append(decimal: number) }

  /// A text, or that there is none, behind what is JSON already.
  @inline(__always)
  mutating func textOrNull(_ text: OwnText?) {
    guard text != nil else { return out.append("null") }
    out.append(UInt8(ascii: "\""))
    piece(text)
    out.append(UInt8(ascii: "\""))
  }

  /// Members behind others that are JSON already.
  mutating func furtherMembers(_ body: (inout JSONWriter) -> Void) {
    needsComma = true
    body(&self)
    needsComma = false
  }

  /// How many bytes were written.
  var byteCount: Int { out.byteCount }

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
    if breaksLines, needsComma { breakLine(within: depth + 1) }
    out.append(close)
    needsComma = true
  }

  /// Writes what stands between the last value and the next.
  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if needsComma { out.append(UInt8(ascii: ",")) }
    needsComma = false
    if breaksLines, depth > 0 { breakLine(within: depth) }
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

  private var isEmbedded: Bool { if case .embedded = layout { true } else { false } }

  private mutating func quote(_ text: String) {
    out.append(UInt8(ascii: "\""))
    escape(text)
    out.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ text: String) {
    let isEmbedded = isEmbedded
    out.append(text, asking: isEmbedded ? VisibleText.embeddedMarks : VisibleText.jsonMarks) {
      jsonReplacement(at: $0, in: $1, isEmbedded)
    }
  }
}

extension JSONWriter {
  package mutating func member(_ name: StaticString, _ text: String?) {
    key(name)
    self.text(text)
  }

  /// A text, or null.
  mutating func text(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  package mutating func member(_ name: StaticString, _ value: Int) {
    key(name)
    integer(value)
  }

  package mutating func member(_ name: StaticString, _ value: Bool?) {
    key(name)
    if let value { boolean(value) } else { null() }
  }

  /// An exact decimal, as a string.
  package mutating func member(_ name: StaticString, _ value: Decimal128?) {
    member(name, value?.description)
  }

  /// A text in all languages: an object of three members.
  package mutating func member(_ name: StaticString, _ text: LocalizedText?) {
    key(name)
    guard let text else { return null() }
    localized(text)
  }

  private mutating func localized(_ text: LocalizedText) {
    object { json in
      json.member("zh-Hans", text[.zhHans])
      json.member("zh-Hant", text[.zhHant])
      json.member("en", text[.en])
    }
  }

  package mutating func member(named name: String, _ text: String?) {
    key(named: name)
    if let text { string(text) } else { null() }
  }

  package mutating func member(named name: String, _ value: Int) {
    key(named: name)
    integer(value)
  }

  package mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  package mutating func strings(_ name: StaticString, _ texts: [String]) {
    key(name)
    array { json in
      for text in texts { json.string(text) }
    }
  }

  /// An array with one object for each element.
  package mutating func objects<Element>(
    _ name: StaticString, _ elements: some Sequence<Element>,
    _ body: (inout JSONWriter, Element) -> Void
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
