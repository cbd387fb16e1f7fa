import Diagnostics
import FoundationEssentials
import Inspection
import Reports
import Rules
import Values

/// The whole catalogue as files.
enum RulesDocsCommand: Command {
  static let name = "rules docs"
  static let summary = "write the catalogue of rules as one HTML page and one Markdown document"
  static let usage = "[OPTION …]"
  static let options = [
    Option("--rules", "FOLDER", "the model, sources and rules (default: Rules)"),
    Option("--out", "FOLDER", "where rules.html and rules.md are written (default: out/rules)"),
    Option("--lang", "LANGUAGE", "zh-Hans, zh-Hant or en (zh-Hans)"),
  ]

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    let project = try Project(folder: arguments["--rules"] ?? "Rules")
    let catalogue = RuleCatalogue(
      project, pages: try project.pages(), language: try arguments.language)
    let folder = arguments["--out"] ?? "out/rules"
    for file in catalogue.files {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        var bytes: [UInt8] = []
        var buffer = OutputBuffer { bytes += $0 }
        file.write(&buffer)
        try buffer.finish()
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(file.name)"), options: .atomic)
      } catch {
        throw Refusal(
          Diagnostic(
            "cannot-write", at: Place(file: "\(folder)/\(file.name)"),
            "the catalogue cannot be written",
            help: "check that the folder can be written to, or name another with --out"))
      }
      Terminal.print("\(folder)/\(file.name)\n")
    }
    return 0
  }
}

extension RuleCatalogue {
  fileprivate init(_ project: Project, pages: [RulePage], language: Language) {
    let set = project.rules
    let packs = set.packs.enumerated().map { number, pack in
      Pack(
        id: pack.id, title: pack.title,
        rules: set.rules.filter { $0.pack == number }.map { rule in
          Entry(rule, pages.first { $0.rule == rule.id }, project, language)
        })
    }
    let requirements = set.requirements.map { requirement in
      Requirement(
        id: requirement.id, title: requirement.title,
        answeredBy: set.rules.filter { $0.answers.contains(requirement.id) }.map(\.id)
          + set.kpis.filter { $0.answers.contains(requirement.id) }.map(\.id))
    }
    self.init(packs: packs, requirements: requirements, language: language)
  }
}

extension RuleCatalogue.Entry {
  fileprivate init(_ rule: Rule, _ page: RulePage?, _ project: Project, _ language: Language) {
    self.init(
      id: rule.id, title: rule.title, finds: rule.finds, remedy: rule.remedy,
      facts: RulesShowCommand.facts(of: rule, project, language)
        .map { RuleCatalogue.Fact($0.name, $0.value) },
      conditions: RulesShowCommand.expressions(of: rule)
        .map { RuleCatalogue.Fact($0.name, $0.value) },
      page: RuleCatalogue.blocks(of: page?.text ?? ""))
  }
}
