/// A file of commands and what they say: the form of every command test and of the error book.
///
/// ```
/// project: tiny + tiny-faulty
///
/// # A comment.
/// $ paicha rules list
/// a line of the standard output
/// 2> a line of the standard error
/// >= 0
/// ```
///
/// `project:` names the fixtures that are laid over one another in the folder where the commands run.
/// `without privileges` has them run without the right to read what file permissions forbid. A step
/// ends with `>= STATUS`; comments and blank lines stand between steps.
struct Transcript: Equatable {
  /// One command and what it is expected to do.
  struct Step: Equatable {
    /// The comments and blank lines above the command.
    var lead: [String] = []
    var command: String
    var output: [String] = []
    var errors: [String] = []
    var status: Int32 = 0
  }

  /// The fixtures, in the order in which they are laid over one another.
  var projects: [String] = []
  var isWithoutPrivileges = false
  var steps: [Step] = []
  /// What stands below the last step.
  var tail: [String] = []

  /// - Throws: when a line stands where it cannot.
  init(_ text: String) throws(TranscriptError) {
    var step: Step?
    var lead: [String] = []
    for (number, line) in lines(of: text).enumerated() {
      if step != nil {
        try step!.take(line, number: number + 1)
        if line.hasPrefix(">= ") {
          steps.append(step!)
          step = nil
        }
      } else if let command = line.droppingPrefix("$ ") {
        step = Step(lead: lead, command: command)
        lead = []
      } else {
        try takeDirective(line, number: number + 1)
        lead.append(line)
      }
    }
    if let step {
      throw TranscriptError(line: nil, "'\(step.command)' has no '>= STATUS' below it")
    }
    tail = lead
  }

  /// The text that reads as this transcript.
  var text: String {
    (steps.flatMap { $0.lead + $0.lines } + tail).map { $0 + "\n" }.joined()
  }

  private mutating func takeDirective(_ line: String, number: Int) throws(TranscriptError) {
    if let names = line.droppingPrefix("project: ") {
      projects = names.split(separator: "+").map { String($0.filter { $0 != " " }) }
    } else if line == "without privileges" {
      isWithoutPrivileges = true
    } else if !line.isEmpty, !line.hasPrefix("#") {
      throw TranscriptError(line: number, "'\(line)' is neither a command, nor a comment")
    }
  }
}

extension Transcript.Step {
  /// The step as it stands in a file, without its lead.
  var lines: [String] {
    ["$ \(command)"] + output + errors.map { $0.isEmpty ? "2>" : "2> \($0)" } + [">= \(status)"]
  }

  fileprivate mutating func take(_ line: String, number: Int) throws(TranscriptError) {
    if let text = line.droppingPrefix(">= ") {
      guard let status = Int32(text) else {
        throw TranscriptError(line: number, "'\(text)' is no exit status")
      }
      self.status = status
    } else if line == "2>" {
      errors.append("")
    } else if let text = line.droppingPrefix("2> ") {
      errors.append(text)
    } else {
      output.append(line)
    }
  }
}

/// A transcript that cannot be read.
struct TranscriptError: Error, Equatable, CustomStringConvertible {
  var line: Int?
  var message: String

  init(line: Int?, _ message: String) {
    self.line = line
    self.message = message
  }

  var description: String { (line.map { "line \($0): " } ?? "") + message }
}

/// The lines of a text whose last line ends with a line break.
func lines(of text: String) -> [String] {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  if lines.last == "" { lines.removeLast() }
  return lines
}

extension String {
  fileprivate func droppingPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
