import Diagnostics
import Entities
import Formats
import Inspection
import Intake
import Values

/// What the program sees in a file.
enum InspectCommand: Command {
  static let name = "inspect"
  static let summary = "show how files are written, what is in them, and how they would be read"
  static let usage = "FILE… [OPTION …]"
  static let options = [
    Option("--rules", "FOLDER", "the model, sources and aliases (default: Rules)"),
    Option("--full", nil, "read large files whole, so that the counts are exact"),
    Option("--records", "N", "print the first N records of each kind, as read and as typed"),
    Option("--write", nil, "write the proposed source declaration into the folder of rules"),
    Option("--id", "NAME", "what the declaration written is called"),
    Option("--entity", "ENTITY", "what the records are, such as 'order line'"),
    Option("--format", "FORMAT", "csv, json or xml (default: by the first characters)"),
    Option("--encoding", "NAME", "such as GB18030, Big5 or UTF-16LE (default: found out)"),
    Option("--delimiter", "CHAR", "the character between fields, or 'tab' (default: found out)"),
    Option("--header", "ROW", "the row of the header, from 1 (default: found out)"),
    Option("--lang", "LANGUAGE", "zh-Hans, zh-Hant or en, for the labels of fields (zh-Hans)"),
    Option("--threads", "N", "how many files are read at once (default: one for each processor)"),
    Option("--json", nil, "the same as JSON"),
  ]
  static let details = """
    Of a file larger than 1 MiB the head, the end and some places between are looked at, and the
    counts are estimates that say so.

    Exit codes: 0 all that was looked at can be read; 1 some records or values cannot; 2 a file, or
    the rest of one, cannot be read.
    """

  static func run(_ arguments: Arguments) throws(Refusal) -> Int32 {
    if arguments.rest.isEmpty {
      throw Refusal(
        Diagnostic("missing-argument", "no file is named", help: "write paicha inspect FILE…"))
    }
    let rules = arguments["--rules"] ?? "Rules"
    let limit = try arguments.read("--records", "a number from 1 on", positive)
    let inspection = FileInspection(
      files: arguments.rest, rulesFolder: rules, hints: try hints(arguments),
      entity: arguments["--entity"], isFull: arguments.has("--full"), recordLimit: limit ?? 0,
      threads: try arguments.threads)
    let outcome = try inspection.run()
    for file in outcome.files {
      if let fault = file.fault { Terminal.tell(fault) }
    }
    if limit != nil {
      for file in outcome.files { Terminal.print(InspectionJSON.records(of: file)) }
    } else if arguments.has("--json") {
      Terminal.print(InspectionJSON.text(of: outcome))
    } else {
      let language = try arguments.language
      for file in outcome.files {
        Terminal.print(InspectionText(file: file, outcome: outcome, language: language).text)
      }
    }
    if arguments.has("--write") { try write(outcome, rules, id: arguments["--id"]) }
    return outcome.files.map(\.exitCode).max() ?? 0
  }

  private static func hints(_ arguments: Arguments) throws(Refusal) -> SniffingHints {
    var hints = SniffingHints(
      format: try arguments.read("--format", "csv, json or xml", { Sniffed.Format(rawValue: $0) }),
      encoding: try arguments.read(
        "--encoding", "one of \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))",
        { TextEncoding(name: $0) }))
    hints.dialect.delimiter = try arguments.read(
      "--delimiter", "one ASCII character, or 'tab'",
      { (text: String) -> UInt8? in
        text == "tab" ? UInt8(ascii: "\t") : text.utf8.count == 1 ? text.utf8.first : nil
      })
    hints.dialect.headerRow = try arguments.read("--header", "a row, from 1 on", positive)
    return hints
  }

  private static func positive(_ text: String) -> Int? {
    Int(text).flatMap { $0 >= 1 ? $0 : nil }
  }

  private static func write(
    _ outcome: FileInspection.Outcome, _ rules: String, id: String?
  ) throws(Refusal) {
    for file in outcome.files {
      guard let found = file.recognition, let source = found.proposal else {
        throw Refusal(.nothingToWrite(file))
      }
      let declaration = SourceDeclaration(
        source, found, file: file.file, id: id, project: outcome.project)
      Terminal.tell("written: \(try declaration.write(rulesFolder: rules))")
      if !declaration.left.isEmpty {
        Terminal.tell(
          "note: only the first kind of records is in it; not declared: "
            + declaration.left.joined(separator: ", "))
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func nothingToWrite(_ file: InspectedFile) -> Diagnostic {
    if let source = file.recognition?.source {
      return Diagnostic(
        "already-declared", at: Place(file: file.file),
        "the source '\(source.id)' declares such files already", help: "see \(source.place.file)")
    }
    return Diagnostic(
      "not-recognised", at: Place(file: file.file),
      "it is not clear what the records in this file are, so no declaration is written",
      help: "say it with --entity, such as --entity 'order line'")
  }
}
