internal import Tables

/// The lanes that expressions are evaluated over at once: the subjects of a batch; or within them the
/// elements of lists, or those lanes for which a condition holds.
final class Frame {
  let count: Int
  let kind: Kind
  /// What was computed over these lanes, by step.
  var results: [Int: Vector] = [:]
  private var elementFrames: [ElementKey: Frame] = [:]
  private var lanesOfRoot: [Int32]?
  private var entryPlaces: [Int: [Int32]] = [:]

  enum Kind {
    case rows(RowNumbers)
    /// Some groups of rows, by their numbers.
    case groups(RowGroups, RowNumbers)
    /// The values of the inputs.
    case inputs([Vector])
    /// The texts of a dictionary, and behind them a lane for each sense of null.
    case entries
    /// The elements of lists that the lanes of another frame have.
    case elements(of: Owner, slot: Int, Vector, starts: [Int32])
    /// Some lanes of another frame.
    case selection(of: Frame, lanes: [Int32])
  }

  /// A frame that holds this one, and therefore is not held by it.
  struct Owner {
    unowned let frame: Frame
  }

  private struct ElementKey: Hashable {
    var list: Int
    var slot: Int
  }

  init(_ kind: Kind, count: Int) {
    self.kind = kind
    self.count = count
  }

  /// The frame around this one.
  var outer: Frame? {
    switch kind {
    case .elements(let owner, _, _, _): owner.frame
    case .selection(let frame, _): frame
    default: nil
    }
  }

  /// For each lane the one of the frame around that it belongs to; made when somebody asks.
  private(set) lazy var lanesOfOuter: [Int32] =
    switch kind {
    case .elements(_, _, _, let starts): starts.owners
    case .selection(_, let lanes): lanes
    default: []
    }

  var root: Frame { outer?.root ?? self }

  /// For each lane the one of the root that it belongs to; nil when this is the root.
  var rootLanes: [Int32]? {
    if let lanesOfRoot { return lanesOfRoot }
    guard let outer else { return nil }
    let lanes = lanesOfOuter
    let result = outer.rootLanes.map { $0.gathered(lanes) } ?? lanes
    lanesOfRoot = result
    return result
  }

  /// The elements of a list that the step `list` gives over this frame, as lanes of their own in which
  /// the variable `slot` holds them. Expressions on the same list share them.
  func elements(of list: Int, _ vector: Vector, slot: Int) -> Frame {
    let key = ElementKey(list: list, slot: slot)
    if let frame = elementFrames[key] { return frame }
    let (starts, elements) = vector.lists
    let frame = Frame(
      .elements(of: Owner(frame: self), slot: slot, elements, starts: starts),
      count: elements.count)
    elementFrames[key] = frame
    return frame
  }

  /// The places of the texts of a field in a table of results for each text, which several steps look up.
  func entryPlaces(_ field: Int, _ make: () -> [Int32]) -> [Int32] {
    if let places = entryPlaces[field] { return places }
    let places = make()
    entryPlaces[field] = places
    return places
  }
}

extension [Int32] {
  /// For each element of lists that start at these places the number of its list.
  fileprivate var owners: [Int32] {
    let total = last.map { Int($0) } ?? 0
    return [Int32](unsafeUninitializedCapacity: total) { owners, initialized in
      for list in 0..<count - 1 {
        for place in self[list]..<self[list + 1] { owners[Int(place)] = Int32(list) }
      }
      initialized = total
    }
  }
}

extension Vector {
  /// The lists of all lanes: list `lane` is `elements[starts[lane] ..< starts[lane + 1]]`, empty where
  /// the lane is null.
  var lists: (starts: [Int32], elements: Vector) {
    if case .lists(let starts, let elements) = lanes { return (starts, elements) }
    if case .constant(.list(let inner)) = lanes, presences.isEmpty { return lists(inner) }
    var starts: [Int32] = [0]
    var elements: [Value] = []
    for lane in 0..<count {
      if case .list(let inner) = value(lane) { elements += inner }
      starts.append(Int32(elements.count))
    }
    return (starts, Vector(elements, type: elements.commonType))
  }

  /// The same list in every lane.
  private func lists(_ elements: [Value]) -> (starts: [Int32], elements: Vector) {
    let places = (0..<count).flatMap { _ in elements.indices.map { Int32($0) } }
    return (
      (0...count).map { Int32($0 * elements.count) },
      Vector(typed: elements, elements.commonType).gathered(places)
    )
  }
}

extension [Value] {
  /// The type of elements that were not read from a column: it decides only in which array they stand.
  fileprivate var commonType: FEELType {
    func type(_ value: Value) -> FEELType {
      switch value {
      case .number: .number
      case .boolean: .boolean
      case .string: .string
      case .date: .date
      case .row(let entity, _): .entity(entity)
      default: .null
      }
    }
    return first { !$0.isNull }.map(type) ?? .null
  }
}
