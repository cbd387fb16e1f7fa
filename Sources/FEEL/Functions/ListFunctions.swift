internal import Values

extension Function {
  static let listFunctions: [Function] = [
    Function(
      "list contains",
      .init([list, .init("element", .shared)], gives: .boolean, takesNull: true) { arguments in
        guard case .list(let elements) = arguments[0] else { return arguments[0] }
        return .boolean(elements.contains { $0.isSame(as: arguments[1]) })
      }),
    Function(
      "distinct values",
      .init([list], gives: .list(.shared)) { .list(distinct($0.list(0))) }),
    Function(
      "index of",
      .init([list, .init("match", .shared)], gives: .list(.number), takesNull: true) {
        arguments in
        guard case .list(let elements) = arguments[0] else { return arguments[0] }
        return .list(
          elements.indices.filter { elements[$0].isSame(as: arguments[1]) }
            .map { .number($0 + 1) })
      }),
    Function(
      "concatenate",
      .init([list], isVariadic: true, gives: .list(.shared)) { joined($0) }),
    Function(
      "union",
      .init([list], isVariadic: true, gives: .list(.shared)) { arguments in
        guard case .list(let elements) = joined(arguments) else { return joined(arguments) }
        return .list(distinct(elements))
      }),
    Function(
      "append",
      .init(
        [list, .init("item", .shared)], isVariadic: true, gives: .list(.shared), takesNull: true
      ) { arguments in
        guard case .list(let elements) = arguments[0] else { return arguments[0] }
        return .list(elements + arguments.rest(from: 1))
      }),
    Function(
      "sublist",
      .init(
        [list, .init("start position", .number), .init("length", .number, isOptional: true)],
        gives: .list(.shared), sublist)),
    Function(
      "insert before",
      .init(
        [list, .init("position", .number), .init("newItem", .shared)], gives: .list(.shared),
        takesNull: true, insertBefore)),
    Function(
      "remove",
      .init([list, .init("position", .number)], gives: .list(.shared)) { arguments in
        var elements = arguments.list(0)
        guard let index = index(arguments.number(1), elements.count) else {
          return .null(.index(arguments.number(1).int ?? 0))
        }
        elements.remove(at: index)
        return .list(elements)
      }),
    Function(
      "flatten",
      .init([.init("list", .nestedList)], gives: .list(.shared)) { .list(flat($0.list(0))) }),
    Function(
      "reverse", .init([list], gives: .list(.shared)) { .list($0.list(0).reversed()) }),
    Function(
      "string join",
      .init(
        [.init("list", .list(.string)), .init("delimiter", .string, isOptional: true)],
        gives: .string, takesNull: true, stringJoin)),
  ]

  private static let list = Parameter("list", .list(.shared))

  private static func joined(_ arguments: Arguments) -> Value {
    .list(arguments.values.indices.flatMap { arguments.list($0) })
  }

  private static func flat(_ elements: [Value]) -> [Value] {
    elements.flatMap { if case .list(let inner) = $0 { flat(inner) } else { [$0] } }
  }

  /// The elements without repetition, each where it first stood.
  private static func distinct(_ elements: [Value]) -> [Value] {
    var result: [Value] = []
    for element in elements where !result.contains(where: { $0.isSame(as: element) }) {
      result.append(element)
    }
    return result
  }

  /// Positions count from 1, or from the end when negative.
  private static func index(_ position: Decimal128, _ count: Int) -> Int? {
    guard let position = position.int, position != 0, position.magnitude <= UInt(count) else {
      return nil
    }
    return position > 0 ? position - 1 : count + position
  }

  @Sendable private static func sublist(_ arguments: Arguments) -> Value {
    let elements = arguments.list(0)
    guard let start = index(arguments.number(1), elements.count) else {
      return .null(.index(arguments.number(1).int ?? 0))
    }
    guard arguments.optional(2) != nil else { return .list(Array(elements[start...])) }
    guard let length = arguments.number(2).roundedToIntegral(.down).int, length >= 0,
      length <= elements.count - start
    else { return .null(.index(arguments.number(2).int ?? 0)) }
    return .list(Array(elements[start..<start + length]))
  }

  @Sendable private static func insertBefore(_ arguments: Arguments) -> Value {
    guard case .list(var elements) = arguments[0] else { return arguments[0] }
    guard case .number(let position) = arguments[1] else { return arguments[1] }
    guard let index = index(position, elements.count) else {
      return .null(.index(position.int ?? 0))
    }
    elements.insert(arguments[2], at: index)
    return .list(elements)
  }

  /// Null elements are left out, as are the delimiters around them.
  @Sendable private static func stringJoin(_ arguments: Arguments) -> Value {
    guard case .list(let elements) = arguments[0] else { return arguments[0] }
    var delimiter = ""
    if case .string(let text) = arguments.optional(1) { delimiter = text }
    let texts = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    return .string(texts.joined(separator: delimiter))
  }
}
