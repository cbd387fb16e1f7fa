import Entities
import Tables

/// Finds documents that an earlier export brought already among records that are not in memory: first those whose keys
/// have the same hash, and then only these are read.
struct SpilledRepeats {
  let entity: Int
  let key: [Int]
  let table: SpilledTable
  /// For each part of the table its export and the first row behind it.
  let exports: [(number: Int, end: Int)]
  let threads: Int
  /// How much of the records, or of the hashes of their keys, is in memory at a time.
  var memoryBytes = 32 << 20

  func note(_ found: inout [Int: RepeatedDocuments]) throws(SpillFault) {
    guard !key.isEmpty, key.allSatisfy(table.has), table.rowCount > 0 else { return }
    if let inMemory = table.inMemory {
      inMemory.noteRepeats(in: entity, key: key, &found) { $0 }
      return
    }
    let passes = table.rowCount * MemoryLayout<UInt64>.stride / memoryBytes + 1
    for pass in 0..<passes {
      try note(try groups(pass, of: passes), &found)
    }
  }

  /// The rows of a share of all keys by the hashes of these, as far as several exports may have the key.
  private func groups(_ pass: Int, of passes: Int) throws(SpillFault) -> [ArraySlice<Int32>] {
    var entries: [UInt64] = []
    try table.forEachKeyHash(of: key) { (first, hashes) throws(SpillFault) in
      for (index, hash) in hashes.enumerated()
      where hash != 0 && SpilledRepeats.pass(of: hash, among: passes) == pass {
        entries.append(UInt64(hash) << 32 | UInt64(first + index))
      }
    }
    entries.sort()
    let rows = entries.map { Int32(truncatingIfNeeded: $0) }
    var groups: [ArraySlice<Int32>] = []
    var start = 0
    for end in 1...max(entries.count, 1) where start < entries.count {
      if end < entries.count, entries[end] >> 32 == entries[start] >> 32 { continue }
      let group = rows[start..<end]
      start = end
      if group.count > 1, export(of: group.first!) != export(of: group.last!) {
        groups.append(group)
      }
    }
    return groups
  }

  /// Hashes are shared out evenly, in their order.
  static func pass(of hash: UInt32, among passes: Int) -> Int { (Int(hash) * passes) >> 32 }

  private func export(of row: Int32) -> Int {
    var (low, high) = (0, exports.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if exports[middle].end <= Int(row) { low = middle + 1 } else { high = middle }
    }
    return exports[low].number
  }

  /// Reads the records of groups, as many at a time as there is memory for.
  private func note(
    _ groups: [ArraySlice<Int32>], _ found: inout [Int: RepeatedDocuments]
  ) throws(SpillFault) {
    let fields = Set(0..<table.fieldCount)
    let limit = max(1, memoryBytes / max(1, table.byteCount(of: fields) / table.rowCount))
    var rows: [Int32] = []
    for number in groups.indices {
      rows += try firstOfEachKey(groups[number], limit: limit)
      if rows.count < limit, number + 1 < groups.count { continue }
      rows.sort()
      let read = try table.table(.rows(rows), fields: fields, threads: threads)
      read.noteRepeats(in: entity, key: key, &found) { Int(rows[$0]) }
      rows = []
    }
  }

  /// The rows of a group that are compared at all: of each key only so many.
  private func firstOfEachKey(
    _ group: ArraySlice<Int32>, limit: Int
  ) throws(SpillFault) -> [Int32] {
    var (chosen, rest) = ([Int32](), group)
    while !rest.isEmpty {
      chosen += rest.prefix(limit)
      rest = rest.dropFirst(limit)
      // Nearly all groups are of one key and few rows.
      if chosen.count <= Table.comparedRecords { continue }
      let keys = try table.table(.rows(chosen), fields: Set(key), threads: threads)
      let index = KeyIndex(key.compactMap { keys.columns[$0] }, rowCount: keys.rowCount)
      let groups = index.rowGroups
      let kept = (0..<groups.count).flatMap {
        groups.rows(ofGroup: $0).prefix(Table.comparedRecords)
      }
      chosen = kept.sorted().map { chosen[Int($0)] }
    }
    return chosen
  }
}
