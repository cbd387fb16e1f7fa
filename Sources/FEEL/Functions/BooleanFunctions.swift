extension Function {
  static let booleanFunctions: [Function] = [
    Function(
      "not",
      .init([.init("negand", .boolean)], gives: .boolean) { .boolean(!$0.boolean(0)) }),
    Function(
      "all",
      .init([.init("list", .list(.boolean))], gives: .boolean) { all($0.list(0)) },
      .init([.init("b", .boolean)], isVariadic: true, gives: .boolean, takesNull: true) {
        all($0.rest(from: 0))
      }),
    Function(
      "any",
      .init([.init("list", .list(.boolean))], gives: .boolean) { any($0.list(0)) },
      .init([.init("b", .boolean)], isVariadic: true, gives: .boolean, takesNull: true) {
        any($0.rest(from: 0))
      }),
    Function(
      "is",
      .init(
        [.init("value1", .shared), .init("value2", .shared)], gives: .boolean, takesNull: true
      ) { arguments in
        .boolean(arguments[0].isIdentical(to: arguments[1]))
      }),
  ]

  /// False as soon as one is false, else null as soon as one is null.
  private static func all(_ values: [Value]) -> Value {
    values.reduce(.boolean(true)) { $0.and($1) }
  }

  /// True as soon as one is true, else null as soon as one is null.
  private static func any(_ values: [Value]) -> Value {
    values.reduce(.boolean(false)) { $0.or($1) }
  }
}
