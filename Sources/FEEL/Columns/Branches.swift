/// The results of the branches of a conditional, each over the lanes that take it.
struct Branches {
  private let whole: Frame
  private let type: FEELType
  private var values: [Value]

  /// Some lanes of the whole, and the frame in which they are evaluated.
  struct Part {
    var frame: Frame
    var lanes: [Int32]
  }

  init(_ frame: Frame, type: FEELType) {
    whole = frame
    self.type = type
    values = Array(repeating: Presence.null.value, count: frame.count)
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
    for (place, lane) in part.lanes.enumerated() { values[Int(lane)] = vector.value(place) }
  }

  /// Takes over the nulls of a part's condition.
  mutating func add(nullsOf condition: Vector, at places: [Int32], of part: Part) {
    for place in places {
      values[Int(part.lanes[Int(place)])] = condition.presence(Int(place)).value
    }
  }

  var vector: Vector { Vector(values, type: type) }
}

extension Vector {
  /// The lanes by their truth; those that the documents leave open are undecided, other nulls are not true.
  var split: (yes: [Int32], no: [Int32], undecided: [Int32]) {
    let truths = truths
    var result: (yes: [Int32], no: [Int32], undecided: [Int32]) = ([], [], [])
    for lane in 0..<count {
      let presence = presence(lane)
      if presence == .present && truths[lane] {
        result.yes.append(Int32(lane))
      } else if presence.isDocumentary {
        result.undecided.append(Int32(lane))
      } else {
        result.no.append(Int32(lane))
      }
    }
    return result
  }
}
