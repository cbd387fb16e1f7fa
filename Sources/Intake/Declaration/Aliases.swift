package import Diagnostics
package import Entities
import Formats

/// The names by which exports call things that the model has other names for: `aliases.json`.
package struct Aliases: Sendable {
  /// For each entity of the model what is known of it.
  package var entities: [EntityAliases]
  /// The words that open a row of totals, and a row of totals over a part.
  package var totals: [String] = []
  package var subtotals: [String] = []

  package struct EntityAliases: Sendable {
    /// Words in names of files and titles.
    package var names: [String] = []
    /// For each field the names of columns.
    package var fields: [[String]]
    /// Fields that take the place of others that an export lacks: an invoice without an id of its
    /// own is called by its number.
    package var standIns: [(field: Int, standIn: Int)] = []
    /// For fields of fixed words what exports write for them.
    package var values: [Int: [String: String]] = [:]
  }

  /// Only the model's own names.
  package init(model: Model) {
    entities = model.entities.map { EntityAliases(fields: $0.fields.map { _ in [] }) }
  }
}

extension Aliases {
  /// Reads `aliases.json`.
  ///
  /// - Throws: every fault of the file, each with its line and column.
  package static func read(
    _ text: [UInt8], file: String, model: Model
  ) throws(Refusal) -> Aliases {
    let reader = DeclarationReader()
    var aliases = Aliases(model: model)
    if let root = reader.parse(text, file: file),
      let object = reader.object(
        root, "the aliases", keys: ["$schema", "entities", "totals", "subtotals"])
    {
      aliases.totals = object.strings("totals")
      aliases.subtotals = object.strings("subtotals")
      for member in object.node("entities").flatMap({ reader.members($0, "'entities'") }) ?? [] {
        aliases.readEntity(member, model, reader)
      }
    }
    try reader.throwIfFaulty()
    return aliases
  }

  private mutating func readEntity(
    _ member: JSONMember, _ model: Model, _ reader: DeclarationReader
  ) {
    guard let entityNumber = model.entity(named: member.key) else {
      return reader.report(model.unknownEntity(member.key, at: member.keyPlace))
    }
    guard
      let object = reader.object(
        member.value, "the aliases of an entity", keys: ["names", "fields", "standIns", "values"])
    else { return }
    let entity = model.entities[entityNumber]
    entities[entityNumber].names = object.strings("names")
    for field in object.node("fields").flatMap({ reader.members($0, "'fields'") }) ?? [] {
      let key = JSONNode(.string(field.key), at: field.keyPlace)
      guard let fieldNumber = entity.field(key, reader),
        let names = reader.array(field.value, "the aliases of a field")
      else { continue }
      entities[entityNumber].fields[fieldNumber] = names.compactMap {
        reader.string($0, "an alias")
      }
    }
    for field in object.node("values").flatMap({ reader.members($0, "'values'") }) ?? [] {
      let key = JSONNode(.string(field.key), at: field.keyPlace)
      guard let number = entity.field(key, reader) else { continue }
      entities[entityNumber].values[number] = readValues(
        field.value, of: entity.fields[number], reader)
    }
    for pair in object.node("standIns").flatMap({ reader.members($0, "'standIns'") }) ?? [] {
      let key = JSONNode(.string(pair.key), at: pair.keyPlace)
      if let field = entity.field(key, reader), let standIn = entity.field(pair.value, reader) {
        entities[entityNumber].standIns.append((field, standIn))
      }
    }
  }

  private func readValues(
    _ node: JSONNode, of field: Field, _ reader: DeclarationReader
  ) -> [String: String] {
    var values: [String: String] = [:]
    let known = field.words?.map(\.name) ?? []
    for member in reader.members(node, "the values of a field") ?? [] {
      guard let word = reader.string(member.value, "a value") else { continue }
      if known.contains(word) {
        values[member.key] = word
      } else {
        reader.report(
          .unknownWord(word, at: member.value.place, "a value of '\(field.name)'", known))
      }
    }
    return values
  }
}
