import Diagnostics
import Glibc
import Reports

/// What goes to the terminal: results to standard output, everything told to a person to standard error.
enum Terminal {
  static func print(_ text: String) {
    write(harmless(text), to: STDOUT_FILENO)
  }

  /// Writes a file to standard output byte for byte: its writer has made harmless what it holds.
  static func print(fileOf write: (inout OutputBuffer) -> Void) {
    var buffer = OutputBuffer { bytes in
      bytes.withUnsafeBufferPointer { Terminal.write($0, to: STDOUT_FILENO) }
    }
    write(&buffer)
    // Writing to a terminal or pipe reports nothing: who stopped reading wants no more.
    try? buffer.finish()
  }

  /// Tells a line.
  static func tell(_ text: String) {
    write(harmless(text) + "\n", to: STDERR_FILENO)
  }

  /// Tells a diagnostic. What it quotes from outside stays within its line.
  static func tell(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    if let place = diagnostic.place { diagnostic.place?.file = place.file.onOneLine }
    diagnostic.message = VisibleText.onOneLine(diagnostic.message, limit: 2_000)
    diagnostic.help = diagnostic.help.map { VisibleText.onOneLine($0, limit: 2_000) }
    tell("\(diagnostic)")
  }

  /// Texts of exports may hold characters that a terminal obeys, and such as reorder what is read; they are
  /// written out as everywhere.
  private static func harmless(_ text: String) -> String { VisibleText.of(text) }

  /// Tells the first of many diagnostics, and where the others are.
  static func tell(_ diagnostics: [Diagnostic], moreIn others: String) {
    let shown = 20
    for diagnostic in diagnostics.prefix(shown) { tell(diagnostic) }
    if diagnostics.count > shown { tell("… and \(diagnostics.count - shown) more, \(others)") }
  }

  /// Writes to standard error as it stands, for a line that will be written over.
  static func show(_ text: String) {
    write(text, to: STDERR_FILENO)
  }

  /// Whether a person reads standard error as it is written.
  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes all of it, or as much as the reader at the other end of a pipe takes.
  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { write($0, to: descriptor) }
  }

  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) {
    var offset = 0
    while offset < bytes.count {
      let written = Glibc.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
      if written < 0, errno == EINTR { continue }
      if written <= 0 { return }
      offset += written
    }
  }
}

extension String {
  /// Text from outside as part of a line of the terminal.
  var onOneLine: String { VisibleText.onOneLine(self) }
}
