internal import Tables
internal import Values

extension ColumnBatch {
  /// The subject's rows; of a group its first.
  func subject(_ entity: Int, _ frame: Frame) -> Vector {
    switch frame.kind {
    case .rows(let rows): Vector(.rows(entity: entity, rows), count: frame.count)
    case .groups(let groups, let numbers):
      Vector(
        .rows(
          entity: entity, .list((0..<frame.count).map { groups.firstRow(ofGroup: numbers[$0]) })),
        count: frame.count)
    default: preconditionFailure("a batch without rows has no subject")
    }
  }

  /// The rows of each group.
  func rows(_ entity: Int, _ frame: Frame) -> Vector {
    guard case .groups(let groups, let numbers) = frame.kind else {
      preconditionFailure("only a batch of groups has rows of groups")
    }
    let (starts, rows) = groups.rows(ofGroups: numbers)
    let elements = Vector(.rows(entity: entity, .list(rows)), count: rows.count)
    return Vector(.lists(starts: starts, elements: elements), count: frame.count)
  }

  /// A field of rows; null stays null.
  func field(_ field: FieldReference, of base: Vector) -> Vector {
    guard case .rows(_, let rows) = base.lanes else {
      return Vector(nullLike: base)
    }
    guard let column = session.source.column(field.field, of: field.entity) else {
      return Vector(
        constant: Presence.unknown.value, count: base.count
      ).withPresences(of: base)
    }
    return Vector(
      column.lanes(at: rows, skipping: base.presences),
      presences: base.presences.first(column.presences(at: rows, skipping: base.presences)),
      count: base.count)
  }

  /// The row or rows that rows lead to; null stays null.
  func relation(_ relation: RelationReference, to target: Int, of base: Vector) -> Vector {
    guard case .rows(_, let rows) = base.lanes else {
      return Vector(nullLike: base)
    }
    switch session.source.adjacency(relation.relation, of: relation.entity) {
    case nil:
      return Vector(constant: Presence.unknown.value, count: base.count).withPresences(of: base)
    case .one(let partners): return one(partners, target, rows, base)
    case .many(let groups, let starts, let partners):
      return many(groups, starts, partners, target, rows, base)
    }
  }

  private func one(
    _ partners: [Int32], _ target: Int, _ rows: RowNumbers, _ base: Vector
  ) -> Vector {
    let places = rows.places(in: partners, base, absent: Adjacency.noRow)
    if base.presences.isEmpty, places.areAllFound {
      return Vector(.rows(entity: target, .list(places)), count: base.count)
    }
    let presences: [Presence] = places.mapped { $0.presence }
    return Vector(
      .rows(entity: target, .list(places.mapped { max($0, 0) })),
      presences: base.presences.first(presences.compact), count: base.count)
  }

  private func many(
    _ groups: [Int32], _ starts: [Int32], _ partners: [Int32], _ target: Int, _ rows: RowNumbers,
    _ base: Vector
  ) -> Vector {
    let groups = rows.places(in: groups, base, absent: Adjacency.noRow)
    let listStarts = groups.listStarts(starts)
    guard let total = listStarts.last.map({ Int($0) }), fits(total) else {
      return Vector(constant: .list([]), count: base.count)
    }
    let elements = groups.elements(starts, partners, count: total)
    let presences: [Presence] =
      groups.areAllFound
      ? [] : groups.mapped { $0 == Adjacency.unknownKey ? .unknown : .present }
    return Vector(
      .lists(
        starts: listStarts,
        elements: Vector(.rows(entity: target, .list(elements)), count: elements.count)),
      presences: base.presences.first(presences.compact), count: base.count)
  }
}

extension RowGroups {
  /// The rows of some groups, one group behind the other, and where those of each start.
  fileprivate func rows(ofGroups numbers: RowNumbers) -> (starts: [Int32], rows: [Int32]) {
    if case .range(let range) = numbers {
      let (starts, rows) = rows(ofGroups: range)
      return (starts, Array(rows))
    }
    var starts: [Int32] = [0]
    var all: [Int32] = []
    for place in 0..<numbers.count {
      all += rows(ofGroup: numbers[place])
      starts.append(Int32(all.count))
    }
    return (starts, all)
  }
}

extension RowNumbers {
  /// What an array says of the row of each lane.
  ///
  /// - Parameter absent: what stands for a lane that is null in `base`, and may name a row that is not there.
  fileprivate func places(in array: [Int32], _ base: Vector, absent: Int32) -> [Int32] {
    if base.presences.isEmpty {
      switch self {
      case .range(let range): return Array(array[range])
      case .list(let rows): return array.gathered(rows)
      }
    }
    return withView { rows in
      (0..<base.count).map { base.presences[$0] == .present ? array[rows[$0]] : absent }
    }
  }
}

extension Int32 {
  /// What is known of the row that another belongs to, by what stands for it.
  fileprivate var presence: Presence {
    self >= 0 ? .present : self == Adjacency.noRow ? .missing : .unknown
  }
}

extension [Int32] {
  /// Whether none of the numbers stands for something that was not found.
  fileprivate var areAllFound: Bool {
    withUnsafeBufferPointer { numbers in
      var union: Int32 = 0
      for place in 0..<numbers.count { union |= numbers[place] }
      return union >= 0
    }
  }

  fileprivate var widened: [Int64] { mapped { Int64($0) } }

  @inline(__always)
  fileprivate func mapped<R>(_ operation: (Int32) -> R) -> [R] {
    withUnsafeBufferPointer { numbers in
      [R](unsafeUninitializedCapacity: numbers.count) { result, initialized in
        for lane in 0..<numbers.count { result[lane] = operation(numbers[lane]) }
        initialized = numbers.count
      }
    }
  }

  /// Where the list of each lane starts in what they have together, when these are the numbers of groups and
  /// below 0 for none; and behind them where the last ends.
  fileprivate func listStarts(_ groupStarts: [Int32]) -> [Int32] {
    groupStarts.withUnsafeBufferPointer { groupStarts in
      withUnsafeBufferPointer { groups in
        var total = 0
        var starts = [Int32](unsafeUninitializedCapacity: count + 1) { starts, initialized in
          for lane in 0..<count {
            starts[lane] = Int32(truncatingIfNeeded: total)
            let group = Int(groups[lane])
            if group >= 0 { total &+= Int(groupStarts[group &+ 1] &- groupStarts[group]) }
          }
          initialized = count
        }
        starts.append(Int32(clamping: total))
        return starts
      }
    }
  }

  /// The members of all lanes' groups.
  fileprivate func elements(_ starts: [Int32], _ members: [Int32], count: Int) -> [Int32] {
    starts.withUnsafeBufferPointer { starts in
      members.withUnsafeBufferPointer { members in
        [Int32](unsafeUninitializedCapacity: count) { elements, initialized in
          var next = 0
          for group in self where group >= 0 {
            // Most lists are short: element by element is faster than as a slice.
            for place in Int(starts[Int(group)])..<Int(starts[Int(group) &+ 1]) {
              elements[next] = members[place]
              next &+= 1
            }
          }
          initialized = next
        }
      }
    }
  }
}

extension Vector {
  /// Nothing but nulls, in the senses of another vector that has nothing but nulls.
  init(nullLike base: Vector) {
    self.init(
      .constant(.null(.literal)), presences: (0..<base.count).map { base.presence($0) },
      count: base.count)
  }

  /// The same vector where `base` has a value, else null in the sense of `base`.
  func withPresences(of base: Vector) -> Vector {
    Vector(lanes, presences: base.presences.first(presences), count: count)
  }
}

// MARK: - Columns

extension Column {
  /// The values at some rows. A lane that is not present in `presences` may name a row that is not there.
  fileprivate func lanes(at rows: RowNumbers, skipping presences: [Presence]) -> Vector.Lanes {
    switch storage {
    case .text, .dictionary, .numbered: return .texts(self, rows: rows)
    case .small(let values, let scale) where scale >= 0:
      return .scaled(values.taken(rows, 0).widened, scale: scale)
    case .scaled(let values, let scale) where scale >= 0:
      return .scaled(values.taken(rows, 0), scale: scale)
    case .booleans(let values): return .booleans(values.taken(rows, false))
    case .dates(let values): return .dates(values.taken(rows, 0).widened)
    case .dateTimes(let values, let offsets) where offsets.isEmpty:
      return .moments(values.taken(rows, 0))
    case .decimals(let values): return .decimals(values.taken(rows, .zero))
    case .small, .scaled, .dateTimes:
      return .values(
        (0..<rows.count).map { lane in
          let row = rows[lane]
          guard presences.isEmpty || presences[lane] == .present, state(at: row) == .present else {
            return Presence.null.value
          }
          if case .dateTimes = storage { return .dateTime(dateTime(at: row)) }
          return .number(decimal(at: row))
        })
    }
  }

  fileprivate func presences(
    at rows: RowNumbers, skipping presences: [Presence]
  ) -> [Presence] {
    guard !states.isEmpty else { return [] }
    let states = states.taken(rows, .present)
    if ByteLanes.union(states) == 0 { return [] }
    // Presences are numbered as states are, with one before them that no document causes.
    return ByteLanes.map(states) { $0 == 0 ? 0 : $0 &+ 1 }
  }
}

extension Array {
  /// The elements of some rows; of an empty array, whose rows all are fillers, the filler.
  fileprivate func taken(_ rows: RowNumbers, _ filler: Element) -> [Element] {
    switch rows {
    case .range(let range): return Array(self[range])
    case .list(let rows):
      if isEmpty { return Array(repeating: filler, count: rows.count) }
      return gathered(rows)
    }
  }
}
