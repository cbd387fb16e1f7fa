package import Values

/// What a company's documents are: the entities, their fields and keys, and how they hang together.
///
/// The model is data (`Rules/model.json`): nothing in the program knows an order from an invoice.
package struct Model: Sendable {
  package var entities: [Entity]
  package var relations: [Relation]

  package init(entities: [Entity], relations: [Relation]) {
    self.entities = entities
    self.relations = relations
  }

  /// The number of the entity of that name.
  package func entity(named name: String) -> Int? {
    entities.firstIndex { $0.name == name }
  }

  /// The relations that start at an entity, by their numbers in ``relations``.
  package func relations(from entity: Int) -> [Int] {
    relations.indices.filter { relations[$0].from == entity }
  }
}

/// One kind of document or part of a document.
package struct Entity: Sendable, Hashable {
  /// Lower-case English words: `order line`.
  package var name: String
  package var label: LocalizedText
  package var fields: [Field]
  /// The fields that together name a record, by number.
  package var key: [Int]
  /// The field that dates a record: a rule is chosen by it. Nil for an entity without a date.
  package var date: Int?
  /// The names of the relations that lead from a record to its order; empty for the order itself,
  /// nil when none does.
  package var pathToCase: [String]?

  package init(
    name: String, label: LocalizedText, fields: [Field], key: [Int], date: Int?,
    pathToCase: [String]?
  ) {
    self.name = name
    self.label = label
    self.fields = fields
    self.key = key
    self.date = date
    self.pathToCase = pathToCase
  }

  package func field(named name: String) -> Int? {
    fields.firstIndex { $0.name == name }
  }
}

/// One field of an entity.
package struct Field: Sendable, Hashable {
  package enum FieldType: String, Sendable, Hashable, CaseIterable {
    case string, number, boolean, date
    case dateTime = "date and time"
  }

  package var name: String
  package var label: LocalizedText
  /// Other names by which expressions may call it, besides the Chinese labels.
  package var aliases: [String]
  package var type: FieldType
  package var isRequired: Bool
  /// What data on a person it holds, in the word that pseudonyms begin with: 电话. Nil when it holds none.
  package var personalKind: String?
  package var isPersonal: Bool { personalKind != nil }
  /// For a field of fixed words: the words and their labels, in the order declared.
  package var words: [Word]?

  package init(
    name: String, label: LocalizedText, aliases: [String] = [], type: FieldType,
    isRequired: Bool = false, personalKind: String? = nil, words: [Word]? = nil
  ) {
    self.name = name
    self.label = label
    self.aliases = aliases
    self.type = type
    self.isRequired = isRequired
    self.personalKind = personalKind
    self.words = words
  }
}

/// One of the words that a field may hold.
package struct Word: Sendable, Hashable {
  package var name: String
  package var label: LocalizedText

  package init(name: String, label: LocalizedText) {
    self.name = name
    self.label = label
  }
}

/// How the records of one entity find those of another: by equal values of fields, or by numbers that
/// follow each other.
package struct Relation: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// At most one record; several that bear the key are ambiguous and none is taken.
    case one
    case many
    /// The record of the same entity whose number comes before, whether or not numbers are missing between.
    case previous
  }

  package var name: String
  package var label: LocalizedText
  /// Entities by number.
  package var from: Int
  package var to: Int
  package var kind: Kind
  /// Pairs of fields that must be equal, by number; for ``Kind/previous`` the field of the number.
  package var on: [FieldPair]
  /// For ``Kind/previous``: fields by which numbers are kept apart. Records without a value there belong
  /// together.
  package var within: [Int]

  package init(
    name: String, label: LocalizedText, from: Int, to: Int, kind: Kind, on: [FieldPair],
    within: [Int] = []
  ) {
    self.name = name
    self.label = label
    self.from = from
    self.to = to
    self.kind = kind
    self.on = on
    self.within = within
  }
}

/// A field of the near entity and one of the far entity.
package struct FieldPair: Sendable, Hashable {
  package var near: Int
  package var far: Int

  package init(near: Int, far: Int) {
    self.near = near
    self.far = far
  }
}
