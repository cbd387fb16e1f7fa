/// The form of a text: a regular expression without anything that could take more than linear time.
///
/// It is a set of states that are followed all at once (Thompson 1968), so that the time is at most the
/// length of the text times the number of states.
struct TextPattern: Sendable {
  /// What a state does with the next character of the text.
  enum State: Sendable {
    /// One of these characters leads to the next state.
    case character(ScalarSet)
    /// Goes on in both states at once.
    case split(Int, Int)
    case jump(Int)
    case end
  }

  private let states: [State]
  /// For each state those to which it leads without a character, in their order.
  private let openings: [[Int]]
  /// The same in fewer steps, where there are few states.
  private let bits: PatternBits?

  init(states: [State]) {
    self.states = states
    openings = states.indices.map { TextPattern.opened(by: $0, of: states) }
    bits = PatternBits(states, openings)
  }

  /// Whether the whole text has the form.
  func matches(_ text: String) -> Bool {
    guard let bits else { return matchesByLists(text) }
    var text = text
    return text.withUTF8(bits.match)
  }

  /// The same of a text where it lies in memory.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    bits?.match(text) ?? matchesByLists(String(decoding: text, as: UTF8.self))
  }

  /// The same with the states in lists, however many there are.
  func matchesByLists(_ text: String) -> Bool {
    var current = StateList(states.count)
    var next = StateList(states.count)
    for opened in openings[0] { current.insert(opened) }
    for scalar in text.unicodeScalars {
      next.clear()
      for number in current.numbers {
        if case .character(let set) = states[number], set.contains(scalar) {
          for opened in openings[number + 1] { next.insert(opened) }
        }
      }
      swap(&current, &next)
      if current.numbers.isEmpty { return false }
    }
    return current.numbers.contains { if case .end = states[$0] { true } else { false } }
  }

  /// A state that waits for a character or ends the pattern, or all such that another leads to.
  private static func opened(by number: Int, of states: [State]) -> [Int] {
    var found: [Int] = []
    var open = [number]
    var seen: Set<Int> = []
    while let number = open.popLast() {
      guard seen.insert(number).inserted else { continue }
      switch states[number] {
      case .split(let a, let b): open += [b, a]
      case .jump(let target): open.append(target)
      case .character, .end: found.append(number)
      }
    }
    return found
  }
}

/// A set of states that is cleared at no cost.
private struct StateList {
  private(set) var numbers: [Int] = []
  private var marks: [Int]
  private var mark = 1

  init(_ count: Int) { marks = Array(repeating: 0, count: count) }

  mutating func clear() {
    numbers.removeAll(keepingCapacity: true)
    mark += 1
  }

  mutating func insert(_ number: Int) {
    guard marks[number] != mark else { return }
    marks[number] = mark
    numbers.append(number)
  }
}

/// Characters by their ranges.
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  static let digits = ScalarSet(ranges: [48...57])
  static let wordCharacters = ScalarSet(ranges: [48...57, 65...90, 95...95, 97...122])
  static let spaces = ScalarSet(ranges: [9...13, 32...32, 0xA0...0xA0, 0x3000...0x3000])
  static let all = ScalarSet(ranges: [], isNegated: true)

  static func only(_ scalar: Unicode.Scalar) -> ScalarSet {
    ScalarSet(ranges: [scalar.value...scalar.value])
  }

  var negated: ScalarSet { ScalarSet(ranges: ranges, isNegated: !isNegated) }

  /// The same set without negation.
  var asRanges: [ClosedRange<UInt32>] {
    guard isNegated else { return ranges }
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}
