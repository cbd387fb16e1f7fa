/// The rows of a table by the values of some of its columns.
///
/// A row that lacks one of the values has no key. Rows are found by their number where they have one, by their order
/// where they stand in it, and else by a hash of their values, and are then compared value by value, so two keys are
/// never taken for one, and no key is copied. Rows with the same key are a group; groups are numbered in the order of their first rows.
public struct KeyIndex: Sendable {
  let columns: [Column]
  let slots = LazyKeySlots()
  /// Present where the rows stand in the order of their keys.
  private(set) var order: KeyOrder?
  /// Present where keys are numbers close to each other.
  private(set) var table: NumberTable?
  private(set) var others = OtherGroups()
  /// What is left of a hash; tests take much of it away, so that different keys meet.
  let hashMask: UInt64
  /// For each row its group, or ``noKey``.
  public private(set) var groupOfRow: [Int32]
  /// The first row of each group.
  public private(set) var firstRows: [Int32] = []

  /// What stands for the group of a key that no row bears.
  public static let absent: Int32 = -1
  /// What stands for the group of a row that has no key.
  public static let noKey: Int32 = -2

  /// - Complexity: O(*n*), where *n* is the number of rows.
  public init(_ columns: [Column], rowCount: Int) {
    self.init(columns, rowCount: rowCount, hashMask: .max)
  }

  init(_ columns: [Column], rowCount: Int, hashMask: UInt64) {
    self.columns = columns
    self.hashMask = hashMask
    groupOfRow = [Int32](repeating: KeyIndex.noKey, count: rowCount)
    columns.withKeyViews { views in
      if let keys = NumberKeys(views) {
        gatherByNumber(keys)
      } else if let keys = NumberPairKeys(views) {
        gatherInOrder(keys)
      } else if let keys = TextKeys(views) {
        gatherInOrder(keys)
      } else if let keys = TextPairKeys(views) {
        gatherInOrder(keys)
      } else {
        gather(ColumnKeys(views))
      }
    }
  }

  private mutating func gatherByNumber(_ keys: NumberKeys) {
    guard var table = NumberTable(of: keys, rowCount: groupOfRow.count) else {
      return gatherInOrder(keys)
    }
    var others = OtherGroups()
    firstRows = groupOfRow.withUnsafeMutableBufferPointer {
      KeyIndex.gather(keys, into: &table, &others, groups: $0)
    }
    (self.table, self.others) = (table, others)
  }

  private mutating func gatherInOrder(_ keys: some OrderedKeys) {
    let found = groupOfRow.withUnsafeMutableBufferPointer { KeyOrder.order(of: keys, groups: $0) }
    guard let found else { return gather(keys) }
    (order, firstRows) = found
  }

  public var groupCount: Int { firstRows.count }

  /// The rows with the same key together.
  public var rowGroups: RowGroups { RowGroups(of: groupOfRow, count: groupCount) }

  /// The groups of rows with the same key, in the order of their first rows.
  public var groups: [ArraySlice<Int32>] {
    let rowGroups = rowGroups
    return (0..<groupCount).map { rowGroups.rows(ofGroup: $0) }
  }

  private mutating func gather(_ keys: some RowKeys) {
    var firstRows: [Int32] = []
    let hashMask = hashMask
    var slots = KeySlots(keyCount: groupOfRow.count)
    groupOfRow.withUnsafeMutableBufferPointer { groups in
      slots.withGrowingView { slots, entries in
        var batch = KeyBatch()
        for start in stride(from: 0, to: groups.count, by: KeyBatch.size) {
          let rows = start..<min(start + KeyBatch.size, groups.count)
          batch.take(rows, of: keys, hashMask, groups: groups)
          batch.readSlots(slots)
          for place in 0..<batch.count {
            let (row, hash, candidate) = batch.row(at: place)
            if candidate >= 0, keys.isSame(row, as: keys, Int(firstRows[Int(candidate)])) {
              groups[row] = candidate
              continue
            }
            let found = slots.find(hash) { keys.isSame(row, as: keys, Int(firstRows[$0])) }
            groups[row] = found.group
            if found.group < 0 {
              groups[row] = Int32(firstRows.count)
              entries[found.slot] = KeySlots.View.entry(hash, group: firstRows.count)
              firstRows.append(Int32(truncatingIfNeeded: row))
            }
          }
          batch.repeatGroups(rows, in: groups)
        }
      }
    }
    self.firstRows = firstRows
    self.slots.take(slots)
  }
}
