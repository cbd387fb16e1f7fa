package import Diagnostics
package import Entities
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

  init(
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
