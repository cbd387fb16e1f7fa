import Entities
import FEEL
import Intake
import Relations
import Rules
import Tables
import Values

/// How many subjects of a KPI count. What is counted in parts of the cases adds up.
struct KPICounts: Sendable {
  var numerator = 0
  var denominator = 0
  var undetermined = 0

  /// Counts subjects of a part.
  ///
  /// - Parameters:
  ///   - rows: those that are counted.
  ///   - found: the cases with findings that it looks at.
  mutating func count(
    _ kpi: KPI, _ rows: Range<Int>, _ found: CasesWithFindings, in part: CasePart
  ) {
    kpi.sort(rows, found, in: part) { _, isCounted in
      guard let isCounted else {
        undetermined += 1
        return
      }
      denominator += 1
      numerator += isCounted ? 1 : 0
    }
  }
}

extension KPIResult {
  init(_ kpi: KPI, _ counts: KPICounts, notRun: LocalizedText?) {
    self.init(
      id: kpi.id, title: kpi.title, clause: kpi.clause, numerator: counts.numerator,
      denominator: counts.denominator, undetermined: counts.undetermined, target: kpi.target,
      direction: kpi.direction == .atLeast ? .atLeast : .atMost, weight: kpi.weight,
      notRun: notRun)
  }

  /// Counts KPIs over the subjects of their entities.
  ///
  /// - Parameters:
  ///   - judgements: what was lacking for each rule of the set.
  ///   - found: what each rule found.
  static func all(
    of set: RuleSet, _ judgements: [Judgement], _ found: [RuleFindings],
    in cases: PartedCases, threads: Int
  ) throws(SpillFault) -> [KPIResult] {
    let withFindings = Workers.map(count: set.kpis.count, threads: threads) { number in
      CasesWithFindings(that: set.kpis[number], looksAt: set, found)
    }
    let notRun = set.kpis.map { KPIResult.notRun($0, judgements, of: set, in: cases.outline) }
    let numbers = set.kpis.indices.filter { notRun[$0] == nil }
    var counts = set.kpis.map { _ in KPICounts() }
    try cases.forEachPart(of: numbers.map { CaseView(of: set.kpis[$0]) }) { part, views in
      let jobs = views.map { numbers[$0] }.flatMap { number in
        part.subjects(of: set.kpis[number].entity).blocks(of: blockSize)
          .map { (kpi: number, rows: $0) }
      }
      let counted = Workers.map(count: jobs.count, threads: threads) { job in
        let (number, rows) = jobs[job]
        var counts = KPICounts()
        counts.count(set.kpis[number], rows, withFindings[number], in: part)
        return counts
      }
      for (job, counted) in zip(jobs, counted) { counts[job.kpi].add(counted) }
    }
    return set.kpis.indices.map { KPIResult(set.kpis[$0], counts[$0], notRun: notRun[$0]) }
  }

  /// How many subjects one thread counts before it looks for others.
  private static let blockSize = 1 << 16

  /// Why a KPI cannot be computed: what the exports lack, or that no rule looked for findings.
  static func notRun(
    _ kpi: KPI, _ judgements: [Judgement], of set: RuleSet, in source: CaseSource
  ) -> LocalizedText? {
    let lacks = source.lacks(of: kpi)
    if !lacks.isEmpty { return LocalizedText(lacks, in: source.cases.model) }
    guard kpi.looks(at: set, judgements).allSatisfy({ !$0.lacks.isEmpty }),
      case .withoutFindings = kpi.counted
    else { return nil }
    return LocalizedText([
      .zhHans: "该类规则均未执行", .zhHant: "該類規則均未執行", .en: "no rule of its class ran",
    ])
  }
}

extension KPICounts {
  mutating func add(_ other: KPICounts) {
    numerator += other.numerator
    denominator += other.denominator
    undetermined += other.undetermined
  }
}

extension KPI {
  /// The judgements of the pack whose findings the KPI counts; none for a KPI of a condition.
  fileprivate func looks(at set: RuleSet, _ judgements: [Judgement]) -> [Judgement] {
    judgements.filter { counts(set.rules[$0.rule], of: set) }
  }

  fileprivate func counts(_ rule: Rule, of set: RuleSet) -> Bool {
    guard case .withoutFindings(let pack) = counted else { return false }
    return set.packs[rule.pack].id == pack
  }

  /// Tells of each subject, in the order of their rows, whether it is in numerator and denominator, in the denominator
  /// alone, or, with nil, in neither because that could not be decided. Subjects that the KPI is not about are left
  /// out.
  ///
  /// - Parameters:
  ///   - rows: those to tell of, subjects of the part.
  ///   - found: the cases with findings that it looks at.
  func sort(
    _ rows: Range<Int>, _ found: CasesWithFindings, in part: CasePart,
    _ tell: (_ row: Int, _ isCounted: Bool?) -> Void
  ) {
    let condition: Program? =
      if case .condition(let condition) = counted { condition.program } else { nil }
    let programs = [of?.program, condition].compactMap { $0 }
    let session = ColumnSession(ColumnPlan(programs), on: part.source)
    for rows in rows.blocks(of: ColumnSession.batchSize) {
      let batch = session.batch(rows: rows)
      let about = of.map { _ in batch.truths(of: 0, where: nil) }
      let truths = condition.map { _ in batch.truths(of: programs.count - 1, where: about) }
      for (lane, row) in rows.enumerated() {
        switch about?[lane] {
        case .no: break
        case .unknown: tell(row, nil)
        case .yes, nil:
          guard let truths else {
            tell(row, found.isClean(part.wholeCase(of: row, entity: entity)))
            break
          }
          tell(row, truths[lane] == .unknown ? nil : truths[lane] == .yes)
        }
      }
    }
  }
}

extension Range<Int> {
  /// The same cut into stretches of so many, but for the last.
  fileprivate func blocks(of size: Int) -> [Range<Int>] {
    stride(from: lowerBound, to: upperBound, by: size).map { $0..<Swift.min($0 + size, upperBound) }
  }
}

/// The cases, by entity and row of the whole, in which rules found something or could not decide. A group counts
/// against the cases of all its records.
struct CasesWithFindings: Sendable {
  private struct Case: Hashable {
    var entity: Int
    var row: Int
  }

  private var failed: Set<Case> = []
  private var undetermined: Set<Case> = []

  /// - Parameter found: what each rule of the set found.
  init(that kpi: KPI, looksAt set: RuleSet, _ found: [RuleFindings]) {
    for (rule, found) in zip(set.rules, found) where kpi.counts(rule, of: set) {
      guard let entity = found.caseEntity else { continue }
      for (number, finding) in found.findings.enumerated() {
        for row in found.cases.all(of: number) {
          if finding.outcome == .fail {
            failed.insert(Case(entity: entity, row: row))
          } else {
            undetermined.insert(Case(entity: entity, row: row))
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
