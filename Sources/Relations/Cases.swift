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
    links = Workers.map(count: relations.count, threads: threads) { number in
      switch relations[number].kind {
      case .one, .many: Link(relations[number], in: dataset)
      case .previous: Link(previousBy: relations[number], in: dataset)
      }
    }
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
