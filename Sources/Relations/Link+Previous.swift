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
    let numbersAtEnd = TrailingNumbers(texts)
    // What is kept as numbers is one series, unless something keeps it apart.
    var common: UInt32?
    for row in 0..<numbers.count where isReadable(row) && numbers.state(at: row) == .present {
      guard let (value, start) = numbersAtEnd.parts(at: row) else { continue }
      let isCommon = apart.isEmpty && numbersAtEnd.series(at: row) != nil
      let series = isCommon ? common : nil
      let number = series ?? self.series(of: texts.text(at: row)[..<start], apart, row)
      if isCommon { common = number }
      places.append(NumberPlace(series: number, row: Int32(row), value: value))
    }
  }

  /// The number of what stands before a record's digits, and of what keeps it apart.
  private mutating func series(
    of text: Slice<UnsafeBufferPointer<UInt8>>, _ apart: [Column], _ row: Int
  ) -> UInt32 {
    head.removeAll(keepingCapacity: true)
    head.append(contentsOf: text)
    for column in apart { head.append(valueOf: column, at: row) }
    return UInt32(head.withUnsafeBufferPointer { series.number(of: $0) })
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
