import Entities
import Intake
import Relations
import Rules
import Tables
import Values

extension FindingValues {
  /// Looks up the values of every property by which findings are counted.
  ///
  /// - Parameters:
  ///   - found: what each rule found; values are for one finding after the other.
  ///   - threads: how many properties are looked at at once; the result does not depend on it.
  static func all(
    of set: RuleSet, _ found: [RuleFindings], in cases: PartedCases, threads: Int
  ) throws(SpillFault) -> [FindingValues] {
    guard !set.breakdowns.isEmpty else { return [] }
    let caseRows = found.flatMap { $0.firstCases(of: cases.outline.caseEntity) }
    let isWanted = caseRows.reduce(into: [Bool](repeating: false, count: cases.caseCount)) {
      if let row = $1 { $0[row] = true }
    }
    let lacks = set.breakdowns.map { cases.outline.lacks(of: $0) }
    let numbers = set.breakdowns.indices.filter { lacks[$0].isEmpty }
    var values = set.breakdowns.map { _ in CaseValues() }
    try cases.forEachPart(of: numbers.map { CaseView(of: set.breakdowns[$0]) }) { part, views in
      let looked = Workers.map(count: views.count, threads: threads) { view in
        CaseValues(of: set.breakdowns[numbers[views[view]]], isWanted, in: part)
      }
      for (view, looked) in zip(views, looked) { values[numbers[view]].add(looked) }
    }
    return set.breakdowns.indices.map { number in
      let label = set.breakdowns[number].label
      guard lacks[number].isEmpty else {
        return FindingValues(
          label: label, notRun: LocalizedText(lacks[number], in: cases.outline.cases.model))
      }
      return values[number].values(label, of: caseRows)
    }
  }
}

/// The values of one property that some cases have.
private struct CaseValues: Sendable {
  private var values: [(place: Int32, label: LocalizedText, cases: [Int])] = []

  init() {}

  /// The values in a part.
  ///
  /// - Parameter isWanted: for each case whether its values are asked for.
  init(of property: CaseProperty, _ isWanted: [Bool], in part: CasePart) {
    part.forEachGroup(by: property) { group in
      let cases = group.cases.filter { isWanted[$0] }
      guard !cases.isEmpty else { return }
      let label = part.source.label(
        of: Int(group.place), by: property, row: Int(group.rows[group.rows.startIndex]))
      values.append((group.place, label, cases))
    }
  }

  mutating func add(_ other: CaseValues) { values += other.values }

  /// - Parameter caseRows: for each finding its case, or nil.
  func values(_ label: LocalizedText, of caseRows: [Int?]) -> FindingValues {
    let values = values.sorted { $0.place < $1.place }
    var numbers: [Int: [Int32]] = [:]
    for (number, value) in values.enumerated() {
      for row in value.cases { numbers[row, default: []].append(Int32(number)) }
    }
    return FindingValues(
      label: label, values: values.map(\.label),
      numbers: caseRows.lazy.map { $0.flatMap { numbers[$0] } ?? [] })
  }
}

extension RuleFindings {
  /// For each finding the case of its first record, or nil when it belongs to none of an entity.
  fileprivate func firstCases(of caseEntity: Int?) -> [Int?] {
    guard caseEntity != nil, self.caseEntity == caseEntity else {
      return findings.map { _ in nil }
    }
    return findings.indices.map { cases.first(of: $0) }
  }
}
