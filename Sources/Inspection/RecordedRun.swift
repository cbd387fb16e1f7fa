import Formats
import Ledger
import Reports
import Values

/// What a manifest says of its run.
struct RecordedRun: Sendable, Hashable {
  var version: String
  var period: Period
  var asOf: CivilDate
  var finished: String
  var settings: RunSettings
  var ledger: LedgerSpan?
  var inputs: [WrittenFile]
  /// Names in the data folder that were no exports.
  var unrecognised: [String]
  var declarations: [WrittenFile]
  var outputs: [WrittenFile]

  /// - Returns: nil when the text is not a manifest as ``Manifest`` writes it.
  init?(_ text: [UInt8]) {
    guard let root = Manifest.root(of: text), let run = root["run"],
      let version = root["version"]?.text, let finished = run["finished"]?.text,
      let period = root["period"]?.text.flatMap({ Period($0) }),
      let asOf = root["asOf"]?.text.flatMap({ CivilDate($0) }),
      let settings = run["settings"].flatMap({ RunSettings($0) }),
      let inputs = root["inputs"]?.files, let declarations = root["declarations"]?.files,
      let outputs = root["outputs"]?.files, let unrecognised = root["unrecognised"]?.texts,
      let ledger = root["ledger"]
    else { return nil }
    if ledger.value != .null {
      guard let before = ledger["before"].flatMap({ LedgerMark($0) }),
        let after = ledger["after"].flatMap({ LedgerMark($0) })
      else { return nil }
      self.ledger = LedgerSpan(before: before, after: after)
    }
    self.version = version
    self.period = period
    self.asOf = asOf
    self.finished = finished
    self.settings = settings
    self.inputs = inputs
    self.unrecognised = unrecognised
    self.declarations = declarations
    self.outputs = outputs
  }
}

extension Manifest {
  /// The names of the files that a run wrote, by its manifest, itself among them.
  ///
  /// - Returns: nil when the text is not the manifest of a run.
  static func namesListed(in text: [UInt8]) -> Set<String>? {
    guard let outputs = root(of: text)?["outputs"]?.elements else { return nil }
    return Set(outputs.compactMap { $0["file"]?.text } + [fileName])
  }

  fileprivate static func root(of text: [UInt8]) -> JSONNode? {
    let root = try? JSONDocument.parse(text, file: fileName, allowsComments: false)
    return root?["program"]?.text == "paicha" ? root : nil
  }
}

extension RunSettings {
  fileprivate init?(_ node: JSONNode) {
    guard let rules = node["rules"]?.text,
      let language = node["language"]?.text.flatMap({ Language(rawValue: $0) })
    else { return nil }
    // Runs before there were side formats name none.
    var also: Set<SideFormat> = []
    if let words = node["also"] {
      guard let formats = words.texts?.map({ SideFormat(word: $0) }), !formats.contains(nil) else {
        return nil
      }
      also = Set(formats.compactMap { $0 })
    }
    let input: Input
    if let data = node["data"]?.text {
      input = .month(
        dataFolder: data, ledgerFolder: node["ledger"]?.text, only: node["only"]?.texts)
    } else if let files = node["files"]?.texts {
      input = .spotCheck(files: files, entity: node["entity"]?.text)
    } else {
      return nil
    }
    self.init(
      rulesFolder: rules, language: language, also: also, input: input,
      mask: node["mask"].flatMap { Mask($0) })
  }
}

extension RunSettings.Mask {
  fileprivate init?(_ node: JSONNode) {
    guard let file = node["key"]?.text, let check = node["keyCheck"]?.text else { return nil }
    self.init(keyFile: file, keyCheck: check)
  }
}

extension LedgerMark {
  fileprivate init?(_ node: JSONNode) {
    guard let line = node["line"]?.integer, line >= 0, let seal = node["seal"]?.text else {
      return nil
    }
    self.init(number: line, seal: seal)
  }
}

extension JSONNode {
  /// The value of an object's member.
  fileprivate subscript(_ key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  fileprivate var text: String? {
    if case .string(let text) = value { text } else { nil }
  }

  fileprivate var integer: Int? {
    if case .number(let text) = value { Int(text) } else { nil }
  }

  fileprivate var elements: [JSONNode]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  /// The elements of an array of strings.
  fileprivate var texts: [String]? {
    guard let elements else { return nil }
    let texts = elements.compactMap(\.text)
    return texts.count == elements.count ? texts : nil
  }

  /// The elements of an array of files with their digests.
  fileprivate var files: [WrittenFile]? {
    guard let elements else { return nil }
    let files = elements.compactMap { element in
      if let name = element["file"]?.text, let bytes = element["bytes"]?.integer,
        let digest = element["sha256"]?.text
      {
        WrittenFile(name: name, byteCount: bytes, sha256: digest)
      } else {
        nil
      }
    }
    return files.count == elements.count ? files : nil
  }
}
