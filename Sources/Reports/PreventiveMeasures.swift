package import Findings
import Ledger
import Values

/// A preventive measure that the rules suggest, and what it could have kept from happening.
package struct PreventiveMeasure: Sendable {
  package let prevention: PreventionFacts
  /// The rules with findings that suggest it, those with the most failed findings first.
  package let rules: [(rule: RuleFacts, failed: Int)]
  package let tally: Tally
  /// Failed findings that were there before: remedying them did not help, or was not done.
  package let recurring: Int
}

/// The measures that rules with failed findings suggest, that with the most findings first.
func preventiveMeasures(
  for issues: [Issue], in sorting: IssueSorting, _ rules: [String: Tally]
) -> [PreventiveMeasure] {
  var preventions: [PreventionFacts] = []
  let numbers = sorting.rules.map { rule -> Int? in
    guard let prevention = rule.prevention else { return nil }
    if let number = preventions.firstIndex(of: prevention) { return number }
    preventions.append(prevention)
    return preventions.count - 1
  }
  if preventions.isEmpty { return [] }
  let tallies = sorting.tallies(
    groupCount: preventions.count, groupsOfRule: numbers.map { number in number.map { [$0] } ?? [] }
  )
  var recurring = [Int](repeating: 0, count: preventions.count)
  for stretch in IssueStretches(issues).ranges {
    guard let number = numbers[sorting.ruleOfIssue[stretch.lowerBound]],
      issues[stretch.lowerBound].status != .new
    else { continue }
    recurring[number] += stretch.count { sorting.standings[$0] == .failed }
  }
  return preventions.indices.filter { tallies[$0].failed > 0 }
    .sorted { a, b in
      (tallies[b].failed, preventions[a].id) < (tallies[a].failed, preventions[b].id)
    }
    .map { number in
      let suggesting = zip(sorting.rules, numbers).filter { $0.1 == number }.map(\.0)
      let counted = suggesting.map { ($0, rules[$0.id]?.failed ?? 0) }.filter { $0.1 > 0 }
      return PreventiveMeasure(
        prevention: preventions[number],
        rules: counted.enumerated().sorted { a, b in
          (b.element.1, a.offset) < (a.element.1, b.offset)
        }.map { (rule: $0.element.0, failed: $0.element.1) },
        tally: tallies[number], recurring: recurring[number])
    }
}
