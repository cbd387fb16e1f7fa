package import Entities
package import Intake
package import Tables

/// A dataset whose records have found each other.
package struct Cases: Sendable {
  package var dataset: Dataset
  /// For each relation of the model the pairs, or nil when an entity or a key field is not there.
  package var links: [Link?]

  package var model: Model { dataset.model }

  /// Builds every relation of the model for which the dataset has both sides.
  package init(_ dataset: Dataset, threads: Int) {
    self.dataset = dataset
    let relations = dataset.model.relations
    let jobs = Cases.jobs(of: relations, in: dataset)
    let found = Workers.map(count: jobs.count, threads: threads) { number in
      jobs[number].links(relations, in: dataset)
    }
    links = [Link?](repeating: nil, count: relations.count)
    for (job, found) in zip(jobs, found) {
      for (number, link) in zip(job.relations, found) { links[number] = link }
    }
  }

  /// Relations that are built together: those that look a table up by the same fields share its index.
  private struct Job {
    /// Nil for the order of a table's own rows.
    var index: (entity: Int, fields: [Int])?
    var relations: [Int]

    func links(_ all: [Relation], in dataset: Dataset) -> [Link?] {
      guard let index else {
        return relations.map { Link(previousBy: all[$0], in: dataset) }
      }
      guard let table = dataset.tables[index.entity] else { return relations.map { _ in nil } }
      let columns = index.fields.compactMap { table.columns[$0] }
      guard columns.count == index.fields.count else { return relations.map { _ in nil } }
      let built = KeyIndex(columns, rowCount: table.rowCount)
      return relations.map { Link(all[$0], by: built, in: dataset) }
    }
  }

  /// The largest first, so that no thread is left with it at the end.
  private static func jobs(of relations: [Relation], in dataset: Dataset) -> [Job] {
    var jobs: [Job] = []
    for (number, relation) in relations.enumerated() {
      let fields = relation.on.map(\.far)
      if relation.kind != .previous,
        let known = jobs.firstIndex(where: {
          $0.index.map { $0.entity == relation.to && $0.fields == fields } ?? false
        })
      {
        jobs[known].relations.append(number)
      } else {
        jobs.append(
          Job(
            index: relation.kind == .previous ? nil : (relation.to, fields), relations: [number]))
      }
    }
    func rowCount(_ job: Job) -> Int {
      let entities =
        job.relations.map { relations[$0].from } + (job.index.map { [$0.entity] } ?? [])
      return entities.reduce(0) { $0 + (dataset.tables[$1]?.rowCount ?? 0) }
    }
    return jobs.enumerated().map { (place: $0, job: $1, rows: rowCount($1)) }
      .sorted { a, b in (b.rows, a.place) < (a.rows, b.place) }.map(\.job)
  }

  /// The row of the case a record belongs to, following the entity's path to its order.
  ///
  /// - Returns: the entity and row at the end of the path, or nil when a step finds none.
  package func caseRow(of row: Int, entity: Int) -> (entity: Int, row: Int)? {
    guard let path = model.entities[entity].pathToCase else { return nil }
    var at = (entity: entity, row: row)
    for name in path {
      guard
        let number = model.relations(from: at.entity).first(where: {
          model.relations[$0].name == name
        }), let next = links[number]?.adjacency.rows(of: at.row).first
      else { return nil }
      at = (model.relations[number].to, next)
    }
    return at
  }
}

/// One relation over a dataset: which rows belong together, and how many found none.
package struct Link: Sendable {
  package var adjacency: Adjacency
  package var counts: LinkCounts
}

/// How the rows of two tables found each other.
package struct LinkCounts: Sendable, Hashable {
  /// Near rows that found at least one far row.
  package var matched = 0
  /// Near rows that name no key.
  package var withoutKey = 0
  /// Near rows whose key no far row bears.
  package var unmatched = 0
  /// Near rows of a relation to one whose key several far rows bear.
  package var ambiguous = 0
  /// Far rows that no near row found, a row without a key among them.
  package var orphans = 0
  /// Keys that several far rows bear.
  package var duplicateKeys = 0
}
