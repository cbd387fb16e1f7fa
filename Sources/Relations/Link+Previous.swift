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
    var counts = LinkCounts()
    var partners = [Int32](repeating: Adjacency.noRow, count: table.rowCount)
    let states = ([numbers] + apart).map(\.states).filter { !$0.isEmpty }
    if !states.isEmpty {
      for row in partners.indices where states.contains(where: { $0[row] == .unreadable }) {
        partners[row] = Adjacency.unknownKey
      }
    }
    var places = NumberPlaces.all(of: numbers, apart: apart) { partners[$0] == Adjacency.noRow }
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

/// Finds the places that records have among the numbers.
private struct NumberPlaces {
  private var series = ByteDictionary()
  private var head: [UInt8] = []
  private var places: [NumberPlace] = []

  /// - Parameter isReadable: Whether a row's values could be read.
  static func all(
    of numbers: Column, apart: [Column], where isReadable: (Int) -> Bool
  ) -> [NumberPlace] {
    numbers.withTextView { texts in
      var finding = NumberPlaces()
      finding.places.reserveCapacity(numbers.count)
      finding.add(numbers, texts, apart, isReadable)
      return finding.places
    } ?? []
  }

  private mutating func add(
    _ numbers: Column, _ texts: TextView, _ apart: [Column], _ isReadable: (Int) -> Bool
  ) {
    // What is kept as numbers is one series, unless something keeps it apart, and is not written out to be read again.
    var common: (series: UInt32, value: UInt64)?
    if apart.isEmpty, let zero = texts.textOfZero {
      common = zero.withUnsafeBufferPointer { trailingNumber(of: $0) }
        .map { (seriesOfHead(), $0) }
    }
    for row in 0..<numbers.count where isReadable(row) && numbers.state(at: row) == .present {
      if let common, let number = texts.number(at: row) {
        places.append(
          NumberPlace(
            series: common.series, row: Int32(row), value: common.value + UInt64(number)))
      } else if let value = trailingNumber(of: texts.text(at: row)) {
        for column in apart { head.append(valueOf: column, at: row) }
        places.append(NumberPlace(series: seriesOfHead(), row: Int32(row), value: value))
      }
    }
  }

  private mutating func seriesOfHead() -> UInt32 {
    UInt32(head.withUnsafeBufferPointer { series.number(of: $0) })
  }

  /// What the digits at the end of a text say; ``head`` is then what stands before them. Nil when there are none.
  private mutating func trailingNumber(of text: UnsafeBufferPointer<UInt8>) -> UInt64? {
    var start = text.count
    // Eighteen digits always fit 64 bits.
    while start > 0, text.count - start < 18, 0x30...0x39 ~= text[start - 1] { start -= 1 }
    guard start < text.count else { return nil }
    head.removeAll(keepingCapacity: true)
    head.append(contentsOf: text[..<start])
    return text[start...].reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
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
