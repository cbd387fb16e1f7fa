/// Some rows whose keys are looked for together: first all are hashed, then all slots are read, then keys are compared.
/// So the processor waits for memory once for many rows, and not at each.
struct KeyBatch: ~Copyable {
  static let size = 1_024

  private(set) var count = 0
  private let rows: UnsafeMutablePointer<Int32>
  private let hashes: UnsafeMutablePointer<UInt64>
  private let candidates: UnsafeMutablePointer<Int32>

  init() {
    rows = .allocate(capacity: KeyBatch.size)
    hashes = .allocate(capacity: KeyBatch.size)
    candidates = .allocate(capacity: KeyBatch.size)
  }

  deinit {
    rows.deallocate()
    hashes.deallocate()
    candidates.deallocate()
  }

  /// What stands for the group of a row that has the key of the row before.
  private static let asBefore: Int32 = -3

  /// Takes the rows that have a key and not that of the row before, and hashes their keys.
  mutating func take(
    _ range: Range<Int>, of keys: some RowKeys, _ hashMask: UInt64,
    groups: UnsafeMutableBufferPointer<Int32>
  ) {
    count = 0
    for row in range {
      guard keys.hasKey(row) else {
        groups[row] = KeyIndex.noKey
        continue
      }
      if row > range.lowerBound, groups[row &- 1] != KeyIndex.noKey,
        keys.isSame(row, as: keys, row &- 1)
      {
        groups[row] = KeyBatch.asBefore
        continue
      }
      groups[row] = KeyIndex.absent
      rows[count] = Int32(truncatingIfNeeded: row)
      hashes[count] = keys.hash(row) & hashMask
      count &+= 1
    }
  }

  /// Reads the slots of all rows.
  func readSlots(_ slots: KeySlots.View) {
    for place in 0..<count { candidates[place] = slots.candidate(hashes[place]) }
  }

  /// A row of the batch, the hash of its key, and the group that has probably the same.
  @inline(__always)
  func row(at place: Int) -> (row: Int, hash: UInt64, candidate: Int32) {
    (Int(rows[place]), hashes[place], candidates[place])
  }

  /// Gives the rows that were not taken the groups of those before them.
  func repeatGroups(_ range: Range<Int>, in groups: UnsafeMutableBufferPointer<Int32>) {
    if count == range.count { return }
    for row in range where groups[row] == KeyBatch.asBefore { groups[row] = groups[row &- 1] }
  }
}
