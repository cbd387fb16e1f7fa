import Diagnostics
import Glibc

/// What goes to the terminal: results to standard output, everything told to a person to standard error.
enum Terminal {
  static func print(_ text: String) {
    write(harmless(text), to: STDOUT_FILENO)
  }

  /// Tells a line.
  static func tell(_ text: String) {
    write(harmless(text) + "\n", to: STDERR_FILENO)
  }

  /// Texts of exports may hold characters that a terminal obeys; they are shown as pictures of themselves.
  private static func harmless(_ text: String) -> String {
    func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
      scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
        || (0x7F...0x9F).contains(scalar.value)
    }
    guard text.unicodeScalars.contains(where: isObeyed) else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          guard isObeyed(scalar) else { return scalar }
          return scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value)! : "\u{FFFD}"
        }))
  }

  /// Tells the first of many diagnostics, and where the others are.
  static func tell(_ diagnostics: [Diagnostic], moreIn others: String) {
    let shown = 20
    for diagnostic in diagnostics.prefix(shown) { tell("\(diagnostic)") }
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
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let written = Glibc.write(descriptor, bytes.baseAddress! + offset, bytes.count - offset)
        if written < 0, errno == EINTR { continue }
        if written <= 0 { return }
        offset += written
      }
    }
  }
}
