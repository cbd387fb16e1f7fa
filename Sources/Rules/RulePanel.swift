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

  /// A rule of the panel, and which of the panel's conditions are its.
  struct Member: Sendable {
    /// The rule's number in the set.
    var number: Int
    var rule: Rule
    var when: Int?
    var check: Int
  }

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
  ) -> [(counts: JudgementCounts, verdicts: [SubjectVerdict])] {
    let batch = subjects.batch(session)
    return rules.map { $0.judge(subjects, batch, in: source) }
  }
}

extension RulePanel.Member {
  fileprivate func judge(
    _ subjects: SubjectBatch, _ batch: ColumnBatch, in source: CaseSource
  ) -> (counts: JudgementCounts, verdicts: [SubjectVerdict]) {
    var counts = JudgementCounts()
    var verdicts: [SubjectVerdict] = []
    let outcomes = outcomes(of: subjects, batch, in: source)
    counts.pass = outcomes.count { $0 == .pass }
    counts.notApplicable = outcomes.count { $0 == .notApplicable }
    if counts.pass + counts.notApplicable == outcomes.count { return (counts, verdicts) }
    for (lane, outcome) in outcomes.enumerated() {
      switch outcome.settled(by: rule.unknown) {
      case .pass, .notApplicable: break
      case .fail:
        counts.fail += 1
        verdicts.append(SubjectVerdict(subject: subjects.subject(Int32(lane)), reason: nil))
      case .undetermined(let condition):
        counts.undetermined += 1
        if rule.unknown == .pass { continue }
        let subject = subjects.subject(Int32(lane))
        verdicts.append(
          SubjectVerdict(
            subject: subject, reason: reason(condition, Int32(lane), subject, batch, in: source)))
      }
    }
    return (counts, verdicts)
  }

  /// What comes out for each subject, in their order.
  func outcomes(
    of subjects: SubjectBatch, _ batch: ColumnBatch, in source: CaseSource
  ) -> [RuleOutcome] {
    var outcomes = [RuleOutcome](repeating: .pass, count: subjects.count)
    var open = batch.all
    /// Settles the subjects that a condition does not let through.
    func passThrough(_ truths: [Truth], _ condition: RuleOutcome.Condition, no: RuleOutcome) {
      let left = outcomes.settle(open.lanes, truths, no: no, unknown: .undetermined(condition))
      if left.count < open.lanes.count { open = batch.selection(left) }
    }
    if let days = RuleDays(rule, in: source) {
      let truths = open.lanes.map { days.outcome(row: subjects.subject($0).firstRow) }
      passThrough(truths, .day, no: .notApplicable)
    }
    if let when {
      passThrough(batch.truths(of: when, for: open), .when, no: .notApplicable)
    }
    passThrough(batch.truths(of: check, for: open), .check, no: .fail)
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

extension [RuleOutcome] {
  /// Settles the subjects of a condition that is not true for them.
  ///
  /// - Parameter lanes: for each truth the place of its subject.
  /// - Returns: the others.
  fileprivate mutating func settle(
    _ lanes: [Int32], _ truths: [Truth], no: RuleOutcome, unknown: RuleOutcome
  ) -> [Int32] {
    precondition(lanes.count == truths.count, "every subject has a truth")
    return withUnsafeMutableBufferPointer { outcomes in
      [Int32](unsafeUninitializedCapacity: lanes.count) { left, count in
        for place in lanes.indices {
          let lane = lanes[place]
          switch truths[place] {
          case .yes:
            left[count] = lane
            count += 1
          case .no: outcomes[Int(lane)] = no
          case .unknown: outcomes[Int(lane)] = unknown
          }
        }
      }
    }
  }
}

/// What comes out when a rule is judged on a subject.
enum RuleOutcome: Sendable, Hashable {
  case pass, fail, notApplicable
  case undetermined(Condition)

  /// What could not be decided.
  enum Condition: Sendable, Hashable {
    /// Whether the rule is for documents of that day.
    case day
    case when, check
  }

  fileprivate func settled(by policy: Rule.UnknownPolicy) -> RuleOutcome {
    if case .undetermined = self, policy == .fail { .fail } else { self }
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
