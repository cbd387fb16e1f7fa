/// The states of a pattern as bits of one number, in which a set of them is followed without a list being made.
struct PatternBits: Sendable {
  private typealias States = UInt128

  private let first: States
  private let ends: States
  /// For each character of ASCII the states that it leads on from.
  private let plain: [States]
  /// The characters of each state; empty for one that waits for none.
  private let sets: [ScalarSet]
  /// For each state those that are open behind its character.
  private let followers: [States]

  /// Nil when there are more states than bits.
  ///
  /// - Parameter openings: for each state those that it leads to without a character.
  init?(_ states: [TextPattern.State], _ openings: [[Int]]) {
    guard states.count <= States.bitWidth else { return nil }
    func bits(_ numbers: [Int]) -> States { numbers.reduce(0) { $0 | 1 << States($1) } }
    first = bits(openings[0])
    ends = bits(states.indices.filter { if case .end = states[$0] { true } else { false } })
    sets = states.map { if case .character(let set) = $0 { set } else { ScalarSet(ranges: []) } }
    followers = states.indices.map { $0 + 1 < states.count ? bits(openings[$0 + 1]) : 0 }
    var plain = [States](repeating: 0, count: 128)
    for (number, set) in sets.enumerated() {
      for range in set.asRanges where range.lowerBound < 128 {
        for value in range.lowerBound...min(range.upperBound, 127) {
          plain[Int(value)] |= 1 << States(number)
        }
      }
    }
    self.plain = plain
  }

  /// Whether the whole text has the form.
  func match(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var open = first
    var place = 0
    while place < text.count {
      var taking: States
      if text[place] < 0x80 {
        taking = open & plain[Int(text[place])]
        place &+= 1
      } else {
        let (scalar, length) = text.scalar(at: place)
        taking = states(of: open, taking: scalar)
        place &+= length
      }
      open = 0
      while taking != 0 {
        open |= followers[taking.trailingZeroBitCount]
        taking &= taking &- 1
      }
      if open == 0 { return false }
    }
    return open & ends != 0
  }

  private func states(of open: States, taking scalar: Unicode.Scalar) -> States {
    var taking: States = 0
    var rest = open
    while rest != 0 {
      let number = rest.trailingZeroBitCount
      if sets[number].contains(scalar) { taking |= 1 << States(number) }
      rest &= rest &- 1
    }
    return taking
  }
}
