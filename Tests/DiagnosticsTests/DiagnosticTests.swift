import Diagnostics
import Testing

@Suite struct DiagnosticTests {
  static let layouts: [(what: String, diagnostic: Diagnostic, text: String)] = [
    (
      "only what must be there", Diagnostic("no-period", "the run needs a period"),
      "error[no-period]: the run needs a period"
    ),
    (
      "a file", Diagnostic("is-empty", at: Place(file: "订单.csv"), "the file holds no text"),
      "订单.csv: error[is-empty]: the file holds no text"
    ),
    (
      "a line, and what to do",
      Diagnostic(
        "unknown-field", severity: .warning, at: Place(file: "a.json", line: 3), "no field 'totl'",
        help: "did you mean 'total'?"),
      "a.json:3: warning[unknown-field]: no field 'totl'\n  help: did you mean 'total'?"
    ),
    (
      "all there is",
      Diagnostic(
        "type", severity: .note, at: Place(file: "a.json", line: 3, column: 14), "a sentence",
        help: "do this", excerpt: "a + b"),
      "a.json:3:14: note[type]: a sentence\n    a + b\n  help: do this"
    ),
    (
      "a column without a line says nothing",
      Diagnostic("x", at: Place(file: "a", column: 7), "y"), "a: error[x]: y"
    ),
  ]

  @Test(arguments: layouts)
  func placeCodeSentenceHelp(what: String, diagnostic: Diagnostic, text: String) {
    #expect(diagnostic.description == text, "\(what)")
  }

  @Test func aRefusalTellsByPlaceThenCodeThenMessage() {
    let inOrder = [
      Diagnostic("z", "without a place first"),
      Diagnostic("z", at: Place(file: "a"), "the file before its lines"),
      Diagnostic("z", at: Place(file: "a", line: 2), "the line before its columns"),
      Diagnostic("a", at: Place(file: "a", line: 2, column: 9), "b"),
      Diagnostic("b", at: Place(file: "a", line: 2, column: 9), "a"),
      Diagnostic("b", at: Place(file: "a", line: 2, column: 9), "b"),
      Diagnostic("a", at: Place(file: "a", line: 10), "lines are numbers, not text"),
      Diagnostic("a", at: Place(file: "b", line: 1), "another file"),
    ]
    #expect(Refusal(inOrder.reversed()).diagnostics == inOrder)
    #expect(Refusal(Diagnostic("a", "b")).diagnostics == [Diagnostic("a", "b")])
  }

  @Test func aRefusalWithoutAReasonIsOurMistake() async {
    await #expect(processExitsWith: .failure) { _ = Refusal([]) }
  }
}
