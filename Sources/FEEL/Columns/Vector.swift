internal import Tables
internal import Values

/// The values of one expression over the lanes of a frame: a typed array, and what is known of each lane.
struct Vector: Sendable {
  let count: Int
  var lanes: Lanes
  /// What is known of each lane; empty when every lane has a value.
  var presences: [Presence]

  /// What a lane holds that has no value is a filler.
  indirect enum Lanes: Sendable {
    /// The same in every lane.
    case constant(Value)
    case booleans([Bool])
    /// `values[lane] × 10^-scale`; a scale is never negative.
    case scaled([Int64], scale: Int)
    case decimals([Decimal128])
    /// Days since 1970-01-01.
    case dates([Int64])
    /// Nanoseconds since 1970-01-01T00:00:00 on a clock whose offset is not known.
    case moments([Int64])
    /// Days and time durations in nanoseconds.
    case spans([Int64])
    /// Rows of a column of text.
    case texts(Column, rows: RowNumbers)
    case strings([String])
    /// Rows of an entity.
    case rows(entity: Int, RowNumbers)
    /// List `lane` is `elements[starts[lane] ..< starts[lane + 1]]`.
    case lists(starts: [Int32], elements: Vector)
    case values([Value])
  }

  init(_ lanes: Lanes, presences: [Presence] = [], count: Int) {
    self.lanes = lanes
    self.presences = presences
    self.count = count
  }

  /// The same value in every lane.
  init(constant value: Value, count: Int) {
    let presence = Presence(value)
    self.init(
      .constant(value),
      presences: presence == .present ? [] : Array(repeating: presence, count: count), count: count)
  }

  /// What is known of a lane.
  func presence(_ lane: Int) -> Presence { presences.isEmpty ? .present : presences[lane] }
}

/// Some rows of a table, in a row or one by one.
enum RowNumbers: Sendable {
  case range(Range<Int>)
  case list([Int32])

  subscript(lane: Int) -> Int {
    switch self {
    case .range(let range): range.lowerBound + lane
    case .list(let rows): Int(rows[lane])
    }
  }

  /// Those at some places.
  func gathered(_ indices: [Int32]) -> RowNumbers {
    switch self {
    case .range(let range):
      let first = Int32(range.lowerBound)
      return .list(indices.map { first &+ $0 })
    case .list(let rows): return .list(rows.gathered(indices))
    }
  }

  var count: Int {
    switch self {
    case .range(let range): range.count
    case .list(let rows): rows.count
    }
  }

  /// Calls `body` with the rows as they lie in memory, for a loop over them.
  @inline(__always)
  func withView<R>(_ body: (View) -> R) -> R {
    switch self {
    case .range(let range): body(View(first: range.lowerBound, list: nil))
    case .list(let rows): rows.withUnsafeBufferPointer { body(View(first: 0, list: $0)) }
    }
  }

  struct View {
    let first: Int
    let list: UnsafeBufferPointer<Int32>?

    @inline(__always)
    subscript(lane: Int) -> Int { list.map { Int($0[lane]) } ?? first &+ lane }
  }
}

// MARK: - Lanes by number

extension Vector {
  /// How many elements the lists of some lanes have together; none when these are no lists.
  func elementCount(of indices: [Int32]) -> Int {
    guard case .lists(let starts, _) = lanes else { return 0 }
    return indices.reduce(0) { $0 + Int(starts[Int($1) + 1] - starts[Int($1)]) }
  }

  /// Lane `i` of the result is lane `lanes[i]` of this one.
  func gathered(_ indices: [Int32]) -> Vector {
    Vector(
      lanes.gathered(indices),
      presences: presences.isEmpty ? [] : presences.gathered(indices).compact,
      count: indices.count)
  }
}

extension Vector.Lanes {
  fileprivate func gathered(_ indices: [Int32]) -> Vector.Lanes {
    switch self {
    case .constant: self
    case .booleans(let values): .booleans(values.gathered(indices))
    case .scaled(let values, let scale): .scaled(values.gathered(indices), scale: scale)
    case .decimals(let values): .decimals(values.gathered(indices))
    case .dates(let values): .dates(values.gathered(indices))
    case .moments(let values): .moments(values.gathered(indices))
    case .spans(let values): .spans(values.gathered(indices))
    case .texts(let column, let rows): .texts(column, rows: rows.gathered(indices))
    case .strings(let values): .strings(values.gathered(indices))
    case .rows(let entity, let rows):
      .rows(entity: entity, rows.gathered(indices))
    case .lists(let starts, let elements): Vector.Lanes.gathered(starts, elements, indices)
    case .values(let values): .values(values.gathered(indices))
    }
  }

  private static func gathered(
    _ starts: [Int32], _ elements: Vector, _ indices: [Int32]
  ) -> Vector.Lanes {
    var newStarts: [Int32] = [0]
    newStarts.reserveCapacity(indices.count + 1)
    var kept: [Int32] = []
    for index in indices {
      kept += starts[Int(index)]..<starts[Int(index) + 1]
      newStarts.append(Int32(kept.count))
    }
    return .lists(starts: newStarts, elements: elements.gathered(kept))
  }
}

extension Array {
  /// The elements at some places.
  func gathered(_ indices: [Int32]) -> [Element] {
    withUnsafeBufferPointer { values in
      indices.withUnsafeBufferPointer { indices in
        [Element](unsafeUninitializedCapacity: indices.count) { result, initialized in
          for place in 0..<indices.count {
            result.initializeElement(at: place, to: values[Int(indices[place])])
          }
          initialized = indices.count
        }
      }
    }
  }
}
