import Diagnostics
import Findings
import Inspection
import Ledger

extension Option {
  static let mask = Option(
    "--mask", nil, "show pseudonyms instead of data on persons, in all that comes out")

  /// - Parameter folder: where the key lies when nobody says, with a slash behind it.
  static func maskKey(in folder: String = "") -> Option {
    Option(
      "--mask-key", "FILE",
      "the secret they are made by (default: \(folder)\(MaskKey.fileName), made where it is not there)"
    )
  }
}

extension Arguments {
  /// The key by which data on persons is masked; nil to show it. Who names a key wants to mask.
  ///
  /// - Parameter folder: the project, with a slash behind it.
  func maskKey(in folder: String = "") throws(Refusal) -> MaskKey? {
    guard has("--mask") || self["--mask-key"] != nil else { return nil }
    let key = try MaskKey(file: self["--mask-key"] ?? folder + MaskKey.fileName)
    if key.isNew {
      Terminal.tell(
        "note: \(key.file) is the new key of pseudonyms; keep it, and keep it to yourself")
    }
    return key
  }
}

extension Arguments {
  /// How keys of documents are masked, which the ledger holds as they are; nil to show them.
  ///
  /// - Throws: when they are to be masked, and the rules do not say which hold data on persons.
  var keyMasking: KeyMasking? {
    get throws(Refusal) {
      guard let key = try maskKey() else { return nil }
      return key.keys(of: try Project(folder: self["--rules"] ?? "Rules"))
    }
  }
}

extension CurrentIssue {
  /// The issue as it may be shown.
  func shown(_ keys: KeyMasking?) -> CurrentIssue {
    guard let keys else { return self }
    return CurrentIssue(issue: keys.masked(issue), state: state)
  }
}
