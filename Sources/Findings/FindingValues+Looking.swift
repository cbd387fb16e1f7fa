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
  ///   - judgements: whose verdicts are the findings, in their order.
  ///   - threads: how many properties are looked at at once; the result does not depend on it.
  static func all(
    of set: RuleSet, _ judgements: [Judgement], in source: CaseSource, threads: Int
  ) -> [FindingValues] {
    guard !set.breakdowns.isEmpty else { return [] }
    let caseRows = source.caseRows(of: judgements, set)
    return Workers.map(count: set.breakdowns.count, threads: threads) { number in
      let property = set.breakdowns[number]
      let lacks = source.lacks(of: property)
      guard lacks.isEmpty else {
        return FindingValues(
          label: property.label, notRun: LocalizedText(lacks, in: source.cases.model))
      }
      return FindingValues(of: property, caseRows, in: source)
    }
  }

  private init(of property: CaseProperty, _ caseRows: [Int?], in source: CaseSource) {
    guard let path = source.path(toCaseOf: property.entity) else {
      self.init(label: property.label)
      return
    }
    var isWanted = [Bool](repeating: false, count: path.caseCount)
    for case let row? in caseRows { isWanted[row] = true }
    var values: [LocalizedText] = []
    var numbers = [[Int32]](repeating: [], count: path.caseCount)
    for (group, rows) in source.groups(by: property).enumerated() {
      let next = Int32(values.count)
      var isMet = false
      for row in rows {
        guard let at = path.caseRow(of: Int(row)), isWanted[at], numbers[at].last != next else {
          continue
        }
        numbers[at].append(next)
        isMet = true
      }
      guard isMet else { continue }
      values.append(source.label(of: group, by: property, row: Int(rows[rows.startIndex])))
    }
    self.init(
      label: property.label, values: values,
      numbers: caseRows.lazy.map { $0.map { numbers[$0] } ?? [] })
  }
}

extension CaseSource {
  /// For each verdict the row of its case, or nil when it belongs to none.
  fileprivate func caseRows(of judgements: [Judgement], _ set: RuleSet) -> [Int?] {
    judgements.flatMap { judgement in
      let path = path(toCaseOf: set.rules[judgement.rule].subject.entity)
      return judgement.verdicts.map { path?.caseRow(of: $0.subject.firstRow) }
    }
  }
}
