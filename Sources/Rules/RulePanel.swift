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
    let batch =
      switch subjects {
      case .rows(let rows): session.batch(rows: rows)
      case .groups(let groups): session.batch(groups: groups)
      }
    return rules.map { $0.judge(subjects, batch, in: source) }
  }
}

extension RulePanel.Member {
  fileprivate func judge(
    _ subjects: SubjectBatch, _ batch: ColumnBatch, in source: CaseSource
  ) -> (counts: JudgementCounts, verdicts: [SubjectVerdict]) {
    var tally = Tally(subjects, rule.unknown)
    var open = batch.all
    if let day = RuleDays(rule, in: source) {
      var inForce: [Int32] = []
      for lane in open.lanes {
        switch day.outcome(row: subjects.subject(lane).firstRow) {
        case .yes: inForce.append(lane)
        case .no: tally.counts.notApplicable += 1
        case .unknown: tally.settle(lane) { day.reason(row: $0.firstRow) }
        }
      }
      open = batch.selection(inForce)
    }
    if let when {
      var applicable: [Int32] = []
      for (lane, truth) in zip(open.lanes, batch.truths(of: when, for: open)) {
        switch truth {
        case .yes: applicable.append(lane)
        case .no: tally.counts.notApplicable += 1
        case .unknown: tally.settle(lane) { _ in batch.reason(of: when, at: lane) }
        }
      }
      open = batch.selection(applicable)
    }
    for (lane, truth) in zip(open.lanes, batch.truths(of: check, for: open)) {
      switch truth {
      case .yes: tally.counts.pass += 1
      case .no: tally.fail(lane)
      case .unknown: tally.settle(lane) { _ in batch.reason(of: check, at: lane) }
      }
    }
    return (tally.counts, tally.verdicts)
  }
}

/// What came out for one rule so far.
private struct Tally {
  let subjects: SubjectBatch
  let unknown: Rule.UnknownPolicy
  var counts = JudgementCounts()
  private var found: [(lane: Int32, reason: NullReason?)] = []

  init(_ subjects: SubjectBatch, _ unknown: Rule.UnknownPolicy) {
    self.subjects = subjects
    self.unknown = unknown
  }

  mutating func fail(_ lane: Int32) {
    counts.fail += 1
    found.append((lane, nil))
  }

  /// Settles a subject that could not be decided.
  mutating func settle(_ lane: Int32, _ reason: (Subject) -> NullReason) {
    switch unknown {
    case .report:
      counts.undetermined += 1
      found.append((lane, reason(subjects.subject(lane))))
    case .fail: fail(lane)
    case .pass: counts.undetermined += 1
    }
  }

  /// The subjects that did not pass, in their order.
  var verdicts: [SubjectVerdict] {
    found.sorted { $0.lane < $1.lane }
      .map { SubjectVerdict(subject: subjects.subject($0.lane), reason: $0.reason) }
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
