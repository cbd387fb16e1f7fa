package import Entities

/// The fields that somebody looks at after the exports were read. The values of all others are checked as they pass by
/// and not kept: they are most of what an export holds. ``Dataset/recalled(_:)`` reads single records again.
package struct KeptFields: Sendable {
  /// For each entity of the model the fields, by number.
  private var fields: [Set<Int>]

  /// Nothing at all.
  package init() {
    fields = []
  }

  /// Nothing but what calls records by their names, dates them and leads from one to another.
  package init(namesOf model: Model) {
    fields = model.entities.map { Set($0.key + [$0.date].compactMap { $0 }) }
    for relation in model.relations {
      keep(relation.on.map(\.near) + relation.within, of: relation.from)
      keep(relation.on.map(\.far), of: relation.to)
    }
  }

  package mutating func keep(_ kept: some Sequence<Int>, of entity: Int) {
    if entity >= fields.count {
      fields += [Set<Int>](repeating: [], count: entity + 1 - fields.count)
    }
    fields[entity].formUnion(kept)
  }

  /// Keeps what control files state, and every number whose sum they may state.
  mutating func keepTotals(statedBy controlTotal: Int, of model: Model) {
    keep(model.entities[controlTotal].fields.indices, of: controlTotal)
    for (number, entity) in model.entities.enumerated() {
      keep(entity.fields.indices.filter { entity.fields[$0].type == .number }, of: number)
    }
  }

  func keeps(_ field: Int, of entity: Int) -> Bool { fields(of: entity).contains(field) }

  package func fields(of entity: Int) -> Set<Int> {
    entity < fields.count ? fields[entity] : []
  }
}
