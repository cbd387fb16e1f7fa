/// Reads truth values as exports write them.
package enum TruthText {
  /// `是`/`否`, `Y`/`N`, `yes`/`no`, `true`/`false`, `1`/`0`, `√`/`×`, `有`/`无`, in any width and case.
  package static func read(_ text: Bytes) -> Bool? {
    // The longest word has five letters of three bytes each.
    guard text.count <= 15 else { return nil }
    // Longer than `false` is only what is written in full width.
    if text.count > 5, !text.contains(where: { $0 == 0xEF }) { return nil }
    return text.contains { $0 >= 0x80 } ? readCharacters(text) : readASCII(text)
  }

  /// - Precondition: there are at most five characters, as many as in `false`.
  private static func readASCII(_ text: Bytes) -> Bool? {
    let word = text.reduce(UInt64(1)) { $0 << 8 | UInt64(0x41...0x5A ~= $1 ? $1 | 0x20 : $1) }
    if yesWords.contains(word) { return true }
    return noWords.contains(word) ? false : nil
  }

  private static let yesWords = ["y", "yes", "true", "t", "1"].map(word)
  private static let noWords = ["n", "no", "false", "f", "0", "x"].map(word)

  /// The letters of a word as the bytes of a number, behind a one that tells their count.
  private static func word(_ text: String) -> UInt64 {
    text.utf8.reduce(1) { $0 << 8 | UInt64($1) }
  }

  static func readCharacters(_ text: Bytes) -> Bool? {
    switch FullWidth.narrowed(text.text).lowercased() {
    case "是", "y", "yes", "true", "t", "1", "√", "✓", "✔", "有", "对", "對", "真": true
    case "否", "n", "no", "false", "f", "0", "×", "✗", "✘", "x", "无", "無", "错", "錯", "假": false
    default: nil
    }
  }
}
