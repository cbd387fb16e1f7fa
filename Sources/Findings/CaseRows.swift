/// For each of a rule's findings the cases that its records belong to, by the rows at which they stand in the whole.
struct CaseRows: Sendable {
  /// The case of the first record, or ``none``, and the others, each once; for one finding after the other.
  private var rows: [Int32] = []
  private var ends: [Int32] = []

  private static let none: Int32 = -1

  var count: Int { ends.count }

  /// Adds the case of a finding on one record, nil when it belongs to none.
  mutating func append(_ row: Int?) {
    rows.append(row.map { Int32($0) } ?? CaseRows.none)
    ends.append(Int32(rows.count))
  }

  /// Adds the cases of a finding on several records, for each its own or nil.
  mutating func append(_ cases: some Sequence<Int?>) {
    var seen: Set<Int32> = []
    for row in cases.lazy.map({ $0.map { Int32($0) } ?? CaseRows.none })
    where seen.insert(row).inserted {
      rows.append(row)
    }
    ends.append(Int32(rows.count))
  }

  mutating func append(contentsOf other: CaseRows) {
    let start = Int32(rows.count)
    rows += other.rows
    ends += other.ends.map { start + $0 }
  }

  /// The cases of a finding.
  func all(of finding: Int) -> some Sequence<Int> {
    entries(of: finding).lazy.filter { $0 != CaseRows.none }.map { Int($0) }
  }

  /// The case of a finding's first record.
  func first(of finding: Int) -> Int? {
    guard let row = entries(of: finding).first, row != CaseRows.none else { return nil }
    return Int(row)
  }

  /// The same for the findings in another order.
  func reordered(by order: [Int]) -> CaseRows {
    var reordered = CaseRows()
    for finding in order {
      reordered.rows += entries(of: finding)
      reordered.ends.append(Int32(reordered.rows.count))
    }
    return reordered
  }

  private func entries(of finding: Int) -> ArraySlice<Int32> {
    rows[(finding == 0 ? 0 : Int(ends[finding - 1]))..<Int(ends[finding])]
  }
}
