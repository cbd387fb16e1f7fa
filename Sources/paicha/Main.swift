import Diagnostics
import Glibc
import Inspection

@main
struct Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      exit(try run(arguments))
    } catch {
      for diagnostic in error.diagnostics { Terminal.tell(diagnostic) }
      exit(2)
    }
  }

  /// Finds the command that the arguments begin with and runs it.
  ///
  /// - Returns: the exit code.
  private static func run(_ arguments: [String]) throws(Refusal) -> Int32 {
    guard let first = arguments.first, first != "--help", first != "help", first != "-h" else {
      Terminal.print(overview)
      return arguments.isEmpty ? 2 : 0
    }
    if first == "--version" {
      Terminal.print("paicha \(Version.current)\n")
      return 0
    }
    let command = commands.first { command in
      arguments.starts(with: command.name.split(separator: " ").map(String.init))
    }
    guard let command else {
      if let help = groupHelp(arguments) {
        Terminal.print(help)
        return 0
      }
      throw Refusal(unknownCommand(arguments))
    }
    let rest = arguments.dropFirst(command.name.split(separator: " ").count)
    if rest.contains("--help") || rest.contains("-h") {
      Terminal.print(command.help)
      return 0
    }
    return try command.run(Arguments(rest, options: command.options))
  }

  private static var overview: String {
    let width = commands.map { $0.name.count }.max() ?? 0
    let lines = commands.map { "  \($0.name.padded(to: width))  \($0.summary)" }
    return """
      paicha inspects order handling: it reads the exports of orders, contracts, invoices and
      shipments, joins them, judges rules, and writes issue records and an inspection report.

      Usage: paicha COMMAND …

      Commands:
      \(lines.joined(separator: "\n"))

      'paicha COMMAND --help' shows a command's options.

      Exit codes: 0 clean; 1 findings at or above --fail-on, or records, values or exports missing;
      2 the run did not finish, an export could not be read whole or lacks a declared column, or no
      rule could run.

      """
  }

  /// The commands that begin with a word, when nothing but the word, or a wish for help, was given.
  private static func groupHelp(_ arguments: [String]) -> String? {
    let group = commands.filter { $0.name.hasPrefix(arguments[0] + " ") }
    guard !group.isEmpty, arguments.dropFirst().allSatisfy({ $0 == "--help" || $0 == "-h" }) else {
      return nil
    }
    return group.map { $0.help }.joined(separator: "\n")
  }

  private static func unknownCommand(_ arguments: [String]) -> Diagnostic {
    let words = arguments.prefix { !$0.hasPrefix("-") }.prefix(2).joined(separator: " ")
    let name = words.isEmpty ? arguments[0] : words
    let names = commands.map { $0.name }
    let group = names.filter { $0.hasPrefix(arguments[0] + " ") }
    let help =
      group.isEmpty
      ? Suggestion.help(for: name, among: names + ["rules"]) ?? "'paicha --help' lists them"
      : Suggestion.help(for: name, among: group)
        ?? "its commands are \(group.joined(separator: ", "))"
    return Diagnostic("unknown-command", "there is no command '\(name)'", help: help)
  }
}
