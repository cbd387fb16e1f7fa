package import Diagnostics
package import Entities
import FoundationEssentials
package import Intake
package import Rules
import Tables

/// What a company declares: its model, its sources and its rules, as a folder of JSON files.
package struct Project: Sendable {
  package var exports: ExportDeclarations
  package var rules: RuleSet
  /// Those of ``rules``, and those that this run leaves out.
  package private(set) var declaredRules: [Rule]
  /// Where it was read from.
  package let folder: String
  /// The files read, by name.
  package var files: [DeclarationFile]

  package var model: Model { exports.model }
  package var sources: [Source] { exports.sources }
  package var aliases: Aliases { exports.aliases }

  /// Reads a folder laid out as `model.json`, `aliases.json`, `sources/`, `packs/`,
  /// `parameters.json`, `departments.json`, `kpis.json` and `calendar/`.
  ///
  /// - Parameters:
  ///   - isOverridden: whether `overrides.json` and `waivers.json` count; the examples of a pack hold
  ///     without them.
  ///   - threads: how many threads read packs.
  /// - Throws: every fault in every file; a fault of the model hides those of what builds on it.
  package init(
    folder: String, isOverridden: Bool = true, threads: Int = 1
  ) throws(Refusal) {
    self = try Project.reading(folder: folder, isOverridden: isOverridden, threads: threads) { _ in
    }
    .project
  }

  /// Reads a folder, and looks at exports by what it says of them while its rules are still being compiled:
  /// for a small export either takes as long as the other.
  ///
  /// - Throws: as the initializer does, whatever came of the work.
  static func reading<Result: Sendable>(
    folder: String, isOverridden: Bool = true, threads: Int,
    meanwhile work: @Sendable (ExportDeclarations) -> Result
  ) throws(Refusal) -> (project: Project, result: Result) {
    var reading = FolderReading(folder: folder)
    let (declarations, faults) = try ExportDeclarations.read(&reading)
    let files = try reading.ruleFiles(isOverridden: isOverridden)
    let parts = Workers.map(count: 2, threads: threads) { number -> Part<Result> in
      guard number == 0 else { return .result(work(declarations)) }
      do throws(Refusal) {
        return .rules(try RuleSet.read(files, model: declarations.model, threads: threads))
      } catch {
        return .refusal(error)
      }
    }
    switch (parts[0], parts[1]) {
    case (.refusal(let refusal), _): throw Refusal(faults + refusal.diagnostics)
    case (.rules(let rules), .result(let result)):
      if !faults.isEmpty { throw Refusal(faults) }
      let project = Project(
        declarations, rules, folder: folder, files: reading.files.sorted { $0.name < $1.name })
      return (project, result)
    default: preconditionFailure("the first part is the rules, the second the work")
    }
  }

  private enum Part<Result: Sendable>: Sendable {
    case rules(RuleSet)
    case refusal(Refusal)
    case result(Result)
  }

  private init(
    _ declarations: ExportDeclarations, _ rules: RuleSet, folder: String, files: [DeclarationFile]
  ) {
    exports = declarations
    self.rules = rules
    declaredRules = rules.rules
    self.folder = folder
    self.files = files
  }
}

/// What a project says of documents and of the exports that hold them.
package struct ExportDeclarations: Sendable {
  package var model: Model
  package var sources: [Source]
  /// By which names exports are recognised that no source declares.
  package var aliases: Aliases

  /// - Returns: also the faults of sources and aliases, which hide nothing of the rules.
  /// - Throws: when there is no model, or it is at fault.
  fileprivate static func read(
    _ reading: inout FolderReading
  ) throws(Refusal) -> (ExportDeclarations, faults: [Diagnostic]) {
    let modelFile = try reading.required("model.json")
    let model = try Model.read(modelFile.text, file: modelFile.name)
    var result = ExportDeclarations(model: model, sources: [], aliases: Aliases(model: model))
    var faults: [Diagnostic] = []
    for file in try reading.all(in: "sources") {
      do {
        result.sources.append(try Source.read(file.text, file: file.name, model: model))
      } catch {
        faults += error.diagnostics
      }
    }
    faults += Project.duplicates(among: result.sources)
    if let file = try reading.optional("aliases.json") {
      do {
        result.aliases = try Aliases.read(file.text, file: file.name, model: model)
      } catch {
        faults += error.diagnostics
      }
    }
    return (result, faults)
  }
}

extension Project {
  /// The pages of all packs, with their examples.
  ///
  /// - Throws: every fault in every page.
  package func pages() throws(Refusal) -> [RulePage] {
    var reading = FolderReading(folder: folder)
    var pages: [RulePage] = []
    var faults: [Diagnostic] = []
    for file in try reading.all(in: "packs", suffix: ".md") {
      do {
        pages += try RulePage.read(file, model: model)
      } catch {
        faults += error.diagnostics
      }
    }
    if !faults.isEmpty { throw Refusal(faults) }
    return pages
  }

  fileprivate static func duplicates(among sources: [Source]) -> [Diagnostic] {
    var places: [String: Place] = [:]
    return sources.compactMap { source in
      guard let first = places.updateValue(source.place, forKey: source.id) else { return nil }
      return Diagnostic(
        "duplicate-source", at: source.place, "the source '\(source.id)' is declared twice",
        help: "the other one is at \(first); give each its own id")
    }
  }
}

/// Reads declaration files and remembers which.
private struct FolderReading {
  let folder: String
  private(set) var files: [DeclarationFile] = []

  init(folder: String) {
    self.folder = folder
  }

  mutating func ruleFiles(isOverridden: Bool) throws(Refusal) -> RuleFiles {
    RuleFiles(
      packs: try all(in: "packs"), parameters: try optional("parameters.json"),
      departments: try optional("departments.json"),
      preventions: try optional("preventions.json"), kpis: try optional("kpis.json"),
      requirements: try optional("requirements.json"),
      overrides: isOverridden ? try optional("overrides.json") : nil,
      waivers: isOverridden ? try optional("waivers.json") : nil,
      calendars: try all(in: "calendar"))
  }

  mutating func required(_ name: String) throws(Refusal) -> DeclarationFile {
    if let file = try optional(name) { return file }
    throw Refusal(
      Diagnostic(
        "missing-file", at: Place(file: "\(folder)/\(name)"), "there is no such file",
        help: "give the folder of the rules with --rules; it holds model.json, sources and packs"))
  }

  mutating func optional(_ name: String) throws(Refusal) -> DeclarationFile? {
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Refusal(
        Diagnostic(
          "unreadable-file", at: Place(file: path), "this file cannot be read",
          help: "check that it is a file and that you may read it"))
    }
    let file = DeclarationFile(name: path, text: Array(data))
    files.append(file)
    return file
  }

  /// The files of a folder within, by name; none when there is no such folder.
  mutating func all(
    in subfolder: String, suffix: String = ".json"
  ) throws(Refusal) -> [DeclarationFile] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(subfolder)")) ?? []
    var result: [DeclarationFile] = []
    for name in names.sorted() where name.hasSuffix(suffix) {
      if let file = try optional("\(subfolder)/\(name)") { result.append(file) }
    }
    return result
  }
}

extension Project {
  /// The project with only the rules of those ids and their waivers, and without the KPIs that count the
  /// findings of rules left out.
  ///
  /// - Throws: when there is no rule of such an id.
  package func limited(to ids: [String]?) throws(Refusal) -> Project {
    guard let ids else { return self }
    let known = rules.rules.map(\.id)
    let unknown = ids.filter { !known.contains($0) }
    if !unknown.isEmpty {
      throw Refusal(
        unknown.map {
          Diagnostic(
            "unknown-rule", "there is no rule '\($0)'",
            help: Suggestion.help(for: $0, among: known) ?? "'paicha rules list' shows all rules")
        })
    }
    var project = self
    project.rules.rules = rules.rules.filter { ids.contains($0.id) }
    project.rules.waivers.removeAll { !ids.contains($0.ruleID) }
    let left = Set(rules.rules.filter { !ids.contains($0.id) }.map { rules.packs[$0.pack].id })
    project.rules.kpis.removeAll { kpi in
      if case .withoutFindings(let pack) = kpi.counted { left.contains(pack) } else { false }
    }
    return project
  }
}
