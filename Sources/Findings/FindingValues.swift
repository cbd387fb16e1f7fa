package import Values

/// Which values of one property of orders findings have: those of the order that each belongs to.
package struct FindingValues: Sendable {
  package var label: LocalizedText
  /// Why it could not be looked at, or nil when it was.
  package var notRun: LocalizedText?
  /// The values that any finding has, in the order of the export.
  package var values: [LocalizedText]
  /// The numbers of the values, for one finding after the other; and where those of each finding end.
  private var numbers: [Int32]
  private var ends: [Int]

  package init(label: LocalizedText, notRun: LocalizedText? = nil) {
    self.label = label
    self.notRun = notRun
    values = []
    numbers = []
    ends = []
  }

  /// - Parameter numbers: for each finding those of its values.
  package init(label: LocalizedText, values: [LocalizedText], numbers: some Sequence<[Int32]>) {
    self.init(label: label)
    self.values = values
    for own in numbers {
      self.numbers += own
      ends.append(self.numbers.count)
    }
  }

  /// The numbers of a finding's values; none when it belongs to no order, or the order has none.
  package func numbers(of finding: Int) -> ArraySlice<Int32> {
    guard finding < ends.count else { return [] }
    return numbers[(finding == 0 ? 0 : ends[finding - 1])..<ends[finding]]
  }
}
