import Testing
import Values

@testable import FEEL

/// What an expression gives, as text: the value, `null: <why>`, or `<code>: <message>` when refused. The
/// interpreter and columns must give the same.
func outcome(
  of expression: String, in scope: FEELScope = FEELScope(), inputs: [Value] = [],
  calendar: WorkingCalendar = .mondayToFriday
) -> String {
  do throws(ExpressionError) {
    let program = try Program.compile(expression, in: scope)
    let value = program.evaluate(inputs: inputs, calendar: calendar)
    let other = program.evaluateInColumns(inputs: inputs, calendar: calendar)
    guard value.shown == other.shown else {
      return "the interpreter gives \(value.shown), columns give \(other.shown)"
    }
    return value.shown
  } catch {
    return "\(error.code): \(error.message)"
  }
}

extension Value {
  /// The value as text; of null its reason.
  var shown: String {
    if case .null(let reason) = self { "null: \(reason.caseText)" } else { text }
  }
}

/// An expression and what it should give.
struct Trial: Sendable, CustomTestStringConvertible {
  var expression: String
  var outcome: String

  init(_ expression: String, _ outcome: String) {
    self.expression = expression
    self.outcome = outcome
  }

  var testDescription: String { "\(expression) gives \(outcome)" }
}

extension FEELScope {
  init(
    schema: FEELSchema = FEELSchema(), subject: Int? = nil, parameters: [Parameter],
    inputs: [Input] = []
  ) {
    self.init(
      schema: schema, subject: subject, declarations: Declarations(parameters: parameters),
      inputs: inputs)
  }

  init(tables: [DecisionTable], inputs: [Input] = []) {
    self.init(declarations: Declarations(tables: tables), inputs: inputs)
  }

  mutating func declare(_ parameter: Parameter) {
    declarations = Declarations(parameters: parameters + [parameter], tables: tables)
  }
}
