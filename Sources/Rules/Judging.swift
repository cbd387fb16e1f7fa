import Entities
import Intake
import Relations
import Tables

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
