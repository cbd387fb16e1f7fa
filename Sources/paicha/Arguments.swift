import Diagnostics

/// An option that a command takes.
struct Option {
  /// With its dashes: `--period`.
  var name: String
  /// What its value is called in the help; nil for a switch.
  var value: String?
  var help: String

  init(_ name: String, _ value: String? = nil, _ help: String) {
    self.name = name
    self.value = value
    self.help = help
  }
}

/// The arguments of a command, sorted into options and the rest.
struct Arguments {
  private(set) var values: [String: String] = [:]
  private(set) var switches: Set<String> = []
  private(set) var rest: [String] = []

  /// - Throws: an option that the command does not have, or one that lacks its value.
  init(_ arguments: some Sequence<String>, options: [Option]) throws(Refusal) {
    var waiting: Option?
    var takesOptions = true
    for argument in arguments {
      if let option = waiting {
        values[option.name] = argument
        waiting = nil
        continue
      }
      guard takesOptions, Arguments.isOption(argument) else {
        rest.append(argument)
        continue
      }
      if argument == "--" {
        takesOptions = false
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard let option = options.first(where: { $0.name == parts[0] }) else {
        throw Refusal(.unknownOption(parts[0], options))
      }
      if option.value == nil {
        switches.insert(option.name)
      } else if parts.count == 2 {
        values[option.name] = parts[1]
      } else {
        waiting = option
      }
    }
    if let waiting { throw Refusal(.missingValue(waiting)) }
  }

  /// Whether an argument is one that only an option could be; `-1 + 2` is an expression.
  private static func isOption(_ argument: String) -> Bool {
    argument.hasPrefix("--")
      || argument.first == "-" && argument.dropFirst().first?.isLetter == true
  }

  subscript(_ name: String) -> String? { values[name] }

  /// - Throws: when the option is absent.
  func required(_ name: String, _ help: String) throws(Refusal) -> String {
    if let value = values[name] { return value }
    throw Refusal(Diagnostic("missing-option", "\(name) is missing", help: help))
  }

  func has(_ name: String) -> Bool { switches.contains(name) }

  /// Reads an option's value with `read`.
  ///
  /// - Throws: when there is a value and it cannot be read.
  func read<T>(
    _ name: String, _ wanted: String, _ read: (String) -> T?
  ) throws(Refusal) -> T? {
    guard let text = values[name] else { return nil }
    if let value = read(text) { return value }
    throw Refusal(
      Diagnostic("bad-value", "\(name) cannot be '\(text)'", help: "it is \(wanted)"))
  }
}

extension Diagnostic {
  private static func help(_ options: [Option]) -> String {
    "its options are \(options.map(\.name).joined(separator: ", "))"
  }

  fileprivate static func unknownOption(_ name: String, _ options: [Option]) -> Diagnostic {
    Diagnostic(
      "unknown-option", "there is no option '\(name)'",
      help: Suggestion.help(for: name, among: options.map(\.name)) ?? help(options))
  }

  fileprivate static func missingValue(_ option: Option) -> Diagnostic {
    Diagnostic(
      "missing-value", "\(option.name) needs a value",
      help: "write \(option.name) \(option.value ?? "")")
  }
}
