import Diagnostics
import FoundationEssentials
import Rules

/// Reads declaration files and remembers which.
struct FolderReading {
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
