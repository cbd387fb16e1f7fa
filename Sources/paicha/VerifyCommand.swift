import Diagnostics
import Inspection
import Reports
import Values

/// Whether results can still be trusted.
enum VerifyCommand: Command {
  static let name = "verify"
  static let summary = "check that exports, rules and results are as the manifest of a run says"
  static let usage = "OUT [OPTION …]"
  static let options = [
    Option("--data", "FOLDER", "where the exports lie now (default: where the run read them)"),
    Option("--rules", "FOLDER", "where the rules lie now (default: where the run read them)"),
    Option("--ledger", "FOLDER", "check this ledger's chain, and that it holds the run"),
    Option(
      "--mask-key", "FILE",
      "where the key of masked results is now (default: where the run read it)"),
    Option("--recompute", nil, "inspect again, and compare every result byte for byte"),
    .memory,
    Option("--json", nil, "what was found as JSON"),
  ]
  static let details = """
    OUT is a folder of results, of a run or of a check with --out. Paths in its manifest that do not
    begin with / are looked for from here, as in the command that made it.

    --recompute writes nothing and enters nothing in the ledger. Results that tell of the ledger need
    --ledger: its lines before the run are the ledger as it was. metrics.prom holds times and is not compared.

    A seal shows that a manifest was changed, not who made it: note its SHA-256 where nobody can change it.

    Exit codes: 0 all is as recorded; 1 something is not; 2 something could not be checked.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    guard let folder = arguments.rest.first else {
      throw Refusal(
        Diagnostic(
          "missing-argument", "no folder of results is named", help: "write paicha verify OUT"))
    }
    if arguments.rest.count > 1 {
      throw Refusal(
        Diagnostic(
          "extra-argument", "'\(arguments.rest[1])' is one argument too many",
          help: "verify takes one folder of results"))
    }
    let verification = Verification(
      outFolder: folder, dataFolder: arguments["--data"], rulesFolder: arguments["--rules"],
      ledgerFolder: arguments["--ledger"], maskKeyFile: arguments["--mask-key"],
      recomputes: arguments.has("--recompute"),
      threads: try arguments.threads, circumstances: .current, memory: try arguments.memory)
    let outcome = try verification.run(progress: ProgressLine.progress)
    ProgressLine.clear()
    for diagnostic in outcome.faults + outcome.differences { Terminal.tell(diagnostic) }
    Terminal.print(
      arguments.has("--json")
        ? json(folder, outcome) : text(of: outcome, verification))
    return outcome.exitCode
  }

  private static func text(
    of outcome: Verification.Outcome, _ verification: Verification
  ) -> String {
    let ledger =
      if let line = outcome.ledgerLine {
        "as recorded up to line \(line), and its chain holds"
      } else if !outcome.hasLedger {
        "none"
      } else {
        verification.ledgerFolder == nil ? "not checked: see --ledger" : "not as recorded"
      }
    var rows = [
      ("exports", text(outcome.exports)), ("declarations", text(outcome.declarations)),
      ("results", text(outcome.outputs)), ("ledger", ledger),
    ]
    if let again = outcome.recomputation {
      rows.append(
        (
          "inspected again", "\(again.compared.unchanged) of \(again.compared.recorded) the same"
        ))
      if !again.needLedger.isEmpty {
        rows.append(("not compared", again.needLedger.joined(separator: ", ") + ": see --ledger"))
      }
      rows.append(("not compared", "\(MetricsText.fileName): it holds times"))
    } else if verification.recomputes {
      rows.append(
        ("inspected again", "no: exports, rules, manifest, ledger or key are not as recorded"))
    }
    if outcome.version != Version.current {
      rows.append(("version", "made with \(outcome.version), this is \(Version.current)"))
    }
    rows.append(("manifest", "SHA-256 \(outcome.manifestDigest)"))
    let width = rows.map(\.0.count).max() ?? 0
    return
      "\(verification.outFolder): inspection of \(outcome.period), written \(outcome.finished)\n\n"
      + rows.map { "  \($0.padded(to: width))  \($1)\n" }.joined()
  }

  private static func text(_ tally: Verification.Tally) -> String {
    "\(tally.unchanged) of \(tally.recorded) as recorded"
  }

  private static func json(_ folder: String, _ outcome: Verification.Outcome) -> String {
    JSONWriter.text(.indented) { json in
      json.object { json in
        json.member("out", folder)
        json.member("period", "\(outcome.period)")
        json.member("finished", outcome.finished)
        json.member("version", outcome.version)
        json.member("manifestSHA256", outcome.manifestDigest)
        json.member("isAsRecorded", outcome.exitCode == 0)
        json.write("exports", outcome.exports)
        json.write("declarations", outcome.declarations)
        json.write("results", outcome.outputs)
        json.key("ledgerLine")
        if let line = outcome.ledgerLine { json.integer(line) } else { json.null() }
        if let again = outcome.recomputation {
          json.write("inspectedAgain", again.compared)
          json.strings("notCompared", again.needLedger + [MetricsText.fileName])
        }
        json.objects("differences", outcome.differences) { $0.write($1) }
        json.objects("faults", outcome.faults) { $0.write($1) }
      }
    } + "\n"
  }
}

extension JSONWriter {
  fileprivate mutating func write(_ name: StaticString, _ tally: Verification.Tally) {
    object(name) { json in
      json.member("recorded", tally.recorded)
      json.member("unchanged", tally.unchanged)
    }
  }

  fileprivate mutating func write(_ diagnostic: Diagnostic) {
    member("code", diagnostic.code)
    member("file", diagnostic.place?.file)
    key("line")
    if let line = diagnostic.place?.line { integer(line) } else { null() }
    member("message", diagnostic.message)
    member("help", diagnostic.help)
  }
}
