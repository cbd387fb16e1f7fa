internal import Tables
internal import Values

/// Functions that FEEL does not have: working days, and the forms of numbers on Chinese documents.
extension Function {
  static let businessFunctions: [Function] = [
    Function(
      "working days between",
      .init([.init("from", day), .init("to", day)], gives: .number) { arguments in
        .number(arguments.calendar.workingDays(from: arguments.day(0), to: arguments.day(1)))
      }),
    Function(
      "add working days",
      .init([.init("date", day), .init("count", .number)], gives: .date) { arguments in
        guard let count = arguments.number(1).int,
          let date = arguments.calendar.date(workingDays: count, after: arguments.day(0))
        else { return .null(.arithmetic("a number of working days that is no whole number")) }
        return .date(date)
      }),
    Function(
      "is working day",
      .init([.init("date", day)], gives: .boolean) {
        .boolean($0.calendar.isWorkingDay($0.day(0)))
      }),
    Function(
      "belongs to period",
      .init([.init("date", day)], gives: .boolean) { arguments in
        guard let period = arguments.period else {
          return .null(.conversion("nothing is inspected, so there is no period"))
        }
        return .boolean(period.contains(arguments.day(0)))
      }),
    Function(
      "is valid uscc",
      .init([text], gives: .boolean) { .boolean(SocialCreditCode.isValid($0.string(0))) }),
    Function(
      "is valid mobile",
      .init([text], gives: .boolean) { .boolean(MobileNumber.isValid($0.string(0))) }),
    Function(
      "is valid invoice number",
      .init([text], gives: .boolean) { .boolean(InvoiceNumber.isValid($0.string(0))) }),
    Function(
      "is valid waybill",
      .init([.init("number", .string), .init("carrier", .string)], gives: .boolean) {
        arguments in
        Waybill.isPlausible(arguments.string(0), carrier: arguments.string(1))
          .map { .boolean($0) }
          ?? .null(.conversion("the carrier '\(arguments.string(1))' is not known"))
      }),
    Function(
      "number series",
      .init([number, digits], gives: .string) { arguments in
        counted(arguments) { .string($0.series) }
      }),
    Function(
      "serial number",
      .init([number, digits], gives: .number) { arguments in
        counted(arguments) { .number(Decimal128(Int($0.serial))) }
      }),
    Function(
      "numbers between",
      .init([.init("first", .string), .init("last", .string)], gives: .string) { arguments in
        let (first, last) = (arguments.string(0), arguments.string(1))
        return DocumentNumber.between(first, last).map { .string($0) }
          ?? .null(.conversion("no numbers lie between '\(first.excerpt)' and '\(last.excerpt)'"))
      }),
    Function(
      "normalised", .init([text], gives: .string) { .string($0.string(0).normalised) }),
    Function(
      "similarity",
      .init([.init("a", .string), .init("b", .string)], gives: .number) { arguments in
        .number(
          Similarity.of(arguments.string(0), arguments.string(1)),
          else: "a text of more than \(Similarity.greatestLength) characters")
      }),
    Function(
      "amount in words",
      .init([.init("amount", .number)], gives: .string) { arguments in
        AmountInWords.words(for: arguments.number(0)).map { .string($0) }
          ?? .null(.arithmetic("an amount that has no words"))
      }),
    Function(
      "amount from words",
      .init([text], gives: .number) { arguments in
        AmountInWords.amount(of: arguments.string(0)).map { .number($0) }
          ?? .null(.conversion("'\(arguments.string(0).excerpt)' is no amount in words"))
      }),
  ]

  /// Functions of what is declared beside the expression. The checker puts what they stand for in the
  /// place of every call that is right; the others get its messages about calls.
  static let declaredFunctions: [Function] = [
    Function(
      "parameter",
      .init(
        [.init("name", .string), .init("day", day, isOptional: true)], gives: .number, replaced)),
    Function(
      "decision", .init([.init("table", .string)], isVariadic: true, gives: .number, replaced)),
    Function(
      "matches pattern",
      .init([text, .init("pattern", .string)], gives: .boolean, replaced)),
    askingTolerance("within tolerance"),
    askingTolerance("over tolerance"),
    askingTolerance("under tolerance"),
  ]

  private static func askingTolerance(_ name: String) -> Function {
    Function(
      name,
      .init(
        [
          .init("tolerance", .string), .init("actual", .number), .init("expected", .number),
          .init("class", .string, isOptional: true),
        ], gives: .boolean, replaced))
  }

  @Sendable private static func replaced(_ arguments: Arguments) -> Value {
    preconditionFailure("the checker replaces every such call")
  }

  /// What is made of a number whose digits are counted up to the given width.
  private static func counted(
    _ arguments: Arguments, _ value: (DocumentNumber) -> Value
  ) -> Value {
    guard let digits = arguments.number(1).int, 1...TrailingNumbers.mostDigits ~= digits else {
      return .null(.arithmetic("a count of digits that is not from 1 to 18"))
    }
    let text = arguments.string(0)
    return DocumentNumber(text, digits: digits).map(value)
      ?? .null(.conversion("'\(text.excerpt)' does not end in a digit"))
  }

  private static let number = Parameter("number", .string)
  private static let digits = Parameter("digits", .number)
  private static let day = TypePattern.either([.date, .dateTime])
  private static let text = Parameter("text", .string)
}
