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
    var starts: [Int32] = [0]
    starts.reserveCapacity(frame.count + 1)
    var rows: [Int32] = []
    for lane in 0..<frame.count {
      rows += groups.rows(ofGroup: numbers[lane])
      starts.append(Int32(rows.count))
    }
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
    var found = [Int32](repeating: 0, count: base.count)
    var presences = [Presence](repeating: .present, count: base.count)
    for lane in 0..<base.count {
      guard base.presence(lane) == .present else {
        presences[lane] = base.presence(lane)
        continue
      }
      let partner = partners[rows[lane]]
      if partner >= 0 {
        found[lane] = partner
      } else {
        presences[lane] = partner == Adjacency.noRow ? .missing : .unknown
      }
    }
    return Vector(
      .rows(entity: target, .list(found)), presences: presences.compact, count: base.count)
  }

  private func many(
    _ groups: [Int32], _ starts: [Int32], _ partners: [Int32], _ target: Int, _ rows: RowNumbers,
    _ base: Vector
  ) -> Vector {
    let total = (0..<base.count).reduce(0) { sum, lane in
      guard base.presence(lane) == .present, groups[rows[lane]] >= 0 else { return sum }
      let group = Int(groups[rows[lane]])
      return sum + Int(starts[group + 1] - starts[group])
    }
    guard fits(total) else { return Vector(constant: .list([]), count: base.count) }
    var listStarts = [Int32](repeating: 0, count: base.count + 1)
    var presences = [Presence](repeating: .present, count: base.count)
    let elements = [Int32](unsafeUninitializedCapacity: total) { elements, count in
      for lane in 0..<base.count {
        if base.presence(lane) != .present {
          presences[lane] = base.presence(lane)
        } else {
          let group = groups[rows[lane]]
          if group >= 0 {
            // Most lists are short: element by element is faster than as a slice.
            for place in starts[Int(group)]..<starts[Int(group) + 1] {
              elements[count] = partners[Int(place)]
              count += 1
            }
          } else if group == Adjacency.unknownKey {
            presences[lane] = .unknown
          }
        }
        listStarts[lane + 1] = Int32(count)
      }
    }
    let vector = Vector(.rows(entity: target, .list(elements)), count: elements.count)
    return Vector(
      .lists(starts: listStarts, elements: vector), presences: presences.compact,
      count: base.count)
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
    case .text, .dictionary: return .texts(self, rows: rows.numbers)
    case .scaled(let values, let scale) where scale >= 0:
      return .scaled(values.taken(rows, 0), scale: scale)
    case .booleans(let values): return .booleans(values.taken(rows, false))
    case .dates(let values): return .dates(values.taken(rows, 0).map { Int64($0) })
    case .dateTimes(let values, let offsets) where offsets.isEmpty:
      return .moments(values.taken(rows, 0))
    case .decimals(let values): return .decimals(values.taken(rows, .zero))
    case .scaled, .dateTimes:
      return .values(
        rows.numbers.indices.map { lane in
          let row = rows[lane]
          guard presences.isEmpty || presences[lane] == .present, state(at: row) == .present else {
            return Presence.null.value
          }
          if case .scaled = storage { return .number(decimal(at: row)) }
          return .dateTime(dateTime(at: row))
        })
    }
  }

  fileprivate func presences(
    at rows: RowNumbers, skipping presences: [Presence]
  ) -> [Presence] {
    guard !states.isEmpty else { return [] }
    return states.taken(rows, .present).map { state in
      switch state {
      case .present: .present
      case .empty: .missing
      case .unreadable: .unknown
      }
    }.compact
  }
}

extension Array {
  /// The elements of some rows; of an empty array, whose rows all are fillers, the filler.
  fileprivate func taken(_ rows: RowNumbers, _ filler: Element) -> [Element] {
    switch rows {
    case .range(let range): return Array(self[range])
    case .list(let rows):
      if isEmpty { return Array(repeating: filler, count: rows.count) }
      return withUnsafeBufferPointer { values in rows.map { values[Int($0)] } }
    }
  }
}
