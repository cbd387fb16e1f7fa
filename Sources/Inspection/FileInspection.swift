package import Diagnostics
import Entities
package import Formats
package import Intake
import Tables
import Values

/// What the program sees in some files: how they are written, what is in them, how it would read them.
package struct FileInspection: Sendable {
  package var files: [String]
  package var rulesFolder: String
  /// What the caller knows of the files.
  package var hints: SniffingHints
  package var entity: String?
  /// Whether large files are read whole too.
  package var isFull: Bool
  /// How many records of each file are wanted.
  package var recordLimit: Int
  package var threads: Int

  package init(
    files: [String], rulesFolder: String, hints: SniffingHints = SniffingHints(),
    entity: String? = nil, isFull: Bool = false, recordLimit: Int = 0, threads: Int = 1
  ) {
    self.files = files
    self.rulesFolder = rulesFolder
    self.hints = hints
    self.entity = entity
    self.isFull = isFull
    self.recordLimit = recordLimit
    self.threads = threads
  }

  /// What was seen of the files.
  package struct Outcome: Sendable {
    package var project: Project
    package var files: [InspectedFile]
  }

  /// Looks at the files, each for itself.
  ///
  /// - Throws: when the rules cannot be read, or have no such entity.
  package func run() throws(Refusal) -> Outcome {
    let project = try Project(folder: rulesFolder, threads: threads)
    let wanted = try project.exports.entity(named: entity)
    let recogniser = Recogniser(
      sources: project.sources, model: project.model, aliases: project.aliases)
    let inspected = Workers.map(count: files.count, threads: threads) { number in
      inspect(files[number], project.model, recogniser, wanted)
    }
    return Outcome(project: project, files: inspected)
  }

  private func inspect(
    _ file: String, _ model: Model, _ recogniser: Recogniser, _ wanted: Int?
  ) -> InspectedFile {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    var result = InspectedFile(file: file)
    do throws(FormatError) {
      let found = try recogniser.recognise(path: file, name: name, hints: hints, entity: wanted)
      result.recognition = found
      result.isSample = found.sniffed.isSample && !isFull
      result.read(found, model, recordLimit: recordLimit)
    } catch {
      result.fault = error.diagnostic(file: file)
    }
    return result
  }
}

/// One file, and what was seen of it.
package struct InspectedFile: Sendable {
  package var file: String
  package var recognition: Recognition?
  /// Why nothing, or not all of it, can be read.
  package var fault: Diagnostic?
  /// Whether only a part of the file was read: its head.
  package var isSample = false
  /// For each stream of records how many there are; an estimate for a sample.
  package var recordCounts: [Int] = []
  /// Records, and values, that could not be read.
  package var unreadables: [Unreadable] = []
  package var controlTotals: [StatedTotal] = []
  package var setAside = SetAside()
  /// The first records, as they stand in the file and as they are typed.
  package var records: [InspectedRecord] = []

  /// 2 when the file, or the rest of it, cannot be read; 1 when something in it cannot; else 0.
  package var exitCode: Int32 {
    if fault != nil || unreadables.contains(where: { $0.extent == .file }) { return 2 }
    return unreadables.isEmpty ? 0 : 1
  }
}

extension ExportDeclarations {
  /// The number of the entity that a caller names, or nil when it names none.
  ///
  /// - Throws: when the model has no such entity.
  func entity(named name: String?) throws(Refusal) -> Int? {
    guard let name else { return nil }
    if let number = model.entity(named: name) { return number }
    throw Refusal(.unknownEntity(name, model))
  }
}

extension Diagnostic {
  /// The model has no entity of a name that was given.
  fileprivate static func unknownEntity(_ name: String, _ model: Model) -> Diagnostic {
    let names = model.entities.map(\.name)
    return Diagnostic(
      "unknown-entity", "the model has no entity '\(name)'",
      help: Suggestion.help(for: name, among: names) ?? "its entities are "
        + names.joined(separator: ", "))
  }
}
