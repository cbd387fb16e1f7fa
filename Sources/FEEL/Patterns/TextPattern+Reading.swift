extension TextPattern {
  /// Why a text is no pattern.
  struct Fault: Error {
    var message: String
    /// Where, in characters from the start of the pattern.
    var position: Int
  }

  /// How many states a pattern has at most; repetitions count as often as they repeat.
  static let greatestSize = 5_000

  init(_ text: String) throws(Fault) {
    var reader = PatternReader(text)
    let states = try reader.pattern()
    self.init(states: states + [.end])
  }
}

/// Reads a pattern by recursive descent; each part is its states, with targets counted from its start.
private struct PatternReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  private typealias States = [TextPattern.State]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func pattern() throws(TextPattern.Fault) -> [TextPattern.State] {
    // The whole text is compared, so that an anchor at either end says nothing new.
    _ = take("^")
    let states = try alternatives()
    if position == scalars.count - 1, take("$") { return states }
    guard position == scalars.count else { throw fault("')' closes no group") }
    return states
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private func fault(_ message: String, at place: Int? = nil) -> TextPattern.Fault {
    TextPattern.Fault(message: message, position: place ?? position)
  }

  private mutating func alternatives() throws(TextPattern.Fault) -> [TextPattern.State] {
    var states = try sequence()
    while take("|") {
      let other = try sequence()
      states =
        [.split(1, states.count + 2)] + shifted(states, by: 1)
        + [.jump(states.count + 2 + other.count)] + shifted(other, by: states.count + 2)
      try checkSize(states)
    }
    return states
  }

  private mutating func sequence() throws(TextPattern.Fault) -> [TextPattern.State] {
    var states: [TextPattern.State] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if scalar == "$", position == scalars.count - 1 { break }
      let part = try repeated(try item())
      states += shifted(part, by: states.count)
      try checkSize(states)
    }
    return states
  }

  private func checkSize(_ states: [TextPattern.State]) throws(TextPattern.Fault) {
    guard states.count > TextPattern.greatestSize else { return }
    throw fault("the pattern is too large")
  }

  private func shifted(_ states: [TextPattern.State], by offset: Int) -> [TextPattern.State] {
    states.map { state in
      switch state {
      case .split(let a, let b): .split(a + offset, b + offset)
      case .jump(let target): .jump(target + offset)
      case .character, .end: state
      }
    }
  }

  private mutating func item() throws(TextPattern.Fault) -> [TextPattern.State] {
    let start = position
    guard let scalar = next else { throw fault("something is missing here") }
    position += 1
    switch scalar {
    case ".": return [.character(.all)]
    case "[": return [.character(try characterClass(from: start))]
    case "\\": return [.character(try escape())]
    case "(":
      guard next != "?" else { throw fault("'(?' is not supported") }
      depth += 1
      guard depth <= 50 else { throw fault("groups are nested too deeply") }
      let states = try alternatives()
      guard take(")") else { throw fault("the group has no ')'", at: start) }
      depth -= 1
      return states
    case "*", "+", "?", "{": throw fault("there is nothing to repeat", at: start)
    case "^": throw fault("'^' can only stand at the start", at: start)
    case "$": throw fault("'$' can only stand at the end", at: start)
    default: return [.character(.only(scalar))]
    }
  }

  private mutating func escape() throws(TextPattern.Fault) -> ScalarSet {
    guard let scalar = next else { throw fault("nothing follows '\\'") }
    position += 1
    switch scalar {
    case "d": return .digits
    case "D": return .digits.negated
    case "w": return .wordCharacters
    case "W": return .wordCharacters.negated
    case "s": return .spaces
    case "S": return .spaces.negated
    case "n": return .only("\n")
    case "r": return .only("\r")
    case "t": return .only("\t")
    case _ where scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9" ~= scalar):
      return .only(scalar)
    default: throw fault("'\\\(scalar)' is not supported", at: position - 2)
    }
  }

  /// `[A-Z0-9_]` or `[^,;]`, from behind the bracket.
  private mutating func characterClass(from start: Int) throws(TextPattern.Fault) -> ScalarSet {
    var set = ScalarSet(ranges: [], isNegated: take("^"))
    while let scalar = next, scalar != "]" {
      let place = position
      position += 1
      guard scalar != "[" else { throw fault("write '\\[' for a bracket", at: place) }
      let first = scalar == "\\" ? try escape() : .only(scalar)
      guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
        set.ranges += first.asRanges
        continue
      }
      let end = scalars[position + 1]
      position += 2
      let last = end == "\\" ? try escape() : .only(end)
      guard let lower = first.single, let upper = last.single, lower <= upper else {
        throw fault("this range of characters is empty", at: place)
      }
      set.ranges.append(lower...upper)
    }
    guard take("]") else { throw fault("the class has no ']'", at: start) }
    guard !set.ranges.isEmpty else { throw fault("the class is empty", at: start) }
    return set
  }

  // MARK: - Repetitions

  private mutating func repeated(
    _ states: [TextPattern.State]
  ) throws(TextPattern.Fault) -> [TextPattern.State] {
    guard let (least, most) = try bounds() else { return states }
    if let scalar = next, "*+?{".unicodeScalars.contains(scalar) {
      throw fault("a repetition cannot be repeated without a group")
    }
    var result: [TextPattern.State] = []
    for _ in 0..<least {
      result += shifted(states, by: result.count)
      try checkSize(result)
    }
    guard let most else {
      // Once more, or on.
      let loop: [TextPattern.State] =
        [.split(1, states.count + 2)] + shifted(states, by: 1) + [.jump(0)]
      return result + shifted(loop, by: result.count)
    }
    for _ in least..<most {
      let maybe: [TextPattern.State] = [.split(1, states.count + 1)] + shifted(states, by: 1)
      result += shifted(maybe, by: result.count)
      try checkSize(result)
    }
    return result
  }

  /// How often what stands before is repeated; nil for once.
  private mutating func bounds() throws(TextPattern.Fault) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = position
    guard take("{") else { return nil }
    let least = number()
    var most = least
    if take(",") { most = next == "}" ? nil : number() }
    guard take("}"), let least, least <= 1_000, most.map({ least <= $0 && $0 <= 1_000 }) ?? true
    else { throw fault("write {3}, {3,} or {3,5}, up to 1000", at: start) }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = position
    while let scalar = next, "0"..."9" ~= scalar { position += 1 }
    return Int(String(String.UnicodeScalarView(scalars[start..<position])))
  }
}

extension ScalarSet {
  /// The only character of the set.
  fileprivate var single: UInt32? {
    guard !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }
}
