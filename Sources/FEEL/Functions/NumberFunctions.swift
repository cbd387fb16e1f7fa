internal import Values

extension Function {
  static let numberFunctions: [Function] = [
    Function(
      "abs",
      .init([.init("n", .number)], gives: .number) { .number($0.number(0).magnitude) },
      .init([.init("n", .exactly(.daysTimeDuration))], gives: .exactly(.daysTimeDuration)) {
        .daysTimeDuration($0.daysTimeDuration(0).magnitude)
      },
      .init([.init("n", .exactly(.yearsMonthsDuration))], gives: .exactly(.yearsMonthsDuration)) {
        .yearsMonthsDuration($0.yearsMonthsDuration(0).magnitude)
      }),
    rounding("decimal", .halfEven, scaleIsOptional: false),
    rounding("floor", .floor, scaleIsOptional: true),
    rounding("ceiling", .ceiling, scaleIsOptional: true),
    rounding("round up", .up, scaleIsOptional: false),
    rounding("round down", .down, scaleIsOptional: false),
    rounding("round half up", .halfUp, scaleIsOptional: false),
    rounding("round half down", .halfDown, scaleIsOptional: false),
    Function(
      "modulo",
      .init([.init("dividend", .number), .init("divisor", .number)], gives: .number) {
        arguments in
        guard !arguments.number(1).isZero else { return .null(.arithmetic("division by zero")) }
        return .number(arguments.number(0).modulo(arguments.number(1)))
      }),
    Function(
      "sqrt",
      .init([.init("number", .number)], gives: .number) {
        .number($0.number(0).squareRoot(), else: "the square root of a negative number")
      }),
    Function(
      "even", .init([.init("number", .number)], gives: .boolean) { isEven($0.number(0), true) }),
    Function(
      "odd", .init([.init("number", .number)], gives: .boolean) { isEven($0.number(0), false) }),
  ]

  /// The scales that a number can be rounded to: those of decimal128.
  private static let scales = -6111...6176

  private static func rounding(
    _ name: String, _ rule: RoundingRule, scaleIsOptional: Bool
  ) -> Function {
    let scale = Parameter("scale", .number, isOptional: scaleIsOptional)
    return Function(
      name,
      .init([.init("n", .number), scale], gives: .number) { arguments in
        let scale =
          arguments.optional(1) == nil ? 0 : arguments.number(1).roundedToIntegral(.down).int
        guard let scale, scales.contains(scale) else {
          return .null(.arithmetic("a scale outside \(scales.lowerBound) to \(scales.upperBound)"))
        }
        return .number(arguments.number(0).rounded(toScale: scale, rule))
      })
  }

  private static func isEven(_ number: Decimal128, _ wanted: Bool) -> Value {
    guard number.isInteger, let rest = number.remainder(dividingBy: Decimal128(2)) else {
      return .boolean(false)
    }
    return .boolean(rest.isZero == wanted)
  }
}
