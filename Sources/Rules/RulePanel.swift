import Entities
import FEEL
import Relations
import Tables
import Values

/// The rules that are judged on the same subjects, so that what their conditions have in common is
/// computed once.
struct RulePanel: Sendable {
  let subject: SubjectKind
  private(set) var rules: [Member] = []
  /// The conditions of all rules.
  private(set) var programs: [Program] = []

  /// A rule of the panel, and which of the panel's conditions are its. A class, since a rule has many parts, all of
  /// which would be held and let go for each batch of subjects.
  final class Member: Sendable {
    /// The rule's number in the set.
    let number: Int
    let rule: Rule
    let when: Int?
    let check: Int
    /// Whether the rule is for documents of some days alone.
    let hasDays: Bool

    fileprivate init(number: Int, rule: Rule, when: Int?, check: Int) {
      (self.number, self.rule, self.when, self.check) = (number, rule, when, check)
      hasDays = rule.effectiveFrom != nil || rule.effectiveTo != nil
    }
  }

  /// What came of one rule for some subjects.
  typealias Judged = (counts: JudgementCounts, verdicts: [SubjectVerdict])

  init(subject: SubjectKind) {
    self.subject = subject
  }

  mutating func add(_ rule: Rule, _ number: Int) {
    let when = rule.when.map { _ in programs.count }
    if let condition = rule.when { programs.append(condition.program) }
    rules.append(Member(number: number, rule: rule, when: when, check: programs.count))
    programs.append(rule.check.program)
  }

  func session(on source: CaseSource, engine: Engine) -> ColumnSession {
    ColumnSession(ColumnPlan(programs), on: source, engine: engine)
  }

  /// Judges all rules of the panel on some of its subjects.
  ///
  /// - Returns: for each rule the counts, and the subjects that did not pass, in their order.
  func judge(
    _ subjects: SubjectBatch, session: ColumnSession, in source: CaseSource
  ) -> [Judged] {
    let batch = subjects.batch(session)
    return rules.map { $0.judge(subjects, batch, in: source) }
  }
}

extension RulePanel.Member {
  fileprivate func judge(
    _ subjects: SubjectBatch, _ batch: ColumnBatch, in source: CaseSource
  ) -> RulePanel.Judged {
    var counts = JudgementCounts()
    var verdicts: [SubjectVerdict] = []
    guard let outcomes = outcomes(of: subjects, batch, in: source) else {
      counts.pass = subjects.count
      return (counts, verdicts)
    }
    counts.pass = outcomes.count(of: .pass)
    counts.notApplicable = outcomes.count(of: .notApplicable)
    if counts.pass + counts.notApplicable == outcomes.count { return (counts, verdicts) }
    outcomes.forEachOpen { place, outcome in
      let outcome = outcome.settled(by: rule.unknown)
      guard let condition = outcome.undecided else {
        counts.fail += 1
        verdicts.append(SubjectVerdict(subject: subjects.subject(place), reason: nil))
        return
      }
      counts.undetermined += 1
      if rule.unknown == .pass { return }
      let subject = subjects.subject(place)
      let reason = reason(condition, place, subject, batch, in: source)
      verdicts.append(SubjectVerdict(subject: subject, reason: reason))
    }
    return (counts, verdicts)
  }

  /// What comes out for each subject, in their order; nil when all of them pass.
  func outcomes(
    of subjects: SubjectBatch, _ batch: ColumnBatch, in source: CaseSource
  ) -> [RuleOutcome]? {
    var open: [Truth]?
    var outcomes: [RuleOutcome]?
    func passThrough(_ truths: [Truth], no: RuleOutcome, unknown: RuleOutcome) {
      if truths.areAllTrue { return }
      let next = [RuleOutcome](truths, no: no, unknown: unknown)
      outcomes = outcomes?.settled(by: next) ?? next
      open = open?.narrowed(by: truths) ?? truths
    }
    if hasDays, let days = RuleDays(rule, in: source) {
      let truths = subjects.indices.map { days.outcome(row: subjects.subject($0).firstRow) }
      passThrough(truths, no: .notApplicable, unknown: .undeterminedDay)
    }
    if let when {
      passThrough(
        batch.truths(of: when, where: open), no: .notApplicable, unknown: .undeterminedCondition)
    }
    passThrough(batch.truths(of: check, where: open), no: .fail, unknown: .undeterminedCheck)
    return outcomes
  }

  /// Why a condition could not be decided for a subject.
  private func reason(
    _ condition: RuleOutcome.Condition, _ lane: Int32, _ subject: Subject, _ batch: ColumnBatch,
    in source: CaseSource
  ) -> NullReason {
    switch condition {
    case .day: RuleDays(rule, in: source)!.reason(row: subject.firstRow)
    case .when: batch.reason(of: when!, at: lane)
    case .check: batch.reason(of: check, at: lane)
    }
  }
}

/// The days of the documents that a rule is for.
private struct RuleDays {
  let rule: Rule
  let entity: Int
  let field: Int
  let column: Column?

  /// Nil for a rule that is for all days.
  init?(_ rule: Rule, in source: CaseSource) {
    entity = rule.subject.entity
    guard rule.effectiveFrom != nil || rule.effectiveTo != nil,
      let field = source.cases.model.entities[entity].date
    else { return nil }
    self.rule = rule
    self.field = field
    column = source.column(field, of: entity)
  }

  /// Whether the rule is for documents of the row's day.
  func outcome(row: Int) -> Truth {
    guard let column, column.state(at: row) == .present else { return .unknown }
    let date: CivilDate
    if case .dates = column.storage {
      date = column.date(at: row)
    } else {
      date = column.dateTime(at: row).date
    }
    let isWithin =
      rule.effectiveFrom.map { $0 <= date } ?? true && rule.effectiveTo.map { date <= $0 } ?? true
    return isWithin ? .yes : .no
  }

  /// Why the row's day is not known.
  func reason(row: Int) -> NullReason {
    switch column?.state(at: row) {
    case nil: .fieldNotProvided(entity: entity, field: field)
    case .unreadable: .unreadable(entity: entity, field: field, row: row)
    default: .missing(entity: entity, field: field, row: row)
    }
  }
}
