/// Writes HTML in which text from outside can't become markup: names and fixed markup are
/// `StaticString`, which only source code can make, and every other text is escaped.
struct HTMLWriter {
  private var out: OutputBuffer

  /// Lets `body` write one page to `buffer`.
  static func write(to buffer: inout OutputBuffer, _ body: (inout HTMLWriter) -> Void) {
    var writer = HTMLWriter(out: buffer.lend())
    body(&writer)
    buffer = writer.out
  }

  /// Markup that stands in the source code.
  mutating func raw(_ markup: StaticString) { out.append(markup) }

  /// No text on a page is longer than this: a page is read, and `issues.jsonl` has the rest.
  static let textLimit = 2_000

  /// Text, escaped; hidden characters are written out.
  mutating func text(_ text: String) {
    out.append(clipped(text, to: HTMLWriter.textLimit), asking: VisibleText.markupMarks) {
      markupReplacement(at: $0, in: $1)
    }
  }

  /// Lines that are kept apart.
  mutating func block(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      self.text(String(line))
      newLine()
    }
  }

  mutating func text(_ number: Int) { text(grouped(String(number))) }

  /// An element with content.
  ///
  /// - Parameter attributes: In the order they are written; a nil value leaves the attribute out.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:],
    _ content: (inout HTMLWriter) -> Void
  ) {
    open(name, attributes)
    out.append(">")
    content(&self)
    out.append("</")
    out.append(name)
    out.append(">")
  }

  /// An element that holds text only.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], text: String
  ) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element that never has content: `meta`, `input`, `rect`.
  mutating func void(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) {
    open(name, attributes)
    out.append("/>")
  }

  mutating func newLine() { out.append("\n") }

  /// A data block for the page's own script. It is never run: its type isn't a script's.
  mutating func data(id: StaticString, _ body: (inout JSONWriter) -> Void) {
    out.append("<script type=\"application/json\" id=\"")
    out.append(id)
    out.append("\">")
    JSONWriter.write(to: &out, .embedded, body)
    out.append("</script>\n")
  }

  private mutating func open(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>
  ) {
    out.append("<")
    out.append(name)
    for (attribute, value) in attributes {
      guard let value else { continue }
      out.append(" ")
      out.append(attribute)
      out.append("=\"")
      text(value)
      out.append("\"")
    }
  }
}
