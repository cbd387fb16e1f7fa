import Findings
import Ledger
import Reports
import Rules
import Values

/// What went into a run and what came out, with digests.
///
/// It ends with a seal on itself, and names the manifest that it replaced and the run's place in the ledger.
struct Manifest: Sendable {
  var circumstances: RunCircumstances
  var started: String
  var settings: RunSettings
  var declarations: [DeclarationFile]
  var report: MonthlyReport
  /// Nil for a run that no ledger remembers.
  var ledger: LedgerSpan?
  var written: [WrittenFile] = []
  /// The SHA-256 of the manifest of the results that these replace; nil when there are none.
  var previous: String?

  static let fileName = "manifest.json"

  /// The manifest as one of the results, the last to be written.
  var file: OutputFile {
    let finished = circumstances.now()
    let text = JSONWriter.text(.indented) { json in
      json.object { write(to: &$0, finished: finished) }
    }
    return OutputFile(name: Manifest.fileName) { $0.append(Seal.sealing(text)) }
  }

  private func write(to json: inout JSONWriter, finished: String) {
    json.member("program", "paicha")
    json.member("version", circumstances.version)
    json.member("period", "\(report.period)")
    json.member("asOf", "\(report.asOf)")
    json.key("run")
    json.object { json in
      json.member("started", started)
      json.member("finished", finished)
      json.member("host", circumstances.host)
      json.key("arguments")
      json.array { json in
        for argument in circumstances.arguments { json.string(argument) }
      }
      json.object("settings") { settings.write(to: &$0) }
    }
    json.member("previous", previous)
    json.key("ledger")
    if let ledger {
      json.object { json in
        json.object("before") { $0.mark(ledger.before) }
        json.object("after") { $0.mark(ledger.after) }
      }
    } else {
      json.null()
    }
    json.key("counts")
    json.object { json in
      json.key("findings")
      json.integer(report.issues.count)
      json.key("rejects")
      json.integer(report.coverage.rejects.count)
      json.key("rules")
      json.integer(report.verdict.rules.count)
      json.key("rulesNotRun")
      json.integer(report.verdict.rules.filter { $0.notRun != nil }.count)
    }
    json.key("inputs")
    json.array { json in
      for export in report.coverage.exports {
        for file in export.files {
          json.input(file, of: export)
        }
      }
    }
    json.strings("unrecognised", report.coverage.unrecognisedFiles)
    json.key("declarations")
    json.array { json in
      for file in declarations {
        json.digest(
          file.name, bytes: file.text.count,
          sha256: SHA256.hex(of: file.text))
      }
    }
    json.key("outputs")
    json.array { json in
      for file in written {
        json.digest(file.name, bytes: file.byteCount, sha256: file.sha256)
      }
    }
  }
}

extension JSONWriter {
  /// A file that was read, how, and what tells it from every other.
  fileprivate mutating func input(_ file: InputFile, of export: ExportCoverage) {
    object { json in
      json.member("file", file.name)
      json.key("bytes")
      json.integer(file.byteCount)
      json.member("sha256", file.sha256)
      json.member("source", export.source)
      json.member("encoding", file.encoding)
      if let reason = file.encodingReason { json.member("encodingReason", reason[.en]) }
      if let original = file.copyOf { json.member("copyOf", original) }
    }
  }

  fileprivate mutating func mark(_ line: LedgerMark) {
    member("line", line.number)
    member("seal", line.seal)
  }

  fileprivate mutating func digest(_ name: String, bytes: Int, sha256: String) {
    object { json in
      json.member("file", name)
      json.key("bytes")
      json.integer(bytes)
      json.member("sha256", sha256)
    }
  }
}

/// What of the settings of a run decides what comes out, beside period and day: enough to do it again.
struct RunSettings: Sendable, Hashable {
  var rulesFolder: String
  var language: Language
  /// The formats asked for besides those of every run.
  var also: Set<SideFormat>
  var input: Input
  /// By what data on persons is masked in the results; nil where it is shown.
  var mask: Mask?

  enum Input: Sendable, Hashable {
    case month(dataFolder: String, ledgerFolder: String?, only: [String]?)
    /// Files as they were named, in their order.
    case spotCheck(files: [String], entity: String?)
  }

  /// Where the key lay, and what tells it from others.
  struct Mask: Sendable, Hashable {
    var keyFile: String
    var keyCheck: String
  }

  init(
    rulesFolder: String, language: Language, also: Set<SideFormat> = [], input: Input,
    mask: Mask? = nil
  ) {
    self.rulesFolder = rulesFolder
    self.language = language
    self.also = also
    self.input = input
    self.mask = mask
  }

  init(_ plan: InspectionPlan) {
    self.init(
      rulesFolder: plan.rulesFolder, language: plan.language, also: plan.also,
      input: .month(
        dataFolder: plan.dataFolder, ledgerFolder: plan.ledgerFolder, only: plan.only),
      mask: plan.mask.map(Mask.init))
  }

  init(_ check: SpotCheck) {
    self.init(
      rulesFolder: check.rulesFolder, language: check.language, also: check.also,
      input: .spotCheck(files: check.files, entity: check.entity),
      mask: check.mask.map(Mask.init))
  }

  fileprivate func write(to json: inout JSONWriter) {
    json.member("rules", rulesFolder)
    json.member("language", language.rawValue)
    json.strings("also", SideFormat.all.filter(also.contains).map(\.word))
    switch input {
    case .month(let dataFolder, let ledgerFolder, let only):
      json.member("data", dataFolder)
      json.member("ledger", ledgerFolder)
      json.key("only")
      if let only { json.array { for id in only { $0.string(id) } } } else { json.null() }
    case .spotCheck(let files, let entity):
      json.strings("files", files)
      json.member("entity", entity)
    }
    json.key("mask")
    if let mask {
      json.object { json in
        json.member("key", mask.keyFile)
        json.member("keyCheck", mask.keyCheck)
      }
    } else {
      json.null()
    }
  }
}

extension RunSettings.Mask {
  fileprivate init(_ key: MaskKey) {
    self.init(keyFile: key.file, keyCheck: key.pseudonyms.keyCheck)
  }
}

/// The ledger's last line before a run and after it.
struct LedgerSpan: Sendable, Hashable {
  var before: LedgerMark
  var after: LedgerMark
}
