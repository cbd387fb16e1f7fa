/// Writes Markdown (CommonMark with tables) in which text from outside stays text.
struct MarkdownWriter {
  /// No text of a document is longer than this; `issues.jsonl` has the rest.
  static let textLimit = 2_000

  private var out: OutputBuffer

  /// Lets `body` write one document to `buffer`.
  static func write(to buffer: inout OutputBuffer, _ body: (inout MarkdownWriter) -> Void) {
    var writer = MarkdownWriter(out: buffer.lend())
    body(&writer)
    buffer = writer.out
  }

  mutating func heading(_ level: Int, _ text: String) {
    out.append(String(repeating: "#", count: level) + " ")
    out.append(MarkdownWriter.escaped(text))
    out.append("\n\n")
  }

  mutating func paragraph(_ text: String) {
    out.append(MarkdownWriter.escaped(text))
    out.append("\n\n")
  }

  mutating func strongParagraph(_ text: String) {
    out.append("**")
    out.append(MarkdownWriter.escaped(text))
    out.append("**\n\n")
  }

  /// Lines that stand as they are, in a fence that is longer than any within.
  mutating func fenced(_ text: String) {
    let fence = text.contains("```") ? "````````" : "```"
    out.append("\(fence)\n\(VisibleText.of(text))\n\(fence)\n\n")
  }

  mutating func item(_ text: String) {
    out.append("- ")
    out.append(MarkdownWriter.escaped(text))
    out.append("\n")
  }

  mutating func endList() { out.append("\n") }

  /// A table's head.
  ///
  /// - Parameter columns: The titles; a number's column stands to the right.
  mutating func tableHead(_ columns: [(title: String, isNumber: Bool)]) {
    row(columns.map(\.title))
    out.append("|")
    for column in columns { out.append(column.isNumber ? " ---: |" : " --- |") }
    out.append("\n")
  }

  mutating func row(_ cells: [String]) {
    out.append("|")
    for cell in cells {
      out.append(" ")
      out.append(MarkdownWriter.escaped(cell))
      out.append(" |")
    }
    out.append("\n")
  }

  mutating func endTable() { out.append("\n") }
}

extension MarkdownWriter {
  /// `text` with everything escaped that Markdown would take for markup, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in VisibleText.of(clipped(text, to: MarkdownWriter.textLimit)).unicodeScalars {
      switch scalar {
      case "\n", "\t": result += " "
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "#", "!", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return startsLikeABlock(result) ? "\\" + result : result
  }
}

/// Whether a line that begins so would be read as a list or a rule.
private func startsLikeABlock(_ text: String) -> Bool {
  guard let first = text.unicodeScalars.first else { return false }
  return first == "-" && text.utf8.dropFirst().first == UInt8(ascii: " ") || first == "+"
    || first == "="
}
