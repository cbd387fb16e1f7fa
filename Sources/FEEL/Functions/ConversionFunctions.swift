internal import Values

extension Function {
  static let conversionFunctions: [Function] = [
    Function(
      "string",
      .init([.init("from", .anything)], gives: .string) { .string($0[0].text) }),
    Function(
      "number",
      .init([.init("from", .string)], gives: .number) { number($0.string(0), "", ".") },
      .init(
        [
          .init("from", .string), .init("grouping separator", .string),
          .init("decimal separator", .string),
        ], gives: .number, takesNull: true
      ) { arguments in
        guard case .string(let text) = arguments[0] else { return arguments[0] }
        return number(
          text, separator(arguments[1], ifNull: ""), separator(arguments[2], ifNull: "."))
      }),
    // Which of the two durations a text is, is known from the text alone: the checker sees to it that
    // it is a constant, or that the type is declared, and picks one of these.
    Function("duration", daysTimeDuration, yearsMonthsDuration),
  ]

  static let daysTimeDuration = Overload(
    [.init("from", .string)], gives: .exactly(.daysTimeDuration)
  ) { arguments in
    DaysTimeDuration(arguments.string(0)).map { .daysTimeDuration($0) }
      ?? .null(.conversion("'\(arguments.string(0).excerpt)' is not a days and time duration"))
  }

  static let yearsMonthsDuration = Overload(
    [.init("from", .string)], gives: .exactly(.yearsMonthsDuration)
  ) { arguments in
    YearsMonthsDuration(arguments.string(0)).map { .yearsMonthsDuration($0) }
      ?? .null(.conversion("'\(arguments.string(0).excerpt)' is not a years and months duration"))
  }

  private static func separator(_ value: Value, ifNull text: String) -> String {
    if case .string(let separator) = value { separator } else { text }
  }

  private static func number(_ text: String, _ grouping: String, _ decimal: String) -> Value {
    let failure = Value.null(.conversion("'\(text.excerpt)' is not a number"))
    guard ["", " ", ",", "."].contains(grouping), [",", "."].contains(decimal),
      grouping != decimal
    else { return .null(.conversion("these are not separators of a number")) }
    var plain = ""
    for scalar in text.unicodeScalars {
      if String(scalar) == grouping { continue }
      if String(scalar) == decimal {
        plain.unicodeScalars.append(".")
      } else if scalar == "." || scalar == "," {
        return failure
      } else {
        plain.unicodeScalars.append(scalar)
      }
    }
    return Decimal128(plain).map { .number($0) } ?? failure
  }
}
