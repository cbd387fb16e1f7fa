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
    var firstRows: [Int32] = []
    var groupOfRow = [Int32](repeating: -1, count: rowCount)
    var sizes: [Int32] = []
    for row in 0..<rowCount {
      guard let hash = columns.keyHash(at: row) else { continue }
      let slot = slot(of: hash) { columns.isKey(at: row, equalTo: columns, at: Int(firstRows[$0])) }
      if slots[slot] < 0 {
        slots[slot] = Int32(hashes.count)
        hashes.append(hash)
        firstRows.append(Int32(row))
        sizes.append(0)
      }
      groupOfRow[row] = slots[slot]
      sizes[Int(slots[slot])] += 1
    }
    layOut(groupOfRow, sizes)
  }

  /// The group of rows that bear the key which `others` have at `row`, by its number: -1 when nobody
  /// does, nil when that row has no key itself.
  public func group(withKeyOf others: [Column], at row: Int) -> Int? {
    guard let hash = others.keyHash(at: row) else { return nil }
    let slot = slot(of: hash) {
      others.isKey(at: row, equalTo: columns, at: Int(rows[Int(starts[$0])]))
    }
    return Int(slots[slot])
  }

  /// The rows of a group, in the order of the table; none for -1.
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
