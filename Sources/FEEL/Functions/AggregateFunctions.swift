internal import Values

/// Functions of a whole list. A null element makes them null with that element's reason: what is not
/// known cannot be left out of a sum. The only exception is `count`.
extension Function {
  static let aggregateFunctions: [Function] = [
    Function(
      "count",
      .init([.init("list", .list(.anything))], gives: .number) {
        .number($0.list(0).count)
      }),
    aggregate("sum", .exactly(.number), gives: .number, sum),
    aggregate("min", .sharedOrdered, gives: .sharedOrdered) { extreme($0, "min", wanted: -1) },
    aggregate("max", .sharedOrdered, gives: .sharedOrdered) { extreme($0, "max", wanted: 1) },
    aggregate("mean", .number, gives: .number, mean),
    aggregate("median", .number, gives: .number, median),
    aggregate("product", .number, gives: .number, product),
    aggregate("stddev", .number, gives: .number, standardDeviation),
    aggregate("mode", .number, gives: .list(.number), mode),
  ]

  /// A function of a list, which may also be given as arguments one by one.
  private static func aggregate(
    _ name: String, _ element: TypePattern, gives result: TypePattern,
    _ evaluate: @escaping @Sendable ([Value]) -> Value
  ) -> Function {
    @Sendable func known(_ elements: [Value]) -> Value {
      if let null = elements.first(where: \.isNull) { return null }
      return evaluate(elements)
    }
    return Function(
      name,
      .init([.init("list", .list(element))], gives: result) { known($0.list(0)) },
      .init([.init("n", element)], isVariadic: true, gives: result) { known($0.rest(from: 0)) })
  }

  private static func sum(_ elements: [Value]) -> Value {
    guard !elements.isEmpty else { return .null(.emptyList("sum")) }
    return .number(total(elements))
  }

  /// Nil when it is too large.
  private static func total(_ elements: [Value]) -> Decimal128? {
    elements.reduce(Decimal128.zero as Decimal128?) { $0?.adding($1.decimal) }
  }

  private static func extreme(_ elements: [Value], _ name: String, wanted: Int) -> Value {
    guard var best = elements.first else { return .null(.emptyList(name)) }
    for element in elements.dropFirst() {
      guard let order = element.compare(best) else { return .null(.incomparable) }
      if order == wanted { best = element }
    }
    return best
  }

  private static func mean(_ elements: [Value]) -> Value {
    guard !elements.isEmpty else { return .null(.emptyList("mean")) }
    return .number(total(elements)?.divided(by: Decimal128(elements.count)))
  }

  private static func median(_ elements: [Value]) -> Value {
    guard !elements.isEmpty else { return .null(.emptyList("median")) }
    let numbers = elements.map(\.decimal).sorted()
    let middle = numbers.count / 2
    if numbers.count % 2 == 1 { return .number(numbers[middle]) }
    return .number(numbers[middle - 1].adding(numbers[middle])?.divided(by: Decimal128(2)))
  }

  private static func product(_ elements: [Value]) -> Value {
    guard !elements.isEmpty else { return .null(.emptyList("product")) }
    return .number(
      elements.reduce(Decimal128.one as Decimal128?) { $0?.multiplied(by: $1.decimal) })
  }

  /// The standard deviation of a sample: the squares are divided by one less than the count.
  private static func standardDeviation(_ elements: [Value]) -> Value {
    guard elements.count > 1 else { return .null(.emptyList("stddev")) }
    let numbers = elements.map(\.decimal)
    guard let mean = total(elements)?.divided(by: Decimal128(numbers.count)) else {
      return .number(nil)
    }
    let squares = numbers.reduce(Decimal128.zero as Decimal128?) { sum, number in
      guard let distance = number.subtracting(mean) else { return nil }
      return distance.multiplied(by: distance).flatMap { sum?.adding($0) }
    }
    return .number(squares?.divided(by: Decimal128(numbers.count - 1))?.squareRoot())
  }

  /// The most frequent numbers, in ascending order; none of an empty list.
  private static func mode(_ elements: [Value]) -> Value {
    var counts: [Decimal128: Int] = [:]
    for element in elements { counts[element.decimal, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return .list(counts.filter { $0.value == most }.keys.sorted().map { .number($0) })
  }
}

extension Value {
  /// The number of a value that the checker has seen to be one.
  fileprivate var decimal: Decimal128 {
    if case .number(let number) = self { return number }
    preconditionFailure("the checker lets only numbers through")
  }
}
