import Diagnostics
import Formats

/// The rules that the packs declare, those that are at fault among them: what names one of these is right,
/// and one fault is told once.
struct DeclaredRules: Sendable {
  private var ids: [String] = []
  private var explanations: [(rule: String, by: String, place: Place)] = []
  /// Whether a pack could not be read, so that rules of any name may stand in it.
  var lacksPack = false

  /// Adds a rule as it stands in its pack.
  mutating func add(_ node: JSONNode) {
    guard case .object(let members) = node.value else { return }
    func value(_ key: String) -> JSONNode? { members.first { $0.key == key }?.value }
    guard case .string(let id)? = value("id")?.value else { return }
    ids.append(id)
    guard case .array(let nodes)? = value("explainedBy")?.value else { return }
    for node in nodes {
      if case .string(let other) = node.value { explanations.append((id, other, node.place)) }
    }
  }

  /// Adds those of another pack.
  mutating func add(_ other: DeclaredRules) {
    ids += other.ids
    explanations += other.explanations
    lacksPack = lacksPack || other.lacksPack
  }

  func contains(_ id: String) -> Bool { lacksPack || ids.contains(id) }

  /// Reports rules that name one that there is not.
  func reportUnknownExplanations(_ reader: DeclarationReader) {
    for (rule, other, place) in explanations where !contains(other) {
      reader.report(.unknownWord(other, at: place, "'explainedBy' of '\(rule)'", ids))
    }
  }
}
