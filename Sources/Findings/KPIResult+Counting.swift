import Entities
import FEEL
import Intake
import Relations
import Rules
import Tables
import Values

extension KPIResult {
  /// Counts a KPI over the subjects of its entity.
  init(_ kpi: KPI, of set: RuleSet, judgements: [Judgement], in source: CaseSource) {
    let lacks = source.lacks(of: kpi)
    self.init(
      id: kpi.id, title: kpi.title, clause: kpi.clause, numerator: 0, denominator: 0,
      undetermined: 0, target: kpi.target,
      direction: kpi.direction == .atLeast ? .atLeast : .atMost,
      notRun: lacks.isEmpty ? nil : LocalizedText(lacks, in: source.cases.model))
    guard lacks.isEmpty, let table = source.cases.dataset.tables[kpi.entity] else { return }
    let faulty = KPIResult.faultyCases(kpi, set, judgements, source)
    for row in 0..<table.rowCount {
      switch (kpi.of?.program.evaluate(row: row, in: source)) ?? .boolean(true) {
      case .boolean(true): break
      case .null:
        undetermined += 1
        continue
      default: continue
      }
      switch kpi.counted {
      case .withoutFindings:
        denominator += 1
        let isFaulty =
          source.cases.caseRow(of: row, entity: kpi.entity)
          .map { faulty.contains([$0.entity, $0.row]) } ?? false
        numerator += isFaulty ? 0 : 1
      case .condition(let condition):
        count(condition.program.evaluate(row: row, in: source))
      }
    }
  }

  private mutating func count(_ value: Value) {
    switch value {
    case .boolean(let isCounted):
      denominator += 1
      numerator += isCounted ? 1 : 0
    default: undetermined += 1
    }
  }

  /// The cases, by entity and row, that a rule of the KPI's pack found something in. A group counts
  /// against the cases of all its records.
  private static func faultyCases(
    _ kpi: KPI, _ set: RuleSet, _ judgements: [Judgement], _ source: CaseSource
  ) -> Set<[Int]> {
    guard case .withoutFindings(let pack) = kpi.counted else { return [] }
    var cases: Set<[Int]> = []
    for judgement in judgements {
      let rule = set.rules[judgement.rule]
      guard set.packs[rule.pack].id == pack else { continue }
      for verdict in judgement.verdicts where verdict.reason == nil {
        for row in verdict.subject.rows {
          if let found = source.cases.caseRow(of: row, entity: rule.subject.entity) {
            cases.insert([found.entity, found.row])
          }
        }
      }
    }
    return cases
  }
}
