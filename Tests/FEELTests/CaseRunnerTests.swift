import Testing

@testable import FEEL

@Suite struct CaseRunnerTests {
  @Test(arguments: [
    (
      #"{"id": "a", "inputs": {"unit price": {"t": "decimal", "v": "1.50"}}, "input_types": {"unit price": {"t": "number"}}, "let": [{"name": "twice", "expression": "unit price * 2", "type": null}], "expression": "[twice, unit price]", "result_type": null}"#,
      #"{"id": "a", "status": "value", "value": {"t": "list", "v": [{"t": "decimal", "v": "3.00"}, {"t": "decimal", "v": "1.50"}]}}"#
    ),
    (
      #"{"id": "b", "inputs": {}, "expression": "1 / 0"}"#,
      #"{"id": "b", "status": "null", "message": "division by zero"}"#
    ),
    (
      #"{"id": "c", "inputs": {}, "expression": "1 + x"}"#,
      #"{"id": "c", "status": "compile-error", "message": "unknown-name: nothing is called 'x' here"}"#
    ),
    (
      #"{"id": "d", "inputs": {"when": {"t": "string", "v": "P2D"}}, "input_types": {"when": {"t": "string"}}, "expression": "duration(when)", "result_type": {"t": "days_time_duration"}}"#,
      #"{"id": "d", "status": "value", "value": {"t": "days_time_duration", "v": "P2D"}}"#
    ),
    (
      #"{"id": "e", "inputs": {}, "expression": "\"a\"", "result_type": {"t": "number"}}"#,
      #"{"id": "e", "status": "compile-error", "message": "wrong-result-type: this expression gives string, where number is needed"}"#
    ),
    (
      #"{"id": "f", "inputs": {"o": {"t": "context", "v": {"b": {"t": "null", "v": null}, "a": {"t": "boolean", "v": true}}}}, "input_types": {"o": {"t": "context", "fields": {"b": {"t": "date"}, "a": {"t": "boolean"}}}}, "expression": "{x: o.a, y: o.b}"}"#,
      #"{"id": "f", "status": "value", "value": {"t": "context", "v": {"x": {"t": "boolean", "v": true}, "y": {"t": "null", "v": null}}}}"#
    ),
  ])
  func eachCaseIsAnsweredWithOneLine(_ line: String, _ answer: String) {
    #expect(CaseRunner.answer(to: line).json == answer)
  }

  @Test func aLineThatIsNoCaseIsSaidToBeSo() {
    #expect(CaseRunner.answer(to: "{").status == "unreadable")
    #expect(CaseRunner.answer(to: "{\"id\": \"g\"}").status == "unreadable")
  }
}
