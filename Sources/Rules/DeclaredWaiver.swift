import Diagnostics
import Entities
import FEEL
import Formats
package import Values

/// Leave to let some findings of a rule stand: which, why, by whom and until when. Read from `waivers.json`.
package struct DeclaredWaiver: Sendable {
  /// Which subjects of the rule it is for.
  package enum Scope: Sendable {
    /// The one with that business key.
    case key(String)
    /// Those of which the condition is true.
    case condition(Expression)
  }

  package var ruleID: String
  package var scope: Scope
  package var reason: LocalizedText
  /// Who answers for it.
  package var approver: String
  /// The first day on which it counts; nil when it always has.
  package var from: CivilDate?
  /// The last day: leave without an end would be a rule switched off.
  package var until: CivilDate
}

extension RuleReading {
  /// Reads one waiver, or reports what is wrong with it.
  func waiver(_ node: JSONNode, rules: [Rule]) -> DeclaredWaiver? {
    guard
      let object = reader.object(
        node, "a waiver", keys: ["rule", "key", "when", "reason", "approver", "from", "until"]),
      let rule = object.required("rule").flatMap({ self.rule(named: $0, among: rules) })
    else { return nil }
    let scope = scope(object, rule)
    let reason = object.requiredText("reason")
    let approver = requiredName(object, "approver")
    let from = object.date("from")
    guard object.required("until") != nil, let until = object.date("until"), let scope, let reason,
      let approver
    else { return nil }
    if let from, until < from {
      reader.report(
        Diagnostic(
          "empty-range", at: node.place, "the waiver ends on \(until), before it begins on \(from)",
          help: "exchange the two days, or take the waiver out"))
    }
    return DeclaredWaiver(
      ruleID: rule.id, scope: scope, reason: reason, approver: approver, from: from, until: until)
  }

  private func rule(named node: JSONNode, among rules: [Rule]) -> Rule? {
    guard let id = reader.string(node, "'rule' of a waiver") else { return nil }
    if let rule = rules.first(where: { $0.id == id }) { return rule }
    reader.report(
      Diagnostic(
        "unknown-rule", at: node.place, "there is no rule '\(id)' to waive",
        help: Suggestion.help(for: id, among: rules.map(\.id))))
    return nil
  }

  private func scope(_ object: DeclarationObject, _ rule: Rule) -> DeclaredWaiver.Scope? {
    switch (object.node("key"), object.node("when")) {
    case (.some, nil):
      return requiredName(object, "key").map { .key($0) }
    case (nil, let condition?):
      return expression(condition, scope(for: rule.subject), mustBe: .boolean)
        .map { .condition($0) }
    default:
      reader.report(
        Diagnostic(
          "missing-key", at: object.place, "a waiver needs either 'key' or 'when'",
          help:
            "give the key of the document, such as \"key\": \"DD25090017\", or a condition on it"))
      return nil
    }
  }

  /// A text that says something: an approver of blanks is nobody.
  private func requiredName(_ object: DeclarationObject, _ key: String) -> String? {
    guard let node = object.required(key), let text = object.string(key) else { return nil }
    if text.contains(where: { !$0.isWhitespace }) { return text }
    reader.report(Diagnostic("missing-text", at: node.place, "'\(key)' of a waiver is empty"))
    return nil
  }
}
