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
    let judgements = KPIResult.judgements(judgements, that: kpi, looksAt: set)
    self.init(
      id: kpi.id, title: kpi.title, clause: kpi.clause, numerator: 0, denominator: 0,
      undetermined: 0, target: kpi.target,
      direction: kpi.direction == .atLeast ? .atLeast : .atMost, weight: kpi.weight,
      notRun: KPIResult.notRun(kpi, judgements, in: source))
    guard notRun == nil else { return }
    kpi.sort(judgements, of: set, in: source) { _, isCounted in
      guard let isCounted else {
        undetermined += 1
        return
      }
      denominator += 1
      numerator += isCounted ? 1 : 0
    }
  }

  /// The judgements of the pack whose findings the KPI counts; none for a KPI of a condition.
  private static func judgements(
    _ judgements: [Judgement], that kpi: KPI, looksAt set: RuleSet
  ) -> [Judgement] {
    guard case .withoutFindings(let pack) = kpi.counted else { return [] }
    return judgements.filter { set.packs[set.rules[$0.rule].pack].id == pack }
  }

  /// Why a KPI cannot be computed: what the exports lack, or that no rule looked for findings.
  private static func notRun(
    _ kpi: KPI, _ judgements: [Judgement], in source: CaseSource
  ) -> LocalizedText? {
    let lacks = source.lacks(of: kpi)
    if !lacks.isEmpty { return LocalizedText(lacks, in: source.cases.model) }
    guard case .withoutFindings = kpi.counted, judgements.allSatisfy({ !$0.lacks.isEmpty }) else {
      return nil
    }
    return LocalizedText([
      .zhHans: "该类规则均未执行", .zhHant: "該類規則均未執行", .en: "no rule of its class ran",
    ])
  }
}

extension KPI {
  /// Tells of each subject whether it is in numerator and denominator, in the denominator alone, or, with nil,
  /// in neither because that could not be decided. Subjects that the KPI is not about are left out.
  ///
  /// - Parameter judgements: those of the pack whose findings it counts.
  func sort(
    _ judgements: [Judgement], of set: RuleSet, in source: CaseSource,
    _ tell: (_ row: Int, _ isCounted: Bool?) -> Void
  ) {
    guard let table = source.cases.dataset.tables[entity] else { return }
    var rows = Array(0..<table.rowCount)
    if let of {
      let truths = of.program.truths(of: rows, in: source)
      for (row, truth) in zip(rows, truths) where truth == .unknown { tell(row, nil) }
      rows = zip(rows, truths).compactMap { $1 == .yes ? $0 : nil }
    }
    switch counted {
    case .withoutFindings:
      let found = FoundCases(judgements, of: set, in: source)
      for row in rows {
        tell(row, found.isClean(source.cases.caseRow(of: row, entity: entity)))
      }
    case .condition(let condition):
      for (row, truth) in zip(rows, condition.program.truths(of: rows, in: source)) {
        tell(row, truth == .unknown ? nil : truth == .yes)
      }
    }
  }
}

/// The cases, by entity and row, in which rules found something or could not decide. A group counts
/// against the cases of all its records.
private struct FoundCases {
  private struct Case: Hashable {
    var entity: Int
    var row: Int
  }

  private var failed: Set<Case> = []
  private var undetermined: Set<Case> = []

  init(_ judgements: [Judgement], of set: RuleSet, in source: CaseSource) {
    for judgement in judgements {
      let entity = set.rules[judgement.rule].subject.entity
      for verdict in judgement.verdicts {
        for row in verdict.subject.rows {
          guard let found = source.cases.caseRow(of: row, entity: entity) else { continue }
          if verdict.reason == nil {
            failed.insert(Case(entity: found.entity, row: found.row))
          } else {
            undetermined.insert(Case(entity: found.entity, row: found.row))
          }
        }
      }
    }
  }

  /// Whether nothing was found in a case; nil when that could not be decided, or there is no case.
  func isClean(_ found: (entity: Int, row: Int)?) -> Bool? {
    guard let found else { return nil }
    let number = Case(entity: found.entity, row: found.row)
    if failed.contains(number) { return false }
    return undetermined.contains(number) ? nil : true
  }
}
