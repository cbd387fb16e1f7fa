import Values

/// The numbers of a column that is put together out of parts, each of which has a scale of its own: with as many decimal
/// places as they would have had in memory.
struct GatheredNumbers {
  private let scale: Int
  private var way: Way
  private var small: [Int32] = []
  private var scaled = GatheredIntegers()
  private var decimals: [Decimal128] = []

  private enum Way {
    case small, scaled, decimals
  }

  init(_ shape: FieldShape) {
    scale = shape.scale
    way = shape.hasDecimals ? .decimals : shape.isSmall ? .small : .scaled
  }

  mutating func reserve(_ count: Int) {
    switch way {
    case .small: small.reserveCapacity(count)
    case .scaled: scaled.reserve(count)
    case .decimals: decimals.reserveCapacity(count)
    }
  }

  mutating func appendMissing(_ count: Int) {
    switch way {
    case .small: small.append(contentsOf: repeatElement(0, count: count))
    case .scaled: for _ in 0..<count { scaled.append(0) }
    case .decimals: decimals.append(contentsOf: repeatElement(.zero, count: count))
    }
  }

  mutating func append(
    _ values: UnsafeBufferPointer<Int32>, _ scale: Int, _ part: RowPart, from first: Int
  ) {
    if way == .small {
      small.append(values, part, from: first)
    } else {
      appendWide(part, scale, from: first) { Int64(values[$0]) }
    }
  }

  mutating func append(
    _ values: UnsafeBufferPointer<Int64>, _ scale: Int, _ part: RowPart, from first: Int
  ) {
    if way == .scaled, scale == self.scale {
      scaled.append(values, part, from: first)
    } else {
      appendWide(part, scale, from: first) { values[$0] }
    }
  }

  mutating func append(
    _ values: UnsafeBufferPointer<Decimal128>, _ part: RowPart, from first: Int
  ) {
    decimals.append(values, part, from: first)
  }

  @inline(__always)
  private mutating func appendWide(
    _ part: RowPart, _ own: Int, from first: Int, _ value: (Int) -> Int64
  ) {
    // All of them fit, or the scale would be another.
    var factor: Int64 = 1
    for _ in own..<scale { factor *= 10 }
    if way == .scaled {
      part.forEach(from: first) { scaled.append(value($0) * factor) }
    } else {
      part.forEach(from: first) {
        decimals.append(Decimal128(scaled: value($0) * factor, scale: scale))
      }
    }
  }

  var storage: Column.Storage {
    switch way {
    case .small: .small(values: small, scale: scale)
    case .scaled: scaled.storage(scale: scale)
    case .decimals: .decimals(decimals)
    }
  }
}
