/// Reads truth values as exports write them.
package enum TruthText {
  /// `是`/`否`, `Y`/`N`, `yes`/`no`, `true`/`false`, `1`/`0`, `√`/`×`, `有`/`无`, in any width and case.
  package static func read(_ text: Bytes) -> Bool? {
    // The longest word has five letters of three bytes each.
    guard text.count <= 15 else { return nil }
    // Longer than `false` is only what is written in full width.
    if text.count > 5, !text.contains(where: { $0 == 0xEF }) { return nil }
    return switch FullWidth.narrowed(text.text).lowercased() {
    case "是", "y", "yes", "true", "t", "1", "√", "✓", "✔", "有", "对", "對", "真": true
    case "否", "n", "no", "false", "f", "0", "×", "✗", "✘", "x", "无", "無", "错", "錯", "假": false
    default: nil
    }
  }
}
