import Diagnostics
import Entities
import Formats
import Values

extension RuleSet {
  /// Reads `preventions.json`, whose measures belong to departments that are read already.
  mutating func readPreventions(_ file: DeclarationFile, _ reader: DeclarationReader) {
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(
        root, "the preventive measures", keys: ["$schema", "preventions"])
    else { return }
    for node in object.array("preventions") {
      guard let prevention = prevention(node, reader) else { continue }
      if preventions.contains(where: { $0.id == prevention.id }) {
        reader.report(
          Diagnostic(
            "duplicate-id", at: node.place,
            "there are two preventive measures with the id '\(prevention.id)'",
            help: "give one of them another id"))
      }
      preventions.append(prevention)
    }
  }

  private func prevention(_ node: JSONNode, _ reader: DeclarationReader) -> Prevention? {
    guard
      let object = reader.object(
        node, "a preventive measure", keys: ["id", "title", "measure", "kind", "department"]),
      let id = object.requiredString("id"), let title = object.requiredText("title"),
      let measure = object.requiredText("measure"), object.required("kind") != nil,
      let kind = object.choice("kind", PreventionKind.self),
      let departmentNode = object.required("department"),
      let name = reader.string(departmentNode, "'department' of a preventive measure")
    else { return nil }
    guard let department = departments.firstIndex(where: { $0.id == name }) else {
      reader.report(
        .unknownWord(
          name, at: departmentNode.place, "'department' of a preventive measure",
          departments.map(\.id)))
      return nil
    }
    return Prevention(id: id, title: title, measure: measure, kind: kind, department: department)
  }

  /// Measures that no rule suggests.
  var unusedPreventions: [Diagnostic] {
    let used = Set(rules.compactMap(\.prevention))
    return preventions.indices.filter { !used.contains($0) }.map { number in
      Diagnostic(
        "unused-prevention", "no rule suggests the measure '\(preventions[number].id)'",
        help: "name it with \"prevention\" in a rule, or take it out of preventions.json")
    }
  }
}
