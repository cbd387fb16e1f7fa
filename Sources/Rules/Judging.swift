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
    var judgements = rules.indices.map { number in
      Judgement(rule: number, lacks: source.lacks(of: rules[number]))
    }
    let runnable = judgements.indices.filter { judgements[$0].lacks.isEmpty }
    let panels = panels(of: runnable).map { ($0, $0.session(on: source, engine: engine)) }
    // Putting the records of groups together takes longer than judging them.
    let batches = Workers.map(count: panels.count, threads: threads) { number in
      source.batches(of: panels[number].0.subject, threads: threads)
    }
    let jobs = zip(panels, batches).flatMap { panel, batches in
      batches.map { (panel: panel.0, session: panel.1, subjects: $0) }
    }
    let results = Workers.map(count: jobs.count, threads: threads) { number in
      jobs[number].panel.judge(jobs[number].subjects, session: jobs[number].session, in: source)
    }
    for (job, result) in zip(jobs, results) {
      for (rule, part) in zip(job.panel.rules, result) {
        judgements[rule.number].counts += part.counts
        judgements[rule.number].verdicts += part.verdicts
      }
    }
    return judgements
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

extension CaseSource {
  /// The subjects in batches, in their order.
  ///
  /// - Parameter threads: how many threads are to have one, if there are subjects enough.
  func batches(of subject: SubjectKind, threads: Int = 1) -> [SubjectBatch] {
    guard let table = cases.dataset.tables[subject.entity] else { return [] }
    switch subject {
    case .each:
      let size = Self.batchSize(of: table.rowCount, threads: threads)
      return stride(from: 0, to: table.rowCount, by: size).map {
        .rows($0..<min($0 + size, table.rowCount))
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
    if let grouping = cases.grouping(of: entity, by: fields) { return grouping.rowGroups }
    let columns = fields.compactMap { table.columns[$0] }
    return KeyIndex(columns, rowCount: table.rowCount).rowGroups
  }

  /// Below a few hundred subjects a batch costs more than it judges.
  private static func batchSize(of count: Int, threads: Int) -> Int {
    min(ColumnSession.batchSize, max(512, (count + threads - 1) / threads))
  }
}
