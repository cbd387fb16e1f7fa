import Tables
import Intake
import Entities
import FEEL
import Relations
import Rules
import Values

extension KPIResult {
  /// Counts a KPI over the subjects of its entity.
  init(_ kpi: KPI, rules: [RuleVerdict], findings: [Finding], in source: CaseSource) {
    let lacks = source.lacks(of: kpi)
    self.init(
      id: kpi.id, title: kpi.title, clause: kpi.clause, numerator: 0, denominator: 0,
      undetermined: 0, target: kpi.target,
      direction: kpi.direction == .atLeast ? .atLeast : .atMost,
      notRun: lacks.isEmpty ? nil : LocalizedText(lacks, in: source.cases.model))
    guard lacks.isEmpty, let table = source.cases.dataset.tables[kpi.entity] else { return }
    let faulty = KPIResult.faultyCases(kpi, rules, findings)
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
        let isFaulty = source.caseKey(of: row, entity: kpi.entity).map(faulty.contains) ?? false
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

  /// The cases that a rule of the KPI's pack found something in.
  private static func faultyCases(
    _ kpi: KPI, _ rules: [RuleVerdict], _ findings: [Finding]
  ) -> Set<String> {
    guard case .withoutFindings(let pack) = kpi.counted else { return [] }
    let ids = Set(rules.lazy.filter { $0.facts.pack == pack }.map(\.facts.id))
    return Set(
      findings.lazy.filter { $0.outcome == .fail && ids.contains($0.ruleID) }
        .compactMap(\.caseKey))
  }
}
