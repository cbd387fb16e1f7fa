import Diagnostics
import Entities
import FEEL
import Inspection
import Rules

/// How rules are evaluated.
enum RulesExplainCommand: Command {
  static let name = "rules explain"
  static let summary =
    "show how rules are evaluated: in columns, by value, or interpreted; what they read"
  static let usage = "[ID …] [OPTION …]"
  static let options = [
    Option("--rules", "FOLDER", "the model, sources and rules (default: Rules)")
  ]
  static let details = """
    Conditions of rules on one subject are compiled together to operations on columns; what several have
    in common is computed once. What has no such operation runs interpreted, one subject after the
    other, with the same result. 'expected', 'actual', 'amount' and messages are always interpreted, for
    findings only.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let project = try Project(folder: arguments["--rules"] ?? "Rules")
    let rules = project.rules.rules
    for id in arguments.rest where !rules.contains(where: { $0.id == id }) {
      throw Refusal(
        Diagnostic(
          "unknown-rule", "there is no rule '\(id)'",
          help: Suggestion.help(for: id, among: rules.map(\.id))
            ?? "'paicha rules list' shows all rules"))
    }
    let explanations = project.rules.explanations()
    for explanation in explanations {
      let rule = rules[explanation.rule]
      guard arguments.rest.isEmpty || arguments.rest.contains(rule.id) else { continue }
      Terminal.print("\(rule.id)\n")
      for condition in explanation.conditions { Terminal.print(text(condition, project.model)) }
    }
    if arguments.rest.isEmpty { Terminal.print("\n" + summary(of: explanations) + "\n") }
    return 0
  }

  private static func text(_ condition: RuleExplanation.Condition, _ model: Model) -> String {
    let how = condition.how
    var text = "  \(condition.name.padded(to: 5))  \(condition.expression)\n"
    func add(_ line: String) { text += "         \(line)\n" }
    add(
      how.interpreted.isEmpty
        ? "in columns: \(counted(how.stepCount, "operation")), \(how.sharedCount) shared with other conditions"
        : "in columns, but for what is interpreted: \(counted(how.stepCount, "operation")), "
          + "\(how.sharedCount) shared with other conditions")
    for part in how.interpreted { add("interpreted: \(part.text) (\(part.reason))") }
    if !how.calledByValue.isEmpty {
      add("called value by value: \(how.calledByValue.joined(separator: ", "))")
    }
    if !how.oncePerText.isEmpty {
      let fields = how.oncePerText.map {
        "\(model.entities[$0.entity].name).\(model.entities[$0.entity].fields[$0.field].name)"
      }
      add("once for each text of a dictionary: \(fields.joined(separator: ", "))")
    }
    if !condition.reads.isEmpty { add("reads: \(condition.reads.joined(separator: ", "))") }
    return text
  }

  private static func summary(of explanations: [RuleExplanation]) -> String {
    let conditions = explanations.flatMap(\.conditions)
    let interpreted = conditions.count { !$0.how.interpreted.isEmpty }
    return "\(counted(conditions.count, "condition")) of \(counted(explanations.count, "rule")): "
      + "\(conditions.count - interpreted) in columns, \(interpreted) interpreted in part"
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
