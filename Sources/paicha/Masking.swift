import Diagnostics
import Inspection

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
