import Entities
import FEEL
import Intake
import Relations
import Tables
import Values

extension RuleSet {
  /// Judges every rule on all its subjects.
  ///
  /// - Parameter threads: how many batches are judged at once; the result does not depend on it.
  /// - Returns: one judgement for each rule, in their order.
  package func judgements(on source: CaseSource, threads: Int) -> [Judgement] {
    var judgements = rules.indices.map { number in
      Judgement(
        rule: number, lacks: source.lacks(of: rules[number]))
    }
    let jobs = judgements.indices.filter { judgements[$0].lacks.isEmpty }
      .flatMap { number in
        source.batches(of: rules[number].subject).map { (rule: number, subjects: $0) }
      }
    let results = Workers.map(count: jobs.count, threads: threads) { number in
      rules[jobs[number].rule].judge(jobs[number].subjects, in: source)
    }
    for (job, result) in zip(jobs, results) {
      judgements[job.rule].counts += result.counts
      judgements[job.rule].verdicts += result.verdicts
    }
    return judgements
  }
}

/// Some of a rule's subjects.
enum SubjectBatch: Sendable {
  case rows(Range<Int>)
  case groups([[Int]])
}

extension CaseSource {
  /// The subjects in batches, in their order.
  func batches(of subject: SubjectKind) -> [SubjectBatch] {
    let size = 16_384
    guard let table = cases.dataset.tables[subject.entity] else { return [] }
    switch subject {
    case .each:
      return stride(from: 0, to: table.rowCount, by: size).map {
        .rows($0..<min($0 + size, table.rowCount))
      }
    case .group(_, let fields):
      let columns = fields.compactMap { table.columns[$0] }
      let groups = KeyIndex(columns, rowCount: table.rowCount).groups.map { $0.map(Int.init) }
      return stride(from: 0, to: groups.count, by: size).map {
        .groups(Array(groups[$0..<min($0 + size, groups.count)]))
      }
    }
  }
}

extension Rule {
  func judge(
    _ subjects: SubjectBatch, in source: CaseSource
  ) -> (counts: JudgementCounts, verdicts: [SubjectVerdict]) {
    var counts = JudgementCounts()
    var verdicts: [SubjectVerdict] = []
    func judge(_ subject: @autoclosure () -> Subject, _ evaluate: (Program) -> Value, row: Int) {
      switch outcome(row: row, in: source, evaluate) {
      case .pass: counts.pass += 1
      case .notApplicable: counts.notApplicable += 1
      case .fail:
        counts.fail += 1
        verdicts.append(SubjectVerdict(subject: subject(), reason: nil))
      case .undetermined(let reason):
        settleUnknown(reason, subject(), &counts, &verdicts)
      }
    }
    switch subjects {
    case .rows(let rows):
      for row in rows {
        judge(.row(row), { $0.evaluate(row: row, in: source) }, row: row)
      }
    case .groups(let groups):
      for rows in groups {
        judge(.group(rows), { $0.evaluate(rows: rows, in: source) }, row: rows[0])
      }
    }
    return (counts, verdicts)
  }

  private enum Outcome {
    case pass, fail, notApplicable
    case undetermined(NullReason)
  }

  private func outcome(
    row: Int, in source: CaseSource, _ evaluate: (Program) -> Value
  ) -> Outcome {
    switch isInForce(row: row, in: source) {
    case .boolean(true): break
    case .null(let reason): return .undetermined(reason)
    default: return .notApplicable
    }
    if let when {
      switch evaluate(when.program) {
      case .boolean(true): break
      case .null(let reason): return .undetermined(reason)
      default: return .notApplicable
      }
    }
    switch evaluate(check.program) {
    case .boolean(true): return .pass
    case .null(let reason): return .undetermined(reason)
    default: return .fail
    }
  }

  /// Whether the rule is for documents of the subject's day: null when the day is needed and missing.
  private func isInForce(row: Int, in source: CaseSource) -> Value {
    guard effectiveFrom != nil || effectiveTo != nil,
      let field = source.cases.model.entities[subject.entity].date
    else { return .boolean(true) }
    let entity = subject.entity
    guard let column = source.column(field, of: entity) else {
      return .null(.fieldNotProvided(entity: entity, field: field))
    }
    switch column.state(at: row) {
    case .present: break
    case .empty: return .null(.missing(entity: entity, field: field, row: row))
    case .unreadable: return .null(.unreadable(entity: entity, field: field, row: row))
    }
    let date: CivilDate
    if case .dates = column.storage {
      date = column.date(at: row)
    } else {
      date = column.dateTime(at: row).date
    }
    return .boolean(
      effectiveFrom.map { $0 <= date } ?? true && effectiveTo.map { date <= $0 } ?? true)
  }

  private func settleUnknown(
    _ reason: NullReason, _ subject: Subject, _ counts: inout JudgementCounts,
    _ verdicts: inout [SubjectVerdict]
  ) {
    switch unknown {
    case .report:
      counts.undetermined += 1
      verdicts.append(SubjectVerdict(subject: subject, reason: reason))
    case .fail:
      counts.fail += 1
      verdicts.append(SubjectVerdict(subject: subject, reason: nil))
    case .pass:
      counts.undetermined += 1
    }
  }
}
