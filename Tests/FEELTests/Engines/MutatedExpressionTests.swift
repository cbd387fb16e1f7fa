import Foundation
import TestSupport
import Testing
import Values

@testable import FEEL

/// Expressions damaged at random: whatever stands there, parser and checker answer with a program or one
/// fault with its place, in time, and what compiles can be evaluated.
@Suite struct MutatedExpressionTests {
  private static let pieces = [
    "(", ")", "[", "]", "{", "}", ",", "..", ".", "-", "not", "not(", "in", "if", "then", "else",
    "for", "return", "some", "every", "satisfies", "between", "and", "or", "=", "!=", "<", "**",
    "\"", "\\u", "@\"", "null", "item", "rows", "order", "invoices", "1e999", "9999999999", "0.",
    "date and time", "duration(\"P1D\")", "\u{0}", "é", "🐎", "\n", "//", "/*", "金额", "count(",
    "parameter(", "decision(", "matches pattern(", "sum", ":", "?",
  ]

  @Test func everyDamagedExpressionIsAnswered() {
    let seed: UInt64 = 20_261_126
    var random = SeededRandom(seed: seed)
    var expressions = RandomExpressions(seed: seed)
    let tables = RandomTables(seed: seed)
    var compiled = 0
    for _ in 0..<6_000 {
      let text = random.damaged(expressions.expression(), with: Self.pieces)
      do throws(ExpressionError) {
        let program = try Program.compile(text, in: RandomTables.scope)
        compiled += 1
        _ = program.evaluate(row: 3, in: tables)
      } catch {
        let length = text.unicodeScalars.count
        #expect(
          error.range.lowerBound >= 0 && error.range.lowerBound <= length, "seed \(seed): \(text)")
        #expect(
          error.range.upperBound <= length + 1 && !error.message.isEmpty, "seed \(seed): \(text)")
        #expect(error.text == text, "seed \(seed): \(text)")
        _ = error.diagnostic()
      }
    }
    #expect(compiled > 100, "hardly anything compiles")
  }

  /// What could nest without end, on a quarter of the stack that threads have; the frames of a release
  /// build are smaller still.
  @Test(arguments: [
    ("(", "1", ")"), ("[", "1", "]"), ("not(", "true", ")"), ("-", "1", ""), ("{a: ", "1", "}"),
    ("if true then ", "1", " else 2"), ("", "1", " + 1"), ("", "true", " and true"),
    ("", "[1]", "[1]"), ("for i in [1] return ", "1", ""), ("abs(", "1", ")"), ("", "2", " ** 1"),
    ("some i in [1] satisfies ", "true", ""), ("1 in (", "1", ")"), ("", "1", " in [1]"),
    ("1 between ", "0", " and 2"), ("", "1", " = 1"), ("[1..", "2", "]"), ("@\"", "P1D", "\""),
    ("[1][", "1", "]"), ("[{n: 1}][", "n", "]"),
  ])
  func depthIsBounded(before: String, middle: String, after: String) async {
    for count in [10, 40, 100, 1_000, 8_000] {
      let text =
        String(repeating: before, count: count) + middle + String(repeating: after, count: count)
      await onSmallStack {
        guard let program = try? Program.compile(text, in: FEELScope()) else { return }
        _ = program.evaluate(inputs: [])
        _ = program.evaluateInColumns(inputs: [], calendar: .mondayToFriday)
      }
    }
  }

  @Test func longListsAndTestsAreNoDepth() async {
    let numbers = (0..<3_000).map(String.init)
    await onSmallStack {
      #expect(outcome(of: "2999 in (\(numbers.joined(separator: ", ")))") == "true")
      #expect(outcome(of: "3000 in [\(numbers.joined(separator: ", "))]") == "false")
      #expect(outcome(of: "count([\(numbers.joined(separator: ", "))])") == "3000")
    }
  }

  private func onSmallStack(_ body: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { done in
      let thread = Thread {
        body()
        done.resume()
      }
      thread.stackSize = 2 << 20
      thread.start()
    }
  }
}

extension SeededRandom {
  /// The text with a few characters taken out, doubled, exchanged, or pieces of others put in.
  fileprivate mutating func damaged(_ text: String, with pieces: [String]) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...2, using: &self) {
      let place = Int.random(in: 0...scalars.count, using: &self)
      let end = min(scalars.count, place + Int.random(in: 1...6, using: &self))
      switch Int.random(in: 0..<5, using: &self) {
      case 0: scalars.removeSubrange(place..<end)
      case 1: scalars.insert(contentsOf: scalars[place..<end], at: place)
      case 2: scalars.insert(contentsOf: pick(pieces).unicodeScalars, at: place)
      case 3: scalars.replaceSubrange(place..<end, with: pick(pieces).unicodeScalars)
      default: scalars.removeSubrange(place...)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
