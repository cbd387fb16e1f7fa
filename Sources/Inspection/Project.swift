package import Diagnostics
package import Entities
import FoundationEssentials
package import Intake
package import Rules

/// What a company declares: its model, its sources and its rules, as a folder of JSON files.
package struct Project: Sendable {
  package var model: Model
  package var sources: [Source]
  /// By which names exports are recognised that no source declares.
  package var aliases: Aliases
  package var rules: RuleSet
  /// Those of ``rules``, and those that this run leaves out.
  package private(set) var declaredRules: [Rule]
  /// Where it was read from.
  package let folder: String
  /// The files read, by name.
  package var files: [DeclarationFile]

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
    self.folder = folder
    var reading = FolderReading(folder: folder)
    let modelFile = try reading.required("model.json")
    model = try Model.read(modelFile.text, file: modelFile.name)
    var faults: [Diagnostic] = []
    sources = []
    for file in try reading.all(in: "sources") {
      do {
        sources.append(try Source.read(file.text, file: file.name, model: model))
      } catch {
        faults += error.diagnostics
      }
    }
    faults += Project.duplicates(among: sources)
    aliases = Aliases(model: model)
    if let file = try reading.optional("aliases.json") {
      do {
        aliases = try Aliases.read(file.text, file: file.name, model: model)
      } catch {
        faults += error.diagnostics
      }
    }
    let ruleFiles = RuleFiles(
      packs: try reading.all(in: "packs"), parameters: try reading.optional("parameters.json"),
      departments: try reading.optional("departments.json"),
      preventions: try reading.optional("preventions.json"),
      kpis: try reading.optional("kpis.json"),
      requirements: try reading.optional("requirements.json"),
      overrides: isOverridden ? try reading.optional("overrides.json") : nil,
      waivers: isOverridden ? try reading.optional("waivers.json") : nil,
      calendars: try reading.all(in: "calendar"))
    do {
      rules = try RuleSet.read(ruleFiles, model: model, threads: threads)
      declaredRules = rules.rules
    } catch {
      throw Refusal(faults + error.diagnostics)
    }
    if !faults.isEmpty { throw Refusal(faults) }
    files = reading.files.sorted { $0.name < $1.name }
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

  private static func duplicates(among sources: [Source]) -> [Diagnostic] {
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
