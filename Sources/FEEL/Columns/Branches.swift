/// The results of the branches of a conditional, each over the lanes that take it.
struct Branches {
  private let whole: Frame
  private let type: FEELType
  private var results: [(part: Part, vector: Vector)] = []
  private var presences: [Presence]

  /// Some lanes of the whole, and the frame in which they are evaluated.
  struct Part {
    var frame: Frame
    var lanes: [Int32]
  }

  init(_ frame: Frame, type: FEELType) {
    whole = frame
    self.type = type
    presences = Array(repeating: .null, count: frame.count)
  }

  var all: Part { Part(frame: whole, lanes: (0..<whole.count).map { Int32($0) }) }

  /// Some lanes of a part, by their places in it.
  func part(_ places: [Int32], of part: Part) -> Part {
    if places.count == part.lanes.count { return part }
    let lanes = places.map { part.lanes[Int($0)] }
    return Part(frame: Frame(.selection(of: whole, lanes: lanes), count: lanes.count), lanes: lanes)
  }

  /// Takes over the values of a part.
  mutating func add(_ part: Part, _ vector: Vector) {
    for (place, lane) in part.lanes.enumerated() {
      presences[Int(lane)] = vector.presence(place)
    }
    results.append((part, vector))
  }

  /// Takes over the nulls of a part's condition.
  mutating func add(nullsOf condition: Vector, at places: [Int32], of part: Part) {
    for place in places {
      presences[Int(part.lanes[Int(place)])] = condition.presence(Int(place))
    }
  }

  var vector: Vector {
    if let lanes = scaled ?? truths {
      return Vector(lanes, presences: presences.compact, count: whole.count)
    }
    var values = presences.map { $0 == .present ? Presence.null.value : $0.value }
    for (part, vector) in results {
      for (place, lane) in part.lanes.enumerated() { values[Int(lane)] = vector.value(place) }
    }
    return Vector(values, type: type)
  }

  /// The numbers, when those of all branches have one scale.
  private var scaled: Vector.Lanes? {
    guard type == .number else { return nil }
    let numbers = results.compactMap { $0.vector.scaled }
    guard let scale = numbers.first?.scale, numbers.count == results.count,
      numbers.allSatisfy({ $0.scale == scale })
    else { return nil }
    var values = [Int64](repeating: 0, count: whole.count)
    for ((part, _), numbers) in zip(results, numbers) {
      let integers = numbers.values.array(count: numbers.count)
      for (place, lane) in part.lanes.enumerated() { values[Int(lane)] = integers[place] }
    }
    return .scaled(values, scale: scale)
  }

  private var truths: Vector.Lanes? {
    guard type == .boolean else { return nil }
    var values = [Bool](repeating: false, count: whole.count)
    for (part, vector) in results {
      let truths = vector.truths
      for (place, lane) in part.lanes.enumerated() { values[Int(lane)] = truths[place] }
    }
    return .booleans(values)
  }
}

extension Vector {
  /// The lanes by their truth. Those that are null in an open sense are undecided, other nulls not true.
  func split(
    _ isOpen: (Presence) -> Bool
  ) -> (yes: [Int32], no: [Int32], undecided: [Int32]) {
    let truths = truths
    var result: (yes: [Int32], no: [Int32], undecided: [Int32]) = ([], [], [])
    for lane in 0..<count {
      let presence = presence(lane)
      if presence == .present && truths[lane] {
        result.yes.append(Int32(lane))
      } else if isOpen(presence) {
        result.undecided.append(Int32(lane))
      } else {
        result.no.append(Int32(lane))
      }
    }
    return result
  }
}
