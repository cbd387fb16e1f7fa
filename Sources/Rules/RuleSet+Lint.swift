package import Diagnostics
import FEEL
import Values

extension RuleSet {
  /// What is allowed and still looks like a mistake: declarations that nothing uses, rules that can never
  /// fail or say the same, texts without a translation.
  package func lint() -> [Diagnostic] {
    unusedDeclarations + unusedPreventions + rules.flatMap(missingTranslations)
      + panels(of: Array(rules.indices))
      .flatMap { $0.lint(rules) }
  }

  private var unusedDeclarations: [Diagnostic] {
    let used = Set(
      (rules.flatMap(\.programs) + kpis.flatMap(\.programs)).flatMap(\.dependencies.declarations))
    let unusedParameters = scope.parameters.map(\.name).filter { !used.contains($0) }
      .map { ("unused-parameter", "no rule and no KPI uses the parameter '\($0)'") }
    let unusedTables = scope.tables.map(\.name).filter { !used.contains($0) }
      .map { ("unused-table", "no rule and no KPI asks the decision table '\($0)'") }
    let unusedTolerances = scope.tolerances.map(\.name).filter { !used.contains($0) }
      .map { ("unused-tolerance", "no rule and no KPI asks the tolerance '\($0)'") }
    return (unusedParameters + unusedTables + unusedTolerances).map {
      Diagnostic($0.0, $0.1, help: "take it out of parameters.json, or use it")
    }
  }

  private func missingTranslations(_ rule: Rule) -> [Diagnostic] {
    var lacking: [String] = []
    for (name, text) in [("title", rule.title), ("finds", rule.finds), ("remedy", rule.remedy)]
    where text.texts.count < Language.allCases.count {
      lacking.append(name)
    }
    if rule.message.count < Language.allCases.count { lacking.append("message") }
    guard !lacking.isEmpty else { return [] }
    return [
      Diagnostic(
        "missing-translation", at: rule.place,
        "the rule '\(rule.id)' is not in all languages: \(lacking.joined(separator: ", "))",
        help: "give zh-Hans, zh-Hant and en")
    ]
  }
}

extension RulePanel {
  fileprivate func lint(_ all: [Rule]) -> [Diagnostic] {
    let plan = ColumnPlan(programs)
    var faults: [Diagnostic] = []
    for (place, member) in rules.enumerated() {
      let neverFails =
        plan.isAlwaysTrue(member.check)
        || member.when.map { plan.implies($0, member.check) } ?? false
      if neverFails {
        faults.append(
          Diagnostic(
            "never-fails", at: member.rule.place, "the rule '\(member.rule.id)' can never fail",
            help: "its check is true whenever 'when' is"))
      }
      let same = rules[..<place].first { other in
        plan.isSame(other.check, as: member.check) && isSame(other.when, member.when, plan)
      }
      if let same {
        faults.append(
          Diagnostic(
            "same-condition", at: member.rule.place,
            "the rules '\(member.rule.id)' and '\(same.rule.id)' have the same condition",
            help: "take one of them out"))
      }
    }
    return faults
  }

  private func isSame(_ a: Int?, _ b: Int?, _ plan: ColumnPlan) -> Bool {
    switch (a, b) {
    case (nil, nil): true
    case (let a?, let b?): plan.isSame(a, as: b)
    default: false
    }
  }
}

extension Rule {
  /// All its expressions.
  var programs: [Program] {
    var programs: [Program] = []
    forEachProgram { programs.append($0) }
    return programs
  }

  func forEachProgram(_ body: (Program) -> Void) {
    if let when { body(when.program) }
    body(check.program)
    if let expected { body(expected.program) }
    if let actual { body(actual.program) }
    if let amount { body(amount.program) }
    for message in message.values { message.programs.forEach(body) }
  }
}

extension KPI {
  var programs: [Program] {
    var programs = [of].compactMap { $0?.program }
    if case .condition(let condition) = counted { programs.append(condition.program) }
    return programs
  }
}
