import Glibc

@main
struct Main {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      tell("error: \(error.message)\n  help: \(error.help)")
      exit(2)
    }
  }

  private static func run(_ arguments: [String]) throws(BenchError) {
    switch arguments.first {
    case "generate":
      let rest = arguments.dropFirst()
      if rest.contains("--help") || rest.contains("-h") { return show(GenerateCommand.help) }
      try GenerateCommand(rest).run()
    case "run":
      let rest = arguments.dropFirst()
      if rest.contains("--help") || rest.contains("-h") { return show(RunCommand.help) }
      if rest.contains("--list") { return show(Workload.all.map { $0.name + "\n" }.joined()) }
      let status = try RunCommand(rest).run()
      if status != 0 { exit(status) }
    case "help", "--help", "-h": show(overview)
    case nil: throw BenchError("there is no command", help: "'paicha-bench --help' lists them")
    case .some(let name):
      throw BenchError(
        "there is no command '\(name)'", help: "'paicha-bench --help' lists them")
    }
  }

  private static let overview = """
    paicha-bench makes what Paicha is measured by.

    Usage: paicha-bench COMMAND …

    Commands:
      generate  write a month of orders with planted faults, as large as wanted
      run       measure steps of the path one by one, over such a month

    """

  private static func show(_ text: String) { write(text, to: STDOUT_FILENO) }
  private static func tell(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Who stopped reading wants no more: what cannot be written is let go.
  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    _ = text.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) }
  }
}

/// Why a command cannot go on, and what to do.
struct BenchError: Error {
  var message: String
  var help: String

  init(_ message: String, help: String) {
    self.message = message
    self.help = help
  }
}
