import Tables

/// The rows of one side of a join by the group of rows that bear the same key on the indexed side.
struct KeyedRows {
  /// For each row its group, or what ``KeyIndex`` has in its place.
  let groups: [Int32]
  /// How many rows each group has.
  let sizes: [Int32]
  /// How many rows have no key.
  let keylessCount: Int
  private let columns: [Column]

  init(_ groups: [Int32], groupCount: Int, columns: [Column]) {
    self.groups = groups
    self.columns = columns
    sizes = RowGroups.sizes(of: groups, count: groupCount)
    keylessCount = groups.withUnsafeBufferPointer { groups in
      var count = 0
      for row in groups.indices { count &+= groups[row] == KeyIndex.noKey ? 1 : 0 }
      return count
    }
  }

  /// The groups as an adjacency has them.
  var partners: [Int32] {
    if keylessCount == 0 { return groups }
    return partners { $0 }
  }

  /// For each row the only row of its group on the indexed side.
  func partners(in indexed: KeyedRows, firstRows: [Int32]) -> [Int32] {
    let only = indexed.sizes.indices.map { group in
      indexed.sizes[group] == 1 ? firstRows[group] : Adjacency.ambiguous
    }
    return only.withUnsafeBufferPointer { only in partners { only[Int($0)] } }
  }

  @inline(__always)
  private func partners(_ partner: (Int32) -> Int32) -> [Int32] {
    var partners = groups.withUnsafeBufferPointer { groups in
      [Int32](unsafeUninitializedCapacity: groups.count) { partners, initialized in
        for row in 0..<groups.count {
          partners[row] = groups[row] >= 0 ? partner(groups[row]) : Adjacency.noRow
        }
        initialized = groups.count
      }
    }
    if keylessCount == 0 { return partners }
    // What a row names whose key cannot be read is not known; one that is empty names nothing.
    for column in columns {
      for row in column.states.indices where column.states[row] == .unreadable {
        partners[row] = Adjacency.unknownKey
      }
    }
    return partners
  }
}

extension LinkCounts {
  /// What comes out when the rows of one side look for those of the other.
  init(from near: KeyedRows, to far: KeyedRows, isToOne: Bool) {
    withoutKey = near.keylessCount
    unmatched = near.groups.count - near.keylessCount
    orphans = far.groups.count
    near.sizes.withUnsafeBufferPointer { nearSizes in
      far.sizes.withUnsafeBufferPointer { farSizes in
        for group in farSizes.indices where farSizes[group] > 0 {
          add(Int(nearSizes[group]), Int(farSizes[group]), isToOne: isToOne)
        }
      }
    }
  }

  /// Takes the rows of both sides in that have one key.
  @inline(__always)
  private mutating func add(_ nearCount: Int, _ farCount: Int, isToOne: Bool) {
    if isToOne, farCount > 1 {
      duplicateKeys &+= 1
      ambiguous &+= nearCount
    } else {
      matched &+= nearCount
    }
    unmatched &-= nearCount
    if nearCount > 0 { orphans &-= farCount }
  }
}
