package import Diagnostics
package import Formats
import Values

extension Model {
  /// Reads a model from the text of `model.json`.
  ///
  /// - Throws: every fault of the declaration, each with its line and column.
  package static func read(_ text: [UInt8], file: String) throws(Refusal) -> Model {
    let reader = DeclarationReader()
    guard let root = reader.parse(text, file: file),
      let object = reader.object(root, "the model", keys: ["$schema", "entities", "relations"])
    else {
      try reader.throwIfFaulty()
      preconditionFailure("a model that cannot be read leaves a fault behind")
    }
    let entities = object.array("entities").compactMap { readEntity($0, reader) }
    reportDuplicates(entities.map(\.name), at: object.place, "entity", reader)
    var model = Model(entities: entities, relations: [])
    model.relations = object.array("relations").compactMap { model.readRelation($0, reader) }
    if reader.diagnostics.isEmpty { model.checkPathsToCase(object, reader) }
    try reader.throwIfFaulty()
    return model
  }

  private static func readEntity(_ node: JSONNode, _ reader: DeclarationReader) -> Entity? {
    guard
      let object = reader.object(
        node, "an entity", keys: ["name", "label", "key", "date", "case", "fields"]),
      let name = object.requiredString("name")
    else { return nil }
    let fields = object.array("fields").compactMap { readField($0, reader) }
    reportDuplicates(fields.map(\.name), at: object.place, "field of '\(name)'", reader)
    var entity = Entity(
      name: name, label: object.localizedText("label") ?? LocalizedText([.en: name]),
      fields: fields, key: [], date: nil, pathToCase: nil)
    entity.key = object.array("key").compactMap { entity.field($0, reader) }
    entity.date = object.node("date").flatMap { entity.field($0, reader) }
    if object.node("case") != nil { entity.pathToCase = object.strings("case") }
    return entity
  }

  private static func readField(_ node: JSONNode, _ reader: DeclarationReader) -> Field? {
    guard
      let object = reader.object(
        node, "a field",
        keys: ["name", "label", "aliases", "type", "required", "personal", "values"])
    else { return nil }
    let name = object.requiredString("name")
    let type = object.required("type").flatMap { _ in object.choice("type", Field.FieldType.self) }
    guard let name, let type else { return nil }
    let words = object.node("values").flatMap { reader.members($0, "'values' of a field") }
    return Field(
      name: name, label: object.localizedText("label") ?? LocalizedText([.en: name]),
      aliases: object.strings("aliases"), type: type,
      isRequired: object.boolean("required") ?? false,
      personalKind: readPersonalKind(object),
      words: words?.map { member in
        Word(
          name: member.key,
          label: reader.localizedText(member.value, "the label of '\(member.key)'")
            ?? LocalizedText([.en: member.key]))
      })
  }

  /// A word for what the field holds of persons, `true` where none is given.
  private static func readPersonalKind(_ object: DeclarationObject) -> String? {
    guard let node = object.node("personal") else { return nil }
    if case .string(let word) = node.value, !word.isEmpty { return word }
    return object.boolean("personal") == true ? Pseudonyms.anyKind : nil
  }

  /// Every step of a path to the case must be a relation to one record.
  private func checkPathsToCase(_ object: DeclarationObject, _ reader: DeclarationReader) {
    for entity in entities.indices {
      var at = entity
      for name in entities[entity].pathToCase ?? [] {
        let step = relations(from: at).first { relations[$0].name == name }
        guard let step, relations[step].kind == .one else {
          reader.report(
            Diagnostic(
              "unknown-relation", at: object.place,
              "'case' of '\(entities[entity].name)' names '\(name)', which is no relation to one "
                + "record of '\(entities[at].name)'",
              help: Suggestion.help(
                for: name, among: relations(from: at).map { relations[$0].name })))
          break
        }
        at = relations[step].to
      }
    }
  }

  /// No entity bears that name.
  package func unknownEntity(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      "unknown-entity", at: place, "the model has no entity '\(name)'",
      help: Suggestion.help(for: name, among: entities.map(\.name))
        ?? "its entities are \(entities.map(\.name).joined(separator: ", "))")
  }

  private static func reportDuplicates(
    _ names: [String], at place: Place, _ what: String, _ reader: DeclarationReader
  ) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      reader.report(
        Diagnostic("duplicate-name", at: place, "the \(what) '\(name)' is declared twice"))
    }
  }
}

extension Entity {
  /// The number of the field that `node` names, or nil and a fault.
  package func field(_ node: JSONNode, _ reader: DeclarationReader) -> Int? {
    guard let name = reader.string(node, "a field's name") else { return nil }
    if let number = field(named: name) { return number }
    reader.report(
      Diagnostic(
        "unknown-field", at: node.place, "'\(self.name)' has no field '\(name)'",
        help: Suggestion.help(for: name, among: fields.map(\.name))
          ?? "its fields are \(fields.map(\.name).joined(separator: ", "))"))
    return nil
  }
}
