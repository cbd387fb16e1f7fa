internal import Values

/// A message with places for values: `订单 {id} 金额 {total}`. `{{` and `}}` stand for braces.
package struct MessageTemplate: Sendable {
  /// The message as it was written.
  package let text: String
  package let parts: [Part]

  package enum Part: Sendable {
    case text(String)
    case value(Program)
  }

  /// The programs of its places, in their order.
  package var programs: [Program] {
    parts.compactMap { if case .value(let program) = $0 { program } else { nil } }
  }

  /// Parses and checks a message.
  ///
  /// - Throws: the first fault found, with its place in `text`.
  package static func compile(
    _ text: String, in scope: FEELScope
  ) throws(ExpressionError) -> MessageTemplate {
    var programs: [String: Program] = [:]
    return try compile(text, in: scope, sharing: &programs)
  }

  /// Parses and checks one of several messages on the same scope, which mostly name the same values.
  ///
  /// - Parameter programs: what was compiled for the others, by its text.
  package static func compile(
    _ text: String, in scope: FEELScope, sharing programs: inout [String: Program]
  ) throws(ExpressionError) -> MessageTemplate {
    do throws(ExpressionError) {
      return MessageTemplate(text: text, parts: try parts(of: text, in: scope, &programs))
    } catch {
      var error = error
      error.text = text
      throw error
    }
  }

  /// The message for one row of the subject.
  ///
  /// - Parameter display: the text of a value; numbers plainly, dates as ISO 8601 writes them, lists with
  ///   commas and nothing for null unless something else is asked for.
  package func text(
    row: Int, in source: some DataSource, display: (Value) -> String = { $0.displayText }
  ) -> String {
    filled { display($0.evaluate(row: row, in: source)) }
  }

  /// The message for a group of rows.
  package func text(
    rows: [Int], in source: some DataSource, display: (Value) -> String = { $0.displayText }
  ) -> String {
    filled { display($0.evaluate(rows: rows, in: source)) }
  }

  private func filled(_ value: (Program) -> String) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .value(let program): result += value(program)
      }
    }
    return result
  }

  private static func parts(
    of text: String, in scope: FEELScope, _ programs: inout [String: Program]
  ) throws(ExpressionError) -> [Part] {
    let scalars = Array(text.unicodeScalars)
    var parts: [Part] = []
    var literal = String.UnicodeScalarView()
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      let isDoubled = position + 1 < scalars.count && scalars[position + 1] == scalar
      if scalar == "{" || scalar == "}", isDoubled {
        literal.append(scalar)
        position += 2
      } else if scalar == "{" {
        let end = try closingBrace(scalars, from: position)
        if !literal.isEmpty { parts.append(.text(String(literal))) }
        literal = String.UnicodeScalarView()
        parts.append(.value(try program(scalars, position + 1..<end, scope, &programs)))
        position = end + 1
      } else if scalar == "}" {
        throw ExpressionError(
          "unpaired-brace", "this '}' closes nothing", at: position..<position + 1,
          help: "write '}}' for the character itself")
      } else {
        literal.append(scalar)
        position += 1
      }
    }
    if !literal.isEmpty { parts.append(.text(String(literal))) }
    return parts
  }

  private static func program(
    _ scalars: [Unicode.Scalar], _ range: Range<Int>, _ scope: FEELScope,
    _ programs: inout [String: Program]
  ) throws(ExpressionError) -> Program {
    let text = String(scalars: scalars[range])
    if let program = programs[text] { return program }
    do throws(ExpressionError) {
      let program = try Program.compile(text, in: scope)
      programs[text] = program
      return program
    } catch {
      var error = error
      error.range =
        error.range.lowerBound + range.lowerBound..<error.range.upperBound + range.lowerBound
      throw error
    }
  }

  /// The brace that closes the one at `start`: texts in quotes and inner braces do not count.
  private static func closingBrace(
    _ scalars: [Unicode.Scalar], from start: Int
  ) throws(ExpressionError) -> Int {
    var depth = 0
    var isQuoted = false
    var position = start
    while position < scalars.count {
      switch scalars[position] {
      case "\\" where isQuoted: position += 1
      case "\"": isQuoted.toggle()
      case "{" where !isQuoted: depth += 1
      case "}" where !isQuoted:
        depth -= 1
        if depth == 0 { return position }
      default: break
      }
      position += 1
    }
    throw ExpressionError(
      "unpaired-brace", "this '{' is never closed", at: start..<start + 1,
      help: "close it with '}', or write '{{' for the character itself")
  }
}
