import Diagnostics
import FEEL
import Tables
import Values

/// Tries an expression.
enum EvalCommand: Command {
  static let name = "eval"
  static let summary = "evaluate an expression of the rule language"
  static let usage = "EXPRESSION"
  static let options: [Option] = []
  static let details = """
    Examples:
      paicha eval '0.1 + 0.2 = 0.3'
      paicha eval 'sum([1, 2, 3])'
      paicha eval 'date("2025-09-30") - date("2025-09-01")'
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
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

  /// No rows at all: an expression of constants reads none.
  private struct Nothing: DataSource {
    func column(_ field: Int, of entity: Int) -> Column? { nil }
    func adjacency(_ relation: Int, of entity: Int) -> Adjacency? { nil }
    var calendar: WorkingCalendar {
      WorkingCalendar(holidays: [], workdays: [], coverage: nil)
    }
  }
}
