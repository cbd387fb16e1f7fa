import Diagnostics
import Testing

@testable import FEEL

@Suite struct ExpressionErrorTests {
  /// The expression, then what a person is told.
  @Test(arguments: [
    (
      "totl > 5",
      """
      error[unknown-name]: nothing is called 'totl' here
          totl > 5
          ^^^^
        help: did you mean 'total'?
      """
    ),
    (
      "contract.totl",
      """
      error[unknown-name]: a row of 'contract' has no 'totl'
          contract.totl
                   ^^^^
        help: did you mean 'total'?
      """
    ),
    (
      "合同.金客 > 5",
      """
      error[unknown-name]: a row of 'contract' has no '金客'
          合同.金客 > 5
               ^^^^
        help: did you mean '金额'?
      """
    ),
    (
      "abs(total, 2)",
      """
      error[wrong-argument-count]: 'abs' cannot be called with 2 arguments
          abs(total, 2)
          ^^^^^^^^^^^^^
        help: it is called as abs(n: number) or abs(n: days and time duration) or abs(n: years and months duration)
      """
    ),
    (
      "roud up(total, 2)",
      """
      error[unknown-function]: there is no function 'roud up'
          roud up(total, 2)
          ^^^^^^^
        help: did you mean 'round up'?
      """
    ),
    (
      "starts with(id, total)",
      """
      error[wrong-argument-type]: 'starts with' cannot be called with string, number
          starts with(id, total)
          ^^^^^^^^^^^^^^^^^^^^^^
        help: it is called as starts with(string: string, match: string)
      """
    ),
    (
      "total = \"5\"",
      """
      error[mixed-types]: number cannot be compared with string
          total = "5"
          ^^^^^^^^^^^
        help: write the number without quotes, or the text with them
      """
    ),
    (
      "ordered at < @\"2025-09-01T00:00:00\"",
      """
      error[mixed-types]: date cannot be compared with date and time
          ordered at < @"2025-09-01T00:00:00"
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        help: take the day of the moment: date(…)
      """
    ),
    (
      "status = \"complete\"",
      """
      error[unknown-word]: the field never holds "complete"
          status = "complete"
                   ^^^^^^^^^^
        help: did you mean 'completed'?
      """
    ),
    (
      "status in [\"shipped\", \"lost\"]",
      """
      error[unknown-word]: the field never holds "lost"
          status in ["shipped", "lost"]
                    ^^^^^^^^^^^^^^^^^^^
        help: it holds one of "completed", "shipped"
      """
    ),
    (
      "total[1]",
      """
      error[not-a-list]: only a list can be filtered, and this is number
          total[1]
          ^^^^^
      """
    ),
    (
      "ordered at + 3",
      """
      error[wrong-type]: '+' does not go with date and number
          ordered at + 3
          ^^^^^^^^^^^^^^
        help: add a duration, such as @"P3D" for three days
      """
    ),
    (
      "invoices.total > 5",
      """
      error[mixed-types]: list of number cannot be compared with number
          invoices.total > 5
          ^^^^^^^^^^^^^^^^^^
      """
    ),
    (
      "if total then 1 else 2",
      """
      error[wrong-type]: a condition is needed here, and this is number
          if total then 1 else 2
             ^^^^^
      """
    ),
    (
      "total > 5 and",
      """
      error[unexpected-token]: expected a value, a name or '(', found the end of the expression
          total > 5 and
                       ^
      """
    ),
    (
      "total ＞ 5",
      """
      error[unexpected-character]: the character '＞' has no meaning here
          total ＞ 5
                ^^
        help: write '>' instead
      """
    ),
    (
      "\"open",
      """
      error[unclosed-text]: this text is never closed
          "open
          ^
        help: close it with a double quote
      """
    ),
    (
      "total > 1 +\n  totl",
      """
      error[unknown-name]: nothing is called 'totl' here
            totl
            ^^^^
        help: did you mean 'total'?
      """
    ),
    (
      "@\"2025-13-01\"",
      """
      error[bad-literal]: '2025-13-01' is not a date, a time, a date and time or a duration
          @"2025-13-01"
          ^^^^^^^^^^^^^
        help: write @"2025-09-30", @"10:30:00", @"2025-09-30T10:30:00", @"P3D" or @"P1Y6M"
      """
    ),
    (
      "[1, \"a\"]",
      """
      error[mixed-list]: this element is string, those before it are number
          [1, "a"]
              ^^^
        help: all elements of a list have one type
      """
    ),
    (
      "count",
      """
      error[unknown-name]: 'count' is a function and needs its arguments in parentheses
          count
          ^^^^^
      """
    ),
    (
      "total instance of number",
      """
      error[not-in-profile]: 'instance of' is not part of this language
          total instance of number
                ^^^^^^^^
        help: types are known when the expression is loaded, so there is nothing to ask
      """
    ),
    (
      "duration(id) > @\"P1D\"",
      """
      error[unknown-duration]: which kind of duration this text is cannot be known before it is read
          duration(id) > @"P1D"
          ^^^^^^^^^^^^
        help: write the text as a constant, such as duration("P3D")
      """
    ),
  ])
  func aFaultIsShownWithItsPlaceAndRemedy(_ expression: String, _ expected: String) {
    let error = #expect(throws: ExpressionError.self) {
      _ = try Program.compile(expression, in: Shop.scope)
    }
    #expect(error?.diagnostic().description == expected)
  }

  @Test func aPlaceInAFileCountsOnFromTheTextsStart() {
    let error = #expect(throws: ExpressionError.self) {
      _ = try Program.compile("1 + x", in: FEELScope())
    }
    let place = error?.diagnostic(at: Place(file: "packs/a.json", line: 7, column: 20)).place
    #expect(place == Place(file: "packs/a.json", line: 7, column: 24))
  }

  @Test func aNameOfAFieldAndAParameterIsRefused() {
    var scope = Shop.scope
    scope.declare(.init(name: "paid", type: .number, value: .null(.literal)))
    #expect(
      outcome(of: "paid", in: scope) == "ambiguous-name: 'paid' is both a parameter and a field")
  }

  /// Cut, doubled and shuffled expressions end in an error or a program, never in a crash.
  @Test func damagedExpressionsAreRefusedInPeace() {
    let whole =
      "some x in invoices[status in (\"issued\", \"void\")] satisfies x.total between [1..2[.start and "
      + "(if contract != null then -contract.total ** 2 else sum([1, 2, 3]))"
    let scalars = Array(whole.unicodeScalars)
    for cut in 0..<scalars.count {
      for text in [
        String(String.UnicodeScalarView(scalars[..<cut])),
        String(String.UnicodeScalarView(scalars[cut...])),
        String(String.UnicodeScalarView(scalars[..<cut] + scalars[(cut / 2)...])),
      ] {
        _ = try? Program.compile(text, in: Shop.scope)
      }
    }
  }

  @Test(arguments: ["(", "[", "-", "not(", "if true then 1 else ", "{a: "])
  func depthIsBounded(_ opening: String) {
    let text = String(repeating: opening, count: 5_000)
    #expect(outcome(of: text).hasPrefix("expression-too-"))
  }

  @Test func aLongChainIsBoundedToo() {
    let text = "1" + String(repeating: " + 1", count: 4_000)
    #expect(outcome(of: text).hasPrefix("expression-too-deep"))
  }
}
