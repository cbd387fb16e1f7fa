import Entities
import FEEL
import Relations
import Tables
import Values

extension Rule {
  /// Judges the rule on some of its subjects.
  ///
  /// - Returns: the counts, and the subjects that did not pass, in their order.
  func judge(
    _ subjects: SubjectBatch, in source: CaseSource
  ) -> (counts: JudgementCounts, verdicts: [SubjectVerdict]) {
    var counts = JudgementCounts()
    var verdicts: [SubjectVerdict] = []
    switch subjects {
    case .rows(let rows):
      for (row, outcome) in zip(rows, outcomes(of: rows, in: source)) {
        settle(outcome, .row(row), &counts, &verdicts)
      }
    case .groups(let groups):
      for rows in groups {
        settle(outcome(ofGroup: rows, in: source), .group(rows), &counts, &verdicts)
      }
    }
    return (counts, verdicts)
  }

  private enum Outcome {
    case pass, fail, notApplicable
    case undetermined(NullReason)
  }

  /// The outcome for each row of a batch. A program runs over all the rows that come to it at once.
  private func outcomes(of rows: Range<Int>, in source: CaseSource) -> [Outcome] {
    var outcomes = [Outcome](repeating: .pass, count: rows.count)
    /// Settles the rows of which the answer is not yes, and returns those of which it is.
    func passing(_ open: [Int], _ program: Program, no: Outcome) -> [Int] {
      zip(open, program.truths(of: open, in: source)).compactMap { row, truth in
        switch truth {
        case .yes: return row
        case .no: outcomes[row - rows.lowerBound] = no
        case .unknown:
          // Few rows come here, so that asking once more for the reason costs little.
          guard case .null(let reason) = program.evaluate(row: row, in: source) else {
            preconditionFailure("what is unknown in a batch is unknown alone")
          }
          outcomes[row - rows.lowerBound] = .undetermined(reason)
        }
        return nil
      }
    }
    var open = rows.filter { row in
      guard let outcome = outcomeOfDay(row: row, in: source) else { return true }
      outcomes[row - rows.lowerBound] = outcome
      return false
    }
    if let when { open = passing(open, when.program, no: .notApplicable) }
    _ = passing(open, check.program, no: .fail)
    return outcomes
  }

  private func outcome(ofGroup rows: [Int], in source: CaseSource) -> Outcome {
    if let outcome = outcomeOfDay(row: rows[0], in: source) { return outcome }
    for (program, no) in [(when?.program, Outcome.notApplicable), (check.program, .fail)] {
      switch program?.evaluate(rows: rows, in: source) {
      case nil, .boolean(true): continue
      case .null(let reason): return .undetermined(reason)
      default: return no
      }
    }
    return .pass
  }

  /// The outcome that a document's day alone decides, or nil when the rule is to be asked.
  private func outcomeOfDay(row: Int, in source: CaseSource) -> Outcome? {
    switch isInForce(row: row, in: source) {
    case .boolean(true): nil
    case .null(let reason): .undetermined(reason)
    default: .notApplicable
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

  private func settle(
    _ outcome: Outcome, _ subject: Subject, _ counts: inout JudgementCounts,
    _ verdicts: inout [SubjectVerdict]
  ) {
    switch outcome {
    case .pass: counts.pass += 1
    case .notApplicable: counts.notApplicable += 1
    case .fail:
      counts.fail += 1
      verdicts.append(SubjectVerdict(subject: subject, reason: nil))
    case .undetermined(let reason): settleUnknown(reason, subject, &counts, &verdicts)
    }
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
