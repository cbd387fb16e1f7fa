import Diagnostics
import FEEL
import FoundationEssentials
import Tables
import Values

/// Tries an expression.
enum EvalCommand: Command {
  static let name = "eval"
  static let summary = "evaluate an expression of the rule language"
  static let usage = "EXPRESSION | --cases FILE"
  static let options = [
    Option("--cases", "FILE", "answer typed cases, one JSON object a line, with one line each"),
    Option("--engine", "NAME", "what answers cases: interpreter (default) or columns"),
  ]
  static let details = """
    Examples:
      paicha eval '0.1 + 0.2 = 0.3'
      paicha eval 'sum([1, 2, 3])'
      paicha eval 'date("2025-09-30") - date("2025-09-01")'
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    if let file = arguments["--cases"] {
      return try answerCases(inFile: file, by: try engine(arguments))
    }
    guard arguments.rest.count == 1 else {
      throw Refusal(
        Diagnostic(
          "missing-argument", "eval takes exactly one expression",
          help: "put it in quotes: paicha eval '1 + 1'"))
    }
    let program: Program
    do {
      program = try Program.compile(arguments.rest[0], in: FEELScope())
    } catch {
      throw Refusal(error.diagnostic())
    }
    let value = program.evaluate(row: 0, in: Nothing())
    Terminal.print(value.isNull ? "null\n" : "\(value.displayText)\n")
    return 0
  }

  private static func engine(_ arguments: Arguments) throws(Refusal) -> Engine {
    guard let name = arguments["--engine"] else { return .interpreter }
    if let engine = Engine(rawValue: name) { return engine }
    throw Refusal(
      Diagnostic(
        "unknown-engine", "there is no engine '\(name)'",
        help: Suggestion.help(for: name, among: Engine.allCases.map(\.rawValue))
          ?? "it is interpreter or columns"))
  }

  private static func answerCases(
    inFile file: String, by engine: Engine
  ) throws(Refusal) -> Int32 {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Refusal(
        Diagnostic(
          "missing-file", at: Place(file: file), "the cases cannot be read",
          help: "give a file of JSON lines with --cases"))
    }
    var counts: [String: Int] = [:]
    let lines = data.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    for answer in CaseRunner.answers(to: lines, by: engine) {
      counts[answer.status, default: 0] += 1
      Terminal.print(answer.json + "\n")
    }
    let summary = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    Terminal.tell("\(counts.values.reduce(0, +)) cases: \(summary.joined(separator: ", "))")
    return 0
  }

  /// No rows at all: an expression of constants reads none.
  private struct Nothing: DataSource {
    func column(_ field: Int, of entity: Int) -> Column? { nil }
    func adjacency(_ relation: Int, of entity: Int) -> Adjacency? { nil }
    var calendar: WorkingCalendar {
      WorkingCalendar(holidays: [], workdays: [], coverage: nil)
    }
  }
}
