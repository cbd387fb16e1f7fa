import Diagnostics
import Formats
import Values

extension Model {
  /// Reads one relation, or reports what is wrong with it.
  func readRelation(_ node: JSONNode, _ reader: DeclarationReader) -> Relation? {
    guard
      let object = reader.object(
        node, "a relation",
        keys: ["name", "label", "from", "to", "kind", "on", "number", "within"])
    else { return nil }
    let name = object.requiredString("name")
    let from = object.required("from").flatMap { entity($0, reader) }
    let to = object.required("to").flatMap { entity($0, reader) }
    let kind = object.required("kind").flatMap { _ in object.choice("kind", Relation.Kind.self) }
    if kind == nil { _ = object.required("on") }
    guard let name, let from, let to, let kind else { return nil }
    var relation = Relation(
      name: name, label: object.localizedText("label") ?? LocalizedText([.en: name]),
      from: from, to: to, kind: kind, on: [])
    let isComplete =
      kind == .previous
      ? readNumber(of: &relation, object, reader) : readPairs(of: &relation, object, reader)
    return isComplete ? relation : nil
  }

  private func readPairs(
    of relation: inout Relation, _ object: DeclarationObject, _ reader: DeclarationReader
  ) -> Bool {
    reportMisplaced(["number", "within"], of: relation, object, reader)
    let (from, to) = (entities[relation.from], entities[relation.to])
    guard let on = object.required("on").flatMap({ reader.members($0, "'on' of a relation") })
    else { return false }
    if on.isEmpty {
      reader.report(
        Diagnostic(
          "missing-key", at: object.node("on")?.place, "'on' of a relation names no pair of fields")
      )
    }
    relation.on = on.compactMap { member -> FieldPair? in
      let key = JSONNode(.string(member.key), at: member.keyPlace)
      guard let near = from.field(key, reader), let far = to.field(member.value, reader)
      else { return nil }
      if from.fields[near].type != to.fields[far].type {
        reader.report(
          Diagnostic(
            "unequal-key-types", at: member.keyPlace,
            "'\(member.key)' and the field it is to equal have different types"))
      }
      return FieldPair(near: near, far: far)
    }
    return true
  }

  /// The field whose numbers follow each other, and those that keep them apart.
  private func readNumber(
    of relation: inout Relation, _ object: DeclarationObject, _ reader: DeclarationReader
  ) -> Bool {
    reportMisplaced(["on"], of: relation, object, reader)
    if relation.from != relation.to {
      reader.report(
        Diagnostic(
          "wrong-entity", at: object.node("to")?.place ?? object.place,
          "the previous record is one of the same entity, '\(entities[relation.from].name)'",
          help: "name it in 'to' as well"))
    }
    guard let number = object.required("number").flatMap({ textField($0, relation, reader) })
    else { return false }
    relation.on = [FieldPair(near: number, far: number)]
    relation.within = object.array("within").compactMap { textField($0, relation, reader) }
    return true
  }

  private func textField(
    _ node: JSONNode, _ relation: Relation, _ reader: DeclarationReader
  ) -> Int? {
    guard let field = entities[relation.from].field(node, reader) else { return nil }
    if entities[relation.from].fields[field].type == .string { return field }
    reader.report(
      Diagnostic(
        "wrong-type", at: node.place,
        "'\(entities[relation.from].fields[field].name)' must be a field of type string",
        help: "numbers of documents are texts, so that zeros in front and letters are kept"))
    return nil
  }

  private func reportMisplaced(
    _ keys: [String], of relation: Relation, _ object: DeclarationObject,
    _ reader: DeclarationReader
  ) {
    for key in keys {
      guard let node = object.node(key) else { continue }
      reader.report(
        Diagnostic(
          "misplaced-key", at: node.place,
          "'\(key)' does not go with a relation of the kind '\(relation.kind.rawValue)'",
          help: relation.kind == .previous
            ? "name the field of the number in 'number'"
            : "name the fields that must be equal in 'on'"))
    }
  }

  private func entity(_ node: JSONNode, _ reader: DeclarationReader) -> Int? {
    guard let name = reader.string(node, "an entity's name") else { return nil }
    if let number = entity(named: name) { return number }
    reader.report(unknownEntity(name, at: node.place))
    return nil
  }
}
