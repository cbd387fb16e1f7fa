extension ColumnBuilder {
  /// The column of what was added since the last cut; nothing of it is here any more.
  ///
  /// All cuts together say what the whole column would: words keep their numbers, and what numbers there were goes on
  /// to decide how further ones are kept.
  public mutating func cut() -> Column {
    let column = finished()
    var rest = ColumnBuilder(kind: kind, mayHaveNumbers: false)
    rest.dictionary = dictionary
    rest.scale = scale
    rest.largestBefore = largestNumber
    if decimals != nil { rest.decimals = [] }
    self = rest
    return column
  }

  /// How all numbers so far are to be kept. Only for columns of numbers.
  public var numberShape: NumberShape { NumberShape(scale: scale, largest: largestNumber) }

  private var largestNumber: UInt64 { max(largestBefore, scaled.largestMagnitude) }
}

/// The scale at which the numbers of a column are kept, as far as they fit it, and the largest of these at that scale.
public struct NumberShape: Sendable, Hashable {
  public var scale: Int
  public var largest: UInt64

  public init(scale: Int = 0, largest: UInt64 = 0) {
    (self.scale, self.largest) = (scale, largest)
  }

  /// Whether all numbers fit another scale as well.
  func fits(_ other: Int) -> Bool {
    guard largest > 0 else { return true }
    guard other - scale <= 18 else { return false }
    var factor: UInt64 = 1
    for _ in scale..<max(scale, other) { factor *= 10 }
    let (product, overflow) = largest.multipliedReportingOverflow(by: factor)
    return !overflow && product <= UInt64(Int64.max)
  }
}
