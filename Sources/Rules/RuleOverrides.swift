import Diagnostics
import Entities
import FEEL
import Formats
import Values

/// What a project wants otherwise than its packs and parameters: `overrides.json`.
struct RuleOverrides {
  private let reader: DeclarationReader
  private var parameters: [JSONMember] = []
  private var tolerances: [JSONMember] = []
  private var rules: [JSONMember] = []
  private var packs: [JSONMember] = []

  init(_ file: DeclarationFile?, _ reader: DeclarationReader) {
    self.reader = reader
    guard let file, let root = reader.parse(file.text, file: file.name),
      let object = reader.object(
        root, "the overrides", keys: ["$schema", "parameters", "tolerances", "rules", "packs"])
    else { return }
    func members(_ key: String) -> [JSONMember] {
      object.node(key).flatMap { reader.members($0, "'\(key)' of the overrides") } ?? []
    }
    (parameters, tolerances) = (members("parameters"), members("tolerances"))
    (rules, packs) = (members("rules"), members("packs"))
  }

  /// The declarations with the project's own values of parameters and limits of tolerances.
  func applied(
    to declarations: FEELScope.Declarations, _ model: Model
  ) -> FEELScope.Declarations {
    var all = declarations.parameters
    for member in parameters {
      guard let number = all.firstIndex(where: { $0.name == member.key }) else {
        reportUnknown("parameter", member, among: all.map(\.name))
        continue
      }
      guard
        let versions = RuleSet.readVersions(member, "the override of '\(member.key)'", reader),
        let type = versions.first?.type
      else { continue }
      guard type == all[number].type || all[number].type == .null else {
        reader.report(
          Diagnostic(
            "wrong-type", at: member.value.place,
            "the parameter '\(member.key)' is \(all[number].type), and this is \(type)"))
        continue
      }
      all[number].versions = versions.map(\.version)
      reportNegative(all[number], member, declarations.tolerances)
    }
    return FEELScope.Declarations(
      parameters: all, tables: declarations.tables,
      tolerances: applied(to: declarations.tolerances, model, all))
  }

  /// A limit that a tolerance takes from a parameter is a distance.
  private func reportNegative(
    _ parameter: FEELScope.Parameter, _ member: JSONMember, _ tolerances: [Tolerance]
  ) {
    let isNegative = parameter.versions.contains { version in
      if case .number(let number) = version.value { number.signum < 0 } else { false }
    }
    guard isNegative,
      let tolerance = tolerances.first(where: { $0.parameters.contains(parameter.name) })
    else { return }
    reader.report(
      Diagnostic(
        "negative-tolerance", at: member.value.place,
        "the parameter '\(parameter.name)' is a limit of the tolerance '\(tolerance.name)', and a "
          + "distance is never negative", help: "write it without the minus sign"))
  }

  private func applied(
    to tolerances: [Tolerance], _ model: Model, _ parameters: [FEELScope.Parameter]
  ) -> [Tolerance] {
    var all = tolerances
    let reading = ToleranceReading(model: model, parameters: parameters, reader: reader)
    for member in self.tolerances {
      guard let number = all.firstIndex(where: { $0.name == member.key }) else {
        reportUnknown("tolerance", member, among: all.map(\.name))
        continue
      }
      if let changed = reading.override(member, of: all[number]) { all[number] = changed }
    }
    return all
  }

  /// Gives rules the project's severities and departments, and switches some off.
  func apply(to set: inout RuleSet, _ declared: DeclaredRules) {
    for member in packs {
      guard let pack = set.packs.firstIndex(where: { $0.id == member.key }) else {
        if !declared.lacksPack { reportUnknown("pack", member, among: set.packs.map(\.id)) }
        continue
      }
      guard
        let object = reader.object(
          member.value, "the override of the pack '\(member.key)'", keys: ["off"]),
        let reason = object.requiredText("off")
      else { continue }
      for number in set.rules.indices where set.rules[number].pack == pack {
        set.rules[number].offReason = reason
      }
    }
    for member in rules {
      guard let number = set.rules.firstIndex(where: { $0.id == member.key }) else {
        if !declared.contains(member.key) {
          reportUnknown("rule", member, among: set.rules.map(\.id))
        }
        continue
      }
      apply(member, to: &set.rules[number], set.departments)
    }
  }

  private func apply(_ member: JSONMember, to rule: inout Rule, _ departments: [Department]) {
    guard
      let object = reader.object(
        member.value, "the override of the rule '\(member.key)'",
        keys: ["severity", "department", "off"])
    else { return }
    if let severity = object.choice("severity", Severity.self) { rule.severity = severity }
    if let node = object.node("department"), let id = object.string("department") {
      if let number = departments.firstIndex(where: { $0.id == id }) {
        rule.department = number
      } else {
        reader.report(
          .unknownWord(id, at: node.place, "'department' of \(object.what)", departments.map(\.id)))
      }
    }
    if object.node("off") != nil { rule.offReason = object.localizedText("off") }
  }

  private func reportUnknown(_ kind: String, _ member: JSONMember, among names: [String]) {
    reader.report(
      Diagnostic(
        "unknown-\(kind)", at: member.keyPlace, "there is no \(kind) '\(member.key)' to override",
        help: Suggestion.help(for: member.key, among: names)))
  }
}
