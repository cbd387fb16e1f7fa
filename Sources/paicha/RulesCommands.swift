import Diagnostics
import Entities
import Inspection
import Rules
import Values

private let rulesOption = Option(
  "--rules", "FOLDER", "the model, sources and rules (default: Rules)")
private let languageOption = Option("--lang", "LANGUAGE", "zh-Hans, zh-Hant or en (zh-Hans)")

/// The catalogue of rules.
enum RulesListCommand: Command {
  static let name = "rules list"
  static let summary = "list the rules: id, severity, stage, title"
  static let usage = "[OPTION …]"
  static let options = [
    rulesOption, languageOption,
    Option("--uncovered", nil, "list the requirements that no rule or KPI answers instead"),
  ]

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let project = try Project(folder: arguments["--rules"] ?? "Rules")
    let language = try arguments.language
    if arguments.has("--uncovered") {
      let uncovered = project.rules.uncoveredRequirements
      for requirement in uncovered {
        Terminal.print("\(requirement.id.padded(to: 4))  \(requirement.title[language])\n")
      }
      return uncovered.isEmpty ? 0 : 1
    }
    let rules = project.rules.rules
    let width = rules.map(\.id.count).max() ?? 0
    for (number, pack) in project.rules.packs.enumerated() {
      let own = rules.filter { $0.pack == number }
      Terminal.print("\(pack.title[language]) (\(pack.id)): \(own.count)\n")
      for rule in own {
        Terminal.print(
          "  \(rule.id.padded(to: width))  \(rule.severity.rawValue.padded(to: 8))  "
            + "\(rule.stage.rawValue.padded(to: 11))  \(rule.title[language])\n")
      }
    }
    return 0
  }
}

/// One rule, with everything that is declared of it.
enum RulesShowCommand: Command {
  static let name = "rules show"
  static let summary = "show a rule: what it finds, its condition, how to clear it"
  static let usage = "ID [OPTION …]"
  static let options = [rulesOption, languageOption]

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    guard let id = arguments.rest.first else {
      throw Refusal(
        Diagnostic("missing-argument", "no rule is named", help: "write paicha rules show ID"))
    }
    let project = try Project(folder: arguments["--rules"] ?? "Rules")
    let rules = project.rules.rules
    guard let rule = rules.first(where: { $0.id == id }) else {
      throw Refusal(
        Diagnostic(
          "unknown-rule", "there is no rule '\(id)'",
          help: Suggestion.help(for: id, among: rules.map(\.id))
            ?? "'paicha rules list' shows all rules"))
    }
    Terminal.print(try page(rule, project, try arguments.language))
    return 0
  }

  private static func page(
    _ rule: Rule, _ project: Project, _ language: Language
  ) throws(Refusal) -> String {
    let rows =
      facts(of: rule, project, language) + expressions(of: rule)
      + [("unknown", rule.unknown.rawValue), ("declared", rule.place.description)]
    var text = "\(rule.id)\n\(rule.title[language])\n\n\(rule.finds[language])\n\n"
    for (name, value) in rows where !value.isEmpty {
      text += "  \(name.padded(to: 10))  \(value)\n"
    }
    let remedy = rule.remedy[language]
    if !remedy.isEmpty { text += "\n\(remedy)\n" }
    for page in try project.pages() where page.rule == rule.id {
      text +=
        "\n"
        + page.text.split(separator: "\n", omittingEmptySubsequences: false)
        .drop { $0.isEmpty }.joined(separator: "\n")
      while text.hasSuffix("\n\n") { text.removeLast() }
    }
    return text
  }

  /// What is declared of a rule beside its texts and conditions.
  static func facts(
    of rule: Rule, _ project: Project, _ language: Language
  ) -> [(name: String, value: String)] {
    let department = project.rules.departments[rule.department]
    let pack = project.rules.packs[rule.pack]
    var rows = [
      ("pack", "\(pack.id) (\(pack.title[language]))"), ("clause", rule.clause),
      ("answers", rule.answers.joined(separator: ", ")), ("stage", rule.stage.rawValue),
      ("severity", rule.severity.rawValue),
      ("department", "\(department.id) (\(department.label[language]))"),
      ("due", "\(department.dueDays[rule.severity] ?? 10) working days"),
      ("prevention", prevention(of: rule, project, language)),
      ("for", subject(rule, project)),
    ]
    if rule.effectiveFrom != nil || rule.effectiveTo != nil {
      let from = rule.effectiveFrom.map { "\($0)" } ?? "…"
      rows.append(("effective", "\(from) to \(rule.effectiveTo.map { "\($0)" } ?? "…")"))
    }
    if let reason = rule.offReason { rows.append(("off", reason[language])) }
    return rows.filter { !$0.1.isEmpty }.map { (name: $0.0, value: $0.1) }
  }

  static func expressions(of rule: Rule) -> [(name: String, value: String)] {
    [
      ("when", rule.when), ("check", rule.check), ("expected", rule.expected),
      ("actual", rule.actual), ("amount", rule.amount),
    ].compactMap { name, expression in expression.map { (name: name, value: $0.text) } }
  }

  private static func prevention(
    of rule: Rule, _ project: Project, _ language: Language
  ) -> String {
    guard let number = rule.prevention else { return "" }
    let prevention = project.rules.preventions[number]
    return "\(prevention.id) (\(prevention.title[language]))"
  }

  private static func subject(_ rule: Rule, _ project: Project) -> String {
    switch rule.subject {
    case .each(let entity): return project.model.entities[entity].name
    case .group(let entity, let fields):
      let kind = project.model.entities[entity]
      let names = fields.map { kind.fields[$0].name }.joined(separator: ", ")
      return "each group of \(kind.name) by \(names)"
    }
  }
}
