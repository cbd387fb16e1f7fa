import FEEL
import Formats
import Values

/// What rules mean, as short digests: a rule has another one as soon as it could say something else, because it
/// was changed itself or a figure, table or tolerance that it names. Titles, messages and places do not count.
struct RuleFingerprints {
  /// What is declared under a name, and under which names expressions know it.
  private struct Definition {
    var names: [String]
    var text: String
    /// The numbers of the definitions that the text names, itself perhaps among them.
    var named: [Int] = []
  }

  private let definitions: [Definition]

  init(_ files: RuleFiles, _ scope: FEELScope) {
    var texts: [String: String] = [:]
    for file in [files.parameters, files.overrides].compactMap({ $0 }) {
      guard let root = try? JSONDocument.parse(file.text, file: file.name, allowsComments: true),
        case .object(let sections) = root.value
      else { continue }
      for section in sections where ["parameters", "tables", "tolerances"].contains(section.key) {
        guard case .object(let members) = section.value.value else { continue }
        for member in members {
          texts[member.key, default: ""] += RuleFingerprints.meaning(of: member.value)
        }
      }
    }
    let names =
      scope.parameters.map { [$0.name] + $0.aliases } + scope.tables.map { [$0.name] + $0.aliases }
      + scope.tolerances.map { [$0.name] + $0.aliases }
    definitions = RuleFingerprints.linked(
      names.sorted { $0[0] < $1[0] }.map { names in
        Definition(names: names, text: texts[names[0]] ?? "")
      })
  }

  /// Looks once which definitions each of them names, and not for every rule again.
  private static func linked(_ definitions: [Definition]) -> [Definition] {
    let names = definitions.map { $0.names.map { Array($0.utf8) } }
    return definitions.map { definition in
      let text = Array(definition.text.utf8)
      var definition = definition
      definition.named = names.indices.filter { names[$0].contains { text.holds($0) } }
      return definition
    }
  }

  /// A declaration without what is only read by people.
  private static func meaning(of node: JSONNode) -> String {
    guard case .object(let members) = node.value else { return node.canonicalText }
    let kept = members.filter { !["label", "unit", "clause", "aliases"].contains($0.key) }
    return JSONNode(.object(kept), at: node.place).canonicalText
  }

  /// Sixteen hexadecimal digits.
  func fingerprint(of rule: Rule, department: String) -> String {
    let expressions = [rule.when, rule.check, rule.expected, rule.actual, rule.amount]
    var parts = expressions.map { $0?.text ?? "" }
    parts += [
      rule.subject.fingerprint, rule.severity.rawValue, department, rule.unknown.rawValue,
      rule.effectiveFrom.map { "\($0)" } ?? "", rule.effectiveTo.map { "\($0)" } ?? "",
      rule.explainedBy.joined(separator: ","), rule.offReason == nil ? "on" : "off",
    ]
    parts += meanings(
      named: expressions.reduce(into: []) {
        $0.formUnion($1?.program.dependencies.declarations ?? [])
      })
    return String(
      SHA256.hex(of: Array(parts.joined(separator: "\u{1F}").utf8)).prefix(16))
  }

  /// What is declared under some names, and what that names in its turn: a tolerance may stand on parameters.
  private func meanings(named names: Set<String>) -> [String] {
    var found = Set(definitions.indices.filter { names.contains(definitions[$0].names[0]) })
    var open = Array(found)
    while let number = open.popLast() {
      for named in definitions[number].named where found.insert(named).inserted {
        open.append(named)
      }
    }
    return found.sorted().map { "\(definitions[$0].names[0])=\(definitions[$0].text)" }
  }
}

extension SubjectKind {
  /// As the subject is described in fingerprints, which are to stay what they are.
  var fingerprint: String {
    switch self {
    case .each(let entity): "each(entity: \(entity))"
    case .group(let entity, let fields): "group(entity: \(entity), by: \(fields))"
    }
  }
}
