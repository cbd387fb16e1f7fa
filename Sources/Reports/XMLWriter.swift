/// Writes XML 1.0 in which text from outside can't become markup: names are `StaticString`, which only
/// source code can make, and every other text is escaped.
///
/// An element begins a line of its own and stands two spaces deeper than the one it is in.
struct XMLWriter {
  private var out: OutputBuffer
  private var depth = 0

  /// Lets `body` write one document to `buffer`.
  static func write(to buffer: inout OutputBuffer, _ body: (inout XMLWriter) -> Void) {
    var writer = XMLWriter(out: buffer.lend())
    writer.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    body(&writer)
    writer.out.append("\n")
    buffer = writer.out
  }

  private init(out: OutputBuffer) {
    self.out = out
  }

  /// An element that holds others.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>,
    _ content: (inout XMLWriter) -> Void
  ) {
    open(name, attributes)
    out.append(">")
    depth += 1
    content(&self)
    depth -= 1
    beginLine()
    close(name)
  }

  /// An element that holds a text, or nothing when that is empty.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>, text: String = ""
  ) {
    open(name, attributes)
    if text.isEmpty { return out.append("/>") }
    out.append(">")
    escape(text, isAttribute: false)
    close(name)
  }

  private mutating func open(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String>
  ) {
    beginLine()
    out.append("<")
    out.append(name)
    for (attribute, value) in attributes {
      out.append(" ")
      out.append(attribute)
      out.append("=\"")
      escape(value, isAttribute: true)
      out.append("\"")
    }
  }

  private mutating func close(_ name: StaticString) {
    out.append("</")
    out.append(name)
    out.append(">")
  }

  private mutating func beginLine() {
    out.append("\n")
    for _ in 0..<depth { out.append("  ") }
  }

  private mutating func escape(_ text: String, isAttribute: Bool) {
    out.append(text, asking: VisibleText.xmlMarks) { xmlReplacement(at: $0, in: $1, isAttribute) }
  }
}

private func xmlReplacement(
  at index: Int, in bytes: UnsafeBufferPointer<UInt8>, _ isAttribute: Bool
) -> (text: String, length: Int)? {
  switch bytes[index] {
  // A reader makes spaces of those that stand in an attribute as they are (§3.3.3).
  case UInt8(ascii: "\n") where isAttribute: return ("&#10;", 1)
  case UInt8(ascii: "\t") where isAttribute: return ("&#9;", 1)
  // `>` is among them also because of `]]>`, which may not stand in a text (XML 1.0 §2.4).
  default: return markupReplacement(at: index, in: bytes) ?? nonCharacter(at: index, in: bytes)
  }
}

/// U+FFFE and U+FFFF, which are hidden from nobody and no characters of XML (§2.2).
private func nonCharacter(
  at index: Int, in bytes: UnsafeBufferPointer<UInt8>
) -> (text: String, length: Int)? {
  guard index + 2 < bytes.count, bytes[index] == 0xEF, bytes[index + 1] == 0xBF,
    bytes[index + 2] >= 0xBE
  else { return nil }
  return (VisibleText.name(of: 0xFF40 + UInt32(bytes[index + 2])), 3)
}
