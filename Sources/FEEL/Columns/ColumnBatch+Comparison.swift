internal import Tables
internal import Values

extension ColumnBatch {
  /// The outcome of a comparison of order.
  func compared(_ comparison: ComparisonOperator, _ a: Vector, _ b: Vector) -> Vector {
    if let truths = a.ordered(with: b, by: comparison) {
      return Vector(
        .booleans(truths), presences: a.presences.first(b.presences), count: a.count)
    }
    return paired(a, b, .boolean) { $0.compared(to: $1, comparison) }
  }

  /// Whether two values are equal: null because of the documents as soon as one is, and otherwise null
  /// equals null.
  ///
  /// - Parameter steps: those whose results the values are.
  func equal(_ a: Vector, _ b: Vector, _ steps: StepPair) -> Vector {
    let truths =
      a.ordered(with: b, by: .equal) ?? a.sameEntries(as: b) {
        session.entryNumbers(steps, of: $0, $1)
      }
      ?? a.sameTexts(as: b) ?? b.sameTexts(as: a) ?? a.sameConstants(as: b)
    guard var truths else { return paired(a, b, .boolean) { $0.equals($1) } }
    if a.presences.isEmpty, b.presences.isEmpty {
      return Vector(.booleans(truths), count: a.count)
    }
    let least = Presence.missing.rawValue
    let presences: [Presence] = ByteLanes.map(truths, a.presences, truths, b.presences) {
      _, p, _, q in p >= least ? p : q >= least ? q : 0
    }
    // Two nulls that the documents are not the cause of are equal, and one is no other value.
    truths = ByteLanes.map(truths, a.presences, truths, b.presences) { truth, p, _, q in
      p | q == 0 ? truth : p == q ? 1 : 0
    }
    return Vector(.booleans(truths), presences: presences.compact, count: a.count)
  }

  /// Whether a value is in a list or within a range, that is not known before.
  func contained(_ kind: Node.Test.Kind, _ value: Vector, _ other: Vector) -> Vector {
    paired(value, other, .boolean) { value, other in
      switch kind {
      case .comparison(let comparison): value.compared(to: other, comparison)
      case .withinRange: value.isWithin(other)
      case .listMember: other.anyElement { value.equals($0) }
      case .withinAny: other.anyElement { value.isWithin($0) }
      }
    }
  }
}

extension Vector {
  /// The outcome for each lane in which both have a value, when both are held in arrays whose order is
  /// that of the values; nil otherwise.
  fileprivate func ordered(with other: Vector, by comparison: ComparisonOperator) -> [Bool]? {
    if let a = scaled, let b = other.scaled {
      return a.aligned(with: b).map { Integers.compare($0.a, $0.b, count: count, comparison) }
    }
    return switch (times, other.times) {
    case (let a?, let b?) where a.kind == b.kind:
      Integers.compare(a.values, b.values, count: count, comparison)
    default: nil
    }
  }

  /// Whether the texts of two dictionaries are the same, by numbers that these have in common; nil when there are none,
  /// or nearly as many texts as rows.
  fileprivate func sameEntries(
    as other: Vector, _ numbers: (TextColumn, TextColumn) -> EntryNumbers?
  ) -> [Bool]? {
    guard case .texts(let column, let rows) = lanes,
      case .texts(let otherColumn, let otherRows) = other.lanes,
      let own = column.fewEntries, let others = otherColumn.fewEntries,
      let numbers = numbers(own.entries, others.entries)
    else { return nil }
    // A lane without a text may name a row that is not there.
    let presences = presences.first(other.presences)
    return numbers.first.withUnsafeBufferPointer { first in
      numbers.other.withUnsafeBufferPointer { second in
        own.ids.withUnsafeBufferPointer { ids in
          others.ids.withUnsafeBufferPointer { otherIds in
            rows.withView { rows in
              otherRows.withView { otherRows in
                presences.trueWhere(count) {
                  first[Int(ids[rows[$0]])] == second[Int(otherIds[otherRows[$0]])]
                }
              }
            }
          }
        }
      }
    }
  }

  /// Whether the texts of two columns, or of a column and a constant, are the same, byte by byte.
  fileprivate func sameTexts(as other: Vector) -> [Bool]? {
    guard case .texts(let column, let rows) = lanes else { return nil }
    // A lane without a text may name a row that is not there.
    let presences = presences.first(other.presences)
    switch other.lanes {
    case .texts(let otherColumn, let otherRows):
      return column.withTextView { texts in
        otherColumn.withTextView { others in
          rows.withView { rows in
            otherRows.withView { otherRows in
              presences.trueWhere(count) {
                texts.isText(at: rows[$0], others.text(at: otherRows[$0]))
              }
            }
          }
        }
      } ?? nil
    case .constant(.string(var text)):
      return text.withUTF8 { text in
        column.withTextView { texts in
          if case .range(let range) = rows { return texts.areTexts(at: range, text) }
          return rows.withView { rows in
            presences.trueWhere(count) { texts.isText(at: rows[$0], text) }
          }
        }
      }
    default: return nil
    }
  }
}

extension Vector {
  /// Whether the texts of two constants are the same, byte by byte.
  fileprivate func sameConstants(as other: Vector) -> [Bool]? {
    guard case .constant(.string(let a)) = lanes, case .constant(.string(let b)) = other.lanes
    else { return nil }
    return Array(repeating: a.utf8.elementsEqual(b.utf8), count: count)
  }
}

extension [Presence] {
  /// Whether a condition is true for the lanes that have a value.
  @inline(__always)
  fileprivate func trueWhere(_ count: Int, _ condition: (Int) -> Bool) -> [Bool] {
    withUnsafeBufferPointer { presences in
      [Bool](unsafeUninitializedCapacity: count) { result, initialized in
        if presences.isEmpty {
          for lane in 0..<count { result[lane] = condition(lane) }
        } else {
          for lane in 0..<count { result[lane] = presences[lane] == .present && condition(lane) }
        }
        initialized = count
      }
    }
  }
}

extension Column {
  /// The rows and texts of a dictionary that has far fewer texts than rows.
  fileprivate var fewEntries: (ids: [UInt32], entries: TextColumn)? {
    guard case .dictionary(let ids, let entries) = storage, entries.count <= ids.count / 4 else {
      return nil
    }
    return (ids, entries)
  }
}
