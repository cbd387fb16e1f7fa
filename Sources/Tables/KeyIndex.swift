/// The rows of a table by the values of some of its columns.
///
/// Two values are the same key when they are equal as values: 1.0 and 1 are. A row that lacks one of the
/// values has no key. Rows are found by a hash of their values and then compared value by value, so two
/// keys are never taken for one, and no key is copied.
public struct KeyIndex: Sendable {
  private let columns: [Column]
  /// For each slot the group of rows that hashed there, or -1; a power of two of them.
  private var slots: [Int32]
  /// The hash of each group's key.
  private var hashes: [UInt64] = []
  /// The rows of group `g` are `rows[starts[g] ..< starts[g + 1]]`, in the order of the table; groups
  /// are in the order of their first rows.
  private var starts: [Int32] = [0]
  private var rows: [Int32] = []

  /// - Complexity: O(*n*), where *n* is the number of rows.
  public init(_ columns: [Column], rowCount: Int) {
    self.columns = columns
    var slotCount = 16
    while slotCount < rowCount * 2 { slotCount *= 2 }
    slots = [Int32](repeating: -1, count: slotCount)
    var gathering = Gathering(rowCount: rowCount)
    if columns.count != 1
      || columns[0].withTextView({ gather(text: $0, rowCount, &gathering) }) == nil
    {
      gatherAny(rowCount, &gathering)
    }
    layOut(gathering.groupOfRow, gathering.sizes)
  }

  /// What is known of the groups while rows are still put into them.
  private struct Gathering {
    var firstRows: [Int32] = []
    var groupOfRow: [Int32]
    var sizes: [Int32] = []

    init(rowCount: Int) {
      groupOfRow = [Int32](repeating: -1, count: rowCount)
    }

    mutating func add(_ row: Int, to group: Int32) {
      groupOfRow[row] = group
      sizes[Int(group)] += 1
    }
  }

  private mutating func gatherAny(_ rowCount: Int, _ gathering: inout Gathering) {
    for row in 0..<rowCount {
      guard let hash = columns.keyHash(at: row) else { continue }
      let slot = slot(of: hash) {
        columns.isKey(at: row, equalTo: columns, at: Int(gathering.firstRows[$0]))
      }
      gathering.add(row, to: group(at: slot, hash, row, &gathering))
    }
  }

  private mutating func gather(text: TextView, _ rowCount: Int, _ gathering: inout Gathering) {
    var neighbourhood = Neighbourhood()
    var last: (group: Int32, text: UnsafeBufferPointer<UInt8>)?
    for row in 0..<rowCount {
      guard let own = text.text(at: row) else { continue }
      if let last, neighbourhood.isWorthALook(row) {
        let isHit = isSame(own, last.text)
        neighbourhood.note(isHit: isHit)
        if isHit {
          gathering.add(row, to: last.group)
          continue
        }
      }
      var hash = UInt64.hashStart
      hash.mix(own)
      let slot = slot(of: hash) {
        isSame(own, text.filler(at: Int(gathering.firstRows[$0])))
      }
      let group = group(at: slot, hash, row, &gathering)
      gathering.add(row, to: group)
      last = (group, own)
    }
  }

  /// The group at a slot, which is made when there is none yet.
  private mutating func group(
    at slot: Int, _ hash: UInt64, _ row: Int, _ gathering: inout Gathering
  ) -> Int32 {
    if slots[slot] < 0 {
      slots[slot] = Int32(hashes.count)
      hashes.append(hash)
      gathering.firstRows.append(Int32(row))
      gathering.sizes.append(0)
    }
    return slots[slot]
  }

  /// What stands for the group of a row that has no key.
  public static let noKey: Int32 = -2

  /// For each row of other columns the group of rows that bear its key, by its number: -1 where nobody does,
  /// ``noKey`` where the row has none itself.
  public func groups(withKeysOf others: [Column], rowCount: Int) -> [Int32] {
    if others.count == 1, columns.count == 1 {
      let found = others[0].withTextView { near in
        columns[0].withTextView { far in groups(ofTexts: near, in: far, rowCount) }
      }
      if let found = found ?? nil { return found }
    }
    return (0..<rowCount).map { row in
      guard let hash = others.keyHash(at: row) else { return KeyIndex.noKey }
      return slots[
        slot(of: hash) { others.isKey(at: row, equalTo: columns, at: Int(rows[Int(starts[$0])])) }]
    }
  }

  private func groups(ofTexts near: TextView, in far: TextView, _ rowCount: Int) -> [Int32] {
    var neighbourhood = Neighbourhood()
    var last = 0
    return (0..<rowCount).map { row in
      guard let own = near.text(at: row) else { return KeyIndex.noKey }
      if neighbourhood.isWorthALook(row) {
        let hit = (last..<min(last + 2, groupCount)).first { group in
          isSame(own, far.filler(at: Int(rows[Int(starts[group])])))
        }
        neighbourhood.note(isHit: hit != nil)
        if let hit {
          last = hit
          return Int32(hit)
        }
      }
      var hash = UInt64.hashStart
      hash.mix(own)
      let group = slots[
        slot(of: hash) { isSame(own, far.filler(at: Int(rows[Int(starts[$0])]))) }]
      if group >= 0 { last = Int(group) }
      return group
    }
  }

  /// The rows of a group, in the order of the table; none for a number below 0.
  public func rows(ofGroup number: Int) -> ArraySlice<Int32> {
    number < 0 ? [] : rows[Int(starts[number])..<Int(starts[number + 1])]
  }

  public var groupCount: Int { hashes.count }

  /// Which groups the rows of another table belong to, as an adjacency to this one.
  public func adjacency(groups: [Int32]) -> Adjacency {
    .many(groups: groups, starts: starts, rows: rows)
  }

  /// The number of keys that several rows bear.
  public var duplicateCount: Int {
    hashes.indices.reduce(0) { $0 + (starts[$1 + 1] - starts[$1] > 1 ? 1 : 0) }
  }

  /// The groups of rows with the same key, in the order of their first rows.
  public var groups: [ArraySlice<Int32>] {
    hashes.indices.map(rows(ofGroup:))
  }

  /// The slot of the group that has the hash and is the one wanted, or the empty slot where it belongs.
  private func slot(of hash: UInt64, _ isWanted: (Int) -> Bool) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[slot] >= 0 {
      let group = Int(slots[slot])
      if hashes[group] == hash, isWanted(group) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func layOut(_ groupOfRow: [Int32], _ sizes: [Int32]) {
    starts.reserveCapacity(sizes.count + 1)
    for size in sizes { starts.append(starts.last! + size) }
    rows = [Int32](repeating: 0, count: Int(starts.last!))
    var next = starts
    for (row, group) in groupOfRow.enumerated() where group >= 0 {
      rows[Int(next[Int(group)])] = Int32(row)
      next[Int(group)] += 1
    }
  }
}
