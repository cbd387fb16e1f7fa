package import Diagnostics
import FoundationEssentials
import Intake
import Ledger
import Rules
package import Values

/// Whether a run's exports, declarations, results and place in the ledger are still as its manifest says.
package struct Verification: Sendable {
  /// The results.
  package var outFolder: String
  /// Where the exports lie now; nil where the run found them.
  package var dataFolder: String?
  /// Where the rules lie now; nil where the run found them.
  package var rulesFolder: String?
  /// The ledger that should hold the run; nil to leave it out.
  package var ledgerFolder: String?
  /// The key by which the results were masked; nil where the run found it.
  package var maskKeyFile: String?
  /// Whether to inspect again and compare what comes out.
  package var recomputes: Bool
  package var threads: Int
  package var circumstances: RunCircumstances
  /// How much memory the data may take when it is inspected again; nil for as much as they need.
  package var memory: MemoryBound?

  package init(
    outFolder: String, dataFolder: String? = nil, rulesFolder: String? = nil,
    ledgerFolder: String? = nil, maskKeyFile: String? = nil, recomputes: Bool = false, threads: Int,
    circumstances: RunCircumstances, memory: MemoryBound? = nil
  ) {
    self.outFolder = outFolder
    self.dataFolder = dataFolder
    self.rulesFolder = rulesFolder
    self.ledgerFolder = ledgerFolder
    self.maskKeyFile = maskKeyFile
    self.recomputes = recomputes
    self.threads = threads
    self.circumstances = circumstances
    self.memory = memory
  }

  package struct Outcome: Sendable {
    package var period: Period
    /// When the results were written, and by which version.
    package var finished: String
    package var version: String
    /// The SHA-256 of the manifest as it is: what to note where nobody can change it.
    package var manifestDigest: String
    package var exports = Tally()
    package var declarations = Tally()
    package var outputs = Tally()
    /// The run's last line in the ledger; nil when it has none or nobody looked.
    package var ledgerLine: Int?
    /// Whether the manifest names a line of a ledger.
    package var hasLedger: Bool
    /// What was inspected again; nil when nothing was.
    package var recomputation: Recomputation?
    /// What is not as recorded, one for each thing.
    package var differences: [Diagnostic] = []
    /// What could not be looked at.
    package var faults: [Diagnostic] = []

    /// 2 when something could not be looked at, else 1 when something is not as recorded, else 0.
    package var exitCode: Int32 { faults.isEmpty ? differences.isEmpty ? 0 : 1 : 2 }
  }

  /// How many things the manifest names, and how many are as it says.
  package struct Tally: Sendable, Hashable {
    package var recorded = 0
    package var unchanged = 0
  }

  package struct Recomputation: Sendable {
    package var compared = Tally()
    /// The results that were not compared because they tell of the ledger, which was not given.
    package var needLedger: [String] = []
  }

  /// - Throws: when there are no results of a run, or nothing can be told from their manifest.
  package func run(progress: Progress = .silent) throws(Refusal) -> Outcome {
    let path = "\(outFolder)/\(Manifest.fileName)"
    guard let text = FileManager.default.contents(atPath: path).map({ [UInt8]($0) }) else {
      throw Refusal(.noManifest(outFolder))
    }
    let isSealed = Seal.holds(on: text)
    guard let recorded = RecordedRun(text) else {
      throw Refusal(isSealed ? .unknownManifest(path) : .manifestChanged(path, isReadable: false))
    }
    var outcome = Outcome(
      period: recorded.period, finished: recorded.finished, version: recorded.version,
      manifestDigest: SHA256.hex(of: text), hasLedger: recorded.ledger != nil)
    if !isSealed { outcome.differences.append(.manifestChanged(path, isReadable: true)) }
    checkExports(recorded, &outcome)
    checkDeclarations(recorded, &outcome)
    if let ledgerFolder { checkLedger(in: ledgerFolder, recorded.ledger, &outcome) }
    // What other exports or rules come to says nothing of these results.
    let isAsItWas = outcome.differences.isEmpty && outcome.faults.isEmpty
    checkOutputs(recorded, &outcome)
    if recomputes, isAsItWas, let mask = maskKey(of: recorded.settings, &outcome) {
      try recompute(recorded, mask.key, progress, &outcome)
    }
    return outcome
  }
}

extension Verification {
  private func checkExports(_ recorded: RecordedRun, _ outcome: inout Outcome) {
    switch recorded.settings.input {
    case .spotCheck:
      for file in recorded.inputs {
        let path = movedPath(file.name)
        check(file, at: path, .export, &outcome)
      }
    case .month(let recordedFolder, let ledgerFolder, _):
      let folder = dataFolder ?? recordedFolder
      guard isFolder(folder) else {
        outcome.exports.recorded = recorded.inputs.count
        outcome.faults.append(.missing(folder: folder, of: "exports", option: "--data"))
        return
      }
      for file in recorded.inputs {
        check(file, at: "\(folder)/\(file.name)", .export, &outcome)
      }
      let own =
        [outFolder, rulesFolder ?? recorded.settings.rulesFolder]
        + [ledgerFolder, self.ledgerFolder, maskKeyFile, recorded.settings.mask?.keyFile]
        .compactMap { $0 }
      let known = Set(recorded.inputs.map(\.name) + recorded.unrecognised)
      for name in names(in: folder, beside: known)
      where !known.contains(name)
        && !own.contains(where: { isPath($0, within: "\(folder)/\(name)") })
      {
        outcome.differences.append(.notRecorded("\(folder)/\(name)", .export))
      }
    }
  }

  /// Where a file of a spot check lies now.
  private func movedPath(_ name: String) -> String {
    dataFolder.map { "\($0)/\(name.split(separator: "/").last ?? "")" } ?? name
  }

  /// The names in a folder, and in the folders within it that known names lead into. A folder without anything
  /// brings no export.
  private func names(in folder: String, beside known: Set<String>) -> [String] {
    let folders = Set(
      known.compactMap { name in name.firstIndex(of: "/").map { String(name[..<$0]) } })
    return visibleNames(in: folder).flatMap { name in
      guard isFolder("\(folder)/\(name)") else { return [name] }
      let inner = visibleNames(in: "\(folder)/\(name)").map { "\(name)/\($0)" }
      return folders.contains(name) || inner.isEmpty ? inner : [name]
    }
  }

  private func checkDeclarations(_ recorded: RecordedRun, _ outcome: inout Outcome) {
    let recordedFolder = recorded.settings.rulesFolder
    let folder = rulesFolder ?? recordedFolder
    guard isFolder(folder) else {
      outcome.declarations.recorded = recorded.declarations.count
      outcome.faults.append(.missing(folder: folder, of: "rules", option: "--rules"))
      return
    }
    var known: Set<String> = []
    for file in recorded.declarations {
      let path = folder + file.name.dropFirst(recordedFolder.count)
      known.insert(path)
      check(file, at: path, .declaration, &outcome)
    }
    for path in Project.declarations(in: folder) where !known.contains(path) {
      outcome.differences.append(.notRecorded(path, .declaration))
    }
  }

  private func checkOutputs(_ recorded: RecordedRun, _ outcome: inout Outcome) {
    for file in recorded.outputs {
      check(file, at: "\(outFolder)/\(file.name)", .output, &outcome)
    }
    let known = Set(recorded.outputs.map(\.name) + [Manifest.fileName])
    for name in names(in: outFolder, beside: known) where !known.contains(name) {
      outcome.differences.append(.notRecorded("\(outFolder)/\(name)", .output))
    }
  }

  private func check(
    _ file: WrittenFile, at path: String, _ kind: RecordedKind, _ outcome: inout Outcome
  ) {
    outcome[keyPath: kind.tally].recorded += 1
    guard FileManager.default.fileExists(atPath: path) else {
      outcome.differences.append(.gone(path, kind))
      return
    }
    // A device could be read without an end.
    let isFile = isRegularFile(path)
    let digest = isFile ? FileDigest(ofFile: path) : FileDigest()
    if isFile, digest.sha256.isEmpty, !file.sha256.isEmpty {
      outcome.faults.append(.unreadable(path))
    } else if digest.sha256 != file.sha256 || digest.byteCount != file.byteCount {
      outcome.differences.append(.changed(path, kind, from: file, to: digest))
    } else {
      outcome[keyPath: kind.tally].unchanged += 1
    }
  }

  private func checkLedger(
    in folder: String, _ span: LedgerSpan?, _ outcome: inout Outcome
  ) {
    guard let span else {
      outcome.faults.append(.noLedgerRecorded(outFolder))
      return
    }
    do {
      let whole = try LedgerFile(reading: folder, isWhole: true)
      for mark in [span.before, span.after] {
        let then = try LedgerFile(reading: folder, lines: mark.number).lastLine
        guard then == mark else {
          outcome.differences.append(
            .notInLedger("\(folder)/issues.jsonl", mark, lineCount: whole.lastLine.number))
          return
        }
      }
      outcome.ledgerLine = span.after.number
    } catch {
      for diagnostic in error.diagnostics {
        if diagnostic.code == "ledger-changed" {
          outcome.differences.append(diagnostic)
        } else {
          outcome.faults.append(diagnostic)
        }
      }
    }
  }
}

extension Project {
  /// The declaration files that a folder holds: those that ``init(folder:isOverridden:)`` reads.
  static func declarations(in folder: String) -> [String] {
    let single = [
      "model.json", "aliases.json", "parameters.json", "departments.json", "kpis.json",
      "requirements.json", "preventions.json", "overrides.json", "waivers.json",
    ].map { "\(folder)/\($0)" }.filter { FileManager.default.fileExists(atPath: $0) }
    let many = ["sources", "packs", "calendar"].flatMap { subfolder in
      visibleNames(in: "\(folder)/\(subfolder)", hidden: true).filter { $0.hasSuffix(".json") }
        .map { "\(folder)/\(subfolder)/\($0)" }
    }
    return (single + many).sorted()
  }
}

/// The names in a folder, in order; none when it cannot be listed.
private func visibleNames(in folder: String, hidden: Bool = false) -> [String] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return names.filter { hidden || !$0.hasPrefix(".") }.sorted()
}

private func isFolder(_ path: String) -> Bool {
  var isFolder = false
  return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
}

private func isRegularFile(_ path: String) -> Bool {
  let kind = try? FileManager.default.attributesOfItem(atPath: canonicalPath(path))[.type]
  return kind as? FileAttributeType == .typeRegular
}
