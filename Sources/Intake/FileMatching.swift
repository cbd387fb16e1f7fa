package import Diagnostics
import FoundationEssentials

/// An export to be read and the source that says how.
package struct ExportFile: Sendable {
  /// The path to open.
  package var path: String
  /// The path to show.
  package var name: String
  package var source: Source

  package init(path: String, name: String, source: Source) {
    self.path = path
    self.name = name
    self.source = source
  }
}

/// Which files of a folder are exports of which sources.
package struct FileMatching: Sendable {
  /// The exports, by name.
  package var exports: [ExportFile] = []
  /// The names of files that no source declares.
  package var unrecognisedFiles: [String] = []
  /// The sources for which the folder holds no file.
  package var missingSources: [Source] = []

  /// Matches the files of `folder` (not of folders within it) with the patterns of `sources`.
  ///
  /// - Throws: when the folder cannot be listed, or two sources claim one file.
  package init(folder: String, sources: [Source]) throws(Refusal) {
    let names = try FileMatching.names(in: folder)
    var faults: [Diagnostic] = []
    for name in names {
      let claims = sources.filter { $0.patterns.contains { matches(name, pattern: $0) } }
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      switch claims.count {
      case 0: unrecognisedFiles.append(name)
      case 1: exports.append(ExportFile(path: path, name: name, source: claims[0]))
      default: faults.append(.claimedTwice(path, by: claims))
      }
    }
    if !faults.isEmpty { throw Refusal(faults) }
    let found = Set(exports.map(\.source.id))
    missingSources = sources.filter { !found.contains($0.id) }
  }

  /// The names in a folder by their bytes, without hidden ones.
  private static func names(in folder: String) throws(Refusal) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasPrefix(".") }
        .sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    } catch {
      let isThere = FileManager.default.fileExists(atPath: folder)
      throw Refusal(
        Diagnostic(
          "missing-folder", at: Place(file: folder),
          isThere
            ? "this is no folder of exports, or one that may not be read"
            : "there is no folder of exports here",
          help: "give the folder that holds the period's exports with --data"))
    }
  }
}

/// Whether a file name matches a pattern of literal text, `*` and `?`.
package func matches(_ name: String, pattern: String) -> Bool {
  func matches(_ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    switch first {
    case "*":
      return (name.startIndex...name.endIndex).contains {
        matches(name[$0...], pattern.dropFirst())
      }
    case "?": return !name.isEmpty && matches(name.dropFirst(), pattern.dropFirst())
    default: return name.first == first && matches(name.dropFirst(), pattern.dropFirst())
    }
  }
  return matches(Array(name)[...], Array(pattern)[...])
}

extension Diagnostic {
  fileprivate static func claimedTwice(_ file: String, by sources: [Source]) -> Self {
    let ids = sources.map { "'\($0.id)'" }.joined(separator: " and ")
    return Diagnostic(
      "ambiguous-source", at: Place(file: file), "the sources \(ids) both claim this file",
      help: "narrow the 'files' patterns so that one source matches it")
  }
}
