import Findings
import Values

/// Issues that are looked for in a ledger all together, each id in its order: those that a run found, and those that
/// entries are about.
struct SoughtIssues: Sendable {
  /// The ids, ascending, each once.
  let ids: [FindingID]
  /// For each id that was given the row of its record in the ledger's snapshot; ``none`` where there is none.
  private(set) var rows: [Int32]
  /// For each row of the snapshot whether its id was given; empty where that is not asked for.
  private(set) var areSought: [Bool] = []
  /// The numbers of ids that were given before.
  private(set) var repeated: Set<Int> = []

  static let none: Int32 = -1

  /// - Parameter marksRows: whether it is asked of rows of the snapshot whether they were looked for.
  init(_ sought: [FindingID], in snapshot: LedgerSnapshot?, marksRows: Bool = false) {
    let order = SoughtIssues.order(of: sought)
    rows = [Int32](repeating: Self.none, count: snapshot == nil ? 0 : sought.count)
    if marksRows { areSought = [Bool](repeating: false, count: snapshot?.recordCount ?? 0) }
    var ids: [FindingID] = []
    ids.reserveCapacity(sought.count)
    var place = 0
    for number in order {
      let id = sought[number]
      if let last = ids.last, last == id { repeated.insert(number) } else { ids.append(id) }
      guard let snapshot else { continue }
      let (row, isThere) = snapshot.place(of: id, from: place)
      place = row
      if isThere {
        rows[number] = Int32(row)
        if marksRows { areSought[row] = true }
      }
    }
    self.ids = ids
  }

  /// The numbers of ids in the order of these, and those of one id in their own.
  private static func order(of ids: [FindingID]) -> [Int] {
    var keys: [(high: UInt64, low: UInt64, number: Int)] = []
    keys.reserveCapacity(ids.count)
    for (number, id) in ids.enumerated() {
      guard case .digits(let high, let low) = id else {
        return ids.indices.sorted { (ids[$0], $0) < (ids[$1], $1) }
      }
      keys.append((high, low, number))
    }
    keys.sort { $0 < $1 }
    return keys.map(\.number)
  }

  func contains(_ id: FindingID) -> Bool {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id
  }

  /// The SHA-256 of the ids, one to a line.
  var digest: String {
    var lines: [UInt8] = []
    lines.reserveCapacity(ids.count * 33)
    for (number, id) in ids.enumerated() {
      if number > 0 { lines.append(UInt8(ascii: "\n")) }
      id.withUTF8 { lines.append(contentsOf: $0) }
    }
    return SHA256.hex(of: lines)
  }
}
