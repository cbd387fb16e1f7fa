import Diagnostics
import Entities
import Formats

/// What one file of rules holds, read by itself.
struct PackReading: Sendable {
  private(set) var pack: Pack?
  /// Those that are without a fault; the number of their pack is the reader's to set.
  private(set) var rules: [Rule] = []
  private(set) var declared = DeclaredRules()
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter set: the departments, requirements and preventions that rules may name.
  init(_ file: DeclarationFile, for set: RuleSet, _ model: Model, _ vocabulary: Vocabulary) {
    let reader = DeclarationReader()
    defer { diagnostics = reader.diagnostics }
    guard let root = reader.parse(file.text, file: file.name),
      let object = reader.object(root, "a pack", keys: ["$schema", "pack", "title", "rules"]),
      let id = object.requiredString("pack"), let title = object.requiredText("title")
    else {
      declared.lacksPack = true
      return
    }
    pack = Pack(id: id, title: title)
    let reading = RuleReading(
      model: model, vocabulary: vocabulary, reader: reader, requirements: set.requirements,
      preventions: set.preventions)
    for node in object.array("rules") {
      declared.add(node)
      if let rule = reading.rule(node, pack: 0, departments: set.departments) { rules.append(rule) }
    }
  }
}
