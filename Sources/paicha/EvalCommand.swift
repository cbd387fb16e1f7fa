import Diagnostics
import FEEL
import FoundationEssentials
import Inspection
import Rules
import Values

/// Tries an expression.
enum EvalCommand: Command {
  static let name = "eval"
  static let summary = "evaluate an expression of the rule language"
  static let usage = "EXPRESSION | --cases FILE"
  static let options = [
    Option("--input", "FILE", "values for names: one JSON object, {\"total\": 99.5}"),
    Option("--rules", "FOLDER", "parameters, decision tables and working days of these rules"),
    Option("--cases", "FILE", "answer typed cases, one JSON object a line, with one line each"),
    Option("--engine", "NAME", "what evaluates: interpreter (default) or columns"),
  ]
  static let details = """
    What JSON has no type for is written as {"t": "date", "v": "2025-09-30"}; the types are date, time,
    datetime, days_time_duration, years_months_duration.

    Examples:
      paicha eval '0.1 + 0.2 = 0.3'
      paicha eval 'sum([1, 2, 3])'
      paicha eval 'date("2025-09-30") - date("2025-09-01")'
      paicha eval 'add working days(@"2025-09-30", 1)' --rules Rules
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let setting = try Setting(arguments)
    if let file = arguments["--cases"] {
      guard arguments.rest.isEmpty, arguments["--input"] == nil else {
        throw Refusal(
          Diagnostic(
            "unexpected-argument", "the cases of a file bring their own expressions and inputs",
            help: "give either an expression or --cases"))
      }
      return try answerCases(inFile: file, setting)
    }
    guard arguments.rest.count == 1 else {
      throw Refusal(
        Diagnostic(
          "missing-argument", "eval takes exactly one expression",
          help: "put it in quotes: paicha eval '1 + 1'"))
    }
    return try evaluate(arguments.rest[0], inputFile: arguments["--input"], setting)
  }

  /// What expressions are evaluated with.
  private struct Setting {
    var scope = FEELScope()
    var calendar = WorkingCalendar(holidays: [], workdays: [], coverage: nil)
    var engine = Engine.interpreter

    init(_ arguments: Arguments) throws(Refusal) {
      if let folder = arguments["--rules"] {
        let rules = try Project(folder: folder).rules
        (scope, calendar) = (rules.scope, rules.calendar)
      }
      guard let name = arguments["--engine"] else { return }
      guard let engine = Engine(rawValue: name) else {
        throw Refusal(
          Diagnostic(
            "unknown-engine", "there is no engine '\(name)'",
            help: Suggestion.help(for: name, among: Engine.allCases.map(\.rawValue))
              ?? "it is interpreter or columns"))
      }
      self.engine = engine
    }
  }

  private static func evaluate(
    _ expression: String, inputFile: String?, _ setting: Setting
  ) throws(Refusal) -> Int32 {
    var scope = setting.scope
    var values: [Value] = []
    if let inputFile {
      do {
        let inputs = try PlainInputs(try bytes(ofFile: inputFile, "inputs"), file: inputFile)
        (scope.inputs, values) = (inputs.inputs, inputs.values)
      } catch let diagnostic as Diagnostic {
        throw Refusal(diagnostic)
      } catch let refusal as Refusal {
        throw refusal
      } catch {
        preconditionFailure("reading throws nothing else")
      }
    }
    let program: Program
    do {
      program = try Program.compile(expression, in: scope)
    } catch {
      throw Refusal(error.diagnostic())
    }
    let value =
      switch setting.engine {
      case .interpreter: program.evaluate(inputs: values, calendar: setting.calendar)
      case .columns: program.evaluateInColumns(inputs: values, calendar: setting.calendar)
      }
    Terminal.print(value.isNull ? "null\n" : "\(value.displayText)\n")
    if let reason = value.nullReason, reason != .literal {
      Terminal.tell("because: \(reason.caseText)")
    }
    return 0
  }

  private static func bytes(ofFile file: String, _ what: String) throws(Refusal) -> [UInt8] {
    if let data = FileManager.default.contents(atPath: file) { return Array(data) }
    throw Refusal(
      Diagnostic(
        "missing-file", at: Place(file: file), "the \(what) cannot be read",
        help: what == "cases" ? "give a file of JSON lines with --cases" : "give a JSON file"))
  }

  private static func answerCases(
    inFile file: String, _ setting: Setting
  ) throws(Refusal) -> Int32 {
    let lines = try bytes(ofFile: file, "cases").split(separator: 0x0A)
      .map { String(decoding: $0, as: UTF8.self) }
    let runner = CaseRunner(
      engine: setting.engine, scope: setting.scope, calendar: setting.calendar)
    var counts: [String: Int] = [:]
    for answer in runner.answers(to: lines) {
      counts[answer.status, default: 0] += 1
      Terminal.print(answer.json + "\n")
    }
    let summary = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    Terminal.tell("\(counts.values.reduce(0, +)) cases: \(summary.joined(separator: ", "))")
    return counts["unreadable"] == nil ? 0 : 1
  }
}
