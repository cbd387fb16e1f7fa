package import Entities

/// The texts that somebody looks at after the exports were read. All others are checked as they pass by and not kept:
/// they are most of what an export holds. ``Dataset/recalled(_:)`` reads single records again.
package struct KeptTexts: Sendable {
  /// For each entity of the model the fields, by number.
  private var fields: [Set<Int>]

  /// Nothing but what calls records by their names and leads from one to another.
  package init(namesOf model: Model) {
    fields = model.entities.map { Set($0.key) }
    for relation in model.relations {
      keep(relation.on.map(\.near) + relation.within, of: relation.from)
      keep(relation.on.map(\.far), of: relation.to)
    }
  }

  package mutating func keep(_ kept: some Sequence<Int>, of entity: Int) {
    fields[entity].formUnion(kept)
  }

  func keeps(_ field: Int, of entity: Int) -> Bool { fields[entity].contains(field) }
}

extension Source {
  /// Whether single records of its exports can be read again, so that not every text needs to be kept.
  var canBeRecalled: Bool { format == .csv && fillDown == nil }
}
