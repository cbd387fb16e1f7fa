package import Diagnostics

/// Why an expression cannot be compiled.
package struct ExpressionError: Error, Hashable, Sendable {
  /// The fault's stable name: `unknown-name`.
  package var code: String
  /// One sentence that stands alone, without a full stop.
  package var message: String
  /// The part of the text at fault, in Unicode scalars from its start.
  package var range: Range<Int>
  /// The next thing to do, or nil when the message already says it.
  package var help: String?
  /// The whole text.
  package var text: String

  package init(
    _ code: String, _ message: String, at range: Range<Int>, help: String? = nil, text: String = ""
  ) {
    self.code = code
    self.message = message
    self.range = range
    self.help = help
    self.text = text
  }

  /// The fault as people are told it, with the line of the expression and carets under the fault.
  ///
  /// - Parameter start: the place of the text's first character, or nil when it stands in no file.
  package func diagnostic(at start: Place? = nil) -> Diagnostic {
    Diagnostic(
      code, at: start.map(place), message, help: help, excerpt: excerpt)
  }

  /// Lines of the text are lines of the file only when the text was not quoted: within a JSON string
  /// the text of an expression stays on one line.
  private func place(from start: Place) -> Place {
    Place(file: start.file, line: start.line, column: start.column.map { $0 + range.lowerBound })
  }

  private var excerpt: String {
    let scalars = Array(text.unicodeScalars)
    let start = min(range.lowerBound, scalars.count)
    let lineStart = scalars[..<start].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let lineEnd = scalars[start...].firstIndex(of: "\n") ?? scalars.count
    let carets = max(1, min(range.upperBound, lineEnd) - start)
    let line = String(String.UnicodeScalarView(scalars[lineStart..<lineEnd]))
    let indent = scalars[lineStart..<start].reduce(0) { $0 + $1.columns }
    let width = scalars[start..<min(start + carets, scalars.count)].reduce(0) { $0 + $1.columns }
    return line + "\n    " + String(repeating: " ", count: indent)
      + String(repeating: "^", count: max(1, width))
  }
}

extension Unicode.Scalar {
  /// How many columns of a terminal the scalar takes: Chinese characters and full-width forms two.
  fileprivate var columns: Int {
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: properties.canonicalCombiningClass == .notReordered ? 1 : 0
    }
  }
}
