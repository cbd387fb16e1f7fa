import Entities
package import FEEL
import Intake
import Relations
import Tables

extension RuleSet {
  /// Judges every rule on all its subjects.
  ///
  /// - Parameter threads: how many batches are judged at once; the result does not depend on it.
  /// - Parameter engine: what evaluates the conditions; the result does not depend on it either.
  /// - Returns: one judgement for each rule, in their order.
  package func judgements(
    on source: CaseSource, threads: Int, engine: Engine = .columns
  ) -> [Judgement] {
    var judgements = notJudged(in: source)
    let numbers = judgements.indices.filter { judgements[$0].lacks.isEmpty }
    for judgement in self.judgements(
      of: numbers, on: CasePart(source), threads: threads, engine: engine)
    {
      judgements[judgement.rule] = judgement
    }
    return judgements
  }

  /// A judgement for each rule that says what exports lack for it and nothing else yet.
  package func notJudged(in source: CaseSource) -> [Judgement] {
    rules.indices.map { Judgement(rule: $0, lacks: source.lacks(of: rules[$0])) }
  }

  /// Judges some rules on the subjects of a part of the cases.
  ///
  /// - Precondition: the part is for the subjects of these rules, and nothing is lacking for any.
  package func judgements(
    of numbers: [Int], on part: CasePart, threads: Int, engine: Engine = .columns
  ) -> [Judgement] {
    let source = part.source
    let panels = panels(of: numbers).map {
      (panel: $0, session: $0.session(on: source, engine: engine))
    }
    let (grouped, single) = (
      panels.indices.filter { panels[$0].panel.subject.isGroup },
      panels.indices.filter { !panels[$0].panel.subject.isGroup }
    )
    @Sendable func jobs(of panel: Int) -> [Job] {
      part.batches(of: panels[panel].panel.subject, threads: threads)
        .map { Job(panel: panel, subjects: $0) }
    }
    @Sendable func judge(_ job: Job) -> [RulePanel.Judged] {
      let (panel, session) = panels[job.panel]
      return panel.judge(job.subjects, session: session, in: source)
    }
    // Putting the records of groups together takes longer than judging them; single records are judged meanwhile.
    let singles = single.flatMap(jobs)
    let steps = Workers.map(count: grouped.count + singles.count, threads: threads) { number in
      number < grouped.count
        ? Step.grouped(jobs(of: grouped[number]))
        : Step.judged(judge(singles[number - grouped.count]))
    }
    let groups = steps.flatMap(\.jobs)
    let results =
      steps.compactMap(\.judged)
      + Workers.map(count: groups.count, threads: threads) { judge(groups[$0]) }
    var judgements = numbers.map { Judgement(rule: $0) }
    let places = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    for (job, result) in zip(singles + groups, results) {
      for (rule, part) in zip(panels[job.panel].panel.rules, result) {
        judgements[places[rule.number]!].counts += part.counts
        judgements[places[rule.number]!].verdicts += part.verdicts
      }
    }
    return judgements
  }

  /// What rules are judged on, and the rules of each that lack nothing, by number.
  package func views(of judgements: [Judgement]) -> [(view: CaseView, rules: [Int])] {
    panels(of: judgements.filter(\.lacks.isEmpty).map(\.rule)).map { panel in
      let rules = panel.rules.map(\.rule)
      let waived = waivers.filter { waiver in rules.contains { $0.id == waiver.ruleID } }
      return (
        CaseView(
          of: panel.subject, programs: rules.flatMap(\.programs) + waived.compactMap(\.program),
          fields: rules.compactMap(\.field)),
        panel.rules.map(\.number)
      )
    }
  }

  /// The rules by what they are judged on.
  func panels(of numbers: [Int]) -> [RulePanel] {
    var panels: [RulePanel] = []
    for number in numbers {
      let subject = rules[number].subject
      if let panel = panels.firstIndex(where: { $0.subject == subject }) {
        panels[panel].add(rules[number], number)
      } else {
        var panel = RulePanel(subject: subject)
        panel.add(rules[number], number)
        panels.append(panel)
      }
    }
    return panels
  }
}

/// Subjects that the rules of a panel are judged on at once.
private struct Job: Sendable {
  var panel: Int
  var subjects: SubjectBatch
}

/// What comes of the first jobs: others, of groups that were put together, or what was judged.
private enum Step: Sendable {
  case grouped([Job])
  case judged([RulePanel.Judged])

  var jobs: [Job] { if case .grouped(let jobs) = self { jobs } else { [] } }
  var judged: [RulePanel.Judged]? { if case .judged(let judged) = self { judged } else { nil } }
}

/// Some of a rule's subjects.
enum SubjectBatch: Sendable {
  case rows(Range<Int>)
  /// Groups by their numbers.
  case groups(RowGroups, Range<Int>)

  /// The subject at a place of the batch.
  func subject(_ lane: Int32) -> Subject {
    switch self {
    case .rows(let rows): .row(rows.lowerBound + Int(lane))
    case .groups(let groups, let numbers):
      .group(groups.rows(ofGroup: numbers.lowerBound + Int(lane)).map { Int($0) })
    }
  }

  func batch(_ session: ColumnSession) -> ColumnBatch {
    switch self {
    case .rows(let rows): session.batch(rows: rows)
    case .groups(let groups, let numbers): session.batch(groups: groups, numbers)
    }
  }

  var indices: Range<Int32> { 0..<Int32(count) }

  var count: Int {
    switch self {
    case .rows(let rows): rows.count
    case .groups(_, let numbers): numbers.count
    }
  }
}

extension CasePart {
  /// The subjects in batches, in their order.
  ///
  /// - Parameter threads: how many threads are to have one, if there are subjects enough.
  func batches(of subject: SubjectKind, threads: Int = 1) -> [SubjectBatch] {
    guard let table = source.cases.dataset.tables[subject.entity] else { return [] }
    switch subject {
    case .each(let entity):
      let rows = subjects(of: entity)
      let size = Self.batchSize(of: rows.count, threads: threads)
      return stride(from: rows.lowerBound, to: rows.upperBound, by: size).map {
        .rows($0..<min($0 + size, rows.upperBound))
      }
    case .group(_, let fields):
      let groups = groups(of: table, subject.entity, by: fields)
      let size = Self.batchSize(of: groups.count, threads: threads)
      return stride(from: 0, to: groups.count, by: size).map {
        .groups(groups, $0..<min($0 + size, groups.count))
      }
    }
  }

  /// Records that a relation goes by were put together when they were joined.
  private func groups(of table: Table, _ entity: Int, by fields: [Int]) -> RowGroups {
    if case .all = own, let grouping = source.cases.grouping(of: entity, by: fields) {
      return grouping.rowGroups
    }
    let index = KeyIndex(fields.compactMap { table.columns[$0] }, rowCount: table.rowCount)
    if case .all = own { return index.rowGroups }
    // Of a key that is looked at for other subjects, not all records may be there.
    var numbers = [Int32](repeating: -1, count: index.groupCount)
    var count = 0
    for (group, row) in index.firstRows.enumerated() where isOwn(Int(row)) {
      numbers[group] = Int32(count)
      count += 1
    }
    return RowGroups(
      of: index.groupOfRow.map { $0 < 0 ? $0 : numbers[Int($0)] }, count: count)
  }

  /// Below a few hundred subjects a batch costs more than it judges.
  private static func batchSize(of count: Int, threads: Int) -> Int {
    min(ColumnSession.batchSize, max(512, (count + threads - 1) / threads))
  }
}
