import Diagnostics
import Entities
import Intake
import Rules
import Tables

extension Project {
  /// Reads a folder, and looks at exports by what it says of them while its rules are still being compiled:
  /// for a small export either takes as long as the other.
  ///
  /// - Throws: as the initializer does, whatever came of the work.
  static func reading<Result: Sendable>(
    folder: String, isOverridden: Bool = true, threads: Int,
    meanwhile work: @Sendable (ExportDeclarations) -> Result
  ) throws(Refusal) -> (project: Project, result: Result) {
    var modelReading = FolderReading(folder: folder)
    let modelFile = try modelReading.required("model.json")
    let model = try Model.read(modelFile.text, file: modelFile.name)
    let parts = Workers.map(count: 2, threads: threads) { number -> Part<Result> in
      var reading = FolderReading(folder: folder)
      do throws(Refusal) {
        if number == 0 {
          let files = try reading.ruleFiles(isOverridden: isOverridden)
          let rules = try RuleSet.read(files, model: model, threads: threads)
          return .rules(rules, reading.files)
        }
        let (declarations, faults) = try ExportDeclarations.read(&reading, model)
        return .exports(declarations, faults, work(declarations), reading.files)
      } catch {
        return .refusal(error)
      }
    }
    switch (parts[0], parts[1]) {
    case (_, .refusal(let refusal)): throw refusal
    case (.refusal(let refusal), .exports(_, let faults, _, _)):
      throw Refusal(faults + refusal.diagnostics)
    case (
      .rules(let rules, let ruleFiles),
      .exports(let declarations, let faults, let result, let files)
    ):
      if !faults.isEmpty { throw Refusal(faults) }
      let all = modelReading.files + files + ruleFiles
      let project = Project(
        declarations, rules, folder: folder, files: all.sorted { $0.name < $1.name })
      return (project, result)
    default: preconditionFailure("the first part is the rules, the second what is said of exports")
    }
  }

  /// What one thread read, with the files that it read it from.
  private enum Part<Result: Sendable>: Sendable {
    case rules(RuleSet, [DeclarationFile])
    /// What is said of exports, what is wrong with it, and what came of the work.
    case exports(ExportDeclarations, [Diagnostic], Result, [DeclarationFile])
    case refusal(Refusal)
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

extension ExportDeclarations {
  /// - Returns: also the faults of sources and aliases, which hide nothing of the rules.
  /// - Throws: when a file cannot be read.
  fileprivate static func read(
    _ reading: inout FolderReading, _ model: Model
  ) throws(Refusal) -> (ExportDeclarations, faults: [Diagnostic]) {
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
