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
  ]

  @Sendable private static func replaced(_ arguments: Arguments) -> Value {
    preconditionFailure("the checker replaces every such call")
  }

  private static let day = TypePattern.either([.date, .dateTime])
  private static let text = Parameter("text", .string)
}
