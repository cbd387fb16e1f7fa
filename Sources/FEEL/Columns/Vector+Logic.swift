/// Three-valued logic over lanes, as `Value` has it for one.
extension Vector {
  /// Whether each lane is null: not known of what could not be read or chosen.
  func isNull(_ isNegated: Bool) -> Vector {
    guard !presences.isEmpty else {
      return Vector(.booleans(Array(repeating: isNegated, count: count)), count: count)
    }
    let (present, unknown) = (Presence.present.rawValue, Presence.unknown.rawValue)
    let expected: UInt8 = isNegated ? 0 : 1
    return Vector(
      .booleans(ByteLanes.map(presences) { $0 == present ? expected ^ 1 : expected }),
      presences: (ByteLanes.map(presences) { $0 == unknown ? $0 : 0 } as [Presence]).compact,
      count: count)
  }

  var negated: Vector {
    Vector(.booleans(ByteLanes.map(truths) { $0 ^ 1 }), presences: presences, count: count)
  }

  /// False where one is false, else null where one is null.
  func and(_ other: Vector) -> Vector { joined(other, decisive: false) }

  /// True where one is true, else null where one is null.
  func or(_ other: Vector) -> Vector { joined(other, decisive: true) }

  /// The truth value that decides where one of both has it; else null in the sense of the first null;
  /// else the other truth value.
  private func joined(_ other: Vector, decisive: Bool) -> Vector {
    let (a, b) = (truths, other.truths)
    if presences.isEmpty, other.presences.isEmpty {
      return Vector(
        .booleans(decisive ? ByteLanes.map(a, b) { $0 | $1 } : ByteLanes.map(a, b) { $0 & $1 }),
        count: count)
    }
    let decisive: UInt8 = decisive ? 1 : 0
    // Without a branch, so that many lanes are taken at once: 1 where a side has the deciding value.
    @inline(__always)
    func decided(_ a: UInt8, _ p: UInt8, _ b: UInt8, _ q: UInt8) -> UInt8 {
      (a ^ decisive ^ 1) & (p == 0 ? 1 : 0) | (b ^ decisive ^ 1) & (q == 0 ? 1 : 0)
    }
    let truths: [Bool] = ByteLanes.map(a, presences, b, other.presences) { a, p, b, q in
      decided(a, p, b, q) ^ decisive ^ 1
    }
    let known: [Presence] = ByteLanes.map(a, presences, b, other.presences) { a, p, b, q in
      (p != 0 ? p : q) & (decided(a, p, b, q) &- 1)
    }
    return Vector(.booleans(truths), presences: known.compact, count: count)
  }

  /// The outcomes of a condition.
  var outcomes: [Truth] {
    let truths = truths
    guard !presences.isEmpty else { return ByteLanes.map(truths) { $0 } }
    let unknown = Truth.unknown.rawValue
    return ByteLanes.map(truths, presences) { $1 == 0 ? $0 : unknown }
  }

  /// The truth values; that of a null lane is a filler.
  var truths: [Bool] {
    switch lanes {
    case .booleans(let values): return values
    case .constant(.boolean(let value)): return Array(repeating: value, count: count)
    default:
      return (0..<count).map { if case .boolean(let value) = value($0) { value } else { false } }
    }
  }
}
