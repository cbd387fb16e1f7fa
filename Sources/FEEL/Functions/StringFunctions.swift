internal import Values

/// Functions of texts. Positions and lengths count Unicode scalars, so that `"🐎"` has length 1.
extension Function {
  static let stringFunctions: [Function] = [
    Function(
      "substring",
      .init(
        [
          text, .init("start position", .number), .init("length", .number, isOptional: true),
        ], gives: .string, substring)),
    Function(
      "string length",
      .init([text], gives: .number) { .number($0.string(0).unicodeScalars.count) }),
    Function("upper case", .init([text], gives: .string) { .string($0.string(0).uppercased()) }),
    Function("lower case", .init([text], gives: .string) { .string($0.string(0).lowercased()) }),
    Function(
      "substring before",
      .init([text, match], gives: .string) { arguments in
        let scalars = Array(arguments.string(0).unicodeScalars)
        let range = scalars.firstRange(of: Array(arguments.string(1).unicodeScalars))
        return .string(String(scalars[..<(range?.lowerBound ?? 0)]))
      }),
    Function(
      "substring after",
      .init([text, match], gives: .string) { arguments in
        let scalars = Array(arguments.string(0).unicodeScalars)
        let range = scalars.firstRange(of: Array(arguments.string(1).unicodeScalars))
        return .string(String(scalars[(range?.upperBound ?? scalars.count)...]))
      }),
    Function(
      "contains",
      .init([text, match], gives: .boolean) { arguments in
        let scalars = Array(arguments.string(0).unicodeScalars)
        return .boolean(scalars.firstRange(of: Array(arguments.string(1).unicodeScalars)) != nil)
      }),
    Function(
      "starts with",
      .init([text, match], gives: .boolean) {
        .boolean($0.string(0).unicodeScalars.starts(with: $0.string(1).unicodeScalars))
      }),
    Function(
      "ends with",
      .init([text, match], gives: .boolean) {
        .boolean(
          $0.string(0).unicodeScalars.reversed().starts(
            with: $0.string(1).unicodeScalars.reversed()))
      }),
  ]

  private static let text = Parameter("string", .string)
  private static let match = Parameter("match", .string)

  /// The start counts from 1, or from the end when negative; a fraction of the length is cut off.
  @Sendable private static func substring(_ arguments: Arguments) -> Value {
    let scalars = Array(arguments.string(0).unicodeScalars)
    guard let position = arguments.number(1).roundedToIntegral(.down).int, position != 0 else {
      return .null(.index(0))
    }
    let start = position > 0 ? position - 1 : max(0, scalars.count + position)
    guard start < scalars.count else { return .string("") }
    guard arguments.optional(2) != nil else { return .string(String(scalars[start...])) }
    let length = arguments.number(2).roundedToIntegral(.down)
    guard length > .zero else { return .null(.index(length.int ?? 0)) }
    let count = min(length.int ?? scalars.count, scalars.count - start)
    return .string(String(scalars[start..<start + count]))
  }
}

extension String {
  fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
    self.init(String.UnicodeScalarView(scalars))
  }
}

extension [Unicode.Scalar] {
  /// Where `other` first stands; an empty one stands at the start.
  fileprivate func firstRange(of other: [Unicode.Scalar]) -> Range<Int>? {
    guard other.count <= count else { return nil }
    for start in 0...(count - other.count)
    where self[start..<start + other.count].elementsEqual(other) {
      return start..<start + other.count
    }
    return nil
  }
}
