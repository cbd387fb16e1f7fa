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
    for engine in Engine.allCases {
      #expect(CaseRunner(engine: engine).answers(to: [line]).map(\.json) == [answer])
    }
  }

  @Test func aLineThatIsNoCaseIsSaidToBeSo() {
    for engine in Engine.allCases {
      let answers = CaseRunner(engine: engine).answers(to: ["{", "{\"id\": \"g\"}"])
      #expect(answers.map(\.status) == ["unreadable", "unreadable"])
    }
  }

  @Test func casesOfOneShapeAreAnsweredInTheirOrder() {
    func line(_ id: Int, _ number: String, _ operation: String) -> String {
      """
      {"id": "\(id)", "inputs": {"n": {"t": "decimal", "v": "\(number)"}}, \
      "input_types": {"n": {"t": "number"}}, "expression": "10 \(operation) n"}
      """
    }
    let numbers = ["4", "0", "2.5", "-8", "0.000"]
    let lines = numbers.indices.flatMap {
      [line(2 * $0, numbers[$0], "/"), line(2 * $0 + 1, numbers[$0], "-")]
    }
    let answers = Engine.allCases.map { CaseRunner(engine: $0).answers(to: lines).map(\.json) }
    #expect(answers[0] == answers[1])
    #expect(answers[0].count == 10)
    #expect(
      answers[0][0] == #"{"id": "0", "status": "value", "value": {"t": "decimal", "v": "2.5"}}"#)
    #expect(answers[0][2] == #"{"id": "2", "status": "null", "message": "division by zero"}"#)
  }
}
