package import Entities
package import Intake
package import Tables

/// A dataset whose records have found each other.
package struct Cases: Sendable {
  package var dataset: Dataset
  /// For each relation of the model what was found, or nil when an entity or a key field is not there.
  package var links: [Link?]
  /// For each entity the relations that lead from its records to their cases, or nil when none do.
  private let casePaths: [[Step]?]
  /// The groups of records that were put together to be found.
  private let groupings: [JoinSide: RowGrouping]

  package var model: Model { dataset.model }

  /// Finds out for every relation of the model who finds whom, where the dataset has both sides.
  ///
  /// - Parameter needed: the relations whose pairs are kept, by number; of the others only the counts are. Those that
  ///   lead to cases are always kept. Nil for all.
  package init(_ dataset: Dataset, needing needed: Set<Int>? = nil, threads: Int) {
    let relations = dataset.model.relations
    let needed = needed.map { $0.union(dataset.model.casePaths.flatMap { $0 ?? [] }) }
    self.init(
      dataset, needing: needed, JoinPlan(relations, in: dataset).byIndex,
      previous: relations.indices.filter { relations[$0].kind == .previous }, threads: threads)
  }

  /// What is told of exports whose records are not there.
  package init(outline dataset: Dataset) {
    self.init(dataset, linking: [], threads: 1)
  }

  /// Finds out for some relations who finds whom, and nothing of the others.
  init(_ dataset: Dataset, linking relations: Set<Int>, threads: Int) {
    let joins = JoinPlan(dataset.model.relations, in: dataset).byIndex.map { joins in
      joins.filter { join in join.directions.contains { relations.contains($0.relation) } }
    }
    self.init(
      dataset, needing: relations, joins.filter { !$0.isEmpty },
      previous: relations.filter { dataset.model.relations[$0].kind == .previous }.sorted(),
      threads: threads)
  }

  private init(
    _ dataset: Dataset, needing needed: Set<Int>?, _ joins: [[Join]], previous ordered: [Int],
    threads: Int
  ) {
    self.dataset = dataset
    let relations = dataset.model.relations
    casePaths = dataset.model.casePaths.map { path in
      path?.map { Step(relation: $0, target: relations[$0].to) }
    }
    let building = LinkBuilding(relations: relations, dataset: dataset, needed: needed)
    let found = Workers.map(count: joins.count + ordered.count, threads: threads) { number in
      if number < joins.count { return building.links(joins[number]) }
      let relation = ordered[number - joins.count]
      return FoundLinks(links: building.linkByOrder(relation).map { [(relation, $0)] } ?? [])
    }
    links = [Link?](repeating: nil, count: relations.count)
    for (relation, link) in found.flatMap(\.links) { links[relation] = link }
    groupings = Dictionary(uniqueKeysWithValues: found.compactMap(\.grouping))
  }

  /// The records of an entity with the same values in some fields, by group; nil when no relation goes by these.
  package func grouping(of entity: Int, by fields: [Int]) -> RowGrouping? {
    groupings[JoinSide(entity: entity, fields: fields)]
  }

  /// A relation that leads towards the case, and the entity it leads to.
  private struct Step {
    var relation: Int
    var target: Int
  }

  /// The entity of the cases that an entity's records belong to, or nil when they belong to none.
  package func caseEntity(of entity: Int) -> Int? {
    casePaths[entity].map { $0.last?.target ?? entity }
  }

  /// The row of the case a record belongs to, following the entity's path to its order.
  ///
  /// - Returns: the entity and row at the end of the path, or nil when a step finds none.
  package func caseRow(of row: Int, entity: Int) -> (entity: Int, row: Int)? {
    guard let path = casePaths[entity] else { return nil }
    var at = (entity: entity, row: row)
    for step in path {
      guard let next = links[step.relation]?.adjacency.firstRow(of: at.row) else { return nil }
      at = (step.target, next)
    }
    return at
  }
}

extension Model {
  /// For each entity the numbers of the relations that its path to the case names; nil when it has none.
  var casePaths: [[Int]?] {
    entities.indices.map { entity in
      guard let names = entities[entity].pathToCase else { return nil }
      var at = entity
      var path: [Int] = []
      for name in names {
        guard let next = relations(from: at).first(where: { relations[$0].name == name }) else {
          return nil
        }
        path.append(next)
        at = relations[next].to
      }
      return path
    }
  }
}

/// For each record the number of the group it belongs to, below 0 for none; groups are numbered in the order of their
/// first records.
package struct RowGrouping: Sendable {
  package let groupOfRow: [Int32]
  package let groupCount: Int

  package var rowGroups: RowGroups { RowGroups(of: groupOfRow, count: groupCount) }
}

/// One relation over a dataset: which rows belong together, and how many found none.
package struct Link: Sendable {
  package var counts: LinkCounts
  private var pairs: Adjacency?

  init(_ adjacency: Adjacency, _ counts: LinkCounts) {
    pairs = adjacency
    self.counts = counts
  }

  /// A link of which only the counts are wanted.
  init(counts: LinkCounts) {
    self.counts = counts
  }

  /// - Precondition: the relation was among those needed.
  package var adjacency: Adjacency {
    guard let pairs else {
      preconditionFailure("only relations that were said to be needed have their pairs")
    }
    return pairs
  }
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
