import Foundation

@testable import Values

/// One line of a decTest file: `dqadd001 add 1 1 -> 2`.
struct DecTestCase {
  var id: String
  var operation: String
  var operands: [String]
  var result: String
  var rounding: String
  /// Whether the result is the exact one, which no rounding changes.
  var isExact: Bool

  /// The cases of a file, each with the rounding that the directives before it ask for.
  static func cases(ofFile path: String) throws -> [DecTestCase] {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    var rounding = "half_even"
    var cases: [DecTestCase] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let tokens = tokens(of: line)
      if tokens.first?.lowercased() == "rounding:", tokens.count > 1 {
        rounding = tokens[1].lowercased()
      } else if let found = DecTestCase(tokens, rounding: rounding) {
        cases.append(found)
      }
    }
    return cases
  }

  private init?(_ tokens: [String], rounding: String) {
    guard let arrow = tokens.firstIndex(of: "->"), arrow >= 3, tokens.count > arrow + 1 else {
      return nil
    }
    id = tokens[0]
    operation = tokens[1].lowercased()
    operands = Array(tokens[2..<arrow])
    result = tokens[arrow + 1]
    self.rounding = rounding
    isExact = !tokens[(arrow + 2)...].contains { $0.lowercased() == "inexact" }
  }

  /// Words, and texts in quotes; `--` begins a comment.
  private static func tokens(of line: Substring) -> [String] {
    var tokens: [String] = []
    var rest = line[...]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first, !rest.hasPrefix("--") else { return tokens }
      if first == "'" || first == "\"" {
        let body = rest.dropFirst().prefix { $0 != first }
        tokens.append(String(body))
        rest = rest[body.endIndex...].dropFirst()
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        tokens.append(String(word))
        rest = rest[word.endIndex...]
      }
    }
  }
}

extension DecTestCase {
  enum Outcome: Equatable {
    case agrees
    case differs(String)
    case skipped(String)
  }

  /// Runs the case, if it is about numbers and a rounding that there are.
  func outcome() -> Outcome {
    guard !operands.contains(where: { $0.hasPrefix("#") }), !result.hasPrefix("#") else {
      return .skipped("encoding")
    }
    guard let rule = DecTestCase.rules[rounding] else { return .skipped("rounding \(rounding)") }
    if operation == "tosci" || operation == "apply" {
      guard rule == .halfEven || isExact else { return .skipped("rounding \(rounding)") }
      if DecTestCase.isSpecial(operands[0]) { return .skipped("infinity or NaN operand") }
      return compare(Decimal128(operands[0])?.scientificDescription)
    }
    guard !operands.contains(where: DecTestCase.isSpecial) else {
      return .skipped("infinity or NaN operand")
    }
    let numbers = operands.compactMap { Decimal128($0) }
    guard numbers.count == operands.count else { return .skipped("operand not a number") }
    guard let compute = DecTestCase.operations[operation] else {
      return .skipped("operation \(operation)")
    }
    // An exact zero has a sign when rounding goes down; otherwise exact results are the same.
    guard
      rule == .halfEven || DecTestCase.takesRule.contains(operation) || (isExact && rule != .floor)
    else { return .skipped("rounding \(rounding)") }
    return compare(compute(numbers, rule))
  }

  private func compare(_ text: String?) -> Outcome {
    // An infinite result, or none, is nil here.
    let wanted = DecTestCase.isSpecial(result) ? nil : result
    guard text != wanted else { return .agrees }
    let line = "\(id) \(operation) \(operands.joined(separator: " "))"
    return .differs("\(line) -> \(text ?? "nil"), not \(result)")
  }

  private static func isSpecial(_ text: String) -> Bool {
    let letters = text.lowercased().drop { $0 == "-" || $0 == "+" }
    return letters == "inf" || letters == "infinity"
      || (letters.hasPrefix("nan") || letters.hasPrefix("snan"))
        && letters.drop { $0.isLetter }.allSatisfy(\.isNumber)
  }

  private static let rules: [String: RoundingRule] = [
    "half_even": .halfEven, "half_up": .halfUp, "half_down": .halfDown, "up": .up,
    "down": .down, "floor": .floor, "ceiling": .ceiling,
  ]

  private static let takesRule: Set<String> = ["quantize", "tointegral", "tointegralx"]

  private static let operations: [String: @Sendable ([Decimal128], RoundingRule) -> String?] = [
    "add": { n, _ in n[0].adding(n[1])?.scientificDescription },
    "subtract": { n, _ in n[0].subtracting(n[1])?.scientificDescription },
    "multiply": { n, _ in n[0].multiplied(by: n[1])?.scientificDescription },
    "divide": { n, _ in n[0].divided(by: n[1])?.scientificDescription },
    "remainder": { n, _ in n[0].remainder(dividingBy: n[1])?.scientificDescription },
    "quantize": { n, rule in
      n[0].quantized(toExponent: n[1].exponent, rule)?.scientificDescription
    },
    "compare": { n, _ in "\(n[0].compare(n[1]))" },
    "tointegral": { n, rule in n[0].roundedToIntegral(rule).scientificDescription },
    "tointegralx": { n, rule in n[0].roundedToIntegral(rule).scientificDescription },
    "minus": { n, _ in n[0].negated().scientificDescription },
    "plus": { n, _ in
      Decimal128(unchecked: 0, exponent: n[0].exponent, isNegative: false)
        .adding(n[0])?.scientificDescription
    },
    "abs": { n, _ in n[0].magnitude.scientificDescription },
    "copyabs": { n, _ in n[0].magnitude.scientificDescription },
    "reduce": { n, _ in n[0].reduced.scientificDescription },
  ]
}
