import Findings
package import Values

/// Findings by the values of one property of their orders: those with the most, and the others together.
package struct PropertyBreakdown: Sendable {
  package let label: LocalizedText
  /// Why it could not be counted, or nil when it was.
  package let notRun: LocalizedText?
  /// The values with the most failed findings, the most first; then the other values, and what has none.
  package let groups: [Breakdown.Group]

  /// How many values stand by themselves.
  static let limit = 10

  /// An order may have several values, as it may have several shipments; its findings are counted with each.
  init(of sorting: IssueSorting, by findingValues: FindingValues) {
    label = findingValues.label
    notRun = findingValues.notRun
    guard notRun == nil else {
      groups = []
      return
    }
    let listed = PropertyBreakdown.foremost(of: findingValues, in: sorting)
    let (others, none) = (listed.count, listed.count + 1)
    var groupOfValue = [Int](repeating: others, count: findingValues.values.count)
    for (group, value) in listed.enumerated() { groupOfValue[value] = group }
    let tallies = sorting.tallies(groupCount: listed.count + 2) { index in
      let numbers = findingValues.numbers(of: index)
      if numbers.isEmpty { return [none] }
      // Several of the other values are one group, which counts the finding once.
      return numbers.reduce(into: []) { groups, number in
        let group = groupOfValue[Int(number)]
        if !groups.contains(group) { groups.append(group) }
      }
    }
    let otherCount = findingValues.values.count - listed.count
    let titles =
      listed.map { findingValues.values[$0] } + [
        Wording.inAllLanguages { $0(.otherValues, ["count": grouped(String(otherCount))]) },
        Wording.inAllLanguages { $0(.withoutValue) },
      ]
    groups = zip(titles, tallies).enumerated().map { number, group in
      Breakdown.Group(
        id: number == others ? "others" : number == none ? "none" : group.0[.en],
        title: group.0, tally: group.1, isRest: number >= others)
    }.filter { $0.tally.findings + $0.tally.waived > 0 }
  }

  /// The numbers of the values with the most failed findings, then with the most undetermined ones.
  private static func foremost(
    of findingValues: FindingValues, in sorting: IssueSorting
  ) -> [Int] {
    var counts = [(failed: Int, undetermined: Int)](
      repeating: (0, 0), count: findingValues.values.count)
    for (index, standing) in sorting.standings.enumerated() {
      for number in findingValues.numbers(of: index) {
        switch standing {
        case .failed: counts[Int(number)].failed += 1
        case .undetermined: counts[Int(number)].undetermined += 1
        case .waived: break
        }
      }
    }
    let sorted = counts.indices.sorted { a, b in
      (counts[b].failed, counts[b].undetermined, a) < (counts[a].failed, counts[a].undetermined, b)
    }
    return Array(sorted.prefix(limit))
  }
}
