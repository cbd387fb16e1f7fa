import Testing

@testable import FEEL

/// What an expression gives, as text: the value, `null: <why>`, or `<code>: <message>` when refused.
func outcome(
  of expression: String, in scope: FEELScope = FEELScope(), inputs: [Value] = []
) -> String {
  do throws(ExpressionError) {
    let value = try Program.compile(expression, in: scope).evaluate(inputs: inputs)
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
