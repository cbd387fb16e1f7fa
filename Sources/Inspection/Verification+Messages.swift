import Diagnostics
import Intake
import Ledger

/// What a file was to the run whose manifest names it.
enum RecordedKind {
  case export, declaration, output

  /// Where files of the kind are counted.
  var tally: WritableKeyPath<Verification.Outcome, Verification.Tally> {
    switch self {
    case .export: \.exports
    case .declaration: \.declarations
    case .output: \.outputs
    }
  }

  fileprivate var noun: String {
    switch self {
    case .export: "export"
    case .declaration: "declaration"
    case .output: "result"
    }
  }

  fileprivate var remedyOfLoss: String {
    switch self {
    case .export: "bring it back, or say with --data where the exports lie now"
    case .declaration: "bring it back, or say with --rules where the rules lie now"
    case .output: remedy
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .export: "bring back the export that was inspected, or inspect this one with 'paicha run'"
    case .declaration:
      "name the rules of the run with --rules, or inspect by these with 'paicha run'"
    case .output: "bring back the results from a copy, or make them again with 'paicha run'"
    }
  }
}

extension Diagnostic {
  static func changed(
    _ path: String, _ kind: RecordedKind, from old: WrittenFile, to new: FileDigest
  ) -> Diagnostic {
    let sizes =
      new.byteCount == old.byteCount
      ? "as many bytes, but others"
      : "\(new.byteCount) bytes where \(old.byteCount) are recorded"
    return Diagnostic(
      "file-changed", at: Place(file: path),
      "this \(kind.noun) is not as the manifest has it: \(sizes)", help: kind.remedy)
  }

  static func gone(_ path: String, _ kind: RecordedKind) -> Diagnostic {
    Diagnostic(
      "file-gone", at: Place(file: path),
      "the manifest names this \(kind.noun), and it is not there", help: kind.remedyOfLoss)
  }

  static func notRecorded(_ path: String, _ kind: RecordedKind) -> Diagnostic {
    let message =
      switch kind {
      case .export: "this file lies with the exports, and the manifest does not name it"
      case .declaration: "a run would read this declaration, and the manifest does not name it"
      case .output: "this file lies with the results, and the manifest does not name it"
      }
    return Diagnostic(
      "file-not-recorded", at: Place(file: path), message,
      help: kind == .output
        ? "move it elsewhere: whoever reads the results takes it for one of them"
        : "if it came after the run, move it elsewhere, or inspect with it with 'paicha run'")
  }

  static func unreadable(_ path: String) -> Diagnostic {
    Diagnostic(
      "unreadable-file", at: Place(file: path), "this file cannot be read",
      help: "check that you may read it")
  }

  static func missing(folder: String, of content: String, option: String) -> Diagnostic {
    Diagnostic(
      "missing-folder", at: Place(file: folder), "there is no folder of \(content) here",
      help: "the manifest names it so; say where it is now with \(option)")
  }

  static func noManifest(_ folder: String) -> Diagnostic {
    Diagnostic(
      "no-manifest", at: Place(file: folder), "there is no manifest here that can be read",
      help: "give the folder that a run wrote its results to, such as out/2025-09")
  }

  static func unknownManifest(_ path: String) -> Diagnostic {
    Diagnostic(
      "no-manifest", at: Place(file: path),
      "this manifest is sealed, and does not say what this version of paicha looks for",
      help: "verify with the version that it names")
  }

  static func manifestChanged(_ path: String, isReadable: Bool) -> Diagnostic {
    Diagnostic(
      "manifest-changed", at: Place(file: path),
      "this manifest was changed: its seal does not fit"
        + (isReadable ? "" : ", and nothing can be checked by it"),
      help: "bring it back from a copy; what it says now may not be what the run wrote")
  }

  static func noLedgerRecorded(_ folder: String) -> Diagnostic {
    Diagnostic(
      "no-ledger-recorded", at: Place(file: "\(folder)/\(Manifest.fileName)"),
      "these results are of a run without a ledger, so no line of one can be checked",
      help: "leave --ledger out")
  }

  static func notInLedger(_ path: String, _ mark: LedgerMark, lineCount: Int) -> Diagnostic {
    let isThere = mark.number >= 1 && mark.number <= lineCount
    return Diagnostic(
      "run-not-in-ledger", at: Place(file: path, line: isThere ? mark.number : nil),
      isThere
        ? "line \(mark.number) is not the one that the manifest names"
        : "the manifest names line \(mark.number), and the ledger has \(lineCount) in all",
      help: "give the ledger of that run, or bring it back from a backup")
  }

  static func recomputedDiffers(_ path: String, at difference: OutputDifference) -> Diagnostic {
    Diagnostic(
      "recomputed-differs", at: Place(file: path, line: difference.line),
      "inspecting again gives other bytes, from byte \(difference.byte) on",
      help:
        "exports and rules are those of the run; 'paicha run' to another folder shows the result")
  }

  static func notMadeAgain(_ path: String) -> Diagnostic {
    Diagnostic(
      "recomputed-differs", at: Place(file: path),
      "results of one inspection have this file and those of the other do not",
      help: "verify with the version of paicha that the manifest names")
  }
}
