/// Integers over lanes: one for each lane, or the same for all.
enum Integers: Sendable {
  case lanes([Int64])
  case all(Int64)

  subscript(lane: Int) -> Int64 {
    switch self {
    case .lanes(let values): values[lane]
    case .all(let value): value
    }
  }

  /// One for each lane.
  func array(count: Int) -> [Int64] {
    switch self {
    case .lanes(let values): values
    case .all(let value): Array(repeating: value, count: count)
    }
  }

  /// The result of an operation for each lane. It is inlined into a loop for each shape of the operands: what is the
  /// same for all lanes stays in a register, and nothing is decided lane by lane.
  @inline(__always)
  static func map<R>(
    _ a: Integers, _ b: Integers, count: Int, _ operation: (Int64, Int64) -> R
  ) -> [R] {
    [R](unsafeUninitializedCapacity: count) { result, initialized in
      switch (a, b) {
      case (.lanes(let a), .lanes(let b)):
        a.withUnsafeBufferPointer { a in
          b.withUnsafeBufferPointer { b in
            for lane in 0..<count { result[lane] = operation(a[lane], b[lane]) }
          }
        }
      case (.lanes(let a), .all(let b)):
        a.withUnsafeBufferPointer { a in
          for lane in 0..<count { result[lane] = operation(a[lane], b) }
        }
      case (.all(let a), .lanes(let b)):
        b.withUnsafeBufferPointer { b in
          for lane in 0..<count { result[lane] = operation(a, b[lane]) }
        }
      case (.all(let a), .all(let b)):
        let value = operation(a, b)
        for lane in 0..<count { result[lane] = value }
      }
      initialized = count
    }
  }

  @inline(__always)
  func map(_ operation: (Int64) -> Int64) -> Integers {
    switch self {
    case .lanes(let values):
      .lanes(
        [Int64](unsafeUninitializedCapacity: values.count) { result, initialized in
          values.withUnsafeBufferPointer { values in
            for lane in 0..<values.count { result[lane] = operation(values[lane]) }
          }
          initialized = values.count
        })
    case .all(let value): .all(operation(value))
    }
  }
}

extension Integers {
  /// Whether a comparison is true, lane by lane.
  static func compare(
    _ a: Integers, _ b: Integers, count: Int, _ comparison: ComparisonOperator
  ) -> [Bool] {
    switch comparison {
    case .equal: map(a, b, count: count) { $0 == $1 }
    case .notEqual: map(a, b, count: count) { $0 != $1 }
    case .less: map(a, b, count: count) { $0 < $1 }
    case .lessOrEqual: map(a, b, count: count) { $0 <= $1 }
    case .greater: map(a, b, count: count) { $0 > $1 }
    case .greaterOrEqual: map(a, b, count: count) { $0 >= $1 }
    }
  }

  /// The sums; nil when one does not fit. Whether any does not is known at the end: the sign of a sum of two numbers
  /// of one sign differs from theirs only then.
  static func sums(_ a: Integers, _ b: Integers, count: Int) -> [Int64]? {
    var overflow: Int64 = 0
    let result = map(a, b, count: count) { x, y in
      let sum = x &+ y
      overflow |= (x ^ sum) & (y ^ sum)
      return sum
    }
    return overflow < 0 ? nil : result
  }

  static func differences(_ a: Integers, _ b: Integers, count: Int) -> [Int64]? {
    var overflow: Int64 = 0
    let result = map(a, b, count: count) { x, y in
      let difference = x &- y
      overflow |= (x ^ y) & (x ^ difference)
      return difference
    }
    return overflow < 0 ? nil : result
  }

  static func products(_ a: Integers, _ b: Integers, count: Int) -> [Int64]? {
    var overflows: UInt8 = 0
    let result = map(a, b, count: count) { x, y in
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      overflows |= overflow ? 1 : 0
      return product
    }
    return overflows == 0 ? result : nil
  }

  /// The same, multiplied; nil when a product does not fit.
  func multiplied(by factor: Int64) -> Integers? {
    var overflows: UInt8 = 0
    let result = map { value in
      let (product, overflow) = value.multipliedReportingOverflow(by: factor)
      overflows |= overflow ? 1 : 0
      return product
    }
    return overflows == 0 ? result : nil
  }
}
