/// Three-valued logic over lanes, as `Value` has it for one.
extension Vector {
  /// Whether each lane is null: not known of what could not be read or chosen.
  func isNull(_ isNegated: Bool) -> Vector {
    guard !presences.isEmpty else {
      return Vector(.booleans(Array(repeating: isNegated, count: count)), count: count)
    }
    return Vector(
      .booleans(presences.map { ($0 != .present) != isNegated }),
      presences: presences.map { $0 == .unknown ? .unknown : .present }.compact, count: count)
  }

  var negated: Vector {
    Vector(.booleans(truths.map { !$0 }), presences: presences, count: count)
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
      let truths =
        decisive
        ? (0..<count).map { a[$0] || b[$0] } : (0..<count).map { a[$0] && b[$0] }
      return Vector(.booleans(truths), count: count)
    }
    var result = [Bool](repeating: !decisive, count: count)
    var known = [Presence](repeating: .present, count: count)
    for lane in 0..<count {
      let (one, another) = (presence(lane), other.presence(lane))
      if one == .present && a[lane] == decisive || another == .present && b[lane] == decisive {
        result[lane] = decisive
      } else {
        known[lane] = one != .present ? one : another
      }
    }
    return Vector(.booleans(result), presences: known.compact, count: count)
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
