import Values

/// Integers of one column while they are gathered: in half the room as long as all fit 32 bits, as nearly all amounts
/// and quantities do.
struct GatheredIntegers: Sendable {
  private var small: [Int32] = []
  /// All of them, from the first that is too large on.
  private var large: [Int64]?
  private var expectedCount = 0

  var count: Int { large?.count ?? small.count }

  mutating func reserve(_ count: Int) {
    expectedCount = count
    small.reserveCapacity(count)
  }

  mutating func append(_ value: Int64) {
    if large == nil, let value = Int32(exactly: value) { return small.append(value) }
    spellOut()
    large!.append(value)
  }

  mutating func append(contentsOf run: UnsafeBufferPointer<Int64>) {
    guard large == nil, run.areSmall else {
      spellOut()
      large!.append(contentsOf: run)
      return
    }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: run.count) { values in
      for place in 0..<run.count { values[place] = Int32(truncatingIfNeeded: run[place]) }
      small.append(contentsOf: values)
    }
  }

  /// Adds those of some rows, of values that begin at a row.
  mutating func append(_ values: UnsafeBufferPointer<Int64>, _ part: RowPart, from first: Int) {
    switch part {
    case .range(let rows):
      append(
        contentsOf: UnsafeBufferPointer(
          rebasing: values[(rows.lowerBound - first)..<(rows.upperBound - first)]))
    case .rows: part.forEach(from: first) { append(values[$0]) }
    }
  }

  /// - Returns: false, with nothing changed, when a product does not fit 64 bits.
  mutating func multiply(by factor: Int64) -> Bool {
    var products: [Int64] = []
    products.reserveCapacity(count)
    for place in 0..<count {
      let (product, overflow) = self[place].multipliedReportingOverflow(by: factor)
      if overflow { return false }
      products.append(product)
    }
    small.removeAll(keepingCapacity: true)
    large = nil
    products.withUnsafeBufferPointer { append(contentsOf: $0) }
    return true
  }

  subscript(place: Int) -> Int64 { large?[place] ?? Int64(small[place]) }

  /// That of the integer farthest from 0.
  var largestMagnitude: UInt64 {
    large?.reduce(0) { max($0, $1.magnitude) } ?? small.reduce(0) { max($0, UInt64($1.magnitude)) }
  }

  /// The column's values, each times 10 to the power of minus `scale`.
  func storage(scale: Int) -> Column.Storage {
    large.map { .scaled(values: $0, scale: scale) } ?? .small(values: small, scale: scale)
  }

  private mutating func spellOut() {
    guard large == nil else { return }
    var all: [Int64] = []
    all.reserveCapacity(max(expectedCount, small.count))
    all.append(contentsOf: small.lazy.map { Int64($0) })
    large = all
    small = []
  }
}

extension UnsafeBufferPointer<Int64> {
  /// Whether all fit 32 bits.
  fileprivate var areSmall: Bool {
    var union: Int64 = 0
    // What is left of a value that fits is nothing, whatever its sign.
    for value in self { union |= (value ^ value >> 63) >> 31 }
    return union == 0
  }
}
