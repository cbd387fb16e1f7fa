import TestSupport
import Testing

@testable import FEEL

@Suite struct PatternTests {
  @Test(arguments: [
    (#"SF\d{13}"#, "SF1234567890123", true),
    (#"SF\d{13}"#, "SF12345678901234", false),
    (#"^SF\d{13}$"#, "SF1234567890123", true),
    ("[A-Z]{2}[0-9]+", "AB1", true),
    ("[A-Z]{2}[0-9]+", "ab1", false),
    ("(a|b)*c?", "abba", true),
    ("(a|b)*c?", "abbacc", false),
    ("[^,]*", "a;b", true),
    ("[^,]*", "a,b", false),
    ("", "", true),
    ("a{2,3}", "aa", true),
    ("a{2,3}", "aaaa", false),
    ("a{0}", "", true),
    ("粤[A-Z]·?[A-Z0-9]{5}", "粤B·12345", true),
    (".", "🐎", true),
    ("..", "🐎", false),
    (#"\(\d\)"#, "(7)", true),
    (#"[\d-]+"#, "1-2", true),
    (#"[a\]]+"#, "a]", true),
    ("(a*)*", "aaab", false),
    (#"\d"#, "７", false),
  ])
  func aPatternIsTheFormOfTheWholeText(_ pattern: String, _ text: String, _ matches: Bool) throws {
    #expect(try TextPattern(pattern).matches(text) == matches)
  }

  @Test(arguments: [
    ("(a", "the group has no ')'", 0),
    ("a)", "')' closes no group", 1),
    ("[a", "the class has no ']'", 0),
    ("[]", "the class is empty", 0),
    ("[z-a]", "this range of characters is empty", 1),
    ("*a", "there is nothing to repeat", 0),
    ("a**", "a repetition cannot be repeated without a group", 2),
    ("a{3", "write {3}, {3,} or {3,5}, up to 1000", 1),
    ("a{5,3}", "write {3}, {3,} or {3,5}, up to 1000", 1),
    ("a{1001}", "write {3}, {3,} or {3,5}, up to 1000", 1),
    (#"(a)\1"#, #"'\1' is not supported"#, 3),
    ("(?i)a", "'(?' is not supported", 1),
    ("a^b", "'^' can only stand at the start", 1),
    (#"a\"#, "nothing follows '\\'", 2),
    ("((a{1000}){1000}){1000}", "the pattern is too large", 16),
  ])
  func whatIsNotSupportedIsRefused(_ pattern: String, _ message: String, _ position: Int) {
    do throws(TextPattern.Fault) {
      _ = try TextPattern(pattern)
      Issue.record("'\(pattern)' was read")
    } catch {
      #expect(error.message == message)
      #expect(error.position == position)
    }
  }

  @Test(arguments: [
    Trial("matches pattern(\"A-1\", \"[A-Z]-[0-9]\")", "true"),
    Trial(#"matches pattern("A1", "A\d")"#, "true"),
    Trial("matches pattern(null, \"a\")", "null: null"),
    Trial("matches pattern(pattern: \"a+\", text: \"aaa\")", "true"),
    Trial(
      "matches pattern(\"a\", \"a\" + \"b\")",
      "not-constant: a pattern has to be a text in quotes"),
    Trial(
      "matches pattern(\"a\", \"(\")",
      "bad-text-pattern: the pattern cannot be read at character 1: the group has no ')'"),
    Trial(
      "matches pattern(1, \"a\")",
      "wrong-argument-type: 'matches pattern' cannot be called with number, string"),
  ])
  func aPatternIsReadWithTheExpression(_ trial: Trial) {
    #expect(outcome(of: trial.expression) == trial.outcome)
  }

  /// Random patterns and texts of few letters, against the standard library's regular expressions.
  @Test func patternsAgreeWithRegularExpressions() throws {
    let seed: UInt64 = 20_261_126
    var random = SeededRandom(seed: seed)
    var matched = 0
    for _ in 0..<3_000 {
      let pattern = random.pattern(depth: 3)
      let text = String(
        (0..<Int.random(in: 0...7, using: &random)).map { _ in random.pick("abcé税🐎") })
      let expected = try Regex(pattern).wholeMatch(in: text) != nil
      matched += expected ? 1 : 0
      let actual = try TextPattern(pattern)
      #expect(actual.matches(text) == expected, "seed \(seed): '\(pattern)' on '\(text)'")
      #expect(actual.matchesByLists(text) == expected, "seed \(seed): '\(pattern)' on '\(text)'")
    }
    #expect(matched > 300, "the texts hardly ever match")
  }

  @Test func timeGrowsWithTheText() throws {
    let pattern = try TextPattern("(a*)*(a|aa)*b")
    let clock = ContinuousClock()
    func time(_ count: Int) -> Duration {
      let text = String(repeating: "a", count: count)
      return (0..<3).map { _ in clock.measure { _ = pattern.matches(text) } }.min()!
    }
    _ = time(1_000)
    let (short, long) = (time(2_000), time(16_000))
    // Eight times the text; what backtracks would take more than 2^8 times as long.
    #expect(long < short * 40)
  }
}

extension SeededRandom {
  fileprivate mutating func pick(_ letters: String) -> Character {
    letters.randomElement(using: &self)!
  }

  fileprivate mutating func pattern(depth: Int) -> String {
    let part =
      switch Int.random(in: 0..<(depth > 0 ? 7 : 3), using: &self) {
      case 0: "\(pick("abc"))"
      case 1: "."
      case 2: pick(["[ab]", "[^a]", "[b-c]"])
      case 3, 4: pattern(depth: depth - 1) + pattern(depth: depth - 1)
      case 5: "(\(pattern(depth: depth - 1))|\(pattern(depth: depth - 1)))"
      default: "(\(pattern(depth: depth - 1)))" + pick(["*", "+", "?", "{2}", "{1,2}", "{2,}"])
      }
    return part
  }
}
