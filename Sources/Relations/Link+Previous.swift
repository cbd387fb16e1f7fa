import Entities
import Intake
import Tables

extension Link {
  /// Leads every record to the one whose number comes before its own.
  ///
  /// A number is a head and the digits behind it, at most 18 of them. Numbers of one head stand in the order
  /// of what their digits say, so that `KP9` comes before `KP10`; of records with the same number the one
  /// that stands before in the table. A number that ends in no digit has no place among the others.
  ///
  /// - Returns: nil when the table or the column of the number is not there.
  /// - Complexity: O(*n* log *n*), where *n* is the number of records; O(*n*) when they stand in the order of
  ///   their numbers.
  init?(previousBy relation: Relation, in dataset: Dataset) {
    guard let table = dataset.tables[relation.from],
      let numbers = table.columns[relation.on[0].near]
    else { return nil }
    let apart = relation.within.compactMap { table.columns[$0] }
    let read = [numbers] + apart
    var series = ByteDictionary()
    var counts = LinkCounts()
    var partners = [Int32](repeating: Adjacency.noRow, count: table.rowCount)
    var places: [NumberPlace] = []
    places.reserveCapacity(table.rowCount)
    var head: [UInt8] = []
    for row in 0..<table.rowCount {
      if read.contains(where: { $0.state(at: row) == .unreadable }) {
        partners[row] = Adjacency.unknownKey
      } else if let value = numbers.trailingNumber(at: row, head: &head) {
        for column in apart { head.append(valueOf: column, at: row) }
        let number = head.withUnsafeBufferPointer { series.number(of: $0) }
        places.append(NumberPlace(series: UInt32(number), row: Int32(row), value: value))
      }
    }
    places.sort()
    for (before, place) in zip(places, places.dropFirst()) where before.series == place.series {
      partners[Int(place.row)] = before.row
      counts.matched += 1
    }
    counts.withoutKey = table.rowCount - places.count
    counts.unmatched = places.count - counts.matched
    counts.orphans = table.rowCount - counts.matched
    self.init(.one(rows: partners), counts)
  }
}

/// Where a record stands among the numbers.
private struct NumberPlace: Comparable {
  var series: UInt32
  var row: Int32
  var value: UInt64

  static func < (a: NumberPlace, b: NumberPlace) -> Bool {
    if a.series != b.series { return a.series < b.series }
    return a.value == b.value ? a.row < b.row : a.value < b.value
  }
}

extension Column {
  /// What the digits at the end of a text say, and what stands before them; nil when there are none.
  fileprivate func trailingNumber(at row: Int, head: inout [UInt8]) -> UInt64? {
    guard state(at: row) == .present else { return nil }
    return withUTF8(at: row) { text in
      var start = text.count
      // Eighteen digits always fit 64 bits.
      while start > 0, text.count - start < 18, 0x30...0x39 ~= text[start - 1] { start -= 1 }
      guard start < text.count else { return nil }
      head.removeAll(keepingCapacity: true)
      head.append(contentsOf: text[..<start])
      return text[start...].reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
    }
  }
}

extension [UInt8] {
  /// Adds what keeps numbers apart. A byte that no text holds stands before a value, another for none.
  fileprivate mutating func append(valueOf column: Column, at row: Int) {
    guard column.state(at: row) == .present else { return append(0xFE) }
    append(0xFF)
    column.withUTF8(at: row) { append(contentsOf: $0) }
  }
}
