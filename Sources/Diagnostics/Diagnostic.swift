/// One thing a person is told: where, which fault, one sentence that stands alone, and what to do.
///
/// A diagnostic is a value: whoever meets the fault makes it, the program prints it.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable {
    case error, warning, note
  }

  /// The fault's stable name, in lower case with hyphens: `unknown-field`.
  public var code: String
  public var severity: Severity
  /// Where the fault was met, or nil when it has no place (a wrong argument).
  public var place: Place?
  /// One sentence that can be understood without the rest, without a full stop at its end.
  public var message: String
  /// The next thing to do, or nil when the message already says it.
  public var help: String?
  /// The line of text the fault is in, shown with a caret under ``Place/column``.
  public var excerpt: String?

  public init(
    _ code: String, severity: Severity = .error, at place: Place? = nil, _ message: String,
    help: String? = nil, excerpt: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.message = message
    self.help = help
    self.excerpt = excerpt
  }
}

/// A place in a file. Lines and columns count from 1; columns count Unicode scalars.
public struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var file: String
  public var line: Int?
  public var column: Int?

  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if line != nil, let column { text += ":\(column)" }
    return text
  }

  public static func < (a: Place, b: Place) -> Bool {
    (a.file, a.line ?? 0, a.column ?? 0) < (b.file, b.line ?? 0, b.column ?? 0)
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `place: severity[code]: message`, then the excerpt with its caret, then `  help: …`.
  public var description: String {
    var text = place.map { "\($0): " } ?? ""
    text += "\(severity.rawValue)[\(code)]: \(message)"
    if let excerpt {
      text += "\n    \(excerpt)"
    }
    if let help { text += "\n  help: \(help)" }
    return text
  }
}

/// Why a run cannot go on: every reason found, never only the first.
public struct Refusal: Error, Sendable {
  public var diagnostics: [Diagnostic]

  /// - Precondition: there is at least one diagnostic.
  public init(_ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a refusal gives at least one reason")
    self.diagnostics = diagnostics.sortedByPlace()
  }

  public init(_ diagnostic: Diagnostic) {
    self.init([diagnostic])
  }
}

extension Sequence where Element == Diagnostic {
  /// The diagnostics by place, then code, then message; those without a place first.
  public func sortedByPlace() -> [Diagnostic] {
    let nowhere = Place(file: "")
    return sorted {
      ($0.place ?? nowhere, $0.code, $0.message) < ($1.place ?? nowhere, $1.code, $1.message)
    }
  }
}
