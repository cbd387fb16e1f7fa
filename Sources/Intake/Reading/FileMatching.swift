package import Diagnostics
import FoundationEssentials
package import Values

/// An export to be read and the source that says how.
package struct ExportFile: Sendable {
  /// The path to open.
  package var path: String
  /// The path to show.
  package var name: String
  package var source: Source
  /// The day in its name, where the source's pattern has one: when it was delivered.
  package var delivered: CivilDate?

  package init(path: String, name: String, source: Source, delivered: CivilDate? = nil) {
    self.path = path
    self.name = name
    self.source = source
    self.delivered = delivered
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

  /// The bytes of all exports.
  package var byteCount: Int { exports.reduce(0) { $0 + fileSize($1.path) } }

  /// How many files a run takes in.
  package static let fileLimit = 100_000

  /// Files of which it is known what they are.
  package init(exports: [ExportFile]) {
    self.exports = exports
  }

  /// Matches the files of `folder`, and of the folders within it that a pattern names, with `sources`.
  ///
  /// A file that no pattern matches is looked into, when there are sources without patterns.
  ///
  /// - Parameter fileLimit: how many files there may be.
  /// - Throws: when the folder cannot be listed or holds too many files, or two sources claim one file.
  package init(
    folder: String, sources: [Source], fileLimit: Int = FileMatching.fileLimit
  ) throws(Refusal) {
    let named = sources.filter { !$0.patterns.isEmpty }
    let recogniser = ContentRecogniser(sources.filter { $0.patterns.isEmpty })
    var faults: [Diagnostic] = []
    for name in try FileMatching.names(in: folder, named, limit: fileLimit) {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var claims = named.compactMap { source in
        source.patterns.lazy.compactMap { $0.match(name) }.first.map {
          ExportFile(path: path, name: name, source: source, delivered: $0.date)
        }
      }
      if claims.isEmpty, let source = recogniser.source(ofFile: path) {
        claims = [ExportFile(path: path, name: name, source: source)]
      }
      switch claims.count {
      case 0: unrecognisedFiles.append(name)
      case 1: exports.append(claims[0])
      default: faults.append(.claimedTwice(path, by: claims.map(\.source)))
      }
    }
    if !faults.isEmpty { throw Refusal(faults) }
    let found = Set(exports.map(\.source.id))
    missingSources = sources.filter { !found.contains($0.id) }
  }

  /// The names in a folder by their bytes, without hidden ones; a folder that a pattern names is
  /// replaced by the files in it.
  private static func names(
    in folder: String, _ sources: [Source], limit: Int
  ) throws(Refusal) -> [String] {
    let patterns = sources.flatMap(\.patterns).filter(\.hasFolder)
    var names: [String] = []
    do {
      for name in try entries(of: folder) {
        let isNamed = patterns.contains { $0.matches(folder: name) }
        let inner = isNamed ? try? entries(of: "\(folder)/\(name)") : nil
        names += inner.map { $0.map { "\(name)/\($0)" } } ?? [name]
      }
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
    guard names.count <= limit else {
      throw Refusal(
        Diagnostic(
          "too-many-files", at: Place(file: folder),
          "the folder holds \(names.count) files, more than the limit of \(limit) in a run",
          help: "keep each period's exports in a folder of their own"))
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  private static func entries(of folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
  }
}

extension Diagnostic {
  fileprivate static func claimedTwice(_ file: String, by sources: [Source]) -> Self {
    let ids = sources.map { "'\($0.id)'" }.joined(separator: " and ")
    return Diagnostic(
      "ambiguous-source", at: Place(file: file), "the sources \(ids) both claim this file",
      help: "narrow the 'files' patterns so that one source matches it")
  }
}
